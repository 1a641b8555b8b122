"""What a visit to Connect does: the state in the URL as it can be shown, and where a person goes from it."""

from dataclasses import dataclass, replace

import streamlit as st

from explorer.components.shapes import Action
from explorer.connection import Connection, changed, connection_of
from explorer.resources import resources
from explorer.session import left_out, meant, noted
from graph.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class Asking:
    """The state as it can be shown, the remarks on the link, and each end that names nothing."""

    state: Connection
    remarks: tuple[str, ...] = ()
    unknown: tuple[tuple[str, UnknownNameError], ...] = ()
    """Which end (source, target), and what was meant."""


def asking() -> Asking:
    """Read the state from the URL and check it against the graph; retired ids lead to what stands for them now."""
    state, found = connection_of(st.query_params)
    remarks = list(found)
    unknown: list[tuple[str, UnknownNameError]] = []
    made = resources()
    now = made.index.now
    state = replace(state, source=now(state.source), target=now(state.target), selected=now(state.selected))
    for end in ("source", "target"):
        name = getattr(state, end)
        if name and not made.store.nodes([name]):
            unknown.append((end, UnknownNameError(name, meant(name))))
            state = state.with_end(end, "")
    if state.selected and not made.store.nodes([state.selected]):
        remarks.append(left_out(state.selected))
        state = replace(state, selected="")
    return Asking(state, tuple(remarks), tuple(unknown))


def ask(state: Connection) -> None:
    """Put a state into the URL; Streamlit makes it a step of the browser's history."""
    st.session_state.pop("whole", None)
    st.query_params.from_dict(state.to_query())


def choose(end: str, node: str) -> None:
    """Take a node as one end."""
    ask(replace(asking().state.with_end(end, node), path=1, selected=""))


def light(number: int) -> None:
    """Light one of the paths."""
    ask(replace(asking().state, path=number))


def do(action: Action) -> None:
    """Do what a person asked for in the view, which walks to Explore by itself."""
    match action:
        case {"act": "home"}:
            ask(Connection())
        case _ if noted(action):
            pass
        case _:
            ask(changed(asking().state, action))
