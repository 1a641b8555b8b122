"""A variant that leads fibers another way names a way that the courses have."""

from collections.abc import Iterator

from graph import records as r
from graph.assemble import root_id
from graph.errors import Location, Problem
from graph.material import Material
from graph.read import Entry
from graph.text import nearest
from graph.vocabulary import kind_of

_ITEMS = frozenset({"site", "muscle", "skin", "nerve"})
FIELDS = {
    "targets": frozenset({"muscle", "skin", "nerve"}),
    "along": frozenset({"nerve", "root"}),
    "until": _ITEMS,
    "joins": frozenset({"nerve"}),
    "after": _ITEMS,
}
"""The kinds that each field of a reroute may name."""


def reroute_reference(material: Material) -> Iterator[Problem]:
    """Every id in a reroute has a record of a kind that belongs there."""
    for entry, index, row in _rows(material):
        for field, kinds in FIELDS.items():
            for name, where in _names(entry, index, row, field):
                if kind_of(name) not in kinds:
                    allowed = ", ".join(sorted(kinds))
                    yield Problem(where, "wrong kinds", f"'{name}' cannot stand in '{field}' of a reroute: {allowed}")
                elif material.missing(name):
                    meant = material.now.get(name) or "".join(nearest(name, material.nodes, cutoff=0.75))
                    yield Problem(where, "dangling reference", f"no node has the id '{name}'", meant)
        for at, root in enumerate(row.roots):
            if material.missing(root_id(root)):
                where = entry.at("reroutes", index, "roots", at)
                yield Problem(where, "dangling reference", f"no node has the id '{root_id(root)}'")


def reroute_twice(material: Material) -> Iterator[Problem]:
    """A variant leads the fibers of a target down a nerve once."""
    for entry, index, row in _rows(material):
        for other in entry.record.reroutes[:index]:  # type: ignore[attr-defined]
            both = sorted(set(row.targets) & set(other.targets))
            if both and row.along == other.along and (row.roots == other.roots or not (row.roots and other.roots)):
                what = f"the fibers of '{both[0]}' are led along '{row.along}' already"
                yield Problem(entry.at("reroutes", index), "duplicate claim", what)


def impossible_reroute(material: Material) -> Iterator[Problem]:
    """A way leaves and joins at items of the courses, and its fibers can come that way and do come where they join."""
    for entry, index, row in _rows(material):
        for field, course, item in (("until", row.along, row.until), ("after", row.joins, row.after)):
            if item and not course:
                yield _problem(entry, index, field, f"'{item}' is after nothing: say which nerve is joined")
            elif item and course in material.nodes and item not in _items(material, course or ""):
                yield _problem(entry, index, field, f"'{item}' is not on the course of '{course}'")
        if kind_of(row.along) == "root" and not row.roots:
            yield _problem(entry, index, "along", f"say by roots whose fibers '{row.along}' takes")
        for at, target in enumerate(row.targets):
            yield from _impossible_target(material, entry.at("reroutes", index, "targets", at), row, target)


def _impossible_target(material: Material, where: Location, row: r.RerouteRow, target: str) -> Iterator[Problem]:
    """Yield why a target's fibers cannot take a way."""
    if target not in material.nodes or row.along not in material.nodes:
        return  # said by reroute_reference
    supplies = [
        located.claim
        for located in material.claims
        if located.claim.relation == "supplies"
        and target in {located.claim.object, *_above(material, located.claim.subject)}
    ]
    if row.joins in material.nodes:
        supplies = [claim for claim in supplies if row.joins in _above(material, claim.subject)]
        if not supplies:
            yield Problem(where, "impossible reroute", f"no fibers of '{target}' run in '{row.joins}'")
    roots = {root for claim in supplies for root in claim.roots}
    wanted = {root_id(root) for root in row.roots}
    if supplies and wanted and not wanted & roots:
        yield Problem(where, "impossible reroute", f"no fibers of '{target}' come from {_short(wanted)}")
    lacking = (roots & wanted if wanted else roots) - material.carried(row.along)
    if lacking and kind_of(row.along) == "nerve":
        yield Problem(where, "impossible root", f"'{row.along}' carries no {_short(lacking)}, which '{target}' has")


def _above(material: Material, nerve: str) -> frozenset[str]:
    """Return a nerve and all nerves and roots that it comes from, however far up."""
    found: set[str] = set()
    wanted = [nerve]
    while wanted:
        one = wanted.pop()
        if one not in found:
            found.add(one)
            entry = material.nodes.get(one)
            wanted += [origin.from_ for origin in getattr(entry.record if entry else None, "arises_from", ())]
    return frozenset(found)


def _items(material: Material, course: str) -> frozenset[str]:
    steps = getattr(material.nodes[course].record, "course", ())
    return frozenset(getattr(step, field) for step in steps for field in type(step).model_fields if field in _KEYS)


_KEYS = frozenset({"site", "muscle", "skin", "branch"})


def _short(roots: set[str]) -> str:
    return ", ".join(sorted(root.partition(":")[2].upper() for root in roots))


def _rows(material: Material) -> Iterator[tuple[Entry, int, r.RerouteRow]]:
    for entry in material.entries:
        if isinstance(entry.record, r.VariantRecord):
            for index, row in enumerate(entry.record.reroutes):
                yield entry, index, row


def _names(entry: Entry, index: int, row: r.RerouteRow, field: str) -> Iterator[tuple[str, Location]]:
    """Yield the ids of a field with their places."""
    if field == "targets":
        for at, name in enumerate(row.targets):
            yield name, entry.at("reroutes", index, field, at)
    elif name := getattr(row, field):
        yield name, entry.at("reroutes", index, field)


def _problem(entry: Entry, index: int, field: str, what: str) -> Problem:
    return Problem(entry.at("reroutes", index, field), "impossible reroute", what)
