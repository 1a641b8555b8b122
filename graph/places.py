"""Every place at which a lesion can be told from one elsewhere, and what a complete lesion there cuts.

Points of the courses (`graph.fibers`) that cut the same fibers cannot be told apart by any finding: they are one place,
with all their sites and names. A site at which several nerves or roots are caught together is a place of its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.fibers import Fibers, Point, arcs_of, fibers_of, points_of
from graph.model import KnowledgeGraph, in_sentence

Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Place:
    """Points that cut the same fibers, by all their names.

    `kind` is root, plexus, nerve or site. `id` is a node's where one stands for the place, else `nerve:slug@row`, the
    nerve cut just above that row of its course. `nerve` is the nerve, part of a plexus or root that is cut.
    """

    id: str
    kind: str
    label: str
    nerve: str
    points: tuple[Point, ...]
    sites: tuple[str, ...]
    syndromes: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """Return every id that means this place: its own, its sites, and each nerve or root that begins in it."""
        return frozenset({self.id, *self.sites, *(course for course, row in self.points if row == 0)})


@dataclass(frozen=True)
class Places:
    """All places of a graph with what a lesion at each cuts: a row a place, a column a muscle, skin or reflex."""

    graph: KnowledgeGraph
    fibers: Fibers
    all: tuple[Place, ...]
    targets: tuple[str, ...]
    cut: Shares
    """Severity, 0 to 1, of what fails: places x targets."""
    spared: NDArray[np.bool_]
    """Where a sheet of the place states a target as spared in practice: places x targets."""

    @cached_property
    def column(self) -> Mapping[str, int]:
        """Return the column of each target."""
        return {target: index for index, target in enumerate(self.targets)}

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Return the row of each id that means a place; of a site with several, the one that it is itself."""
        rows: dict[str, int] = {}
        for index, place in enumerate(self.all):
            for name in place.names:
                if name not in rows or self.all[index].id == name:
                    rows[name] = index
        return rows


@dataclass
class _Group:
    """Points with one cut, while places are made."""

    cut: Shares
    wide: bool = False
    """Whether only a site at which several nerves are caught has this cut."""
    points: list[Point] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)


def places_of(graph: KnowledgeGraph, fibers: Fibers | None = None) -> Places:
    """Return all places of a graph, from the neck down as courses run; a place that cuts nothing is left out.

    >>> from graph.load import load
    >>> places = places_of(load())
    >>> places.all[places.row["site:carpal-tunnel"]].label
    'carpal tunnel'
    """
    fibers = fibers or fibers_of(graph)
    arcs = arcs_of(graph, fibers)
    targets = (*sorted(fibers.totals), *sorted(reflex for reflex, arc in arcs.items() if arc))
    shares = np.zeros((len(fibers.all), len(targets)))
    number = {id(fiber): index for index, fiber in enumerate(fibers.all)}
    for column, target in enumerate(targets):
        ends = arcs.get(target) or tuple(fiber for fiber in fibers.all if fiber.target == target)
        total = sum(fiber.weight for fiber in ends)
        for fiber in ends:
            shares[number[id(fiber)], column] = fiber.weight / total

    def cut(points: Sequence[Point]) -> Shares:
        passing = {number[id(fiber)] for point in points for fiber in fibers.through.get(point, ())}
        return np.asarray(np.minimum(1.0, shares[sorted(passing)].sum(axis=0)).round(4))

    groups: dict[bytes, _Group] = {}
    for points, site in _where(graph, fibers):
        lost = cut(points)
        if lost.any():
            group = groups.setdefault(lost.tobytes(), _Group(lost, wide=len(points) > 1))
            group.points += [point for point in points if point not in group.points]
            group.sites += [site] if site and site not in group.sites else []
    places = tuple(_place(graph, group) for group in groups.values())
    column_of = {target: index for index, target in enumerate(targets)}
    spared = np.zeros((len(places), len(targets)), dtype=np.bool_)
    for row, place in enumerate(places):
        for syndrome in place.syndromes:
            for claim in graph.claims_of(syndrome):
                if claim.relation == "spares" and claim.object in column_of:
                    spared[row, column_of[claim.object]] = True
    return Places(graph, fibers, places, targets, np.array([group.cut for group in groups.values()]), spared)


def _where(graph: KnowledgeGraph, fibers: Fibers) -> Iterator[tuple[tuple[Point, ...], str]]:
    """Yield the points of every lesion to think of, with its site if it has one: points first, then wider sites.

    A general site stands for one of its kinds, and a site of one level for one of its nerves: neither is hurt whole.
    """
    at: dict[Point, list[str]] = defaultdict(list)
    wide: list[tuple[tuple[Point, ...], str]] = []
    for node in graph.nodes.values():
        if node.kind != "site":
            continue
        points = points_of(graph, node.id)
        general = any(claim.relation == "is_a" and claim.object == node.id for claim in graph.claims_of(node.id))
        if len(points) == 1:
            at[points[0]].append(node.id)
        elif not general and "one_level" not in node.attributes:
            wide.append((points, node.id))
    for point in sorted(fibers.points, key=lambda point: (not point[0].startswith("root:"), point)):
        for site in at[point] or [""]:
            yield (point,), site
    yield from wide


def _place(graph: KnowledgeGraph, group: _Group) -> Place:
    points = tuple(group.points)
    courses = list(dict.fromkeys(course for course, _ in points))
    begins = [course for course, row in points if row == 0]
    roots = [course for course in begins if course.startswith("root:")]
    plexus = [course for course in begins if graph.node(course).attributes.get("part") in {"trunk", "division", "cord"}]
    nerve = _most_proximal(graph, courses)
    if roots and not group.wide:
        kind, identifier, label = "root", roots[0], _either([_bare(graph, root) for root in roots])
    elif plexus and not group.wide:
        kind, identifier, label = "plexus", plexus[0], graph.node(plexus[0]).label
    elif group.sites:
        kind, identifier = "site", group.sites[0]
        label = _either([graph.node(site).label for site in group.sites])
    elif begins:
        kind, identifier, label = "nerve", begins[0], graph.node(begins[0]).label
    else:
        kind, identifier, label = "nerve", f"{points[0][0]}@{points[0][1]}", _stretch(graph, points, nerve)
    syndromes = {
        claim.object
        for site in group.sites
        for claim in graph.claims_of(site)
        if claim.relation == "leads_to" and claim.subject == site
    }
    return Place(identifier, kind, label, nerve, points, tuple(group.sites), tuple(sorted(syndromes)))


def _most_proximal(graph: KnowledgeGraph, courses: Sequence[str]) -> str:
    """Return the course that none of the others gives off."""
    children = {
        claim.subject
        for course in courses
        for claim in graph.claims_of(course)
        if claim.relation == "arises_from" and claim.object == course
    }
    return next((course for course in courses if course not in children), courses[0])


def _bare(graph: KnowledgeGraph, root: str) -> str:
    return in_sentence(graph.node(root)).removeprefix("the ")


def _either(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} or {labels[-1]}"


def _stretch(graph: KnowledgeGraph, points: Sequence[Point], nerve: str) -> str:
    """Say where on a nerve its points are: between what leaves it above and what comes below."""
    rows = [row for course, row in points if course == nerve]
    if len(points) > len(rows) and not any(row == 0 for _, row in points):
        return graph.node(nerve).label
    named = graph.node(nerve).label
    if 0 in rows:
        return named
    above = _item(graph, nerve, min(rows) - 1)
    below = _item(graph, nerve, max(rows))
    return f"{named} between {above} and {below}" if above and below else f"{named} below {above}" if above else named


def _item(graph: KnowledgeGraph, course: str, row: int) -> str:
    """Name what stands at a row of a course."""
    for claim in graph.claims_of(course):
        if claim.position != row or (claim.relation == "arises_from" and claim.subject == course):
            continue
        node = graph.node(claim.other(course))
        if claim.relation == "supplies":
            return f"the branch to the {node.label}"
        return in_sentence(node)
    return ""
