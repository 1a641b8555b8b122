"""What is in a graph, counted: by kind, relation, source; how well claims are sourced; how full the sheets are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import KnowledgeGraph
from graph.sheets import Sheet, sheets
from graph.vocabulary import KINDS, RELATIONS


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
    sheets: tuple[Sheet, ...]

    @property
    def all_claims(self) -> int:
        """Return the number of claims."""
        return sum(self.claims.values())

    @property
    def thin(self) -> tuple[Sheet, ...]:
        """Return the sheets that lack something."""
        return tuple(sheet for sheet in self.sheets if sheet.lacks)


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
        sheets=sheets(graph),
    )
