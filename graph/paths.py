"""Paths between two nodes, the most meaningful first: the answer to "how are these two related?".

The length of a path is the sum of its steps (`graph.vocabulary.STEPS`), its turn (`TURNS`), what its weak claims cost,
and a little for each node on the way that is linked to very much: a hub relates everything to everything. Shorter is
more meaningful. Two best-first searches grow from both ends (`graph.reach`) until no better path can be left outside;
within what they met, paths are taken out in order of length (A*). Everything is bounded, so that a graph of any size
answers.
"""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import islice
from math import inf
from typing import NamedTuple

from graph.errors import BadQuestionError, UnknownNameError
from graph.model import Claim
from graph.path import Path, Told
from graph.reach import Reach, Way, reach
from graph.store import GraphStore, check_limit
from graph.vocabulary import TURNS, kind_of

USUAL_CUTOFF, LONGEST = 6, 8
"""Steps that a path may have: usually, and at most."""
USUAL_LIMIT, MOST_PATHS = 5, 20
_TRIES, _EVERY = 1000, 200_000
"""Unfinished paths that are looked at before what was found must do; and where every path is asked for."""
_WORSE = 2.5
"""How much longer than the best a path may be at most: what is longer is no answer beside it."""
_WORSE_THAN_SHORT = 1.0
"""As `_WORSE`, beside a best path of length 0; it grows by half of the best path's length."""


def paths(  # noqa: PLR0913 - bounds, keyword-only
    store: GraphStore,
    source: str,
    target: str,
    *,
    cutoff: int = USUAL_CUTOFF,
    limit: int = USUAL_LIMIT,
    every: bool = False,
) -> tuple[Path, ...]:
    """Return the most meaningful simple paths between two nodes, at most `limit`, of at most `cutoff` steps.

    Claims are walked in both directions. What says the same is folded: of paths over the same nodes the shortest stays;
    a detour goes where the path without it is there; and of paths that differ in one node only ("both come with
    numbness", "both come with tingling") the others are named by the first (`alike`), save for chains of causes. What
    only guesses, from a condition over a general symptom to a kind of it, is returned where there is nothing else.
    `every` returns each path, whatever its shape and however little it means. The order is always the same.
    No path is an empty tuple; unknown ends raise UnknownNameError, equal ends and bounds BadQuestionError.

    >>> from graph.load import load
    >>> from graph.store import EmbeddedStore
    >>> best, *_ = paths(EmbeddedStore(load()), "mechanism:nerve-compression", "symptom:muscle-spasm")
    >>> best.nodes[0], best.nodes[-1], best.causal
    ('mechanism:nerve-compression', 'symptom:muscle-spasm', True)
    """
    if not 1 <= cutoff <= LONGEST:
        message = f"cutoff must be between 1 and {LONGEST}, not {cutoff}"
        raise BadQuestionError(message)
    if not every:
        check_limit(limit, MOST_PATHS)
    for identifier in (source, target):
        if not store.nodes([identifier]):
            raise UnknownNameError(identifier)
    if source == target:
        message = f"a path needs two ends, and both are {source!r}"
        raise BadQuestionError(message)
    met = reach(store, source, target, spare=inf if every else _WORSE, every=every)
    found = _in_order(met, source, target, cutoff, every=every)
    return _told(store, list(islice(found, limit)) if every else _folded(found, limit))


_CONDITIONS = frozenset({"syndrome", "mimic"})

# --- one path after another -------------------------------------------------------------------------------------------


class _Part(NamedTuple):
    """A path that may not be at its target yet."""

    node: str
    claim: Claim | None
    before: "_Part | None"
    length: float
    steps: int
    flow: int = 0
    """The last flow that was not 0."""
    turned: bool = False

    def holds(self, node: str) -> bool:
        part: _Part | None = self
        while part is not None:
            if part.node == node:
                return True
            part = part.before
        return False

    def whole(self) -> Path:
        nodes, claims = [], []
        part: _Part | None = self
        while part is not None:
            nodes.append(part.node)
            if part.claim is not None:
                claims.append(part.claim)
            part = part.before
        return Path(tuple(reversed(nodes)), tuple(reversed(claims)), round(self.length, 6))


def _in_order(met: Reach, source: str, target: str, cutoff: int, *, every: bool) -> Iterator[Path]:
    """Yield the paths within what was met, shortest first; of equal ones, those of fewer steps, then of first ids."""
    queue: list[tuple[float, int, tuple[str, ...], _Part]] = []
    if source in met.ways:
        queue.append((0.0, 0, (source,), _Part(source, None, None, 0.0, 0)))
    most = inf
    for _ in range(_EVERY if every else _TRIES):
        if not queue:
            return
        bound, _, names, part = heappop(queue)
        if part.node == target:
            most = inf if every else min(most, bound + min(_WORSE, _WORSE_THAN_SHORT + bound / 2))
            yield part.whole()
            continue
        if part.steps == cutoff:
            continue
        passing = met.hubs[part.node] if part.steps else 0.0
        for way in met.ways[part.node]:
            turns = _turns(part, way)
            if (turns and part.turned and not every) or part.holds(way.neighbor):
                continue
            length = part.length + passing + way.length + (passing + _turn(part, way) if turns else 0.0)
            flow, turned = way.flow or part.flow, part.turned or turns
            left = met.ahead[way.neighbor][""] if every else met.rest(way.neighbor, target, flow, turned=turned)
            bound = length + left
            if bound <= most and bound < inf:
                onward = _Part(way.neighbor, way.claim, part, length, part.steps + 1, flow, turned)
                key = (*names, way.neighbor, way.claim.relation, way.claim.subject)
                heappush(queue, (round(bound, 6), onward.steps, key, onward))


def _turns(part: _Part, way: Way) -> bool:
    """Tell whether a path turns where it goes on by this way."""
    claim = part.claim
    if claim is None:
        return False
    if not way.flow and way.claim.relation == claim.relation:
        onward = (claim.object == part.node) == (way.claim.subject == part.node)
        return claim.relation != "is_a" or not onward
    return bool(way.flow and part.flow and way.flow != part.flow)


def _turn(part: _Part, way: Way) -> float:
    """Return what it costs to turn here.

    What mechanisms bring about, as radiating pain, hardly any condition lacks: that two of them lead to it says as
    little as that both involve the mechanism. What both are said to present with says more.
    """
    by_mechanism = part.claim is not None and "leads_to" in {part.claim.relation, way.claim.relation}
    kind = kind_of(part.node)
    return TURNS["mechanism"] if kind == "symptom" and by_mechanism else TURNS[kind]


# --- what says the same -----------------------------------------------------------------------------------------------


def _folded(found: Iterator[Path], limit: int) -> list[Path]:
    """Keep the first paths that say something of their own; those that only guess stay where there is no other."""
    kept: dict[tuple[str, ...], Path] = {}
    guesses: dict[tuple[str, ...], Path] = {}
    shapes: dict[object, tuple[str, ...]] = {}
    alike: dict[tuple[str, ...], list[str]] = {}
    for path in found:
        guess = _guesses(path)
        beside = guesses if guess else kept
        if path.nodes in beside or any(_detour(path.nodes, other) for other in (*kept, *beside)):
            continue
        same = [(first, place) for place, shape in _shapes(path) if (first := shapes.get((guess, shape)))]
        for first, place in same[:1]:
            if path.nodes[place] not in (*first, *alike[first]):
                alike[first].append(path.nodes[place])
        if same:
            continue
        if len(beside) == limit:
            if guess:
                continue
            break
        beside[path.nodes] = path
        alike[path.nodes] = []
        for _, shape in _shapes(path):
            shapes.setdefault((guess, shape), path.nodes)
    chosen = kept or guesses
    return [Path(path.nodes, path.claims, path.length, tuple(alike[nodes])) for nodes, path in chosen.items()]


def _guesses(path: Path) -> bool:
    """Tell whether a path, from cause to effect, goes from a condition over a general symptom down to a special one.

    That a fibular palsy makes something weak does not say that it makes the wrist drop. Of a mechanism or a cause that
    goes with any nerve it can be said.
    """
    steps = list(zip(path.nodes, path.claims, path.nodes[1:], strict=False))
    if path.flow < 0:
        steps = [(end, claim, start) for start, claim, end in reversed(steps)]
    condition = False
    for start, claim, end in steps:
        condition = condition or kind_of(start) in _CONDITIONS
        if condition and claim.relation == "is_a" and claim.object == start and kind_of(end) == "symptom":
            return True
    return False


def _detour(nodes: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether a path passes through all of another, which has something between its ends, and more."""
    left = iter(nodes)
    return len(other) > 2 and all(node in left for node in other)  # noqa: PLR2004 - more than its two ends


def _shapes(path: Path) -> Iterator[tuple[int, object]]:
    """Yield what a path is but for one of its inner nodes, with the place of that.

    A chain of cause and effect has no such shape: by which mechanism it goes is what it says.
    """
    if path.causal:
        return
    relations = tuple(claim.relation for claim in path.claims)
    ways = tuple(claim.subject == node for claim, node in zip(path.claims, path.nodes, strict=False))
    for place in range(1, len(path.nodes) - 1):
        others = (*path.nodes[:place], kind_of(path.nodes[place]), *path.nodes[place + 1 :])
        yield place, (others, relations, ways)


def _told(store: GraphStore, found: Sequence[Path]) -> tuple[Path, ...]:
    ids = dict.fromkeys(node for path in found for node in (*path.nodes, *path.alike))
    cited = dict.fromkeys(source for path in found for claim in path.claims for source in claim.sources)
    told = Told({node.id: node for node in store.nodes(ids)}, {source.id: source for source in store.sources(cited)})
    return tuple(Path(path.nodes, path.claims, path.length, path.alike, told) for path in found)
