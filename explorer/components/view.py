"""The view: one picture with its toolbar, legend, card and outline, as one typed call."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from typing import cast

import streamlit as st
from streamlit.components.v2 import component

from explorer.components.assets import loader, sheet
from explorer.components.shapes import Action, ViewPayload

_HTML = f"""{sheet("view.css")}
<div class="pp" data-testid="view" style="min-height: calc(clamp(420px, 100dvh - var(--top, 240px) - 124px, 820px) + 124px)"></div>
"""

_VIEW = component("pinchpoint_view", html=_HTML, js=loader("view.js"))

_ABOUT_A_NODE = frozenset({"select", "focus", "expand", "collapse", "all"})
_PLAIN = frozenset({"undo", "home"})
_DEPTHS = (1, 2, 3)
_SERIAL = count()
"""A number for each payload sent, so that no two messages are equal. Streamlit 1.67 answers a message of 10 kB or more that it has
sent before with a reference to it; inside fragments the browser may have forgotten it ("Cached ForwardMsg MISS") and the app dies."""


def view(payload: ViewPayload, *, key: str, on_act: Callable[[Action], None] | None = None) -> Action | None:
    """Show a payload and return what the person did since the last run, or nothing.

    `on_act` is called with the action before the script (or the fragment) runs again, so that the same run already shows the
    answer: one round trip a click. Keep the key and the container, or the picture is built anew and loses its zoom.
    """
    changed = partial(_changed, key, on_act) if on_act else _nothing
    result = _VIEW(key=key, data={**payload, "serial": next(_SERIAL)}, on_act_change=changed)
    return action_of(result.get("act"))


def action_of(value: object) -> Action | None:
    """Narrow what the browser sent to an action; anything else is nothing, whoever sent it.

    >>> action_of({"act": "focus", "id": "nerve:median", "nonce": "1"})
    {'act': 'focus', 'id': 'nerve:median'}
    >>> action_of({"act": "depth", "value": 9}) is None
    True
    """
    if not isinstance(value, Mapping):
        return None
    fields: dict[str, object] = {}
    match value:
        case {"act": str(act), "id": str(node)} if act in _ABOUT_A_NODE:
            fields = {"act": act, "id": node}
        case {"act": str(act)} if act in _PLAIN:
            fields = {"act": act}
        case {"act": "depth", "value": int(depth)} if depth in _DEPTHS:
            fields = {"act": "depth", "value": depth}
        case {"act": "filter", "dim": list(dim), "hide": list(hide)}:
            fields = {"act": "filter", "dim": [str(kind) for kind in dim], "hide": [str(kind) for kind in hide]}
        case {"act": "present", "on": bool(on)}:
            fields = {"act": "present", "on": on}
        case _:
            return None
    return cast("Action", fields)


def _changed(key: str, on_act: Callable[[Action], None]) -> None:
    action = action_of(st.session_state[key].get("act"))
    if action is not None:
        on_act(action)


def _nothing() -> None:
    """Do nothing: Streamlit wants a callback for every value that may come back."""
