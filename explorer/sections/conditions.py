"""What it could be: syndromes and mimics that fit what was found and told, what is urgent, and what to ask next."""

import streamlit as st

from explorer.bedside import Bedside
from explorer.resources import resources
from explorer.sections.next_step import show_next_step
from graph.differential import Contender, Differential, differential
from graph.errors import BadQuestionError
from graph.model import in_sentence
from graph.next_questions import next_questions
from graph.told import told_of

_SHOWN = 5
_REASONS = 6


def differential_of(state: Bedside) -> Differential | None:
    """Return what it could be, or None while nothing that is there was told."""
    made = resources()
    lists = {name: getattr(state, name) for name in ("present", "absent", "weak", "numb", "reflex", "normal")}
    try:
        told = told_of(made.graph, **lists, doubtful=state.slight)
    except BadQuestionError:
        return None  # the places say what is missing
    return differential(made.graph, told, with_=made.differ)


def show_urgent(found: Differential | None) -> None:
    """Say before anything else what cannot wait, now or for more than days, with the reasons."""
    for item in found.urgent if found else ():
        text = "  \n".join((f"**{item.say}**", *item.why))
        if item.level == "now":
            st.error(text, icon=":material/emergency:")
        elif item.level == "soon":
            st.warning(text, icon=":material/event:")


def show_conditions(found: Differential) -> None:
    """Show the conditions that fit best, and what to ask or test to tell them apart."""
    st.markdown("## What it could be")
    _show_ifs(found)
    for number, contender in enumerate(found.contenders[:_SHOWN], 1):
        _show_contender(contender, number)
    st.caption("Scores order what to think of, by what sheets state. They are not the probability of a disease.")
    _show_questions(found)


def _show_ifs(found: Differential) -> None:
    """Say of what is only plausible when it could not wait; emergencies are named before anything is unfolded."""
    ifs = [item for item in found.urgent if item.level == "if"]
    emergencies = [in_sentence(item.node) for item in ifs if item.emergency]
    if ifs:
        named = f"See a doctor now if it is {' or '.join(emergencies)}"
        with st.expander(named if emergencies else "When to see a doctor without delay", icon=":material/emergency:"):
            for item in ifs:
                st.markdown("\n".join((f"**{item.say}**", "", *(f"- {why}" for why in item.why))))


def _show_contender(contender: Contender, number: int) -> None:
    with st.container(border=True):
        label = contender.node.label[0].upper() + contender.node.label[1:]
        st.page_link("explorer/pages/explore.py", label=f"{number}. {label}", query_params={"node": contender.node.id})
        lines = [
            f"{title} {', '.join(names)}."
            for title, names in (
                ("✓ For it:", [one.node.label for one in contender.supporting[:_REASONS]]),
                ("✕ Against it:", [one.node.label for one in contender.opposing[:_REASONS]]),
                ("? Usual, and not told:", [node.label for node in contender.missing[:_REASONS]]),
            )
            if names
        ]
        st.markdown("  \n".join(lines) or "Nothing told speaks for or against it.")
        with st.expander(f"Score {contender.score:.1f}: how it is made"):
            st.markdown("\n".join(f"- {part.name}: {part.value:+.2f}" for part in contender.parts))


def _show_questions(found: Differential) -> None:
    asked = [one for one in next_questions(found, resources().differ) if one.do != "examine"]
    if not asked:
        return
    st.markdown("## Ask or test next")
    for item in asked:
        show_next_step(item, {"lost": "Yes", "normal": "No"})
