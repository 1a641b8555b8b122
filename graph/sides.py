"""The picture of a comparison: each thing with what only it has, and between them what they share.

Two things on a wide sheet stand left and right, with what only each has outside and what they share in the middle. On
an upright sheet, and of three or four things, they stand in a column, each beside what only it has, and what two or
more of them share stands on the other side. Only findings of the bedside are drawn, the most telling first, and none
that says again what another says. The picture is deterministic, and no label covers another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.boxes import USUAL, Box, Metrics, Place, size
from graph.compare import FEWEST, Comparison
from graph.rows import Row

DRAWN = frozenset({"symptom", "muscle", "skin", "reflex"})
"""Kinds of findings that are drawn: what is asked for and examined."""
EACH = 6
"""How many findings stand with each thing, and how many are shared, of two things; of more, `FEWER`."""
FEWER = 4
_GAP = 68
"""Free space between columns, for the edges."""
_ROW = 14
"""Free space between what stands in one column."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The findings that are drawn, most telling first, and where everything stands."""

    only: Mapping[str, tuple[Row, ...]]
    """What is said of this one only, by its id; of the others it is denied, or nothing is said."""
    shared: tuple[Row, ...]
    """What all have, or two of several; of several, the best discriminator first."""
    places: Mapping[str, Place]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return every finding that is drawn."""
        return (*(row for rows in self.only.values() for row in rows), *self.shared)


def sides(found: Comparison, *, metrics: Metrics = USUAL, upright: bool = False) -> Sides:
    """Return what of a comparison is drawn, and where; `upright` is for a sheet that is higher than wide.

    >>> from graph.compare import compare
    >>> from graph.load import load
    >>> drawn = sides(compare(load(), ["syndrome:carpal-tunnel", "syndrome:pronator"]))
    >>> [row.node.id for row in drawn.only["syndrome:pronator"]][0]
    'skin:thenar-eminence'
    """
    heads = [node.id for node in found.nodes]
    each = EACH if len(heads) == FEWEST else FEWER
    rows = [row for row in found.rows if row.node.kind in DRAWN and not row.echo and not _vague(row)]
    only = {head: tuple(row for row in found.only(head) if row in rows)[:each] for head in heads}
    several = [row for row in rows if sum(mark.there for mark in row.marks) > 1]
    best = found.best.finding if found.best else None
    shared = tuple(
        sorted(several, key=lambda row: (row.node != best, not row.shared, -_chance(row), row.node.id))[:each]
    )
    nodes = {node.id: node for node in (*found.nodes, *(row.node for row in rows))}
    measured = {name: size(node, metrics, focus=name in heads) for name, node in nodes.items()}
    boxes = {name: box for name, (_, box) in measured.items()}
    names = [[row.node.id for row in only[head]] for head in heads], [row.node.id for row in shared]
    if upright or len(heads) > FEWEST:
        points = _beside(heads, *names, boxes, across=1 if upright else 2)
    else:
        points = _columns([names[0][0], heads[:1], names[1], heads[1:], names[0][1]], boxes)
    places = {name: Place(*at, measured[name][0], boxes[name].at(*at)) for name, at in points.items()}
    return Sides(only, shared, places)


def _vague(row: Row) -> bool:
    """Tell whether a row is about how it began or goes on, and of one nothing is said of that: it is no difference."""
    return "time" in row.node.attributes and any(mark.state == "silent" for mark in row.marks)


def _chance(row: Row) -> float:
    """Return how likely the finding is in the one that has it least."""
    return min(mark.chance or 0.0 for mark in row.marks if mark.there)


Points = dict[str, tuple[int, int]]


def _width(names: Sequence[str], boxes: Mapping[str, Box]) -> float:
    return max((boxes[name].right - boxes[name].left for name in names), default=0.0)


def _height(names: Sequence[str], boxes: Mapping[str, Box]) -> float:
    return sum(boxes[name].bottom - boxes[name].top + _ROW for name in names) - (_ROW if names else 0)


def _stack(names: Sequence[str], boxes: Mapping[str, Box], *, x: float, middle: float) -> Points:
    """Stand nodes one below another, round a middle."""
    points: Points = {}
    at = middle - _height(names, boxes) / 2
    for name in names:
        points[name] = round(x), round(at - boxes[name].top)
        at += boxes[name].bottom - boxes[name].top + _ROW
    return points


def _columns(groups: Sequence[Sequence[str]], boxes: Mapping[str, Box]) -> Points:
    """Stand groups beside each other, each as a column; an empty one takes no space."""
    points: Points = {}
    at = 0.0
    for names in filter(None, groups):
        width = _width(names, boxes)
        points |= _stack(names, boxes, x=at + width / 2, middle=0)
        at += width + _GAP
    return points


def _beside(
    heads: Sequence[str],
    only: Sequence[Sequence[str]],
    shared: Sequence[str],
    boxes: Mapping[str, Box],
    *,
    across: int,
) -> Points:
    """Stand things in a column: left of each what only it has, in `across` columns, and right what several share."""
    outer, inner = max((_width(names, boxes) for names in only), default=0.0), _width(heads, boxes)
    lefts = [-(inner / 2 + _GAP + outer / 2 + number * (outer + _ROW)) for number in range(across)]
    points: Points = {}
    at = 0.0
    for head, names in zip(heads, only, strict=True):
        split = [names[number::across] for number in range(across)]
        high = max(_height(column, boxes) for column in (*split, [head]))
        for column, x in zip(split, lefts, strict=True):
            points |= _stack(column, boxes, x=x, middle=at + high / 2)
        points |= _stack([head], boxes, x=0, middle=at + high / 2)
        at += high + 2 * _ROW + (_ROW if across > 1 else 0)
    right = inner / 2 + _GAP + _width(shared, boxes) / 2
    middle = (at - 2 * _ROW) / 2
    return points | _stack(shared, boxes, x=right, middle=middle)
