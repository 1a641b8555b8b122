"""All that the view component shows for a state: the picture, the card of the selected node, and the frame."""

from collections import Counter
from collections.abc import Iterable, Sequence

from explorer.card import card, group_card
from explorer.components import shapes
from explorer.picture import picture
from explorer.state import Explore
from graph.asked import Asked
from graph.show import show
from graph.store import GraphStore
from graph.vocabulary import KINDS, kind_of

NOTICE = "For education only: no medical advice. See a professional about symptoms of your own."

TO_EXPLORE = "./?node="
"""Where a picture that cannot be centered anew walks to: the address of Explore, up to the node's id."""


def view_payload(  # noqa: PLR0913 - each is a thing of its own that the frame shows, keyword-only
    store: GraphStore,
    state: Explore,
    *,
    trail: Sequence[str] = (),
    can_undo: bool = False,
    whole: bool = False,
    tall: bool = False,
    asked: Sequence[Asked] = (),
) -> shapes.ViewPayload:
    """Return all that the view shows; `whole` sends every claim of the card, `tall` is for upright phones.

    `asked` is what people ask: the card has what is about its node.

    An unknown focus raises UnknownNameError.
    """
    drawn = picture(store, state, tall=tall)
    group = drawn.groups.get(state.picked)
    picked = state.picked if group or store.nodes([state.picked]) else state.focus
    labels = {node.id: node.label for node in store.nodes(trail)}
    return {
        "focus": state.focus,
        "selected": picked,
        "depth": state.depth,
        "dim": list(state.dim),
        "hide": list(state.hide),
        "presenting": state.presenting,
        "can_undo": can_undo,
        "trail": [{"id": node, "label": labels[node]} for node in trail if node in labels],
        "nodes": drawn.nodes,
        "edges": drawn.edges,
        "lit": drawn.lit,
        "tall": tall,
        "relations": drawn.relations,
        "legend": drawn.legend,
        "card": group_card(show(store, state.focus), group)
        if group
        else card(show(store, picked), whole=whole, asked=asked),
        "links": {
            "page": page_link(state),
            "node": f"api/nodes/{state.focus if group else picked}",
            "sources": "api/sources",
        },
        "notice": NOTICE,
    }


def legend_of(ids: Iterable[str]) -> list[shapes.LegendRow]:
    """Return the legend of a picture that shows these nodes and leaves nothing out: how many of each kind."""
    counts = Counter(map(kind_of, ids))
    return [{"kind": kind, "shown": counts[kind]} for kind in KINDS if counts[kind]]


def page_link(state: Explore) -> str:
    """Return the address of the self-contained page of a state's picture, relative to the app."""
    options = [f"depth={state.depth}"] if state.depth != 1 else []
    if state.opened:
        options.append(f"open={','.join(state.opened)}")
    if state.start:
        options.append(f"from={state.start}")
    return f"api/picture/{state.focus}" + (f"?{'&'.join(options)}" if options else "")
