"""How full a syndrome's sheet is, and what it rests on: what a curator looks at to see where to go on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import RED_FLAG, Claim, KnowledgeGraph, Node
from graph.vocabulary import SOURCE_TYPES

FULL = {
    "leads_to": 1,
    "involves": 1,
    "presents_with": 4,
    "spares": 1,
    "detects": 3,
    "imitates": 2,
    "treats": 1,
    "predisposes_to": 1,
}
"""Claims of each relation that a full sheet holds at least."""
FULL_FACTS = ("Prognosis", "How common", RED_FLAG)
"""Facts that a full sheet states."""
FEWEST_SOURCES = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One syndrome's sheet, counted."""

    id: str
    claims: int
    disputed: int
    peer_reviewed: int
    """Claims with at least one peer-reviewed source."""
    sources: Mapping[str, int]
    """Different sources by type, strongest type first."""
    lacks: tuple[str, ...]
    """What a full sheet would hold and this one does not."""
    unknown: int
    """Statements of what is not known: a rare syndrome's sheet may lack things, but says what was looked for."""


def sheets(graph: KnowledgeGraph) -> tuple[Sheet, ...]:
    """Count the sheet of every syndrome, in order of ids.

    A general syndrome, which others are kinds of, lacks nothing: its kinds' sheets hold what it does not.

    >>> from graph.load import load
    >>> next(sheet.lacks for sheet in sheets(load()) if sheet.id == "syndrome:carpal-tunnel")
    ()
    """
    return tuple(_sheet(graph, node) for node in graph.nodes.values() if node.kind == "syndrome")


def _sheet(graph: KnowledgeGraph, node: Node) -> Sheet:
    every = graph.claims_of(node.id)
    # That it imitates another stands on the other's sheet; that another is a kind of it, on that one's.
    own = [claim for claim in every if claim.relation not in {"imitates", "is_a"} or _is_of(claim, node.id)]
    general = any(claim.relation == "is_a" and claim.object == node.id for claim in every)
    cited = {source for claim in own for source in claim.sources} | {
        source for fact in node.facts for source in fact.sources
    }
    types = Counter(graph.sources[source].type for source in cited)
    return Sheet(
        id=node.id,
        claims=len(own),
        disputed=sum(claim.disputed for claim in own),
        peer_reviewed=sum(any(graph.sources[source].peer_reviewed for source in claim.sources) for claim in own),
        sources={kind: types[kind] for kind in SOURCE_TYPES if types[kind]},
        lacks=() if general else tuple(_lacks(graph, node, own, cited)),
        unknown=sum(fact.name == "Not known" for fact in node.facts),
    )


def _is_of(claim: Claim, syndrome: str) -> bool:
    return syndrome == (claim.object if claim.relation == "imitates" else claim.subject)


def _lacks(graph: KnowledgeGraph, node: Node, own: list[Claim], cited: set[str]) -> list[str]:
    have = Counter(claim.relation for claim in own)
    lacks = [f"{have[relation]} of {least} {relation}" for relation, least in FULL.items() if have[relation] < least]
    stated = {fact.name for fact in node.facts}
    lacks += [f"no {name.lower()}" for name in FULL_FACTS if name not in stated]
    if len(cited) < FEWEST_SOURCES:
        lacks.append(f"{len(cited)} of {FEWEST_SOURCES} sources")
    if not any(graph.sources[source].standard for source in cited):
        lacks.append("no peer-reviewed source or standard reference")
    return lacks
