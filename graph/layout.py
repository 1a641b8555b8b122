"""Places for the nodes of a neighborhood: deterministic, and no label ever covers another.

The focus stands in the middle. Around it, neighbors stand in sectors by kind, always in the order of the vocabulary, so that a learner finds tests
where tests were before. Nodes further out, and those of an opened node, stand beside the node they came in through. The picture of a nerve or root
that has a course is laid out as the course runs: proximal left, distal right, muscles above, skin and branches below.

The method is greedy placement: each label is a box of a size that the metrics bound from above; a node takes the free place nearest to the one it
wants, and what was placed before never moves. So more depth, or one more opened node, leaves the rest of the picture where it was. Places are whole
pixels computed with the same arithmetic everywhere: same question, same picture, on any machine.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, pi, sin
from textwrap import wrap as wrap_lines
from types import MappingProxyType

from graph.model import Node
from graph.neighborhood import Member, Neighborhood
from graph.vocabulary import KINDS

_STRETCH = 1.6
"""How much wider than high the picture is: labels are wide, and so are screens."""
_COURSE_LEAST = 4
"""Items on a course that make a course worth drawing."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Sizes in pixels of what is drawn; `char` is an upper bound of the mean width of a character."""

    char: float = 8.2
    line: float = 18.0
    wrap: int = 18
    label_gap: float = 5.0
    focus_scale: float = 1.25
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
        default_factory=lambda: MappingProxyType({"root": "circle", "reflex": "database", "mechanism": "ellipse"})
    )
    """The shape of kinds whose label stands inside: ellipse, circle, database; all others are boxes."""


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
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands, its label as wrapped for the picture, and the box that both fill."""

    x: int
    y: int
    label: str
    box: Box


def wrap(label: str, width: int) -> str:
    """Wrap a label into lines of at most `width` characters, of about the same length; a long word has a line of its own.

    >>> wrap("flexor digitorum profundus, ulnar half", 18)
    'flexor digitorum\\nprofundus, ulnar\\nhalf'
    """
    lines = wrap_lines(label, width, break_long_words=False)
    return "\n".join(lines)


def size(node: Node, metrics: Metrics = USUAL, *, focus: bool = False) -> tuple[str, Box]:
    """Return a node's label as wrapped, and its box around the point (0, 0) where its symbol stands."""
    label = wrap(node.label, metrics.wrap)
    lines = label.split("\n")
    scale = metrics.focus_scale if focus else 1.0
    wide = max(map(len, lines)) * metrics.char * scale
    high = len(lines) * metrics.line * scale
    symbol = metrics.symbol.get(node.kind, 0.0) * scale
    half = max(wide, symbol) / 2
    if symbol:
        return label, Box(-half, -symbol / 2, half, symbol / 2 + metrics.label_gap + high)
    margin = metrics.margin.get(node.kind, 8.0)
    match metrics.shape.get(node.kind):  # as vis-network draws them
        case "ellipse":
            wide, high = wide + high, 2 * high
        case "circle":
            wide = high = max(wide, high) + 2 * margin
        case "database":
            wide = high = wide + 2 * margin
        case _:
            wide, high = wide + 2 * margin, high + 2 * margin
    return label, Box(-wide / 2, -high / 2, wide / 2, high / 2)


class _Board:
    """Boxes already placed, in a grid of cells, so that a free place is found without looking at all of them."""

    _CELL = 96

    def __init__(self, space: float) -> None:
        self.space = space
        self.cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def _touched(self, box: Box) -> Iterator[tuple[int, int]]:
        for column in range(int(box.left // self._CELL), int(box.right // self._CELL) + 1):
            for row in range(int(box.top // self._CELL), int(box.bottom // self._CELL) + 1):
                yield column, row

    def free(self, box: Box) -> bool:
        """Tell whether a box, with the space round it, overlaps none that was placed."""
        wide = Box(box.left - self.space, box.top - self.space / 2, box.right + self.space, box.bottom + self.space / 2)
        cells = self.cells
        return not any(wide.overlaps(other) for cell in self._touched(wide) if cell in cells for other in cells[cell])

    def put(self, box: Box) -> None:
        """Place a box."""
        for cell in self._touched(box):
            self.cells[cell].append(box)


def layout(neighbors: Neighborhood, *, metrics: Metrics = USUAL, course: bool = True) -> dict[str, Place]:
    """Return a place for every member of a neighborhood, by id, in the order of the members.

    `course` lays the items of a nerve's or root's course out from proximal (left) to distal (right) where there are at least four of them.
    """
    board = _Board(metrics.space)
    places: dict[str, Place] = {}

    def put(node: Node, x: float, y: float, shape: tuple[str, Box]) -> None:
        label, box = shape
        placed = box.at(round(x), round(y))
        board.put(placed)
        places[node.id] = Place(round(x), round(y), label, placed)

    def settle(member: Member, wanted: Iterable[tuple[float, float]]) -> None:
        shape = size(member.node, metrics)
        for x, y in wanted:
            if board.free(shape[1].at(round(x), round(y))):
                put(member.node, x, y, shape)
                return

    center = neighbors.members[0]
    put(center.node, 0, 0, size(center.node, metrics, focus=True))
    first = [member for member in neighbors.members if member.hop == 1 and member.parent == neighbors.center]
    steps = _course_of(neighbors) if course else {}
    if len(steps) >= _COURSE_LEAST:
        on_course = sorted((member for member in first if member.node.id in steps), key=lambda member: steps[member.node.id])
        reach = max(340.0, 27.0 * len(on_course))
        for rank, member in enumerate(on_course):
            x = -reach + 2 * reach * (rank + 0.5) / len(on_course)
            settle(member, _rows(member.node.kind, x))
        first = [member for member in first if member.node.id not in steps]
    for member, angle in _sectors(first):
        settle(member, _outward(angle))
    for member in neighbors.members[1:]:
        if member.node.id not in places:
            parent = places[member.parent]
            settle(member, _beside(parent.x, parent.y))
    return {member.node.id: places[member.node.id] for member in neighbors.members}


def _course_of(neighbors: Neighborhood) -> dict[str, int]:
    """Return the position on the center's course of each member that is on it."""
    found: dict[str, int] = {}
    for claim in neighbors.claims:
        if claim.position is not None and neighbors.center in claim.key:
            found[claim.other(neighbors.center)] = claim.position
    return found


_ROW = 38.0
_ABOVE = frozenset({"muscle", "site"})


def _rows(kind: str, x: float) -> Iterator[tuple[float, float]]:
    """Yield places in the column x, muscles and sites going up from the middle, all else down."""
    direction = -1 if kind in _ABOVE else 1
    start = 2 if kind == "site" else 3
    for step in range(start, 400):
        yield x, direction * step * _ROW / 2 + (0 if direction < 0 else 20)


def _sectors(members: Sequence[Member]) -> Iterator[tuple[Member, float]]:
    """Give each member an angle: kinds clockwise from the top in the order of the vocabulary, each kind as wide as it is many."""
    ranks = {kind: rank for rank, kind in enumerate(KINDS)}
    ordered = sorted(members, key=lambda member: ranks[member.node.kind])
    for index, member in enumerate(ordered):
        yield member, -pi / 2 + 2 * pi * (index + 0.5) / len(ordered)


def _outward(angle: float) -> Iterator[tuple[float, float]]:
    """Yield places along a ray from the middle, then along rays more and more beside it, without end."""
    for ring in range(60):
        for turn in (0.0, 0.06, -0.06, 0.12, -0.12):
            radius = 84.0 + 13.0 * ring + 30 * abs(turn)
            yield radius * _STRETCH * cos(angle + turn), radius * sin(angle + turn)
    yield from _far(angle)


def _far(angle: float) -> Iterator[tuple[float, float]]:
    """Yield places ever further out: one of them is free, however full the picture is."""
    for ring in range(1, 100_000):
        radius = 860.0 + 40.0 * ring
        yield radius * _STRETCH * cos(angle), radius * sin(angle)


def _beside(x: float, y: float) -> Iterator[tuple[float, float]]:
    """Yield places round a parent, outwards first, in growing arcs, without end."""
    length = hypot(x / _STRETCH, y) or 1.0
    out_x, out_y = x / _STRETCH / length, y / length
    for ring in range(40):
        radius = 70.0 + 16.0 * ring
        for turn in (0.0, 0.35, -0.35, 0.7, -0.7, 1.05, -1.05, 1.4, -1.4, 1.9, -1.9, 2.5, -2.5):
            dx = out_x * cos(turn) - out_y * sin(turn)
            dy = out_x * sin(turn) + out_y * cos(turn)
            yield x + radius * _STRETCH * dx, y + radius * dy
    for ring in range(1, 100_000):
        radius = length + 860.0 + 40.0 * ring
        yield radius * _STRETCH * out_x, radius * out_y


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

