"""A comparison as a picture: what is said only of one beside it, and what is shared."""

from collections.abc import Sequence

import streamlit as st

from explorer.comparing import do, here
from explorer.comparison_picture import comparison_of, comparison_payload
from explorer.components.view import view
from explorer.resources import resources
from explorer.session import tall, whole
from graph.compare import FEWEST
from graph.model import Node, in_sentence


@st.fragment
def show_picture() -> None:
    """Show the picture of what the URL compares; what a person does in it runs only this fragment again."""
    link = here()
    if len(link.ids) < FEWEST or not link.drawn:
        st.rerun()
    made, upright = resources(), tall()
    found = comparison_of(made.profiles, link.ids)
    payload = comparison_payload(made.store, found, link.look, whole=whole(), tall=upright, asked=made.asked)
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
