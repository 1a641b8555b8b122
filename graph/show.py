"""Everything about one node: its claims with their sentences, the nodes at the other ends, and the sources."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import UnknownNameError
from graph.model import Claim, Node, Source, sentence
from graph.store import MOST, GraphStore, every_kind
from graph.vocabulary import RELATIONS, SOURCE_TYPES


@dataclass(frozen=True, slots=True)
class Shown:
    """A node with its claims, strongest first, and all that is needed to read them out."""

    node: Node
    claims: tuple[Claim, ...]
    nodes: Mapping[str, Node]
    sources: Mapping[str, Source]
    truncated: bool

    def sentence(self, claim: Claim) -> str:
        """Say a claim in one sentence."""
        return sentence(claim, self.nodes[claim.subject], self.nodes[claim.object])


def show(store: GraphStore, identifier: str, *, limit: int = MOST) -> Shown:
    """Return a node with at most `limit` of its claims, their other ends and their sources.

    An unknown id raises UnknownNameError.

    >>> from graph.load import load
    >>> from graph.store import EmbeddedStore
    >>> shown = show(EmbeddedStore(load()), "nerve:median")
    >>> shown.node.label
    'median nerve'
    """
    found = store.nodes([identifier])
    if not found:
        raise UnknownNameError(identifier)
    expansion = store.neighbors([identifier], limit=limit) if limit < MOST else every_kind(store, [identifier])
    claims = tuple(sorted((hop.claim for hop in expansion.hops), key=lambda claim: strength(claim, identifier)))
    nodes = {node.id: node for node in store.nodes({hop.neighbor: None for hop in expansion.hops})} | {
        identifier: found[0]
    }
    cited: dict[str, None] = dict.fromkeys(found[0].sources)
    for fact in found[0].facts:
        cited |= dict.fromkeys(fact.sources)
    for way in found[0].reroutes:
        cited |= dict.fromkeys(way.sources)
    for claim in claims:
        cited |= dict.fromkeys(claim.sources)
    sources = sorted(store.sources(cited), key=lambda source: (SOURCE_TYPES.index(source.type), source.id))
    return Shown(found[0], claims, nodes, {source.id: source for source in sources}, expansion.truncated)


def strength(claim: Claim, center: str) -> tuple[int, str, bool, int, int, str]:
    """Return the key of the order of a node's claims: by meaning, direction, how strong, place and name."""
    relation = RELATIONS[claim.relation]
    position = _LAST if claim.position is None else claim.position
    return (-relation.weight, claim.relation, claim.subject != center, claim.rank, position, claim.other(center))


_LAST = 10_000
"""The position of what stands on no course: behind all that does."""
