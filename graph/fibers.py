"""How fibers run: from the root, along the courses of nerves, to a muscle or a patch of skin; and what a lesion cuts.

A *point* is a place on a course, just above the row of the course with the same number; it is named by the nerve or
root and that number, counted from 0. The courses make a directed acyclic graph of points (`course_graph`): each course
is a chain, proximal to distal; a branch's chain begins at its point on the parent's course. A *fiber* is a root, a
route of points and a target. A lesion at a point cuts every fiber whose route passes it: so what left the nerve above
is spared, and what a lesion does is never typed in but follows from the courses.

Severity is the share of a target's fibers that are cut, 0 to 1, each fiber weighted by `WEIGHTS`: a minor root, and a
nerve that gives only a minor share, count less. The weights are a convention, chosen so that a target whose only main
root is cut counts as mostly lost; they are not measured, and they say nothing of how strong a muscle will be.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import networkx as nx

from graph.errors import BadQuestionError
from graph.model import Claim, KnowledgeGraph
from graph.vocabulary import kind_of

Point = tuple[str, int]
"""A nerve or root, and the number of the row of its course that the point stands just above."""

WEIGHTS: Mapping[str, float] = MappingProxyType({"main": 1.0, "minor": 0.4})
"""What a fiber counts for, by the weight of its root, and again by its nerve's share of the supply."""


@dataclass(frozen=True, slots=True)
class Fiber:
    """Fibers of one root that reach one target by one route, proximal to distal, and what they count for."""

    root: str
    """Its usual root; a variant may lead it through another, which the route then begins with."""
    target: str
    route: tuple[Point, ...]
    weight: float


def course_graph(graph: KnowledgeGraph) -> "nx.DiGraph[Point]":
    """Return the graph of points: along each course, and from a parent's course to the beginning of a branch's.

    An edge to a branch holds the roots whose fibers it takes as ``roots``; an edge along a course takes all.

    >>> from graph.load import load
    >>> nx.is_directed_acyclic_graph(course_graph(load()))
    True
    """
    rows: dict[str, set[int]] = defaultdict(lambda: {0})
    begins: list[tuple[Point, Point, frozenset[str]]] = []
    for claim in graph.claims():
        if claim.position is None:
            continue
        on = claim.subject if claim.relation == "supplies" else claim.object
        rows[on].add(claim.position)
        if claim.relation == "arises_from":
            begins.append(((on, claim.position), (claim.subject, 0), frozenset(claim.roots)))
    points: nx.DiGraph[Point] = nx.DiGraph()
    for course in sorted(rows):
        nx.add_path(points, [(course, row) for row in sorted(rows[course])])
    for above, below, roots in sorted(begins, key=lambda begin: begin[:2]):
        points.add_edge(above, below, roots=roots)
    return points


@dataclass(frozen=True)
class Fibers:
    """All fibers of a graph, and where each can be cut."""

    all: tuple[Fiber, ...]
    points: "nx.DiGraph[Point]"
    through: Mapping[Point, tuple[Fiber, ...]]
    """The fibers that pass each point."""
    totals: Mapping[str, float]
    """The weight of all fibers of each target."""

    def cut(self, points: Iterable[Point]) -> Mapping[str, float]:
        """Return the severity of what a lesion at these points does, by target: more than 0, at most 1.

        >>> from graph.load import load
        >>> fibers = fibers_of(graph := load())
        >>> fibers.cut(points_of(graph, "nerve:median"))["muscle:abductor-pollicis-brevis"]
        1.0
        """
        lost: dict[str, float] = defaultdict(float)
        for fiber in self._cut(points):
            lost[fiber.target] += fiber.weight
        return {target: min(1.0, round(lost[target] / self.totals[target], 4)) for target in sorted(lost)}

    def _cut(self, points: Iterable[Point]) -> Iterator[Fiber]:
        """Yield each fiber that passes any of these points once."""
        seen: set[int] = set()
        for point in points:
            for fiber in self.through.get(point, ()):
                if id(fiber) not in seen:
                    seen.add(id(fiber))
                    yield fiber


def fibers_of(graph: KnowledgeGraph) -> Fibers:
    """Return all fibers of a graph: for each supply, root and route one.

    Where a root's fibers can come to a nerve by several routes, they are shared evenly among these.

    >>> from graph.load import load
    >>> sorted({fiber.root for fiber in fibers_of(load()).all if fiber.target == "muscle:deltoid"})
    ['root:c5', 'root:c6']
    """
    points = course_graph(graph)
    found: list[Fiber] = []
    for claim in graph.claims():
        if claim.relation == "supplies":
            found.extend(_fibers_of_supply(points, claim))
    return bundled(found, nx.freeze(points))


def bundled(found: Sequence[Fiber], points: "nx.DiGraph[Point]") -> Fibers:
    """Return fibers with where each can be cut and the weights of all."""
    through: dict[Point, list[Fiber]] = defaultdict(list)
    totals: dict[str, float] = defaultdict(float)
    for fiber in found:
        totals[fiber.target] += fiber.weight
        for point in fiber.route:
            through[point].append(fiber)
    frozen = {point: tuple(fibers) for point, fibers in through.items()}
    return Fibers(tuple(found), points, MappingProxyType(frozen), MappingProxyType(dict(totals)))


def _fibers_of_supply(points: "nx.DiGraph[Point]", claim: Claim) -> Iterator[Fiber]:
    """Yield the fibers by which one nerve supplies one target."""
    assert claim.position is not None  # noqa: S101 - the loader numbers every row of a course
    share = WEIGHTS[claim.share or "main"]
    for root, weight in claim.roots.items():
        routes = tuple(routes_to(points, (claim.subject, claim.position), root))
        for route in routes:
            yield Fiber(root, claim.object, route, WEIGHTS[weight] * share / len(routes))


def routes_to(points: "nx.DiGraph[Point]", end: Point, root: str) -> Iterator[tuple[Point, ...]]:
    """Yield every route that a root's fibers can take to a point, from the root's own first point on."""
    if end == (root, 0):
        yield (end,)
        return
    for above, _, taken in points.in_edges(end, data=True):
        if root in taken.get("roots", (root,)):
            for route in routes_to(points, above, root):
                yield (*route, end)


def arcs_of(graph: KnowledgeGraph, fibers: Fibers) -> Mapping[str, tuple[Fiber, ...]]:
    """Return the fibers of each reflex's arc: those of its roots to its muscles or skin.

    >>> from graph.load import load
    >>> graph = load()
    >>> sorted({fiber.root for fiber in arcs_of(graph, fibers_of(graph))["reflex:ankle"]})
    ['root:s1']
    """
    found: dict[str, tuple[Fiber, ...]] = {}
    for node in graph.nodes.values():
        if node.kind == "reflex":
            ends = {claim.object for claim in graph.claims_of(node.id) if claim.subject == node.id}
            roots = {end for end in ends if kind_of(end) == "root"}
            found[node.id] = tuple(
                fiber for fiber in fibers.all if fiber.target in ends and (fiber.root in roots or not roots)
            )
    return MappingProxyType(found)


def rows_of(graph: KnowledgeGraph, course: str) -> Mapping[str, int]:
    """Return the row of each item of a course: sites, muscles, skin and branches, proximal to distal.

    >>> from graph.load import load
    >>> rows = rows_of(load(), "nerve:suprascapular")
    >>> rows["site:suprascapular-notch"] < rows["muscle:infraspinatus"]
    True
    """
    rows = [
        (claim.position, claim.other(course))
        for claim in graph.claims_of(course)
        if claim.position is not None and not (claim.relation == "arises_from" and claim.subject == course)
    ]
    return MappingProxyType({item: row for row, item in sorted(rows)})


def points_of(graph: KnowledgeGraph, where: str) -> tuple[Point, ...]:
    """Return the points of a lesion: of a site on every course that it stands on; of a nerve or root its beginning.

    A general site has the points of the sites that are kinds of it; `nerve:x@3` is the nerve cut just above row 3 of
    its course. Raises UnknownNameError for an id that is not in the graph, BadQuestionError for one that has no place
    on a course.

    >>> from graph.load import load
    >>> points_of(load(), "root:c7")
    (('root:c7', 0),)
    """
    course, _, row = where.partition("@")
    if row:
        rows = {claim.position for claim in graph.claims_of(course) if claim.position is not None}
        if not (row.isascii() and row.isdigit()) or int(row) not in rows | {0}:
            message = f"'{course}' has no row '{row}' on its course"
            raise BadQuestionError(message)
        return ((course, int(row)),)
    node = graph.node(where)
    if node.kind in {"nerve", "root"}:
        return ((where, 0),)
    found: set[Point] = set()
    wanted, seen = [where], set()
    while wanted:
        site = wanted.pop()
        seen.add(site)
        for claim in graph.claims_of(site):
            if claim.relation == "compresses" and claim.position is not None:
                found.add((claim.object, claim.position))
            elif claim.relation == "is_a" and claim.object == site and claim.subject not in seen:
                wanted.append(claim.subject)
    if not found:
        message = f"'{where}' has no place on a course: name a site, a nerve, a part of a plexus or a root"
        raise BadQuestionError(message)
    return tuple(sorted(found))
