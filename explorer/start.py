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
    "Head and neck": frozenset({"head", "neck"}),
    "Shoulder and upper arm": frozenset({"shoulder", "arm"}),
    "Elbow and forearm": frozenset({"forearm"}),
    "Wrist and hand": frozenset({"hand"}),
    "Back, chest and belly": frozenset({"trunk"}),
    "Hip, groin and thigh": frozenset({"pelvis", "thigh"}),
    "Knee and lower leg": frozenset({"leg"}),
    "Ankle and foot": frozenset({"foot"}),
    "Anywhere": frozenset({""}),
}
"""Where the sites of a syndrome are; a syndrome without a place of its own can be anywhere."""
USUAL_REGION = "Wrist and hand"
"""The region that the start page shows first: the commonest syndrome of all is there."""


def syndromes(store: GraphStore) -> dict[str, list[Node]]:
    """Return the syndromes of the graph by region, by label."""
    found: dict[str, list[Node]] = {region: [] for region in REGIONS}
    ids = [named.id for named in store.names() if named.id.startswith("syndrome:")]
    for node in store.nodes(ids):
        place = node.attributes.get("region", "")
        found[next(region for region, places in REGIONS.items() if place in places)].append(node)
    return {region: sorted(nodes, key=lambda node: node.label.casefold()) for region, nodes in found.items()}
