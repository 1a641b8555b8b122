"""The start page: questions first, then the syndromes."""

import streamlit as st

from explorer.payload import NOTICE
from explorer.resources import resources
from explorer.sections.paths_text import show_asked
from explorer.session import go
from explorer.start import QUESTIONS, USUAL_REGION, syndromes
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
    with st.expander("More that people ask"):
        texts = {question.text for question in QUESTIONS}
        show_asked("", [one for one in resources().asked if one.text not in texts])
    _show_syndromes()
    counts = resources().store.counts()
    st.markdown(
        f":small[{sum(counts.kinds.values())} things, {sum(counts.relations.values())} links between them, "
        f"from {counts.sources} works: see [Data](data). {NOTICE}]"
    )


def _show_syndromes() -> None:
    """Offer the syndromes of one region, which the person chooses."""
    st.markdown("## Or choose where")
    found = syndromes(resources().store)
    region = st.pills(
        "Where in the body",
        [name for name, nodes in found.items() if nodes],
        default=USUAL_REGION if found[USUAL_REGION] else None,
        format_func=lambda name: f"{name} · {len(found[name])}",
        key="region",
        label_visibility="collapsed",
    )
    thirds = st.columns(3)
    nodes = found.get(region or "", [])
    rows = -(-len(nodes) // len(thirds))
    for number, column in enumerate(thirds):
        with column.container(gap=None):
            for node in nodes[number * rows : (number + 1) * rows]:
                name = node.label[0].upper() + node.label[1:]
                st.button(name, key=f"start-{node.id}", on_click=go, args=(Explore(node.id),), type="tertiary")
    if not region:
        st.caption("Choose a part of the body to see what can be pinched there.")
