"""Records → nodes and claims: one place knows which field makes which claim.

A claim that is written at its object's end (a sheet's `tests:`, say) is turned round here, so that everything after
this module sees one form.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from graph import records as r
from graph.errors import Location
from graph.model import RED_FLAG, URGENCY, Accuracy, Claim, Fact, Node, Reroute, Source
from graph.read import Entry
from graph.vocabulary import REGIONS

_ATTRIBUTES = ("part", "region", "modality", "one_level", "pattern", "time")
"""Fields of a record that the node keeps as they are."""

ANATOMY = frozenset({"root", "nerve", "muscle", "skin", "site", "reflex", "variant"})
"""Kinds whose records lend their sources to the rows that have none of their own."""


@dataclass(frozen=True, slots=True)
class Located:
    """A claim, where it is written, and where its two ends are."""

    claim: Claim
    location: Location
    other: Location
    """Where the end that is not the record itself is written."""


def source_of(entry: Entry) -> Source:
    """Make the source of a record of `sources.yaml`."""
    given = entry.record.model_dump(exclude_none=True)
    return Source(**given)


def root_id(short: str) -> str:
    """Turn the short form of a root into its id.

    >>> root_id("C6")
    'root:c6'
    """
    return f"root:{short.lower()}"


def node_of(entry: Entry) -> Node:
    """Make the node of a record."""
    record = entry.record
    assert isinstance(record, r.NodeRecord)  # noqa: S101 - sources are sorted out by the caller
    attributes = {name: str(value) for name in _ATTRIBUTES if (value := getattr(record, name, None))}
    if urgency := getattr(record, "urgency", None):
        attributes["urgency"] = urgency.level
    return Node(
        id=record.id,
        label=record.label,
        definition=record.definition,
        synonyms=tuple(record.synonyms),
        lay=tuple(record.lay),
        xrefs=MappingProxyType(dict(record.xrefs)),
        sources=tuple(record.sources),
        formerly=tuple(record.formerly),
        facts=tuple(_facts(record)),
        attributes=MappingProxyType(attributes),
        plural=record.plural,
        reroutes=tuple(_reroutes(record)),
    )


def _reroutes(record: r.NodeRecord) -> Iterator[Reroute]:
    """Yield how fibers run with a variant; a row without sources has those of its record."""
    for row in getattr(record, "reroutes", ()):
        yield Reroute(
            targets=tuple(row.targets),
            along=row.along,
            until=row.until,
            sources=tuple(dict.fromkeys(row.sources or record.sources)),
            roots=tuple(root_id(root) for root in row.roots),
            joins=row.joins or "",
            after=row.after or "",
            share=row.share,
            note=row.note or "",
        )


def with_regions(nodes: Mapping[str, Node], claims: Iterable[Claim]) -> Iterator[Node]:
    """Yield the nodes; a syndrome gets the region of most of its sites, a symptom that of most parts it shows in.

    Of two regions with as many, the first in the vocabulary's order.
    """
    places: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        if claim.relation == "leads_to" and claim.object.startswith("syndrome:"):
            places[claim.object].append(nodes[claim.subject].attributes.get("region", ""))
        elif claim.relation == "shows_in":
            places[claim.subject].append(nodes[claim.object].attributes.get("region", ""))
    for node in nodes.values():
        found = [region for region in REGIONS if region in places[node.id]]
        if not found:
            yield node
            continue
        region = max(found, key=places[node.id].count)
        yield replace(node, attributes=MappingProxyType({**node.attributes, "region": region}))


def _facts(record: r.NodeRecord) -> Iterator[Fact]:
    own = tuple(record.sources)
    for name, title in (("action", "Action"), ("boundary", "Boundary"), ("how", "How it is done")):
        if text := getattr(record, name, None):
            yield Fact(title, text, own)
    if urgency := getattr(record, "urgency", None):
        yield Fact(URGENCY, urgency.text, tuple(urgency.sources))
    for flag in getattr(record, "red_flags", ()):
        yield Fact(RED_FLAG, flag.text, tuple(flag.sources))
    for name, title in (("how_common", "How common"), ("prognosis", "Prognosis")):
        if statement := getattr(record, name, None):
            yield Fact(title, statement.text, tuple(statement.sources))
    for text in getattr(record, "unknown", ()):
        yield Fact("Not known", text, ())


def all_claims(entries: Iterable[Entry]) -> tuple[Located, ...]:
    """Return every claim of every node, in the order in which it is written.

    A branch's claim has its place on the parent's course.
    """
    nodes = [entry for entry in entries if isinstance(entry.record, r.NodeRecord)]
    leaves = {
        (step.branch, entry.record.id): (position, step.note or "")
        for entry in nodes
        if isinstance(entry.record, r.CourseRecord)
        for position, step in enumerate(entry.record.course)
        if isinstance(step, r.BranchStep)
    }
    return tuple(_on_course(located, leaves) for entry in nodes for located in claims_of(entry))


def _on_course(located: Located, leaves: Mapping[tuple[str, str], tuple[int, str]]) -> Located:
    """Give a branch's claim its place on the parent's course, and the remark there where it has none of its own."""
    claim = located.claim
    found = leaves.get((claim.subject, claim.object)) if claim.relation == "arises_from" else None
    if found is None:
        return located
    position, note = found
    return replace(located, claim=replace(claim, position=position, note=claim.note or note))


def claims_of(entry: Entry) -> Iterator[Located]:
    """Yield every claim that one record makes, in the order in which it is written."""
    record = entry.record
    assert isinstance(record, r.NodeRecord)  # noqa: S101 - sources are sorted out by the caller
    for field, (relation, end, turned) in _FIELDS.items():
        for index, row in enumerate(getattr(record, field, ())):
            if end == "course":
                yield from _step(entry, record, index, row)
                continue
            other = getattr(row, end)
            subject, object_ = (other, record.id) if turned else (record.id, other)
            details = _details(entry, row)
            yield Located(
                Claim(subject, relation, object_, **details),
                entry.at(field, index),
                entry.at(field, index, end.rstrip("_")),
            )


_FIELDS: Mapping[str, tuple[str, str, bool]] = MappingProxyType(
    {
        "is_a": ("is_a", "of", False),
        "arises_from": ("arises_from", "from_", False),
        "course": ("", "course", False),
        "examines": ("examines", "target", False),
        "shows_in": ("shows_in", "part", False),
        "changes": ("changes", "target", False),
        "leads_to": ("leads_to", "target", False),
        "treats": ("treats", "symptom", False),
        "sites": ("leads_to", "site", True),
        "involves": ("involves", "mechanism", False),
        "presents_with": ("presents_with", "symptom", False),
        "spares": ("spares", "spared", False),
        "tests": ("detects", "test", True),
        "mimics": ("imitates", "mimic", True),
        "imitates": ("imitates", "syndrome", False),
        "treatments": ("treats", "treatment", True),
        "causes": ("predisposes_to", "cause", True),
    }
)
"""Field of a record → relation, the row's field that holds the other end, and whether that end is the subject."""


def _step(entry: Entry, record: r.NodeRecord, index: int, row: r.Row | r.BranchStep) -> Iterator[Located]:
    """Make the claim of a step of a course; a branch's claim is made by the branch's own record."""
    where, other = entry.at("course", index), entry.at("course", index)
    match row:
        case r.SiteStep():
            details = _details(entry, row)
            yield Located(Claim(row.site, "compresses", record.id, position=index, **details), where, other)
        case r.MuscleStep() | r.SkinStep():
            details = _details(entry, row)
            target = row.muscle if isinstance(row, r.MuscleStep) else row.skin
            yield Located(Claim(record.id, "supplies", target, position=index, **details), where, other)


def _details(entry: Entry, row: r.Row) -> dict[str, Any]:
    """Collect what a row carries beside its ends, in the form that `Claim` takes."""
    sources = row.sources or (entry.record.sources if entry.kind in ANATOMY else [])  # type: ignore[attr-defined]
    details: dict[str, Any] = {"sources": tuple(dict.fromkeys(sources)), "status": row.status}
    for name, value in row.model_dump(exclude_none=True, exclude={"sources", "status"}).items():
        if name in _CARRIED:
            details[name] = _CARRIED[name](value)
    if details.get("accuracy"):
        cited = (accuracy.source for accuracy in details["accuracy"])
        details["sources"] = tuple(dict.fromkeys((*details["sources"], *cited)))
    return details


def _roots(value: Mapping[str, str] | list[str]) -> Mapping[str, str]:
    weights = value if isinstance(value, Mapping) else dict.fromkeys(value, "main")
    return MappingProxyType({root_id(root): weight for root, weight in weights.items()})


def _accuracy(rows: list[dict[str, Any]]) -> tuple[Accuracy, ...]:
    return tuple(Accuracy(**row) for row in rows)


_CARRIED: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("note", "dispute", "frequency", "figure", "why", "distinguished_by", "role", "finding", "share", "effect"),
            str,
        ),
        "roots": _roots,
        "accuracy": _accuracy,
    }
)
