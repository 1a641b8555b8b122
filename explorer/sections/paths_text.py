"""Paths in words: the answer in a sentence, each path as a paragraph with its weakest link, and what people ask."""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from explorer.connection import Connection
from graph.asked import Asked
from graph.path import Path
from graph.paths import USUAL_CUTOFF

PAGE = "explorer/pages/connect.py"
_ALSO = 4


def show_path_answer(found: Sequence[Path], question: str) -> None:
    """Answer in one sentence: yes with the chain where it is one of causes, else the best path read out."""
    best = found[0]
    steps = best.nodes if best.flow >= 0 else best.nodes[::-1]
    labels = [best.told.nodes[node].label for node in steps]
    with st.container(border=True, key="answer"):
        if len(best.claims) > USUAL_CUTOFF:
            st.caption(
                f"Only a path of {len(best.claims)} steps relates these two: they have little to do with each other."
            )
        if best.causal:
            asked = question or f"Can {labels[0]} cause {labels[-1]}?"
            st.markdown(f"**{asked}** **Yes, it can:** {' → '.join(labels)}")
        else:
            st.markdown(f"**{question or f'How are {labels[0]} and {labels[-1]} related?'}** {best.paragraph}")


def show_paths(found: Sequence[Path], state: Connection, light: Callable[[int], None]) -> None:
    """Show each path as text: what it says, its weakest link, and its sources one click away."""
    st.markdown("## The paths in words")
    for number, path in enumerate(found, 1):
        lit = number == min(state.path, len(found))
        with st.container(border=True):
            labels = [path.told.nodes[node].label for node in path.nodes]
            st.markdown(f"**{number}. {' → '.join(labels)}**")
            st.markdown(path.paragraph)
            why = path.why_weakest.rstrip(".")
            st.caption(f"Weakest link: {path.sentence_of(path.weakest)} It {why}.")
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(
                    "Shown strong in the picture" if lit else "Show in the picture",
                    key=f"path-{number}",
                    on_click=light,
                    args=(number,),
                    disabled=lit,
                )
                works = st.popover(f"{len(path.sources)} sources", icon=":material/menu_book:")
            for source in path.sources:
                works.caption(f"[{source.citation}]({source.link})" if source.link else source.citation)


def beside(asked: Iterable[Asked], state: Connection) -> list[Asked]:
    """Return what people ask about one end or the other, and is not asked here."""
    ends = {state.source, state.target}
    return [one for one in asked if ends & {one.source, one.target} and {one.source, one.target} != ends][:_ALSO]


def show_asked(title: str, asked: Sequence[Asked]) -> None:
    """Show questions as links to their answers, in two columns."""
    if not asked:
        return
    if title:
        st.markdown(f"## {title}")
    half = -(-len(asked) // 2)
    with st.container(key="asked"):
        for column, some in zip(st.columns(2), (asked[:half], asked[half:]), strict=True):
            with column.container(gap=None):
                for one in some:
                    st.page_link(PAGE, label=one.text, query_params={"from": one.source, "to": one.target})
