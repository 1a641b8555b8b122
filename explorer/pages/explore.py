"""Explore: what is this linked to? The start page, or the view of one node."""

import streamlit as st

from explorer.components.search_box import search_box
from explorer.components.view import view
from explorer.payload import NOTICE, view_payload
from explorer.picture import answer
from explorer.resources import resources
from explorer.session import act, go, here, past, trail, whole
from explorer.start import QUESTIONS, syndromes
from explorer.state import Explore
from graph.errors import UnknownNameError
from graph.model import sentence
from graph.store import GraphStore


def show_start() -> None:
    """Offer the ways in: questions first, then examples of every kind."""
    st.markdown("#### Ask, or begin with a question")
    columns = st.columns(2)
    for number, question in enumerate(QUESTIONS):
        columns[number % 2].button(
            question.text,
            key=f"question-{number}",
            on_click=go,
            args=(question.view,),
            width="stretch",
            type="primary" if number == 0 else "secondary",
        )
    st.markdown("#### Or choose a syndrome")
    thirds = st.columns(3)
    for column, (region, nodes) in zip(thirds, syndromes(resources().store).items(), strict=True):
        with column.container(gap=None):
            st.markdown(f"**{region}**")
            for node in nodes:
                st.button(node.label, key=f"start-{node.id}", on_click=go, args=(Explore(node.id),), type="tertiary")
    counts = resources().store.counts()
    st.caption(
        f"{sum(counts.kinds.values())} things, {sum(counts.relations.values())} links between them, "
        f"each with its source ({counts.sources} works). {NOTICE}"
    )


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
        store, state, trail=trail(), can_undo=bool(past() or state.opened), whole=whole() == state.picked
    )
    view(payload, key="view", on_act=act)


def show_answer(store: GraphStore, state: Explore) -> None:
    """Answer "can the start cause the focus?" with the chain of claims, each step with its sources one click away."""
    asked, effect = store.nodes([state.start, state.focus])
    steps = answer(store, state)
    if not steps:
        st.info(f"The graph holds no chain of causes from {asked.label} to {effect.label}.", icon=":material/link_off:")
        return
    nodes = {node.id: node for node in store.nodes({end for claim in steps for end in (claim.subject, claim.object)})}
    labels = [asked.label, *(nodes[claim.object].label for claim in steps)]
    said, more = st.columns([5, 1], vertical_alignment="center")
    said.markdown(f"**Yes.** {' → '.join(labels)}")
    with more.popover("Why?", icon=":material/fact_check:", width="stretch"):
        for number, claim in enumerate(steps, 1):
            said_so = sentence(claim, nodes[claim.subject], nodes[claim.object])
            disputed = f"*Disputed: {claim.dispute}*" if claim.disputed else ""
            st.markdown(" ".join(part for part in (f"{number}. {said_so}", disputed, claim.note) if part))
            for source in store.sources(claim.sources):
                st.caption(f"[{source.citation}]({source.link})" if source.link else source.citation)


def show_unknown(error: UnknownNameError) -> None:
    """Say that a link names nothing that is here, and offer what may have been meant."""
    st.warning(f"This link asks for **{error.name[:80]}**, which is not in the graph.", icon=":material/link_off:")
    meant = resources().store.nodes(error.suggestions)
    for node in meant:
        st.button(f"Show {node.label}", key=f"meant-{node.id}", on_click=go, args=(Explore(node.id),))
    st.button("To the start page", on_click=go, args=(Explore(),))


link = here()
head = st.columns([1, 4], vertical_alignment="center")
head[0].markdown("### Pinchpoint")
with head[1]:
    search_box(key="search", autofocus=not link.state.focus, on_choose=lambda node: go(Explore(node)))
with st.container():
    for remark in link.remarks:
        st.info(remark, icon=":material/info:")
    if link.unknown:
        show_unknown(link.unknown)
if link.state.focus:
    show_view()
else:
    show_start()
