"""What Localize does with its state: read it against the graph, keep it, and set findings."""

from dataclasses import replace
from typing import Any

import streamlit as st

from explorer.bedside import LISTS, Answer, Bedside, bedside_from
from explorer.resources import resources
from explorer.state import harmless
from graph.errors import PinchpointError
from graph.fibers import points_of
from graph.variants import variants_of
from graph.vocabulary import kind_of

_LIST_OF = {"muscle": "weak", "skin": "numb", "reflex": "reflex"}


def bedside() -> tuple[Bedside, tuple[str, ...]]:
    """Read the state from the URL; what the graph does not know is left out, with a remark for each."""
    made = resources()
    state = _current(bedside_from(st.query_params))
    told = {*state.present, *state.absent}
    lists = {name: list_of(name) if name in made.graph else None for name in state.findings}
    strangers = [name for name, list_ in lists.items() if not list_ or (list_ == "present" and name not in told)]
    remarks = []
    if strangers:
        remarks.append(f"Not a finding that is known here, and left out: {harmless(', '.join(strangers))[:120]}.")
    for name, given in state.findings.items():
        list_ = lists[name]
        if name in strangers:
            state = state.with_finding(name, "weak", None)
        elif name in told and list_ and list_ != "present":  # a numb saddle given as present: it must not be lost
            state = state.with_finding(name, list_, given)
    if said := _no_place(state.at):
        remarks.append(f"{said} Another place is shown.")
        state = replace(state, at="", before="")
    if said := _no_place(state.before):
        remarks.append(f"{said} What the move changed is not shown.")
        state = replace(state, before="")
    known = {variant.id for variant in variants_of(made.graph)}
    if unknown := [name for name in state.variants if name not in known]:
        remarks.append(f"Not a variant that can be switched on, and left out: {harmless(', '.join(unknown))[:120]}.")
    return replace(state, variants=tuple(name for name in state.variants if name in known)), tuple(remarks)


def _current(state: Bedside) -> Bedside:
    """Put the nodes that stand for retired ids now into a state, so that an old link still shows what it meant."""
    now = resources().index.now

    def place(at: str) -> str:
        course, row_mark, row = at.partition("@")
        return now(course) + row_mark + row

    lists: dict[str, Any] = {
        name: tuple(dict.fromkeys(map(now, getattr(state, name)))) for name in ("variants", *LISTS)
    }
    return replace(state, at=place(state.at), before=place(state.before), **lists)


def _no_place(at: str) -> str:
    """Say why a lesion cannot be put somewhere; nothing where it can, or where no place is named."""
    if at:
        try:
            points_of(resources().graph, at)
        except PinchpointError as error:
            return harmless(str(error))[:200]
    return ""


def keep(state: Bedside, before: Bedside | None = None) -> None:
    """Put a state into the URL; findings of the state before stay in it."""
    if before is not None:
        state = replace(before, half=state.half, at=state.at, before=state.before)
    st.query_params.from_dict(state.to_query())


def held(key: str, **value: object) -> dict[str, Any]:
    """Give a widget the value that the address decides, and return what its call needs beside its key.

    The first time that is the widget's own first value, named as the widget names it, so that nothing flickers; later
    the state is set, so that the widget is not made anew and keeps the focus.
    """
    if key not in st.session_state:
        return value
    st.session_state[key] = next(iter(value.values()))
    return {}


def answer(name: str, given: Answer | None) -> None:
    """Set what was found, or take it away, and keep it in the URL."""
    state, _ = bedside()
    list_ = list_of(name)
    if list_ is not None:
        keep(replace(state.with_finding(name, list_, given), half="findings"))


def list_of(name: str) -> str | None:
    """Return the list in which a loss of this node stands; None if it is nothing that can be found or told.

    A symptom that shows in muscles, skin or reflexes stands with these; any other, a test or a cause is present.
    """
    kind = kind_of(name)
    if kind in {"test", "cause"}:
        return "present"
    if kind != "symptom":
        return _LIST_OF.get(kind)
    graph = resources().graph
    if name not in graph:
        return None
    shown = {kind_of(claim.object) for claim in graph.claims_of(name) if claim.relation == "shows_in"}
    return next((list_ for part, list_ in _LIST_OF.items() if part in shown), "present")


def spot_of(at: str) -> tuple[str, int]:
    """Return the course and the row of a place; of a site on several courses, its first."""
    course, _, row = at.partition("@")
    if row.isascii() and row.isdigit():
        return course, int(row)
    return points_of(resources().graph, at)[0]
