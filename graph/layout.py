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

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, hypot, pi, sin
from textwrap import wrap as wrap_lines
from types import MappingProxyType

from graph.model import Node
from graph.neighborhood import Member, Neighborhood
from graph.vocabulary import KINDS

_STRETCH = 1.65
"""How much wider than high the picture is: labels are wide, and so are screens."""
_COURSE_LEAST = 4
"""Items on a course that make a course worth drawing."""


@dataclass(frozen=True, eq=False)
class Metrics:
    """Sizes in pixels of what is drawn. Widths of characters are upper bounds, in parts of the font size."""

    font: float = 16.0
    line: float = 18.0
    char: float = 0.57
    """Width of a character that `widths` does not name."""
    widths: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    wrap: int = 18
    label_gap: float = 7.0
    focus_scale: float = 1.25
    border: float = 2.0
    space: float = 12.0
    """Free space kept round every label."""
    symbol: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType(
            {"nerve": 24, "site": 28, "symptom": 26, "mimic": 26, "test": 22, "treatment": 26, "syndrome": 32}
        )
    )
    """Width of the symbol of a kind whose label stands below it; kinds that are missing have the label inside."""
    margin: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Space between a label that stands inside and its border, by kind; 8 where not given."""
    shape: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({"root": "circle", "mechanism": "ellipse"})
    )
    """The shape of kinds whose label stands inside: ellipse or circle; all others are boxes."""

    def width(self, line: str) -> float:
        """Return how wide a line of text is at most.

        >>> Metrics(font=10, char=0.5, widths={"i": 0.25}).width("ibis")
        15.0
        """
        return self.font * sum(self.widths.get(character, self.char) for character in line)


USUAL = Metrics()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that a node and its label fill: left, top, right, bottom, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def at(self, x: float, y: float) -> "Box":
        """Return the box moved by x and y."""
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def overlaps(self, other: "Box") -> bool:
        """Tell whether two boxes share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands, its label as wrapped for the picture, and the box that both fill."""

    x: int
    y: int
    label: str
    box: Box


@lru_cache(maxsize=4096)
def wrap(label: str, width: int) -> str:
    r"""Wrap a label into lines of at most `width` characters; a longer word has a line of its own.

    >>> wrap("flexor digitorum profundus, ulnar half", 18)
    'flexor digitorum\nprofundus, ulnar\nhalf'
    """
    lines = wrap_lines(label, width, break_long_words=False)
    return "\n".join(lines)


def size(node: Node, metrics: Metrics = USUAL, *, focus: bool = False) -> tuple[str, Box]:
    """Return a node's label as wrapped, and its box around the point (0, 0) where its symbol stands."""
    return _measured(node.label, node.kind, metrics, focus)


@lru_cache(maxsize=8192)
def _measured(label: str, kind: str, metrics: Metrics, focus: bool) -> tuple[str, Box]:  # noqa: FBT001 - part of the key
    label = wrap(label, metrics.wrap)
    lines = label.split("\n")
    scale = metrics.focus_scale if focus else 1.0
    wide = max(map(metrics.width, lines)) * scale
    high = len(lines) * metrics.line * scale
    symbol = metrics.symbol.get(kind, 0.0) * scale
    if symbol:
        half, rise = max(wide, symbol) / 2, symbol / 2 + metrics.border
        return label, Box(-half, -rise, half, rise + metrics.label_gap + high)
    margin = metrics.margin.get(kind, 8.0)
    match metrics.shape.get(kind):  # as vis-network draws them
        case "ellipse":
            wide, high = wide + high, 2 * high
        case "circle":
            wide = high = max(wide, high) + 2 * margin
        case _:
            wide, high = wide + 2 * margin, high + 2 * margin
    half, rise = wide / 2 + metrics.border, high / 2 + metrics.border
    return label, Box(-half, -rise, half, rise)


class _Board:
    """Boxes already placed, in a grid of cells, so that a free place is found without looking at all of them."""

    _CELL = 128

    def __init__(self, space: float) -> None:
        self.space = space
        self.cells: dict[tuple[int, int], list[Box]] = {}

    def free(self, box: Box, x: float, y: float) -> bool:
        """Tell whether a box moved by x and y, with the space round it, overlaps none that was placed.

        This is the inner loop of every layout: plain arithmetic, no objects made.
        """
        left, right = box.left + x - self.space, box.right + x + self.space
        top, bottom = box.top + y - self.space / 2, box.bottom + y + self.space / 2
        cells = self.cells
        rows = range(int(top // self._CELL), int(bottom // self._CELL) + 1)
        for column in range(int(left // self._CELL), int(right // self._CELL) + 1):
            for row in rows:
                for other in cells.get((column, row), ()):
                    if left < other.right and other.left < right and top < other.bottom and other.top < bottom:
                        return False
        return True

    def put(self, box: Box) -> None:
        """Place a box."""
        for column in range(int(box.left // self._CELL), int(box.right // self._CELL) + 1):
            for row in range(int(box.top // self._CELL), int(box.bottom // self._CELL) + 1):
                self.cells.setdefault((column, row), []).append(box)


def layout(  # noqa: C901 - one picture is placed in one order, which reads best in one place
    neighbors: Neighborhood, *, metrics: Metrics = USUAL, course: bool = True
) -> dict[str, Place]:
    """Return a place for every member of a neighborhood, by id, in the order of the members.

    `course` lays the items of a nerve's or root's course out from proximal (left) to distal (right) where there are at
    least four of them.
    """
    board = _Board(metrics.space)
    places: dict[str, Place] = {}

    def put(node: Node, x: float, y: float, shape: tuple[str, Box]) -> None:
        label, box = shape
        placed = box.at(round(x), round(y))
        board.put(placed)
        places[node.id] = Place(round(x), round(y), label, placed)

    def settle(member: Member, wanted: Iterable[tuple[int, int]]) -> None:
        shape = size(member.node, metrics)
        for x, y in wanted:
            if board.free(shape[1], x, y):
                put(member.node, x, y, shape)
                return

    center = neighbors.members[0]
    put(center.node, 0, 0, size(center.node, metrics, focus=True))
    first = [member for member in neighbors.members if member.hop == 1 and member.parent == neighbors.center]
    steps = _course_of(neighbors) if course else {}
    if len(steps) >= _COURSE_LEAST:
        on_course = sorted(
            (member for member in first if member.node.id in steps), key=lambda member: steps[member.node.id]
        )
        reach = min(_WIDEST, max(_NARROWEST, _PER_ITEM * len(on_course)))
        for rank, member in enumerate(on_course):
            settle(member, _rows(member.node.kind, round(-reach + 2 * reach * (rank + 0.5) / len(on_course))))
        origins = _origins(neighbors)
        rest = [member for member in first if member.node.id not in steps]
        for member in rest:
            if member.node.id in origins:
                settle(member, _left_of(-round(reach)))
        first = [member for member in rest if member.node.id not in origins]
        angles = _sectors(first, start=pi * 0.88, sweep=-pi * 0.76)
    else:
        angles = _sectors(first, start=-pi / 2, sweep=2 * pi)
    for member, angle, turn in angles:
        settle(member, _outward(angle, turn))
    reached: dict[str, int] = {}
    for member in neighbors.members[1:]:
        if member.node.id not in places:
            parent = places[member.parent]
            settle(member, _beside(parent.x, parent.y, reached.get(member.parent, _CLOSEST)))
            placed = places[member.node.id]
            gone = hypot((placed.x - parent.x) / _STRETCH, placed.y - parent.y)
            reached[member.parent] = max(_CLOSEST, int(gone) // _RING * _RING - _RING)
    return {member.node.id: places[member.node.id] for member in neighbors.members}


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


def _sectors(members: Sequence[Member], *, start: float, sweep: float) -> Iterator[tuple[Member, float, float]]:
    """Give each member an angle within the sweep, kinds in their order, and how far it may turn from that."""
    ranks = {kind: rank for rank, kind in enumerate(KINDS)}
    ordered = sorted(members, key=lambda member: ranks[member.node.kind])
    for index, member in enumerate(ordered):
        slot = abs(sweep) / len(ordered)
        turn = min(_WIDEST_TURN, 0.49 * slot) if slot > _CROWDED else _CROWDED
        yield member, start + sweep * (index + 0.5) / len(ordered), turn


_CROWDED, _WIDEST_TURN = 0.3, 0.45


def _outward(angle: float, most: float) -> Iterator[tuple[int, int]]:
    """Yield places along a ray from the middle, along rays turned from it by `most` at most, then ever further out.

    A node turns by less than half of the way to its neighbor where nodes are few: so kinds keep their order.
    """
    turns = [turn for step in range(5) for turn in (most * step / 4, -most * step / 4)][1:]
    rays = [(cos(angle + turn) * _STRETCH, sin(angle + turn)) for turn in turns]
    for radius in range(60, 860, 12):
        for across, down in rays:
            yield round(radius * across), round(radius * down)
    across, down = rays[0]
    for radius in range(860, 4_000_000, 40):
        yield round(radius * across), round(radius * down)


_TURNS = tuple((cos(turn), sin(turn)) for turn in (0.0, 0.45, -0.45, 0.9, -0.9, 1.4, -1.4, 2.1, -2.1))


_CLOSEST, _RING = 56, 24


def _beside(x: int, y: int, closest: int) -> Iterator[tuple[int, int]]:
    """Yield places round a parent, outwards first, in arcs that grow from `closest` on, then ever further out.

    What stands beside a parent fills its arcs from the inside, so the search for the next goes on where the last one
    ended.
    """
    length = hypot(x / _STRETCH, y) or 1.0
    out_x, out_y = x / _STRETCH / length, y / length
    rays = [((out_x * cosine - out_y * sine) * _STRETCH, out_x * sine + out_y * cosine) for cosine, sine in _TURNS]
    for radius in range(closest, 800, _RING):
        for across, down in rays:
            yield x + round(radius * across), y + round(radius * down)
    for radius in range(round(length) + 860, 4_000_000, 40):
        yield round(radius * _STRETCH * out_x), round(radius * out_y)


def overlaps(places: Mapping[str, Place]) -> list[tuple[str, str]]:
    """Return the pairs of ids whose boxes overlap: none, for any layout that this module makes."""
    items = sorted(places.items(), key=lambda item: item[1].box.left)
    found = []
    for index, (identifier, place) in enumerate(items):
        for other, beside in items[index + 1 :]:
            if beside.box.left >= place.box.right:
                break
            if place.box.overlaps(beside.box):
                found.append((identifier, other))
    return found
