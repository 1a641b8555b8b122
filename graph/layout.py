"""Places for the nodes of a neighborhood: deterministic, and no label ever covers another.

The focus stands in the middle. Around it, neighbors stand in sectors by kind, always in the order of the vocabulary, so
that a learner finds tests where tests were before. Nodes further out, and those of an opened node, stand beside the
node they came in through. The picture of a nerve or root that has a course is laid out as the course runs: proximal
left, distal right, muscles above, skin and branches below.

The method is greedy placement: each label is a box of a size that the metrics bound from above; a node takes the free
place nearest to the one it wants, and what was placed before never moves. Angles and columns are shared out among the
neighbors of the picture as it opens; what comes in later takes what those left free. So more depth, or one more opened
node, even the focus itself, leaves the rest of the picture where it was. Places are whole pixels computed with the same
arithmetic everywhere: same question, same picture, on any machine.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, cos, hypot, pi, sin

from graph.boxes import USUAL, Board, Box, Metrics, Place, size
from graph.model import Node
from graph.neighborhood import Member, Neighborhood
from graph.vocabulary import KINDS


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a picture is drawn on: how much faster it grows to the sides than up and down, and the size to keep to."""

    stretch: float
    width: float
    height: float
    corner: tuple[float, float] = (0.0, 0.0)
    """Width and height of the lower right corner, where buttons lie over the picture."""

    @property
    def box(self) -> Box:
        """Return the sheet with the focus in its middle."""
        return Box(-self.width / 2, -self.height / 2, self.width / 2, self.height / 2)

    def fits(self, boxes: Sequence[Box]) -> bool:
        """Tell whether boxes fit on the sheet, wherever the focus then stands, and leave its corner free."""
        left, top = min(box.left for box in boxes), min(box.top for box in boxes)
        right, bottom = left + self.width, top + self.height
        return all(
            box.right <= right
            and box.bottom <= bottom
            and (box.right <= right - self.corner[0] or box.bottom <= bottom - self.corner[1])
            for box in boxes
        )

    @property
    def taken(self) -> Box:
        """Return the corner that is to stay free."""
        return Box(self.width / 2 - self.corner[0], self.height / 2 - self.corner[1], self.width / 2, self.height / 2)


WIDE, TALL = Sheet(1.75, 1060.0, 550.0, (190.0, 56.0)), Sheet(0.8, 580.0, 720.0)
"""The sheet for a screen and for a telephone held upright: all that stands on it can be read there at once.

At 1280×720, 801×426 pixels of a picture are inside its margins: the sheet with 12 of them for a label of 16 units, and
still with 11 in a window so low that they are 801×384. On a telephone of 390×844 they are 328×408: the sheet with 9.
"""
_COURSE_LEAST = 4
"""Items on a course that make a course worth drawing."""


class _Drawing:
    """A picture being laid out: the places given so far, on a board where no two overlap."""

    def __init__(self, metrics: Metrics, sheet: Sheet) -> None:
        self.metrics = metrics
        self.sheet = sheet.box
        self.stretch = sheet.stretch
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
        if way := self.board.first_free(box.at(x, y), rays, radii):
            self.put(node, x + way[0], y + way[1])
            return
        far = round(hypot(x / self.stretch, y)) + radii.stop
        place = self.board.first_free(box, rays[:1], range(far, _NEVER, 40))
        assert place is not None  # noqa: S101 - a finite picture does not fill an endless ray
        self.put(node, *place)

    def along(self, course: Sequence[Node], origins: Sequence[Node]) -> None:
        """Place the items of a course from left to right, and left of them what the center arises from.

        The course is as long as its labels need to stand side by side, as far as the sheet has room for that.
        """
        reach = _PER_ITEM * (len(course) - 1)
        beside = max(map(self._wide, origins)) + _LINE if origins else 0.0
        left = -min(reach, self._room(course[0], beside))
        right = min(reach, self._room(course[-1], 0.0))
        gap = (right - left) / (len(course) - 1)
        for rank, node in enumerate(course):
            self.column(node, left + gap * rank, gap)
        for node in origins:
            self.settle(node, _left_of(round(left), self.sheet.bottom))

    def _room(self, last: Node, beside: float) -> float:
        """Return how far a course may reach to one side: to its last item, with something beside it, on the sheet."""
        return max(self.sheet.right - beside - self._wide(last) / 2, _COURSE_SHARE * self.sheet.right)

    def column(self, node: Node, x: float, gap: float) -> None:
        """Place a node of a course in its column, or a little beside that where it comes nearer to the middle."""
        _, box = size(node, self.metrics)
        found: list[tuple[float, int, int]] = []
        for shift in _SHIFTS:
            for at_x, y in _rows(node.kind, round(x + shift * gap)):
                if self.board.hit(box, at_x, y) is None:
                    off = not self.sheet.holds(box.at(at_x, y))
                    found.append((abs(y) + abs(shift) * gap + _OFF * off, at_x, y))
                    break
        _, at_x, y = min(found)
        self.put(node, at_x, y)

    def _wide(self, node: Node) -> float:
        _, box = size(node, self.metrics)
        return box.right - box.left + self.metrics.space

    def around(self, nodes: Sequence[Node], arc: "_Arc") -> None:
        """Place nodes round the middle, in sectors by kind; one whose sector is full goes to the nearest with room."""
        for node, angle, turn in _sectors(nodes, arc):
            _, box = size(node, self.metrics)
            for most in (turn, *_WIDER):
                rays = _outward(angle, most, self.stretch)
                if place := self.board.first_free(box, rays, _RADII, self.sheet):
                    self.put(node, *place)
                    break
            else:
                self.spread(node, 0, 0, _outward(angle, turn, self.stretch), _RADII)

    def beside(self, members: Sequence[Member], arc: "_Arc") -> None:
        """Place each member that has no place yet beside the node it came in through."""
        reached: dict[str, int] = {}
        for member in members:
            if member.node.id in self.places:
                continue
            if member.parent == members[0].node.id:  # the center was opened, too: all that came with it
                self.around([other.node for other in members if other.later and other.parent == member.parent], arc)
                continue
            parent = self.places[member.parent]
            radii = range(reached.get(member.parent, _CLOSEST), _FAR, _RING)
            self.spread(member.node, parent.x, parent.y, _beside(parent.x, parent.y, self.stretch), radii)
            placed = self.places[member.node.id]
            gone = hypot((placed.x - parent.x) / self.stretch, placed.y - parent.y)
            reached[member.parent] = max(_CLOSEST, int(gone) // _RING * _RING - _RING)


def layout(
    neighbors: Neighborhood, *, metrics: Metrics = USUAL, course: bool = True, sheet: Sheet = WIDE
) -> dict[str, Place]:
    """Return a place for every member of a neighborhood, by id, in the order of the members.

    `course` lays the items of a nerve's or root's course out from proximal (left) to distal (right) where there are at
    least four of them. Neighbors of the center stand on the `sheet` while it has room; what was opened and what is
    further away may stand beyond it.
    """
    drawing = _Drawing(metrics, sheet)
    drawing.put(neighbors.members[0].node, 0, 0, focus=True)
    first = [member.node for member in neighbors.members if _is_first(member, neighbors.center)]
    positions = _course_of(neighbors) if course else {}
    steps = sorted((node for node in first if node.id in positions), key=lambda node: positions[node.id])
    arc = _ROUND
    if len(steps) >= _COURSE_LEAST:
        arc = _BELOW
        ids = _origins(neighbors)
        origins = [node for node in first if node.id in ids and node.id not in positions]
        drawing.along(steps, origins)
    drawing.board.put(sheet.taken)
    drawing.around([node for node in first if node.id not in drawing.places], arc)
    drawing.beside(neighbors.members, arc)
    return {member.node.id: drawing.places[member.node.id] for member in neighbors.members}


def _is_first(member: Member, center: str) -> bool:
    """Tell whether a member is of the picture as it opens: a neighbor of the center that no opened node brought in."""
    return member.hop == 1 and member.parent == center and not member.later


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


_PER_ITEM = 55.0
"""Half of what a label on a course needs from left to right."""
_COURSE_SHARE = 0.6
"""The part of the sheet that a course has at least, whatever stands beside it."""
_SHIFTS = (0.0, -0.2, 0.2, -0.4, 0.4)
"""How far an item may leave its column, in parts of the way to the next: less than half, so that the order stays."""
_OFF = 10_000.0
"""What it costs to leave the sheet: more than any way on it."""
_ROW = 19
_ABOVE = frozenset({"muscle", "site"})


def _rows(kind: str, x: int) -> Iterator[tuple[int, int]]:
    """Yield places in the column x, muscles and sites going up from the middle, all else down."""
    up = kind in _ABOVE
    for step in range(2 if kind == "site" else 3, 4000):
        yield x, -step * _ROW if up else step * _ROW + 20


def _left_of(x: int, most: float) -> Iterator[tuple[int, int]]:
    """Yield places in a column at the left end of a course, from the middle outwards, then in columns further left."""
    rows = 2 * int((most - _LINE) / _LINE) + 1
    for column in range(1000):
        for step in range(rows):
            yield x - 60 - _LINE * column, (1 if step % 2 else -1) * ((step + 1) // 2) * _LINE


_LINE = 40


@dataclass(frozen=True, slots=True)
class _Arc:
    """The part of the round in which the sectors stand: where it starts, and how far it sweeps."""

    start: float
    sweep: float


_ROUND, _BELOW = _Arc(-pi / 2, 2 * pi), _Arc(pi * 0.88, -pi * 0.76)
"""Clockwise from the top; and below a course, from the left."""


def _sectors(nodes: Sequence[Node], arc: _Arc) -> Iterator[tuple[Node, float, float]]:
    """Give each node an angle within the arc, kinds in their order, and how far it may turn from that."""
    ranks = {kind: rank for rank, kind in enumerate(KINDS)}
    ordered = sorted(nodes, key=lambda node: ranks[node.kind])
    for index, node in enumerate(ordered):
        slot = abs(arc.sweep) / len(ordered)
        turn = min(_WIDEST_TURN, 0.49 * slot) if slot > _CROWDED else _CROWDED
        yield node, arc.start + arc.sweep * (index + 0.5) / len(ordered), turn


_CROWDED, _WIDEST_TURN = 0.3, 0.45
_WIDER = (0.7, 1.4, 2.8)
"""How far a node may turn whose own sector is full: a little out of order reads better than all in small letters."""

_FAR, _NEVER = 860, 4_000_000
"""Radii at which a place near what it belongs to is given up, and at which no picture goes on."""
_RADII = range(60, _FAR, 12)


def _outward(angle: float, most: float, stretch: float) -> list[tuple[float, float]]:
    """Return a ray from the middle, and rays turned from it by `most` at most.

    A node turns by less than half of the way to its neighbor where nodes are few: so kinds keep their order.
    """
    steps = max(4, ceil(most / _FINE))
    turns = [turn for step in range(steps + 1) for turn in (most * step / steps, -most * step / steps)][1:]
    return [(cos(angle + turn) * stretch, sin(angle + turn)) for turn in turns]


_FINE = 0.12
"""The angle between two rays at most."""
_TURNS = tuple((cos(turn), sin(turn)) for turn in (0.0, 0.45, -0.45, 0.9, -0.9, 1.4, -1.4, 2.1, -2.1))
_CLOSEST, _RING = 56, 24


def _beside(x: int, y: int, stretch: float) -> list[tuple[float, float]]:
    """Return rays from a parent at (x, y), first the one that leads away from the middle.

    What stands beside a parent fills arcs from the inside: the search for the next goes on where the last one ended.
    """
    length = hypot(x / stretch, y) or 1.0
    out_x, out_y = x / stretch / length, y / length
    return [((out_x * cosine - out_y * sine) * stretch, out_x * sine + out_y * cosine) for cosine, sine in _TURNS]
