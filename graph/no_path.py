"""Why nothing relates two nodes, and what can be done about it: an empty answer is an answer too.

Of two nodes without a path either only longer ones join them (`longer`), or only ones that turn more than once, which
say nothing about their ends (`turning`), or the search was stopped by its bounds (`stopped`), or nothing joins them
(`apart`). The last is said only where all was looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

import networkx as nx

from graph.model import in_sentence
from graph.path import Path
from graph.paths import LONGEST, USUAL_CUTOFF, USUAL_LIMIT, paths
from graph.reach import Reach, reach
from graph.store import GraphStore

Reason = Literal["longer", "turning", "stopped", "apart"]
_NAMED = 6
"""Nodes on a way that is still worth naming."""


@dataclass(frozen=True, slots=True)
class NoPath:
    """Why there is no path, in a sentence or two."""

    reason: Reason
    say: str
    longer: Path | None = None
    """The path of more steps, if there is one."""


def no_path(store: GraphStore, source: str, target: str, *, cutoff: int = USUAL_CUTOFF) -> NoPath:
    """Return why `paths` with these bounds returned nothing.

    >>> from graph.load import load
    >>> from graph.store import EmbeddedStore
    >>> found = no_path(EmbeddedStore(load()), "skin:flank", "skin:cheek-and-upper-lip")
    >>> found.reason
    'turning'
    """
    longer = paths(store, source, target, cutoff=LONGEST, limit=1) if cutoff < LONGEST else ()
    if longer:
        steps = len(longer[0].claims)
        say = (
            f"No path of at most {cutoff} step{'s' if cutoff > 1 else ''} relates these two; one of {steps} steps does."
        )
        return NoPath("longer", say, longer[0])
    met = reach(store, source, target, spare=inf, every=True)
    way = _fewest_steps(met, source, target)
    if way:
        return NoPath("turning", _turning(store, way))
    if met.whole:
        return NoPath("apart", "Nothing in the graph joins these two: no chain of links leads from one to the other.")
    return NoPath(
        "stopped",
        "No path was found among what is near these two, and not everything was looked at. "
        "Ask about something nearer to one of them.",
    )


def paths_or_why(
    store: GraphStore, source: str, target: str, *, cutoff: int = USUAL_CUTOFF, limit: int = USUAL_LIMIT
) -> tuple[tuple[Path, ...], NoPath | None]:
    """Return the paths between two nodes and, where there is none, why."""
    found = paths(store, source, target, cutoff=cutoff, limit=limit)
    return found, None if found else no_path(store, source, target, cutoff=cutoff)


def _fewest_steps(met: Reach, source: str, target: str) -> Sequence[str]:
    """Return the nodes of a way of the fewest steps, whatever its shape; empty where none was met."""
    steps = nx.DiGraph((node, way.neighbor) for node, ways in met.ways.items() for way in ways)
    try:
        return list(nx.shortest_path(steps, source, target))
    except (nx.NodeNotFound, nx.NetworkXNoPath):
        return []


def _turning(store: GraphStore, way: Sequence[str]) -> str:
    """Say by what the two are linked, and that it does not relate them."""
    nothing = "Nothing relates these two in a way that says something."
    if len(way) > _NAMED:
        return f"{nothing} The nearest way has {len(way) - 1} links and turns more than once."
    labels = " – ".join(in_sentence(node) for node in store.nodes(way))
    return (
        f"{nothing} The nearest links are {labels}. That one thing shares something with a second, and the second "
        "with a third, does not relate the first to the third."
    )
