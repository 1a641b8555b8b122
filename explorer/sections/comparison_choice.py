"""What to compare: the chosen, with a way to take each out, and what may be compared with them."""

import streamlit as st

from explorer.comparing import PAIRS, add, draw, go, remove
from explorer.resources import resources
from explorer.state import harmless
from graph.compare import FEWEST
from graph.confusable import confusable
from graph.errors import UnknownNameError
from graph.marks import COMPARED, Profiles
from graph.model import KnowledgeGraph, in_sentence
from graph.vocabulary import kind_of

_ALIKE = 6


def show_chosen(graph: KnowledgeGraph, ids: tuple[str, ...], *, drawn: bool) -> None:
    """Show what is compared, each with a button that takes it out, and in the same row in which way it is shown."""
    with st.container(horizontal=True, horizontal_alignment="distribute", key="compare-row"):
        _show_out(graph, ids)
        if len(ids) >= FEWEST:
            _show_choice(drawn=drawn)


def _show_out(graph: KnowledgeGraph, ids: tuple[str, ...]) -> None:
    with st.container(horizontal=True, key="compare-chosen", width="content"):
        for identifier in ids:
            label = graph.node(identifier).label
            st.button(
                f"✕ {label}", key=f"out-{identifier}", on_click=remove, args=(identifier,), help=f"Take {label} out"
            )


def _show_choice(*, drawn: bool) -> None:
    with st.container(horizontal=True, key="compare-view", width="content"):
        for label, picture in (("Side by side", False), ("As a picture", True)):
            chosen = picture == drawn
            st.button(
                f"{label} ✓" if chosen else label,
                key=f"view-{label}",
                on_click=draw,
                kwargs={"drawn": picture},
                type="primary" if chosen else "secondary",
            )


def show_pairs(graph: KnowledgeGraph) -> None:
    """Offer pairs that every student has to tell apart."""
    st.markdown("Two to four things side by side: what tells them apart at the bedside, and what does not.")
    st.markdown("## Often to be told apart")
    for row in range(0, len(PAIRS), 2):
        for column, pair in zip(st.columns(2), PAIRS[row : row + 2], strict=False):
            known = [graph.node(identifier) for identifier in pair if identifier in graph]
            if len(known) == len(pair):
                text = " or ".join(in_sentence(node) for node in known)
                column.button(
                    f"{text[0].upper()}{text[1:]}?",
                    key=f"pair-{'-'.join(pair)}",
                    on_click=go,
                    args=(pair,),
                    width="stretch",
                )


def show_alike(graph: KnowledgeGraph, ids: tuple[str, ...], profiles: Profiles) -> None:
    """Offer what is most easily confused with the first of the chosen, and say why."""
    found = [
        one for one in confusable(graph, ids[0], limit=_ALIKE + len(ids), profiles=profiles) if one.node.id not in ids
    ]
    label = graph.node(ids[0]).label
    with st.container(key="compare-alike"):
        if not found:
            st.info(f"The graph names nothing that is easily confused with {label}. Add another by the search box.")
            return
        alone = len(ids) < FEWEST
        st.markdown(f"## Often confused with {label}" if alone else f"## Also confused with {label}")
        for one in found[:_ALIKE]:
            st.button(
                f"{'Compare with' if alone else 'Add'} {one.node.label}",
                key=f"alike-{one.node.id}",
                on_click=add,
                args=(one.node.id,),
            )
            if alone:
                st.caption(one.why[0])


def show_unknown(error: UnknownNameError, ids: tuple[str, ...]) -> None:
    """Say that a link names nothing that is here, and offer what may have been meant."""
    st.warning(
        f"This link asks for **{harmless(error.name)[:80]}**, which is not in the graph.", icon=":material/link_off:"
    )
    near = [name for name in error.suggestions if kind_of(name) in COMPARED and name not in ids]
    with st.container(horizontal=True):
        for node in resources().store.nodes(near):
            st.button(f"Compare {node.label}", key=f"meant-{node.id}", on_click=add, args=(node.id,))
