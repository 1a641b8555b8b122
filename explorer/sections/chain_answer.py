"""The answer to "can this cause that?": a chain of claims, each with its sources one click away."""

import streamlit as st

from explorer.picture import answer
from explorer.sections.paths_text import PAGE
from explorer.state import Explore
from graph.chain import way
from graph.model import sentence
from graph.store import GraphStore


def show_answer(store: GraphStore, state: Explore) -> None:
    """Answer "can the start cause the focus?", or say that the graph holds no answer."""
    asked, effect = store.nodes([state.start, state.focus])
    steps = answer(store, state)
    if not steps:
        st.info(f"The graph holds no chain of causes from {asked.label} to {effect.label}.", icon=":material/link_off:")
        return
    nodes = {node.id: node for node in store.nodes({end for claim in steps for end in (claim.subject, claim.object)})}
    labels = [nodes[step].label for step in way(steps)]
    with st.container(horizontal=True, vertical_alignment="center", border=True, key="answer"):
        st.markdown(f"**Can {asked.label} cause {effect.label}?** **Yes, it can:** {' → '.join(labels)}")
        more = st.popover("Why?", icon=":material/fact_check:")
    with more:
        for number, claim in enumerate(steps, 1):
            said_so = sentence(claim, nodes[claim.subject], nodes[claim.object])
            disputed = f"*Disputed: {claim.dispute}*" if claim.disputed else ""
            st.markdown(" ".join(part for part in (f"{number}. {said_so}", disputed, claim.note) if part))
            for source in store.sources(claim.sources):
                st.caption(f"[{source.citation}]({source.link})" if source.link else source.citation)
        ends = {"from": asked.id, "to": effect.id}
        st.page_link(PAGE, label="Every way that they are related", query_params=ends, icon=":material/route:")
