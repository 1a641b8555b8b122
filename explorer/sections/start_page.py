"""The start page: questions first, then the syndromes."""

import streamlit as st

from explorer.payload import NOTICE
from explorer.resources import resources
from explorer.session import go
from explorer.start import QUESTIONS, syndromes
from explorer.state import Explore


def show_start() -> None:
    """Offer the ways in."""
    st.markdown(
        "A map of how nerves get pinched, what that does, and what only looks like it. Every link has its source."
    )
    st.markdown("## Begin with a question")
    for row in range(0, len(QUESTIONS), 2):
        for column, question in zip(st.columns(2), QUESTIONS[row : row + 2], strict=False):
            column.button(
                question.text,
                key=f"question-{question.text}",
                on_click=go,
                args=(question.view,),
                width="stretch",
                type="primary" if question is QUESTIONS[0] else "secondary",
            )
    st.markdown("## Or choose a syndrome")
    thirds = st.columns(3)
    for column, (region, nodes) in zip(thirds, syndromes(resources().store).items(), strict=True):
        with column.container(gap=None):
            st.markdown(f"**{region}**")
            for node in nodes:
                name = node.label[0].upper() + node.label[1:]
                st.button(name, key=f"start-{node.id}", on_click=go, args=(Explore(node.id),), type="tertiary")
    counts = resources().store.counts()
    st.caption(
        f"{sum(counts.kinds.values())} things, {sum(counts.relations.values())} links between them, "
        f"from {counts.sources} works: see [Data](data). {NOTICE}"
    )
