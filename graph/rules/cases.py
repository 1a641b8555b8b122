"""Worked cases name what is in the graph, each under the heading where it belongs, and have an answer."""

from collections.abc import Iterator

from graph import records as r
from graph.errors import Problem
from graph.material import Material
from graph.text import nearest
from graph.vocabulary import kind_of

_PARTS = frozenset({"muscle", "skin", "reflex"})
_STORY = frozenset({"symptom", "test", "cause"})
_PLACES = frozenset({"site", "nerve", "root"})
FIELDS = {
    "weak": frozenset({"muscle"}),
    "numb": frozenset({"skin"}),
    "reflex": frozenset({"reflex"}),
    "normal": _PARTS,
    "doubtful": _PARTS,
    "present": _STORY,
    "absent": _STORY,
    "lesion": _PLACES,
    "together": _PLACES,
    "is": frozenset({"syndrome", "mimic"}),
}
"""The kinds that each list of a case may name."""


def case_reference(material: Material) -> Iterator[Problem]:
    """Every id in a case has a record of a kind that belongs there."""
    for entry in material.entries:
        if not isinstance(entry.record, r.CaseRecord):
            continue
        for field, kinds in FIELDS.items():
            for index, name in enumerate(getattr(entry.record, "is_" if field == "is" else field)):
                where = entry.at(field, index)
                if kind_of(name) not in kinds:
                    allowed = ", ".join(sorted(kinds))
                    yield Problem(where, "wrong kinds", f"'{name}' cannot stand in '{field}' of a case: {allowed}")
                elif material.missing(name):
                    meant = material.now.get(name) or "".join(nearest(name, material.nodes, cutoff=0.75))
                    yield Problem(where, "dangling reference", f"no node has the id '{name}'", meant)


def case_answer(material: Material) -> Iterator[Problem]:
    """A case has an answer, and says no finding both ways."""
    for entry in material.entries:
        case = entry.record
        if not isinstance(case, r.CaseRecord):
            continue
        if not (case.lesion or case.together or case.not_one_nerve or case.is_):
            yield Problem(entry.at("id"), "case without answer", f"'{case.id}' says neither where nor what it was")
        lost = {*case.weak, *case.numb, *case.reflex}
        for index, name in enumerate(case.normal):
            if name in lost:
                yield Problem(
                    entry.at("normal", index), "case both ways", f"'{name}' is lost and normal in '{case.id}'"
                )
        for index, name in enumerate(case.doubtful):
            if name not in lost | set(case.normal):
                yield Problem(entry.at("doubtful", index), "case both ways", f"'{name}' is doubtful, but no finding")
