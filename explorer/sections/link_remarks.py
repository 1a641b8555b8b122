"""What is said about a link that could not be followed in full, and the way out."""

from collections.abc import Callable

import streamlit as st

from explorer.resources import resources
from explorer.session import Here, go
from explorer.state import Explore, harmless
from graph.errors import UnknownNameError


def show_remarks(link: Here) -> None:
    """Say what in the link could not be used."""
    for remark in link.remarks:
        st.info(remark, icon=":material/info:")
    if link.unknown:
        show_unknown(link.unknown)


def show_unknown(error: UnknownNameError) -> None:
    """Say that a link names nothing that is here, and offer what may have been meant."""
    st.warning(
        f"This link asks for **{harmless(error.name)[:80]}**, which is not in the graph.", icon=":material/link_off:"
    )
    with st.container(horizontal=True):
        for node in resources().store.nodes(error.suggestions):
            st.button(f"Show {node.label}", key=f"meant-{node.id}", on_click=go, args=(Explore(node.id),))
        st.button("To the start page", on_click=go, args=(Explore(),), type="tertiary")


def show_unknown_end(error: UnknownNameError, choose: Callable[[str], None]) -> None:
    """Say that one end of a path is not here, and offer what may have been meant."""
    st.warning(
        f"This link asks for **{harmless(error.name)[:80]}**, which is not in the graph.", icon=":material/link_off:"
    )
    with st.container(horizontal=True):
        for node in resources().store.nodes(error.suggestions):
            st.button(f"Take {node.label}", key=f"meant-{error.name[:80]}-{node.id}", on_click=choose, args=(node.id,))
