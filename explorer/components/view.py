"""The view: one picture with its toolbar, legend, card and outline, as one typed call."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from typing import cast

from streamlit.components.v2 import component

from explorer.components.acts import acknowledged, new_acts
from explorer.components.assets import loader, sheet
from explorer.components.shapes import Action, ViewPayload

_RESERVED = "min-height: calc(clamp(420px, 100dvh - var(--top, 240px) - 124px, 820px) + 124px)"
"""The height of the view before its style sheet is there, so that nothing below it jumps."""
_HTML = f"""{sheet("view.css")}
<div class="pp" data-testid="view" style="{_RESERVED}"></div>
"""

_VIEW = component("pinchpoint_view", html=_HTML, js=loader("view.js"))

_ABOUT_A_NODE = frozenset({"select", "focus", "expand", "collapse", "all"})
_PLAIN = frozenset({"undo", "home"})
_DEPTHS = (1, 2, 3)
_SERIAL = count()
"""A number for each payload, so that no two messages are equal. Of a message of 10 kB or more that it sent before,
Streamlit 1.67 sends only the hash; with fragments the browser may have forgotten it ("Cached ForwardMsg MISS"), and the
app dies.
"""


def view(payload: ViewPayload, *, key: str, on_act: Callable[[Action], None]) -> None:
    """Show a payload; `on_act` is called with each thing that the person does, once, in order.

    It is called before the script (or the fragment) runs again, so that the same run already shows the answer: one
    round trip a click. Keep the key and the container, or the picture is built anew and loses its zoom.
    """
    data = {**payload, "serial": next(_SERIAL), "ack": acknowledged(key)}
    _VIEW(key=key, data=data, on_act_change=partial(_changed, key, on_act))


def _changed(key: str, on_act: Callable[[Action], None]) -> None:
    for sent in new_acts(key):
        action = action_of(sent)
        if action is not None:
            on_act(action)


def action_of(value: object) -> Action | None:
    """Narrow what the browser sent to an action; anything else is nothing, whoever sent it.

    >>> action_of({"act": "focus", "id": "nerve:median", "number": 1})
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
        case {"act": "shape", "tall": bool(tall)}:
            fields = {"act": "shape", "tall": tall}
        case _:
            return None
    return cast("Action", fields)
