"""All that is told of a person: symptoms, test results and causes, present and absent, and findings of examination."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.errors import BadQuestionError
from graph.findings import TARGETS, Finding, findings_of
from graph.model import KnowledgeGraph
from graph.vocabulary import kind_of

TOLD_KINDS = ("symptom", "test", "cause")
"""What can be present or absent; of a test that is a positive or a negative result."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is present, what was asked or tested and is absent, and what an examination of the parts found."""

    present: tuple[str, ...]
    absent: tuple[str, ...]
    exam: tuple[Finding, ...]


def told_of(  # noqa: PLR0913 - one list for each way to tell something
    graph: KnowledgeGraph,
    *,
    present: Iterable[str] = (),
    absent: Iterable[str] = (),
    weak: Iterable[str] = (),
    numb: Iterable[str] = (),
    reflex: Iterable[str] = (),
    normal: Iterable[str] = (),
    doubtful: Iterable[str] = (),
) -> Told:
    """Return what is told in order of ids; a sign that is both told and examined counts once, as told.

    An unknown id raises UnknownNameError; one that does not fit its list, one that is given as present and as absent,
    or nothing that is present, raises BadQuestionError.

    >>> from graph.load import load
    >>> told_of(load(), present=["test:phalen", "symptom:numb-thumb"]).present
    ('symptom:numb-thumb', 'test:phalen')
    """
    lists = {"present": sorted(set(present)), "absent": sorted(set(absent))}
    for name, ids in lists.items():
        for identifier in ids:
            _fits(graph, identifier, name)
    exam = findings_of(graph, weak=weak, numb=numb, reflex=reflex, normal=normal, doubtful=doubtful)
    there = {*lists["present"], *(finding.node.id for finding in exam if finding.lost)}
    gone = {*lists["absent"], *(finding.node.id for finding in exam if not finding.lost)}
    if both := sorted(there & gone):
        message = f"{graph.node(both[0]).label} is given both as present and as absent: leave one out"
        raise BadQuestionError(message)
    if not there:
        message = (
            "nothing is present: name at least one symptom, positive test or cause, or a part that is weak or numb"
        )
        raise BadQuestionError(message)
    once = {*lists["present"], *lists["absent"]}
    return Told(tuple(lists["present"]), tuple(lists["absent"]), tuple(one for one in exam if one.node.id not in once))


def _fits(graph: KnowledgeGraph, identifier: str, name: str) -> None:
    kind = kind_of(identifier)
    label = graph.node(identifier).label
    if kind in TARGETS:
        message = f"{label} ({identifier}) does not fit under {name}: name it under weak, numb, reflex or normal"
        raise BadQuestionError(message)
    if kind not in TOLD_KINDS:
        message = f"{label} ({identifier}) does not fit under {name}: name a symptom, a test or a cause"
        raise BadQuestionError(message)
