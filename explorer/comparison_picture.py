"""All that the view shows for a comparison: the picture of what is shared and what only one has, and the card."""

from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType

from explorer.card import card
from explorer.components import shapes
from explorer.payload import NOTICE, TO_EXPLORE, legend_of
from explorer.picture import metrics
from explorer.state import Explore
from graph.asked import Asked
from graph.compare import Comparison, compare
from graph.marks import Mark, Profiles
from graph.rows import Row
from graph.show import show
from graph.sides import Sides, sides
from graph.store import GraphStore

_SAYS = MappingProxyType(
    {
        ("symptom", "yes"): ("shows in", "shows"),
        ("symptom", "partly"): ("can show in", "can show"),
        ("muscle", "yes"): ("weakens", "is weak in"),
        ("muscle", "partly"): ("can weaken", "can be weak in"),
        ("skin", "yes"): ("numbs", "is numb in"),
        ("skin", "partly"): ("can numb", "can be numb in"),
        ("reflex", "yes"): ("takes away", "is weak or lost in"),
        ("reflex", "partly"): ("can weaken", "can be weak in"),
    }
)
"""How an edge reads, from the thing to the finding and back, by the finding's kind and by its mark."""


@lru_cache(maxsize=64)
def comparison_of(profiles: Profiles, ids: tuple[str, ...]) -> Comparison:
    """Return a comparison: those asked for last are kept, because most clicks only select in them."""
    return compare(profiles.graph, ids, profiles=profiles)


def comparison_payload(  # noqa: PLR0913 - each is a thing of its own that the frame shows, keyword-only
    store: GraphStore,
    found: Comparison,
    look: Explore,
    *,
    whole: str = "",
    tall: bool = False,
    asked: Sequence[Asked] = (),
) -> shapes.ViewPayload:
    """Return all that the view shows of a comparison; of `look` what is selected, filtered and presented counts.

    The card is shown with every claim if it is that of the node `whole`.
    """
    drawn = sides(found, metrics=metrics(), upright=tall)
    heads = [node.id for node in found.nodes]
    numbers = {identifier: number for number, identifier in enumerate(drawn.places)}
    picked = look.selected if store.nodes([look.selected]) else _first(found, drawn)
    rows = [(row, head, mark) for row in drawn.rows for head, mark in zip(heads, row.marks, strict=True) if mark.there]
    return {
        "focus": heads[0],
        "heads": heads,
        "selected": picked,
        "dim": list(look.dim),
        "hide": list(look.hide),
        "presenting": look.presenting,
        "nodes": [
            {"id": identifier, "label": place.label, "x": place.x, "y": place.y}
            for identifier, place in drawn.places.items()
        ],
        "edges": [_edge(row, numbers[head], numbers[row.node.id], mark) for row, head, mark in rows],
        "tall": tall,
        "walks": TO_EXPLORE,
        "relations": {f"{kind}-{state}": says for (kind, state), says in _SAYS.items()},
        "legend": legend_of(drawn.places),
        "card": card(show(store, picked), whole=whole == picked, asked=asked),
        "links": {"node": f"api/nodes/{picked}", "sources": "api/sources"},
        "notice": NOTICE,
    }


def _first(found: Comparison, drawn: Sides) -> str:
    """Return what is selected while the person has chosen nothing: the best discriminator, where it is drawn."""
    best = found.best.finding.id if found.best and found.best.finding else ""
    return best if best in drawn.places else found.nodes[0].id


def _edge(row: Row, head: int, finding: int, mark: Mark) -> shapes.EdgeRow:
    relation = f"{row.node.kind}-{mark.state}"
    disputed = any(claim.disputed for claim in mark.claims)
    return (head, finding, relation, True) if disputed else (head, finding, relation)
