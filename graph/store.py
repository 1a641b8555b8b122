"""What the explorer asks of any graph, and the embedded store that answers from memory.

`GraphStore` is the seam: Explore, the HTTP API and the command line's questions use nothing else, so that a graph too
large for memory can live behind the same questions. Every store passes `tests/store_suite.py`. There is no raw-query
method: every question is bounded.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import Protocol

from graph.errors import BadQuestionError
from graph.model import Claim, KnowledgeGraph, Node, Source

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


class EmbeddedStore:
    """A store that answers from a `KnowledgeGraph` in memory.

    >>> from graph.load import load
    >>> store = EmbeddedStore(load())
    >>> [node.label for node in store.nodes(["nerve:median", "nerve:nonsense"])]
    ['median nerve']
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        """Answer from this graph."""
        self.graph = graph

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
        hops = nsmallest(
            limit + 1,
            self._hops(ids, kinds, relations),
            key=lambda hop: (hop.neighbor, hop.origin, hop.claim.relation, hop.claim.subject),
        )
        return Expansion(tuple(hops[:limit]), truncated=len(hops) > limit)

    def _hops(
        self, ids: Collection[str], kinds: Collection[str] | None, relations: Collection[str] | None
    ) -> Iterator[Hop]:
        multi = self.graph.nx_graph
        wanted = None if kinds is None else tuple(f"{kind}:" for kind in kinds)
        for origin in dict.fromkeys(ids):
            if origin not in multi:
                continue
            for sides in (multi.succ[origin], multi.pred[origin]):
                for neighbor, edges in sides.items():
                    if wanted is not None and not neighbor.startswith(wanted):
                        continue
                    for relation, data in edges.items():
                        if relations is None or relation in relations:
                            yield Hop(origin, data["claim"], neighbor)

    def between(self, ids: Collection[str], *, limit: int = 500) -> tuple[Claim, ...]:
        """Return the claims whose both ends are among these ids, in order of their keys, at most `limit`."""
        check_limit(limit)
        multi = self.graph.nx_graph
        chosen = {identifier for identifier in ids if identifier in multi}
        found = (
            data["claim"]
            for identifier in chosen
            for other, edges in multi.succ[identifier].items()
            if other in chosen
            for data in edges.values()
        )
        return tuple(nsmallest(limit, found, key=lambda claim: claim.key))

    def degrees(self, ids: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """Return, for each known id, how many distinct neighbors of each kind it has."""
        multi = self.graph.nx_graph
        found: dict[str, dict[str, int]] = {}
        for identifier in ids:
            if identifier in multi:
                counts: dict[str, int] = {}
                for other in multi.succ[identifier].keys() | multi.pred[identifier].keys():
                    kind = other.partition(":")[0]
                    counts[kind] = counts.get(kind, 0) + 1
                found[identifier] = dict(sorted(counts.items()))
        return found

    def names(self) -> Iterator[Names]:
        """Stream what every node is called, in order of ids."""
        for node in self.graph.nodes.values():
            yield Names(node.id, node.label, node.synonyms, node.lay)

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
