"""What is in a graph, counted: by kind, relation, source; how well claims are sourced; what is still thin."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import KnowledgeGraph
from graph.vocabulary import KINDS, RELATIONS

FULL_SHEET = {"presents_with": 4, "detects": 3, "imitates": 2, "treats": 1}
"""Claims of each relation that a full sheet holds at least."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of one graph."""

    nodes: Mapping[str, int]
    claims: Mapping[str, int]
    sources: Mapping[str, int]
    """Sources by type."""
    claims_per_source: Mapping[str, int]
    """Claims that cite a source, most cited first."""
    disputed: int
    peer_reviewed: int
    """Claims with at least one peer-reviewed source."""
    thin: Mapping[str, tuple[str, ...]]
    """Syndromes whose sheet lacks something, with what it lacks."""

    @property
    def all_claims(self) -> int:
        """Return the number of claims."""
        return sum(self.claims.values())


def statistics(graph: KnowledgeGraph) -> Statistics:
    """Count a graph.

    >>> from graph.load import load
    >>> statistics(load()).nodes["root"] >= 8
    True
    """
    claims = tuple(graph.claims())
    kinds = Counter(node.kind for node in graph.nodes.values())
    relations = Counter(claim.relation for claim in claims)
    types = Counter(source.type for source in graph.sources.values())
    cited = Counter(source for claim in claims for source in claim.sources)
    return Statistics(
        nodes={kind: kinds[kind] for kind in KINDS if kinds[kind]},
        claims={relation: relations[relation] for relation in RELATIONS if relations[relation]},
        sources=dict(sorted(types.items())),
        claims_per_source=dict(sorted(cited.items(), key=lambda item: (-item[1], item[0]))),
        disputed=sum(claim.disputed for claim in claims),
        peer_reviewed=sum(any(graph.sources[source].peer_reviewed for source in claim.sources) for claim in claims),
        thin=_thin(graph),
    )


def _thin(graph: KnowledgeGraph) -> dict[str, tuple[str, ...]]:
    """Find the syndromes whose sheets lack claims; general ones, which others are kinds of, are not measured."""
    found: dict[str, tuple[str, ...]] = {}
    for node in graph.nodes.values():
        if node.kind != "syndrome":
            continue
        claims = graph.claims_of(node.id)
        if any(claim.relation == "is_a" and claim.object == node.id for claim in claims):
            continue
        have = Counter(claim.relation for claim in claims if claim.relation != "imitates" or claim.object == node.id)
        lacks = [
            f"{have[relation]} of {least} {relation}"
            for relation, least in FULL_SHEET.items()
            if have[relation] < least
        ]
        if not have["leads_to"]:
            lacks.append("no site")
        if lacks:
            found[node.id] = tuple(lacks)
    return found
