"""What a lesion does: which muscles weaken, which skin goes numb, which reflexes go; and what is spared, and why.

The method is that of `graph.fibers`: a lesion cuts every fiber that passes its points. It describes a complete lesion.
Compression is seldom complete, and can spare bundles of fibers: what a sheet states as spared in practice is told with
its sources, and stands beside what follows from the courses. It is for education only, never a diagnosis.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.errors import BadQuestionError
from graph.fibers import Fiber, Fibers, Point, arcs_of, fibers_of, points_of, rows_of
from graph.model import KnowledgeGraph, Node, in_sentence
from graph.variants import Varied, with_variants

PLACES = ("site", "nerve", "root")
"""Kinds of node that a lesion can be at."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A muscle, patch of skin or reflex that fails, and what share of its fibers is cut: more than 0, at most 1."""

    node: Node
    severity: float


@dataclass(frozen=True, slots=True)
class Spared:
    """What one might expect to fail and does not: why, and the sources where a sheet states it."""

    node: Node
    why: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lesion:
    """A lesion and all that follows from it; what fails comes worst first."""

    at: tuple[Node, ...]
    points: tuple[Point, ...]
    weak: tuple[Loss, ...]
    numb: tuple[Loss, ...]
    reflexes: tuple[Loss, ...]
    spared: tuple[Spared, ...]
    variants: tuple[Node, ...] = ()
    """With which variants of course it was asked."""


def lesion(
    graph: KnowledgeGraph,
    where: str | Sequence[str],
    *,
    beyond: str = "",
    variants: Sequence[str] = (),
    fibers: Fibers | None = None,
) -> Lesion:
    """Return what a lesion at a site, nerve, part of a plexus or root does, or lesions at several of them at once.

    A nerve is cut at its beginning, or, with `beyond`, just below an item of its course: a muscle, patch of skin,
    branch or site. With `variants` the fibers run as these say (`graph.variants`). `fibers` are the usual ones of the
    graph, for callers that ask often. An unknown id raises UnknownNameError, a place that is on no course or a variant
    that says nothing of courses BadQuestionError.

    >>> from graph.load import load
    >>> found = lesion(load(), "site:carpal-tunnel")
    >>> found.weak[0].node.id
    'muscle:abductor-pollicis-brevis'
    >>> next(spared.why for spared in found.spared if spared.node.id == "muscle:pronator-teres")
    'Its branch leaves the median nerve above.'
    """
    names = (where,) if isinstance(where, str) else tuple(where)
    if not names:
        message = "a lesion is somewhere: name a site, a nerve, a part of a plexus or a root"
        raise BadQuestionError(message)
    usual = fibers or fibers_of(graph)
    varied = with_variants(graph, usual, variants)
    fibers = varied.fibers
    points = tuple(
        dict.fromkeys(
            point for name in names for point in (_beyond(graph, name, beyond) if beyond else points_of(graph, name))
        )
    )
    cut = fibers.cut(points)
    losses = sorted(
        (Loss(graph.node(target), severity) for target, severity in cut.items()),
        key=lambda loss: (-loss.severity, loss.node.label),
    )
    return Lesion(
        at=tuple(graph.node(name.partition("@")[0]) for name in names),
        points=points,
        weak=tuple(loss for loss in losses if loss.node.kind == "muscle"),
        numb=tuple(loss for loss in losses if loss.node.kind == "skin"),
        reflexes=tuple(_reflexes(graph, fibers, points)),
        spared=tuple(_spared(graph, usual, varied, names, points)),
        variants=varied.variants,
    )


def _beyond(graph: KnowledgeGraph, nerve: str, item: str) -> tuple[Point, ...]:
    """Return the point just below an item of a nerve's course."""
    graph.node(item)
    rows = rows_of(graph, nerve)
    at = rows.get(item)
    below = min((row for row in rows.values() if at is not None and row > at), default=None)
    if below is None:
        what = f"'{item}' is not on the course of '{nerve}'" if at is None else f"'{item}' is the last on '{nerve}'"
        message = f"{what}: nothing of the nerve lies beyond it"
        raise BadQuestionError(message)
    return ((nerve, below),)


def _reflexes(graph: KnowledgeGraph, fibers: Fibers, points: Sequence[Point]) -> Iterator[Loss]:
    """Yield each reflex whose arc is cut: of its roots' fibers to its muscles, the share that passes a point."""
    cut = set(points)
    arcs: list[Loss] = []
    for reflex, arc in arcs_of(graph, fibers).items():
        total = sum(fiber.weight for fiber in arc)
        lost = sum(fiber.weight for fiber in arc if not cut.isdisjoint(fiber.route))
        if lost:
            arcs.append(Loss(graph.node(reflex), round(lost / total, 4)))
    yield from sorted(arcs, key=lambda loss: (-loss.severity, loss.node.label))


def _spared(
    graph: KnowledgeGraph, usual: Fibers, varied: Varied, names: Sequence[str], points: Sequence[Point]
) -> Iterator[Spared]:
    """Yield what is spared: first what the sheets of these sites state, then what follows from the courses.

    What a variant saves, or brings to this nerve, is told with the variant's course and its sources.
    """
    cut = frozenset(varied.fibers.cut(points))
    told: set[str] = set()
    for name in names:
        for syndrome in sorted(
            claim.object
            for claim in graph.claims_of(name.partition("@")[0])
            if claim.relation == "leads_to" and claim.subject == name
        ):
            for claim in graph.claims_of(syndrome):
                if claim.relation == "spares" and claim.subject == syndrome and claim.object not in told:
                    told.add(claim.object)
                    yield Spared(graph.node(claim.object), claim.why, claim.sources)
    expected = _expected_at(graph, usual, points)
    because: dict[str, tuple[str, tuple[str, ...]]] = {}
    if varied.moved:
        saved, brought = set(usual.cut(points)) - cut, _expected_at(graph, varied.fibers, points)
        because = {target: varied.moved[target] for target in saved | (set(brought) - set(expected))}
        expected = brought | {target: why for target, (why, _) in because.items()}
    for target in sorted(set(expected) - cut - told, key=lambda target: graph.node(target).label):
        why, sources = because.get(target, (expected[target], ()))
        yield Spared(graph.node(target), why, sources)


def _expected_at(graph: KnowledgeGraph, fibers: Fibers, points: Sequence[Point]) -> dict[str, str]:
    """Return what is expected of all points of a lesion; of two reasons the first."""
    expected: dict[str, str] = {}
    for point in points:
        for target, why in _expected(graph, fibers, point).items():
            expected.setdefault(target, why)
    return expected


def _expected(graph: KnowledgeGraph, fibers: Fibers, point: Point) -> dict[str, str]:
    """Return what belongs to the same nerve as a point but is not reached from it, with the reason.

    The nerve is the largest that the point's course is a branch of; for a root or a part of a plexus nothing is
    expected beyond what it carries.
    """
    course, row = point
    if not _is_nerve(graph, course):
        return {}
    way = [(course, row)]
    trunk = course
    while above := [
        (claim.object, claim.position)
        for claim in graph.claims_of(trunk)
        if claim.relation == "arises_from" and claim.subject == trunk and _is_nerve(graph, claim.object)
    ]:
        if len(above) > 1 or above[0][1] is None:
            break
        way.append((above[0][0], above[0][1]))
        trunk = above[0][0]
    leaves = dict(way)
    by_target: dict[str, list[Fiber]] = defaultdict(list)
    for fiber in fibers.through.get((trunk, 0), ()):
        by_target[fiber.target].append(fiber)
    return {target: _why(graph, routes[0].route, leaves) for target, routes in sorted(by_target.items())}


def _is_nerve(graph: KnowledgeGraph, identifier: str) -> bool:
    return graph.node(identifier).attributes.get("part", "") in {"nerve", "branch"}


def _why(graph: KnowledgeGraph, route: Sequence[Point], leaves: dict[str, int]) -> str:
    """Say where a route parts from the way to the lesion, which leaves each course at a row or is there."""
    shared = [point for point in route if point[0] in leaves and point[1] <= leaves[point[0]]]
    last = shared[-1][0]
    rest = route[len(shared) + route.index(shared[0]) :]
    trunk = in_sentence(graph.node(last))
    other = next((course for course, _ in rest if course != last), "")
    runs_on = any(course == last for course, _ in rest)
    if not other:
        return f"Its fibers run on in {trunk}." if runs_on else f"Its branch leaves {trunk} above."
    named = in_sentence(graph.node(other))
    return (
        f"It belongs to another branch of {trunk}, {named}."
        if runs_on
        else f"Its nerve, {named}, leaves {trunk} above."
    )
