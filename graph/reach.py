"""What lies between two nodes: the part of the graph in which their best paths are, grown from both ends."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import heappop, heappush
from math import inf, log2
from types import MappingProxyType
from typing import NamedTuple

from graph.model import Claim
from graph.store import GraphStore
from graph.vocabulary import FREQUENCIES, ROLES, STEPS, TURNS, kind_of

FLOWS: Mapping[tuple[int, str], str] = MappingProxyType(
    {
        (1, ""): "+",
        (1, "+"): "+",
        (1, "-"): "+-",
        (1, "+-"): "+-",
        (-1, ""): "-",
        (-1, "-"): "-",
        (-1, "+"): "-+",
        (-1, "-+"): "-+",
    }
)
"""A step with or against the flow, and the flows that follow it → the flows of both; what is missing turns twice."""
_SEEN = 4000
"""Steps that are looked at, from both ends together: a few hundred nodes, or fewer where there are hubs."""
_OF_ONE = 300
"""Steps that are looked at from one node. What lies behind a larger hub is met from the other end, or not at all."""
_KEPT = 4096
"""Nodes whose steps are kept from one question to the next: the shipped graph whole, of a larger one what is near."""
_HUB = 0.08
"""How much a doubling of what a node is linked to lengthens the paths through it."""
_DISPUTED = 2.0
"""How much a dispute lengthens a step: an accepted way round is the better answer."""
_RARER = {word: 0.2 * rank for words in (FREQUENCIES, ROLES) for rank, word in enumerate(words)}
"""How much a step is longer that holds less often (typical, common …) or is done later (first line, adjunct …)."""


class Way(NamedTuple):
    """A step that can be taken from a node: over a claim, to a neighbor."""

    claim: Claim
    neighbor: str
    length: float
    flow: int
    """1 from cause to effect, -1 back, 0 neither."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What was met on the way between two nodes."""

    ways: Mapping[str, Sequence[Way]]
    """The steps from each node that may lead to the target."""
    ahead: Mapping[str, Mapping[str, float]]
    """From each node to the target, by the flows on the way (FLOWS): the shortest that it can be."""
    hubs: Mapping[str, float]
    """What it costs to pass through each node."""
    whole: bool
    """Whether all that can be met was met: no bound ended the search, and no hub was left half looked at."""
    known: dict[tuple[str, int, bool], float] = field(default_factory=dict, repr=False)
    """Answers of `rest`, each of which is asked for many times."""

    def rest(self, node: str, target: str, flow: int, *, turned: bool) -> float:
        """Return the shortest that a path can be from a node on, given its last flow and whether it has turned."""
        key = (node, flow, turned)
        if key not in self.known:
            turn = 0.0 if node == target else self.hubs[node] + TURNS[kind_of(node)]
            self.known[key] = least(self.ahead[node], flow, turned=turned, turn=turn)
        return self.known[key]


def reach(store: GraphStore, source: str, target: str, *, spare: float, every: bool = False) -> Reach:
    """Grow from both ends, nearest first, until every path at most `spare` longer than the best is inside.

    The two searches take turns, the one that has come less far first. After _SEEN steps they stop in any case. Where
    `every` path is wanted, those that turn more than once count too, and lengths are without turns.

    >>> from graph.load import load
    >>> from graph.store import EmbeddedStore
    >>> met = reach(EmbeddedStore(load()), "site:carpal-tunnel", "muscle:abductor-pollicis-brevis", spare=1.0)
    >>> [way.neighbor for way in met.ways["site:carpal-tunnel"] if way.claim.relation == "compresses"]
    ['nerve:median']
    """
    growth = _Growth(store, (source, target))
    best = inf  # turns not counted, so that what is best in the end may be longer: hence twice the spare
    while growth.seen < _SEEN:
        side = growth.nearer()
        if side is None or growth.radius(0) + growth.radius(1) > best + 2 * spare:
            break
        best = min(best, growth.expand(side))
    ways = growth.joined()
    ahead = growth.ahead(ways, spare, every=every)
    leading = {node: [way for way in ways.get(node, ()) if way.neighbor in ahead] for node in ahead}
    return Reach(leading, ahead, growth.hubs, whole=growth.nearer() is None and not growth.cut)


class _Growth:
    """Two searches that share what they have seen."""

    def __init__(self, store: GraphStore, ends: tuple[str, str]) -> None:
        self.store = store
        self.far: tuple[dict[str, float], dict[str, float]] = ({ends[0]: 0.0}, {ends[1]: 0.0})
        self.queues: tuple[list[tuple[float, str]], list[tuple[float, str]]] = ([(0.0, ends[0])], [(0.0, ends[1])])
        self.done: tuple[set[str], set[str]] = (set(), set())
        self.ways: dict[str, Sequence[Way]] = {}
        self.hubs: dict[str, float] = {}
        self.seen = 0
        self.cut: set[str] = set()
        """Hubs of which not every step was looked at."""
        self.ends = ends

    def radius(self, side: int) -> float:
        """Return how far one search has come: infinitely far where nothing is left to look at."""
        queue = self.queues[side]
        while queue and queue[0][1] in self.done[side]:
            heappop(queue)
        return queue[0][0] if queue else inf

    def nearer(self) -> int | None:
        """Return the search that goes on next; None where one has seen all there is, or both all that they may."""
        near, far = self.radius(0), self.radius(1)
        over = (min if self.cut else max)(near, far) == inf
        return None if over else int(far < near)

    def expand(self, side: int) -> float:
        """Look at the neighbors of the nearest node of one search; return the shortest path met by that."""
        far, other, queue = self.far[side], self.far[1 - side], self.queues[side]
        gone, node = heappop(queue)
        self.done[side].add(node)
        if node not in self.ways:
            self.ways[node], truncated = _ways(self.store, node)
            self.seen += len(self.ways[node])
            if truncated:
                self.cut.add(node)
        gone += 0.0 if node in self.ends else self.hub(node)
        met = inf
        for way in self.ways[node]:
            there, neighbor = gone + way.length, way.neighbor
            if there < far.get(neighbor, inf):
                far[neighbor] = there
                heappush(queue, (there, neighbor))
            if neighbor in other:
                met = min(met, there + other[neighbor])
        return met

    def hub(self, node: str) -> float:
        """Return what it costs to pass through a node."""
        if node not in self.hubs:
            self.hubs[node] = _hub(self.store, node)
        return self.hubs[node]

    def joined(self) -> dict[str, Sequence[Way]]:
        """Return the ways of the nodes that were asked about, and those back to them from nodes between."""
        times = Counter(way.neighbor for some in self.ways.values() for way in some)
        between = {node for node, number in times.items() if number > 1 or node in self.ends} - self.ways.keys()
        back: dict[str, list[Way]] = {node: [] for node in sorted(between | self.cut)}
        for node, some in self.ways.items():
            for claim, neighbor, length, flow in some:
                if neighbor in back:
                    back[neighbor].append(Way(claim, node, length, -flow))
        for node in self.cut:  # a step may have been looked at from both its ends
            back[node] = list({way.claim.key: way for way in (*back[node], *self.ways[node])}.values())
        return {**self.ways, **back}

    def ahead(self, ways: Mapping[str, Sequence[Way]], spare: float, *, every: bool) -> dict[str, dict[str, float]]:
        """Walk back from the target until no path at most `spare` longer than the best is left (A*).

        What lies before a node is at least as long as the search from the source said, or as far as that had come.
        """
        source, target = self.ends
        before, settled, come = self.far[0], self.done[0], self.radius(0)
        come = max(before.values()) if come == inf else come
        ahead: dict[str, dict[str, float]] = {}
        queue: list[tuple[float, float, str, str]] = [(0.0, 0.0, target, "")]
        most = inf
        while queue:
            bound, gone, node, flows = heappop(queue)
            if bound > most:
                break
            there = ahead.setdefault(node, {})
            if flows in there:
                continue
            there[flows] = gone
            if node == source:
                most = min(most, bound + spare)
            through = 0.0 if node == target else self.hub(node)
            turn = through + TURNS[kind_of(node)]
            for _, neighbor, length, step in ways.get(node, ()):
                if neighbor not in ways:
                    continue
                flow = 0 if every else -step  # as it is walked toward the target
                following = FLOWS.get((flow, flows)) if flow else flows
                if following is None or following in ahead.get(neighbor, ()):
                    continue
                turns = bool(flows) and len(following) > len(flows)
                onward = gone + through + length + (turn if turns else 0.0)
                rest = before[neighbor] if neighbor in settled else come
                if onward + rest <= most:
                    heappush(queue, (onward + rest, onward, neighbor, following))
        return ahead


def least(ahead: Mapping[str, float], flow: int, *, turned: bool, turn: float) -> float:
    """Return the shortest that a path can be from a node on, given its last flow, whether it turned, and a turn's cost.

    >>> least({"+": 1.0, "-": 0.2}, 1, turned=False, turn=2.0), least({"-": 0.2}, 1, turned=True, turn=2.0)
    (1.0, inf)
    """
    best = inf
    for flows, length in ahead.items():
        against = bool(flow and flows) and (flows[0] == "+") != (flow > 0)
        turns = turned + against + (len(flows) == 2)  # noqa: PLR2004 - up and down, or down and up
        if turns <= 1:
            best = min(best, length + (turn if against else 0.0))
    return best


@lru_cache(maxsize=_KEPT)
def _ways(store: GraphStore, node: str) -> tuple[Sequence[Way], bool]:
    """Return the steps from a node, and whether there are more."""
    found = store.neighbors([node], limit=_OF_ONE)
    return [_way(hop.claim, node, hop.neighbor) for hop in found.hops], found.truncated


@lru_cache(maxsize=8 * _KEPT)
def _hub(store: GraphStore, node: str) -> float:
    return _HUB * log2(1 + sum(store.degrees([node])[node].values()))


def _way(claim: Claim, origin: str, neighbor: str) -> Way:
    step = STEPS[claim.relation]
    length = (
        step.length
        + _RARER.get(claim.frequency or claim.role, 0.0)
        + (_DISPUTED if claim.status == "disputed" else 0.0)
    )
    return Way(claim, neighbor, length, step.flow if claim.subject == origin else -step.flow)
