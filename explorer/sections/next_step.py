"""What to do next: how, what it would tell, and a button for each outcome."""

from collections.abc import Mapping

import streamlit as st

from explorer.bedside import Answer
from explorer.localizing import answer
from graph.next_findings import NextFinding
from graph.next_questions import NextQuestion


def show_next_step(item: NextFinding | NextQuestion, outcomes: Mapping[Answer, str]) -> None:
    """Show one thing to examine, ask or test; each outcome has a button that adds it to what was found."""
    with st.container(border=True):
        answers = item.answers if isinstance(item, NextQuestion) else ()
        title = "Time course" if answers else item.node.label
        st.markdown(f"**{title}** :small[{item.gain:.2f} bits]  \n{item.how} {item.why}")
        several: list[tuple[str, Answer, str]] = [
            (node.id, "lost", f"{node.label[:1].upper()}{node.label[1:]}") for node in answers
        ]
        with st.container(horizontal=True):
            for name, given, words in several or [(item.node.id, given, words) for given, words in outcomes.items()]:
                key = f"next-{type(item).__name__}-{given}-{name}"
                st.button(words, key=key, on_click=answer, args=(name, given))
