"""Explore: what is this linked to? The start page, or the view of one node."""

import streamlit as st

from explorer.components.search_box import search_box
from explorer.components.view import view
from explorer.payload import view_payload
from explorer.resources import resources
from explorer.sections.chain_answer import show_answer
from explorer.sections.link_remarks import show_remarks
from explorer.sections.start_page import show_start
from explorer.session import act, go, here, past, tall, trail, whole
from explorer.state import Explore


@st.fragment
def show_view() -> None:
    """Show the view of the state in the URL; what a person does in it runs only this fragment again."""
    state = here().state
    if not state.focus:
        st.rerun()
    store = resources().store
    with st.container():  # always there, so that the view below keeps its place in the page, and with it its zoom
        if state.start:
            show_answer(store, state)
    payload = view_payload(
        store,
        state,
        trail=trail(),
        can_undo=bool(past() or state.opened),
        whole=whole() == state.picked,
        tall=tall(),
        asked=resources().asked,
    )
    view(payload, key="view", on_act=act)


link = here()
head = st.columns([1, 4], vertical_alignment="center")
head[0].markdown("# Pinchpoint")
with head[1]:
    search_box(key="search", autofocus=not link.state.focus, on_choose=lambda node: go(Explore(node)))
with st.container():
    show_remarks(link)
if link.state.focus:
    show_view()
else:
    show_start()
