"""The ways in: questions that people really ask, each with the view that begins to answer it."""

from dataclasses import dataclass

from explorer.state import Explore
from graph.model import Node
from graph.store import GraphStore


@dataclass(frozen=True, slots=True)
class Question:
    """A question in a person's words, and the view to begin with."""

    text: str
    view: Explore


QUESTIONS = (
    Question(
        "Can a pinched nerve cause muscle spasms?", Explore("symptom:muscle-spasm", start="mechanism:nerve-compression")
    ),
    Question("Why does my hand tingle at night?", Explore("syndrome:carpal-tunnel")),
    Question("What is the funny bone?", Explore("nerve:ulnar")),
    Question("Foot drop: the knee or the back?", Explore("symptom:foot-drop")),
    Question("What only looks like a pinched nerve?", Explore("syndrome:pinched-nerve")),
    Question("What does C7 supply?", Explore("root:c7")),
    Question("Saturday night palsy: why does the wrist drop?", Explore("syndrome:radial-spiral-groove")),
    Question("How sure is a Phalen test?", Explore("test:phalen")),
)
"""The first is the one that Pinchpoint grew out of."""

REGIONS = {
    "Neck and back": frozenset({"neck", "trunk", ""}),
    "Arm and hand": frozenset({"shoulder", "arm", "forearm", "hand"}),
    "Leg and foot": frozenset({"pelvis", "thigh", "leg", "foot"}),
}
"""Columns of the start page: where the sites of a syndrome are; what has none stands with neck and back."""


def syndromes(store: GraphStore) -> dict[str, list[Node]]:
    """Return the syndromes of the graph by the region of their sites, by label."""
    found: dict[str, list[Node]] = {region: [] for region in REGIONS}
    ids = sorted(named.id for named in store.names() if named.id.startswith("syndrome:"))
    for node in store.nodes(ids):
        sites = store.neighbors([node.id], kinds=["site"], relations=["leads_to"]).hops
        places = {site.attributes.get("region", "") for site in store.nodes(sorted(hop.neighbor for hop in sites))} or {
            ""
        }
        region = max(REGIONS, key=lambda name: len(places & REGIONS[name]))
        found[region].append(node)
    return {region: sorted(nodes, key=lambda node: node.label.casefold()) for region, nodes in found.items()}
