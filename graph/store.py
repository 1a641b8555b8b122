"""What the explorer asks of any graph, and the embedded store that answers from memory.

`GraphStore` is the seam: Explore, the HTTP API and the command line's questions use nothing else, so that a graph too
large for memory can live behind the same questions. Every store passes `tests/store_suite.py`. There is no raw-query
method: every question is bounded.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from graph.errors import BadQuestionError
from graph.model import Claim, KnowledgeGraph, Node, Source
from graph.vocabulary import KINDS, kind_of

MOST = 1000
"""The largest limit that any question may have."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of an expansion: from a node of the frontier, over a claim, to a neighbor."""

    origin: str
    claim: Claim
    neighbor: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """The neighbors of a frontier: hops in order of neighbor and origin, and whether the limit left something out."""

    hops: tuple[Hop, ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What a node is called, as the search index wants it: label first, then synonyms, then lay words."""

    id: str
    label: str
    synonyms: tuple[str, ...] = ()
    lay: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    """Retired ids that lead to the node."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, by kind of node and by relation."""

    kinds: Mapping[str, int]
    relations: Mapping[str, int]
    sources: int


class GraphStore(Protocol):
    """The questions. Ids that are not in the store are left out of answers, never an error, except where said."""

    @property
    def version(self) -> str:
        """Return a short text that changes whenever the graph does."""

    def __hash__(self) -> int:
        """Tell stores apart, so that answers can be kept by store."""

    def nodes(self, ids: Iterable[str]) -> tuple[Node, ...]:
        """Return the nodes with these ids, in the order asked for, without those unknown."""

    def sources(self, ids: Iterable[str]) -> tuple[Source, ...]:
        """Return the sources with these ids, in the order asked for, without those unknown."""

    def neighbors(
        self,
        ids: Collection[str],
        *,
        kinds: Collection[str] | None = None,
        relations: Collection[str] | None = None,
        limit: int = 200,
    ) -> Expansion:
        """Expand one hop from a frontier, in both directions, ordered by the neighbor's id.

        `kinds` and `relations` keep only neighbors of these kinds and claims of these relations; None keeps all. At
        most `limit` hops are returned, and `truncated` says whether there were more. A limit below 1 or above MOST
        raises BadQuestionError.
        """

    def between(self, ids: Collection[str], *, limit: int = 500) -> tuple[Claim, ...]:
        """Return the claims whose both ends are among these ids, in order of their keys, at most `limit`."""

    def degrees(self, ids: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """Return, for each known id, how many distinct neighbors of each kind it has."""

    def names(self) -> Iterator[Names]:
        """Stream what every node is called, in order of ids."""

    def counts(self) -> Counts:
        """Count nodes by kind and claims by relation."""


def _order(hop: Hop) -> tuple[str, str, str, str]:
    claim = hop.claim
    return (hop.neighbor, hop.origin, claim.relation, claim.subject)


def _neighbor(hop: Hop) -> str:
    return hop.neighbor


def _key(claim: Claim) -> tuple[str, str, str]:
    return (claim.subject, claim.relation, claim.object)


class EmbeddedStore:
    """A store that answers from a `KnowledgeGraph` in memory.

    >>> from graph.load import load
    >>> store = EmbeddedStore(load())
    >>> [node.label for node in store.nodes(["nerve:median", "nerve:nonsense"])]
    ['median nerve']
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        """Answer from this graph, which is frozen: what is worked out for a node is kept."""
        self.graph = graph
        self._beside: dict[str, tuple[Hop, ...]] = {}
        self._degrees: dict[str, Mapping[str, int]] = {}

    @property
    def version(self) -> str:
        """Return the fingerprint of the data."""
        return self.graph.version

    def nodes(self, ids: Iterable[str]) -> tuple[Node, ...]:
        """Return the nodes with these ids, in the order asked for, without those unknown."""
        known = self.graph.nodes
        return tuple(known[identifier] for identifier in ids if identifier in known)

    def sources(self, ids: Iterable[str]) -> tuple[Source, ...]:
        """Return the sources with these ids, in the order asked for, without those unknown."""
        known = self.graph.sources
        return tuple(known[identifier] for identifier in ids if identifier in known)

    def neighbors(
        self,
        ids: Collection[str],
        *,
        kinds: Collection[str] | None = None,
        relations: Collection[str] | None = None,
        limit: int = 200,
    ) -> Expansion:
        """Expand one hop from a frontier, in both directions, ordered by the neighbor's id."""
        check_limit(limit)
        runs = [run for origin in dict.fromkeys(ids) if (run := self._run(origin, kinds, relations, limit + 1))]
        hops = runs[0] if len(runs) == 1 else sorted((hop for run in runs for hop in run), key=_order)
        return Expansion(tuple(hops[:limit]), truncated=len(hops) > limit)

    def _run(
        self, origin: str, kinds: Collection[str] | None, relations: Collection[str] | None, most: int
    ) -> Sequence[Hop]:
        """Return the first hops from one node, in order; kinds stand together, because ids begin with them."""
        hops = self._hops(origin)
        if kinds is not None:
            spans = (
                (bisect_left(hops, f"{kind}:", key=_neighbor), bisect_left(hops, f"{kind};", key=_neighbor))
                for kind in sorted(kinds)
            )
            hops = tuple(
                hop
                for low, high in spans
                for hop in (hops[low : min(high, low + most)] if relations is None else hops[low:high])
            )
        if relations is not None:
            return tuple(islice((hop for hop in hops if hop.claim.relation in relations), most))
        return hops[:most]

    def _hops(self, origin: str) -> tuple[Hop, ...]:
        """Return every hop from a node, in both directions, in order; sorted at the first question about the node."""
        if origin not in self._beside:
            multi = self.graph.nx_graph
            if origin not in multi:
                return ()
            hops = [
                Hop(origin, data["claim"], neighbor)
                for sides in (multi.succ[origin], multi.pred[origin])
                for neighbor, edges in dict(sides).items()
                for data in edges.values()
            ]
            self._beside[origin] = tuple(sorted(hops, key=_order))
        return self._beside[origin]

    def between(self, ids: Collection[str], *, limit: int = 500) -> tuple[Claim, ...]:
        """Return the claims whose both ends are among these ids, in order of their keys, at most `limit`."""
        check_limit(limit)
        multi = self.graph.nx_graph
        chosen = {identifier for identifier in ids if identifier in multi}
        found: list[Claim] = []
        for identifier in chosen:
            out = multi.succ[identifier]
            # a hub has far more neighbors than there are nodes in a picture
            beside = (
                [other for other in chosen if other in out]
                if len(chosen) < len(out)
                else [o for o in out if o in chosen]
            )
            found += (data["claim"] for other in beside for data in out[other].values())
        return tuple(sorted(found, key=_key)[:limit])

    def degrees(self, ids: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """Return, for each known id, how many distinct neighbors of each kind it has."""
        return {identifier: self._degree(identifier) for identifier in ids if identifier in self.graph.nx_graph}

    def _degree(self, identifier: str) -> Mapping[str, int]:
        if identifier not in self._degrees:
            multi = self.graph.nx_graph
            counts = Counter(kind_of(other) for other in {*multi.succ[identifier], *multi.pred[identifier]})
            self._degrees[identifier] = dict(sorted(counts.items()))
        return self._degrees[identifier]

    def names(self) -> Iterator[Names]:
        """Stream what every node is called, in order of ids."""
        for node in self.graph.nodes.values():
            yield Names(node.id, node.label, node.synonyms, node.lay, node.formerly)

    def counts(self) -> Counts:
        """Count nodes by kind and claims by relation."""
        kinds: dict[str, int] = {}
        for node in self.graph.nodes.values():
            kinds[node.kind] = kinds.get(node.kind, 0) + 1
        relations: dict[str, int] = {}
        for _, _, relation in self.graph.nx_graph.edges(keys=True):
            relations[relation] = relations.get(relation, 0) + 1
        return Counts(kinds, relations, len(self.graph.sources))


def check_limit(limit: int, most: int = MOST) -> None:
    """Raise BadQuestionError for a limit that is out of bounds."""
    if not 1 <= limit <= most:
        message = f"limit must be between 1 and {most}, not {limit}"
        raise BadQuestionError(message)


_EACH_KIND = 60
"""Hops asked for of each kind where a hub has more than one answer of the store holds."""


def every_kind(
    store: GraphStore,
    ids: Collection[str],
    *,
    kinds: Collection[str] | None = None,
    relations: Collection[str] | None = None,
) -> Expansion:
    """Expand one hop, asking once more for each kind where a hub has too many: so no kind is crowded out by another."""
    whole = store.neighbors(ids, kinds=kinds, relations=relations, limit=MOST)
    if not whole.truncated:
        return whole
    parts = (
        store.neighbors(ids, kinds=[kind], relations=relations, limit=_EACH_KIND).hops
        for kind in sorted(KINDS if kinds is None else kinds)
    )
    return Expansion(tuple(hop for part in parts for hop in part), truncated=True)
