"""Boxes of labels: how large a node is when drawn, and a board on which no two boxes overlap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import inf
from textwrap import wrap as wrap_lines
from types import MappingProxyType

from graph.model import Node


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
        default_factory=lambda: MappingProxyType({"root": "circle", "mechanism": "ellipse", "variant": "ellipse"})
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

    def holds(self, other: "Box") -> bool:
        """Tell whether another box lies inside this one."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def overlaps(self, other: "Box") -> bool:
        """Tell whether two boxes share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


EVERYWHERE = Box(-inf, -inf, inf, inf)


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


def _beyond(step: float, span: tuple[float, float], other: tuple[float, float], space: float) -> float:
    """Return the radius at which a span that moves by `step` a unit has passed another.

    Half a pixel less, because places are rounded to whole pixels.
    """
    if step > 0:
        return (other[1] - span[0] + space - 0.5) / step
    return (span[1] + space - other[0] - 0.5) / -step if step else inf


def _leaves(step: float, span: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the radius from which on a span that moves by `step` a unit is no longer within another."""
    if step > 0:
        return (other[1] - span[1]) / step
    return (other[0] - span[0]) / step if step else inf


class Board:
    """Boxes already placed, in a grid of cells, so that a free place is found without looking at all of them."""

    _CELL = 128

    def __init__(self, space: float) -> None:
        """Keep this much space free round every box."""
        self.space = space
        self.cells: dict[tuple[int, int], list[Box]] = {}

    def first_free(
        self, box: Box, rays: Sequence[tuple[float, float]], radii: Iterable[int], within: Box = EVERYWHERE
    ) -> tuple[int, int] | None:
        """Return the first way on rays by which a box comes to a free place, at each radius the rays in turn, or None.

        A box that is hit on a ray goes on being hit until it has been passed, so places short of that are not tried;
        nor are those from where on the box stands out of what it has to stay within.
        """
        passed = [0.0] * len(rays)
        ends = [
            min(
                _leaves(across, (box.left, box.right), (within.left, within.right)),
                _leaves(down, (box.top, box.bottom), (within.top, within.bottom)),
            )
            for across, down in rays
        ]
        farthest = max(ends)
        for radius in radii:
            if radius > farthest:
                break
            for number, (across, down) in enumerate(rays):
                if not passed[number] <= radius <= ends[number]:
                    continue
                x, y = round(radius * across), round(radius * down)
                other = self.hit(box, x, y)
                if other is None:
                    return x, y
                passed[number] = min(
                    _beyond(across, (box.left, box.right), (other.left, other.right), self.space),
                    _beyond(down, (box.top, box.bottom), (other.top, other.bottom), self.space / 2),
                )
        return None

    def hit(self, box: Box, x: float, y: float) -> Box | None:
        """Return a placed box that a box moved by x and y, with the space round it, overlaps; None if there is none.

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
                        return other
        return None

    def put(self, box: Box) -> None:
        """Place a box."""
        for column in range(int(box.left // self._CELL), int(box.right // self._CELL) + 1):
            for row in range(int(box.top // self._CELL), int(box.bottom // self._CELL) + 1):
                self.cells.setdefault((column, row), []).append(box)


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
