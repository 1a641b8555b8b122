"""Places for paths drawn together: cause left, effect right, each path on a lane of its own, shared nodes drawn once.

A node stands in the column that the longest way to it gives it, on the lane of the best path that has it. The ends and
the best path keep the middle lane, unless a single claim joins the ends: then its edge does. The picture is
deterministic, and no label covers another. On an upright screen columns become rows, read from the top.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import networkx as nx

from graph.boxes import USUAL, Board, Metrics, Place, size
from graph.model import Node
from graph.path import Path

ROOMY = 5
"""Columns up to which there is room to name the relations between them."""
_GAP, _NARROW_GAP = 92, 48
"""Free space between columns, for the edges: with their names, and without where there are many columns."""
_LANE = 30
"""Free space between lanes."""
_AWAY = 12
"""How far a node moves at a time where its place is taken."""


def columns(
    found: Sequence[Path],
    nodes: Mapping[str, Node],
    *,
    focus: str = "",
    metrics: Metrics = USUAL,
    upright: bool = False,
) -> dict[str, Place]:
    """Return a place for each node of the paths, by id, best path first; the focus is drawn larger.

    >>> from graph.load import load
    >>> from graph.paths import paths
    >>> from graph.store import EmbeddedStore
    >>> found = paths(EmbeddedStore(load()), "mechanism:nerve-compression", "symptom:muscle-spasm", limit=1)
    >>> places = columns(found, found[0].told.nodes)
    >>> sorted(places, key=lambda node: places[node].x) == list(found[0].nodes)
    True
    """
    rows = [path.nodes if found[0].flow >= 0 else path.nodes[::-1] for path in found]
    ranks, lanes = _ranks(rows), _lanes(rows)
    boxes = {node: size(nodes[node], metrics, focus=node == focus)[1] for node in lanes}
    wide = {node: box.right - box.left for node, box in boxes.items()}
    high = {node: box.bottom - box.top for node, box in boxes.items()}
    along, across = (high, wide) if upright else (wide, high)
    middles = _middles(ranks, along)
    spacing = max(across.values(), default=0.0) + (metrics.space if upright else _LANE)
    board = Board(metrics.space)
    places: dict[str, Place] = {}
    for node, lane in lanes.items():
        label, box = size(nodes[node], metrics, focus=node == focus)
        step = 0
        while True:
            off = lane * spacing + (step + 1) // 2 * _AWAY * (1 if step % 2 else -1)
            x, y = (round(off), round(middles[ranks[node]])) if upright else (round(middles[ranks[node]]), round(off))
            if board.hit(box, x, y) is None:
                break
            step += 1
        placed = box.at(x, y)
        board.put(placed)
        places[node] = Place(x, y, label, placed)
    return places


def _ranks(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return each node's column; a step that would close a circle with those of better paths has no say."""
    order: nx.DiGraph[str] = nx.DiGraph()
    for row in rows:
        order.add_nodes_from(row)
        for one, other in pairwise(row):
            if not nx.has_path(order, other, one):
                order.add_edge(one, other)
    ranks: dict[str, int] = {}
    for node in nx.topological_sort(order):
        ranks[node] = max((ranks[before] + 1 for before in order.predecessors(node)), default=0)
    if rows:
        ranks[rows[0][-1]] = max(ranks.values())
    return ranks


def _lanes(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return each node's lane, in the order of the paths: 0 in the middle, then below and above in turn."""
    lanes = dict.fromkeys((rows[0][0], rows[0][-1]), 0) if rows else {}
    direct = any(len(row) == 2 for row in rows)  # noqa: PLR2004 - two ends
    number = int(direct)
    for row in rows:
        fresh = [node for node in row if node not in lanes]
        if fresh:
            lanes |= dict.fromkeys(fresh, (number + 1) // 2 * (1 if number % 2 else -1))
            number += 1
    return lanes


def _middles(ranks: Mapping[str, int], along: Mapping[str, float]) -> list[float]:
    """Return the middle of each column, left to right, so that the widest nodes of neighbors are a gap apart."""
    widths = [
        max((along[node] for node, rank in ranks.items() if rank == column), default=0.0)
        for column in range(max(ranks.values(), default=-1) + 1)
    ]
    gap = _GAP if len(widths) <= ROOMY else _NARROW_GAP
    whole = sum(widths) + gap * max(0, len(widths) - 1)
    middles, at = [], -whole / 2
    for width in widths:
        middles.append(at + width / 2)
        at += width + gap
    return middles
