"""Relations join what they may join, once, and do not go round in circles."""

from collections.abc import Iterator

import networkx as nx

from graph.errors import Location, Problem
from graph.material import Material
from graph.vocabulary import RELATIONS, kind_of, pair_allowed


def wrong_kinds(material: Material) -> Iterator[Problem]:
    """A relation joins the kinds that it allows."""
    for located in material.claims:
        claim = located.claim
        relation = RELATIONS[claim.relation]
        kinds = kind_of(claim.subject), kind_of(claim.object)
        if not pair_allowed(relation, *kinds):
            yield Problem(
                located.other,
                "wrong kinds",
                f"'{claim.relation}' cannot join {kinds[0]} → {kinds[1]} ({claim.subject} → {claim.object})",
            )


def self_claim(material: Material) -> Iterator[Problem]:
    """Nothing is claimed of a node and itself; circles of is_a and arises_from are the cycle rule's."""
    for located in material.claims:
        claim = located.claim
        if claim.subject == claim.object and claim.relation not in {"is_a", "arises_from"}:
            yield Problem(located.location, "self claim", f"'{' '.join(claim.key)}' joins a node to itself")


def duplicate_claim(material: Material) -> Iterator[Problem]:
    """A claim is made once."""
    seen: dict[tuple[str, str, str], Location] = {}
    for located in material.claims:
        first = seen.setdefault(located.claim.key, located.location)
        if first is not located.location:
            yield Problem(
                located.location, "duplicate claim", f"'{' '.join(located.claim.key)}' is already claimed at {first}"
            )


def cycle(material: Material) -> Iterator[Problem]:
    """Nothing is a kind of itself or arises from itself, however far round."""
    for relation in ("is_a", "arises_from"):
        graph: nx.DiGraph[str] = nx.DiGraph()
        places: dict[tuple[str, str], Location] = {}
        for located in material.claims:
            if located.claim.relation == relation:
                edge = (located.claim.subject, located.claim.object)
                graph.add_edge(*edge)
                places[edge] = located.location
        for component in nx.strongly_connected_components(graph):
            edges = sorted((places[edge], edge) for edge in graph.subgraph(component).edges)
            if edges:
                around = " → ".join(sorted(component))
                yield Problem(edges[0][0], "cycle", f"'{relation}' goes round in a circle: {around}")
