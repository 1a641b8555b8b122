"""Places for the nodes of a neighborhood: deterministic, and no label ever covers another.

The focus stands in the middle. Around it, neighbors stand in sectors by kind, always in the order of the vocabulary, so
that a learner finds tests where tests were before. Nodes further out, and those of an opened node, stand beside the
node they came in through. The picture of a nerve or root that has a course is laid out as the course runs: proximal
left, distal right, muscles above, skin and branches below.

The method is greedy placement: each label is a box of a size that the metrics bound from above; a node takes the free
place nearest to the one it wants, and what was placed before never moves. So more depth, or one more opened node,
leaves the rest of the picture where it was. Places are whole pixels computed with the same arithmetic everywhere: same
question, same picture, on any machine.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import cos, hypot, pi, sin

from graph.boxes import USUAL, Board, Metrics, Place, size
from graph.model import Node
from graph.neighborhood import Member, Neighborhood
from graph.vocabulary import KINDS

WIDE, TALL = 1.65, 0.8
"""How much wider than high a picture is, for a screen and for a telephone held upright."""
_COURSE_LEAST = 4
"""Items on a course that make a course worth drawing."""


class _Drawing:
    """A picture being laid out: the places given so far, on a board where no two overlap."""

    def __init__(self, metrics: Metrics, stretch: float) -> None:
        self.metrics = metrics
        self.stretch = stretch
        self.board = Board(metrics.space)
        self.places: dict[str, Place] = {}

    def put(self, node: Node, x: int, y: int, *, focus: bool = False) -> None:
        """Place a node, whatever stands there."""
        label, box = size(node, self.metrics, focus=focus)
        placed = box.at(x, y)
        self.board.put(placed)
        self.places[node.id] = Place(x, y, label, placed)

    def settle(self, node: Node, wanted: Iterable[tuple[int, int]]) -> None:
        """Place a node at the first of the wanted places that is free."""
        _, box = size(node, self.metrics)
        x, y = next(place for place in wanted if self.board.hit(box, *place) is None)
        self.put(node, x, y)

    def spread(self, node: Node, x: int, y: int, rays: Sequence[tuple[float, float]], radii: range) -> None:
        """Place a node on the first free place of rays from (x, y), or ever further out from the middle."""
        _, box = size(node, self.metrics)
        place = self.board.first_free(box, x, y, rays, radii)
        if place is None:
            far = round(hypot(x / self.stretch, y)) + radii.stop
            place = self.board.first_free(box, 0, 0, rays[:1], range(far, _NEVER, 40))
        assert place is not None  # noqa: S101 - a finite picture does not fill an endless ray
        self.put(node, *place)

    def along(self, course: Sequence[Node]) -> int:
        """Place the items of a course from left to right; return half of its width."""
        reach = min(_WIDEST, max(_NARROWEST, _PER_ITEM * len(course))) * self.stretch / WIDE
        for rank, node in enumerate(course):
            self.settle(node, _rows(node.kind, round(-reach + 2 * reach * (rank + 0.5) / len(course))))
        return round(reach)

    def around(self, nodes: Sequence[Node], *, start: float, sweep: float) -> None:
        """Place nodes round the middle, in sectors by kind."""
        for node, angle, turn in _sectors(nodes, start=start, sweep=sweep):
            self.spread(node, 0, 0, _outward(angle, turn, self.stretch), range(60, _FAR, 12))

    def beside(self, members: Iterable[Member]) -> None:
        """Place each member that has no place yet beside the node it came in through."""
        reached: dict[str, int] = {}
        for member in members:
            if member.node.id in self.places:
                continue
            parent = self.places[member.parent]
            radii = range(reached.get(member.parent, _CLOSEST), _FAR, _RING)
            self.spread(member.node, parent.x, parent.y, _beside(parent.x, parent.y, self.stretch), radii)
            placed = self.places[member.node.id]
            gone = hypot((placed.x - parent.x) / self.stretch, placed.y - parent.y)
            reached[member.parent] = max(_CLOSEST, int(gone) // _RING * _RING - _RING)


def layout(
    neighbors: Neighborhood, *, metrics: Metrics = USUAL, course: bool = True, stretch: float = WIDE
) -> dict[str, Place]:
    """Return a place for every member of a neighborhood, by id, in the order of the members.

    `course` lays the items of a nerve's or root's course out from proximal (left) to distal (right) where there are at
    least four of them. `stretch` is how much wider than high the picture is.
    """
    drawing = _Drawing(metrics, stretch)
    drawing.put(neighbors.members[0].node, 0, 0, focus=True)
    first = [member.node for member in neighbors.members if member.hop == 1 and member.parent == neighbors.center]
    steps = _course_of(neighbors) if course else {}
    if len(steps) >= _COURSE_LEAST:
        on_course = sorted((node for node in first if node.id in steps), key=lambda node: steps[node.id])
        reach = drawing.along(on_course)
        origins = _origins(neighbors)
        rest = [node for node in first if node.id not in steps]
        for node in rest:
            if node.id in origins:
                drawing.settle(node, _left_of(-reach))
        drawing.around([node for node in rest if node.id not in origins], start=pi * 0.88, sweep=-pi * 0.76)
    else:
        drawing.around(first, start=-pi / 2, sweep=2 * pi)
    drawing.beside(neighbors.members)
    return {member.node.id: drawing.places[member.node.id] for member in neighbors.members}


def _course_of(neighbors: Neighborhood) -> dict[str, int]:
    """Return the position on the center's course of each member that is on it; a branch stands where it leaves."""
    found: dict[str, int] = {}
    for claim in neighbors.claims:
        if (
            claim.position is not None
            and neighbors.center in claim.key
            and claim.other(neighbors.center) != neighbors.center
        ):
            leaves = claim.relation != "arises_from" or claim.object == neighbors.center
            if leaves:
                found[claim.other(neighbors.center)] = claim.position
    return found


def _origins(neighbors: Neighborhood) -> frozenset[str]:
    """Return what the center arises from."""
    return frozenset(
        claim.object
        for claim in neighbors.claims
        if claim.relation == "arises_from" and claim.subject == neighbors.center
    )


_NARROWEST, _WIDEST, _PER_ITEM = 300.0, 520.0, 30.0
"""Half the width of a drawn course: pixels at least, at most, and for each item on it."""
_ROW = 19
_ABOVE = frozenset({"muscle", "site"})


def _rows(kind: str, x: int) -> Iterator[tuple[int, int]]:
    """Yield places in the column x, muscles and sites going up from the middle, all else down."""
    up = kind in _ABOVE
    for step in range(2 if kind == "site" else 3, 4000):
        yield x, -step * _ROW if up else step * _ROW + 20


def _left_of(x: int) -> Iterator[tuple[int, int]]:
    """Yield places in a column at the left end of a course, from the middle outwards, then in columns further left."""
    for column in range(1000):
        for step in range(9):
            yield x - 60 - 40 * column, (1 if step % 2 else -1) * ((step + 1) // 2) * 40


def _sectors(nodes: Sequence[Node], *, start: float, sweep: float) -> Iterator[tuple[Node, float, float]]:
    """Give each node an angle within the sweep, kinds in their order, and how far it may turn from that."""
    ranks = {kind: rank for rank, kind in enumerate(KINDS)}
    ordered = sorted(nodes, key=lambda node: ranks[node.kind])
    for index, node in enumerate(ordered):
        slot = abs(sweep) / len(ordered)
        turn = min(_WIDEST_TURN, 0.49 * slot) if slot > _CROWDED else _CROWDED
        yield node, start + sweep * (index + 0.5) / len(ordered), turn


_CROWDED, _WIDEST_TURN = 0.3, 0.45


_FAR, _NEVER = 860, 4_000_000
"""Radii at which a place near what it belongs to is given up, and at which no picture goes on."""


def _outward(angle: float, most: float, stretch: float) -> list[tuple[float, float]]:
    """Return a ray from the middle, and rays turned from it by `most` at most.

    A node turns by less than half of the way to its neighbor where nodes are few: so kinds keep their order.
    """
    turns = [turn for step in range(5) for turn in (most * step / 4, -most * step / 4)][1:]
    return [(cos(angle + turn) * stretch, sin(angle + turn)) for turn in turns]


_TURNS = tuple((cos(turn), sin(turn)) for turn in (0.0, 0.45, -0.45, 0.9, -0.9, 1.4, -1.4, 2.1, -2.1))
_CLOSEST, _RING = 56, 24


def _beside(x: int, y: int, stretch: float) -> list[tuple[float, float]]:
    """Return rays from a parent at (x, y), first the one that leads away from the middle.

    What stands beside a parent fills arcs from the inside: the search for the next goes on where the last one ended.
    """
    length = hypot(x / stretch, y) or 1.0
    out_x, out_y = x / stretch / length, y / length
    return [((out_x * cosine - out_y * sine) * stretch, out_x * sine + out_y * cosine) for cosine, sine in _TURNS]
