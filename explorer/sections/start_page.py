"""The start page: questions first, then the syndromes."""

import streamlit as st

from explorer.payload import NOTICE
from explorer.resources import resources
from explorer.session import go
from explorer.start import QUESTIONS, syndromes
from explorer.state import Explore


def show_start() -> None:
    """Offer the ways in."""
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
