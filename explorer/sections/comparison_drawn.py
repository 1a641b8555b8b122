"""A comparison as a picture: what only one has at the sides, what is shared between them."""

from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from explorer.comparing import do, here
from explorer.comparison_picture import comparison_payload
from explorer.components.view import view
from explorer.resources import resources
from explorer.session import tall, whole
from graph.compare import FEWEST, Comparison, compare
from graph.model import Node, in_sentence


@lru_cache(maxsize=64)
def _found(ids: tuple[str, ...]) -> Comparison:
    """Return a comparison: those asked for last are kept, because most clicks only select in them."""
    made = resources()
    return compare(made.graph, ids, profiles=made.profiles)


@st.fragment
def show_picture() -> None:
    """Show the picture of what the URL compares; what a person does in it runs only this fragment again."""
    link = here()
    if len(link.ids) < FEWEST or not link.drawn:
        st.rerun()
    found = _found(link.ids)
    upright = tall()
    made = resources()
    payload = comparison_payload(
        made.store, found, link.look, whole=whole() == link.look.selected, tall=upright, asked=made.asked
    )
    view(payload, key="compared", on_act=do)
    st.caption(_where(found.nodes, upright=upright))


def _where(nodes: Sequence[Node], *, upright: bool) -> str:
    """Say what stands where in the picture, and what it leaves out."""
    if len(nodes) == FEWEST and not upright:
        left, right = (in_sentence(node) for node in nodes)
        where = (
            f"At the left: what is said only of {left}. At the right: only of {right}. In the middle: what they share."
        )
    else:
        shared = "both" if len(nodes) == FEWEST else "two or more"
        where = f"Left of each: what is said only of it. Right: what {shared} share."
    return f"{where} The most telling of what is asked for and examined; side by side stands all."
