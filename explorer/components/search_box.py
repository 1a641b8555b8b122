"""The search box: a combobox that asks `api/search` as the person types and returns the node that was chosen."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from streamlit.components.v2 import component

from explorer.components.assets import loader, sheet

_HTML = f"""{sheet("search.css")}
<div class="pp search" data-testid="search" style="min-height: 48px"></div>
"""

_SEARCH = component("pinchpoint_search", html=_HTML, js=loader("search.js"))

EXAMPLES = ("funny bone", "numb thumb", "foot drop")
"""Queries offered when nothing was found."""


def search_box(  # noqa: PLR0913 - keyword-only options of one widget
    *,
    key: str,
    placeholder: str = "Search: a nerve, a symptom, a test…",
    label: str = "Search the graph",
    autofocus: bool = False,
    kinds: Sequence[str] = (),
    examples: Sequence[str] = EXAMPLES,
    on_choose: Callable[[str], None] | None = None,
) -> str | None:
    """Show the box and return the id that was chosen since the last run, or nothing.

    The browser asks `GET api/search?q=…&limit=8` and adds `&kind=…` for each of `kinds`. `on_choose` is called with the
    id before the script runs again.
    """
    data = {
        "placeholder": placeholder,
        "label": label,
        "autofocus": autofocus,
        "kinds": list(kinds),
        "examples": list(examples),
    }
    changed = partial(_changed, key, on_choose) if on_choose else _nothing
    result = _SEARCH(key=key, data=data, on_chosen_change=changed)
    return _id_of(result.get("chosen"))


def _id_of(value: object) -> str | None:
    match value:
        case {"id": str(node), "nonce": str()} if node:
            return node
        case _:
            return None


def _changed(key: str, on_choose: Callable[[str], None]) -> None:
    chosen = st.session_state[key].get("chosen")
    node = _id_of(chosen)
    seen = f"{key}:seen"
    if node is not None and st.session_state.get(seen) != chosen["nonce"]:  # one choice may call back twice
        st.session_state[seen] = chosen["nonce"]
        on_choose(node)


def _nothing() -> None:
    """Do nothing: Streamlit wants a callback for every value that may come back."""
