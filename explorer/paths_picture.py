"""All that the view shows for paths: the picture of several at once, drawn from cause to effect, and the card."""

from collections.abc import Sequence
from functools import lru_cache

from explorer.card import card
from explorer.components import shapes
from explorer.connection import Connection
from explorer.payload import NOTICE, TO_EXPLORE, legend_of
from explorer.picture import metrics
from graph.asked import Asked
from graph.columns import ROOMY, columns
from graph.model import Claim
from graph.path import Path
from graph.paths import LONGEST, paths
from graph.show import show
from graph.store import GraphStore
from graph.vocabulary import RELATIONS


@lru_cache(maxsize=256)
def paths_of(store: GraphStore, source: str, target: str) -> tuple[Path, ...]:
    """Return the paths between two nodes; where none has the usual number of steps, the longer ones that there are.

    Those asked for last are kept, because most clicks only select in them.
    """
    return paths(store, source, target) or paths(store, source, target, cutoff=LONGEST)


def paths_payload(  # noqa: PLR0913 - each is a thing of its own that the frame shows, keyword-only
    store: GraphStore,
    found: tuple[Path, ...],
    state: Connection,
    *,
    whole: bool = False,
    tall: bool = False,
    asked: Sequence[Asked] = (),
) -> shapes.ViewPayload:
    """Return all that the view shows of paths, of which there is one at least; `tall` is for upright phones."""
    nodes = {identifier: node for path in found for identifier, node in path.told.nodes.items()}
    places = columns(found, nodes, focus=state.source, metrics=metrics(), upright=tall)
    along = sorted({place.y if tall else place.x for place in places.values()})
    numbers = {identifier: number for number, identifier in enumerate(places)}
    claims = list({claim.key: claim for path in found for claim in path.claims}.values())
    lit = {claim.key for claim in found[min(state.path, len(found)) - 1].claims}
    picked = state.selected if store.nodes([state.selected]) else state.source
    return {
        "focus": state.source,
        "selected": picked,
        "dim": list(state.dim),
        "hide": list(state.hide),
        "presenting": state.presenting,
        "nodes": [
            {
                "id": identifier,
                "label": place.label,
                "x": place.x,
                "y": place.y,
                "hop": along.index(place.y if tall else place.x),
            }
            for identifier, place in places.items()
        ],
        "edges": [_edge(claim, numbers) for claim in claims],
        "lit": [number for number, claim in enumerate(claims) if claim.key in lit],
        "roomy": len(along) <= ROOMY,
        "tall": tall,
        "walks": TO_EXPLORE,
        "relations": {
            name: (RELATIONS[name].there, RELATIONS[name].back) for name in {claim.relation: None for claim in claims}
        },
        "legend": legend_of(places),
        "card": card(show(store, picked), whole=whole, asked=asked),
        "links": {"node": f"api/nodes/{picked}", "sources": "api/sources"},
        "notice": NOTICE,
    }


def _edge(claim: Claim, numbers: dict[str, int]) -> shapes.EdgeRow:
    ends = numbers[claim.subject], numbers[claim.object]
    return (*ends, claim.relation, True) if claim.disputed else (*ends, claim.relation)
