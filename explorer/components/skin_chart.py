"""The skin charts: drawings of the body on which a person marks patches of skin as numb or normal."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from typing import Literal, NamedTuple, cast

from streamlit.components.v2 import component

from explorer.components.acts import acknowledged, new_acts
from explorer.components.assets import loader, sheet

Mark = Literal["numb", "normal"]
"""What the person found out about a patch; a patch without a mark is unknown."""


class Chart(NamedTuple):
    """A drawing: the name of its file in assets/charts, and its title, which says the side."""

    name: str
    title: str


GROUPS: Mapping[str, tuple[Chart, ...]] = {
    "hand": (Chart("hand-palm", "Right hand, palm"), Chart("hand-back", "Right hand, back")),
    "arm": (Chart("arm-front", "Right arm, front"), Chart("arm-back", "Right arm, back")),
    "leg": (Chart("leg-front", "Right leg, front"), Chart("leg-back", "Right leg, back")),
    "foot": (
        Chart("foot-top", "Right foot, top"),
        Chart("foot-sole", "Right foot, sole"),
        Chart("foot-inner-side", "Right foot, inner side"),
        Chart("foot-outer-side", "Right foot, outer side"),
    ),
    "trunk": (
        Chart("trunk-front", "Trunk and groin, front"),
        Chart("trunk-back", "Trunk and buttocks, back"),
        Chart("saddle", "Saddle from below, front at the top"),
    ),
    "head": (
        Chart("head-side", "Head and neck, right side"),
        Chart("head-front", "Head and neck, front"),
        Chart("head-back", "Head and neck, back"),
    ),
}
"""The charts behind each tab, in the order of the tabs."""

_HTML = f"""{sheet("skin_chart.css")}
<div class="pp skin" data-testid="skin-chart" style="min-height: 560px"></div>
"""
_SKIN = component("pinchpoint_skin_chart", html=_HTML, js=loader("skin_chart.js"))
_SERIAL = count()
"""As in the view: no two messages are equal."""


def skin_chart(
    patches: Mapping[str, str],
    marks: Mapping[str, Mark],
    *,
    key: str,
    on_mark: Callable[[str, Mark | None], None],
    group: str = "hand",
) -> None:
    """Show the charts; `on_mark` is called with each patch that the person marks and its mark, once, in order.

    `patches` gives the label of each patch of skin that can be marked, by its id; what a chart shows and `patches`
    leaves out is drawn as plain skin. `marks` are the marks to show, by id. `group` is the tab that is open at first.
    `on_mark` gets nothing as the mark where the person took it back, and is called before the script (or the fragment)
    runs again; it keeps the marks, and the next call shows them.
    """
    data = {
        "groups": [{"name": name, "charts": [chart._asdict() for chart in charts]} for name, charts in GROUPS.items()],
        "patches": dict(patches),
        "marks": {patch: mark for patch, mark in marks.items() if patch in patches},
        "group": group if group in GROUPS else next(iter(GROUPS)),
        "serial": next(_SERIAL),
        "ack": acknowledged(key),
    }
    _SKIN(key=key, data=data, on_act_change=partial(_changed, key, frozenset(patches), on_mark))


def _changed(key: str, known: frozenset[str], on_mark: Callable[[str, Mark | None], None]) -> None:
    for sent in new_acts(key):
        marked = mark_of(sent, known)
        if marked is not None:
            on_mark(*marked)


def mark_of(value: object, known: frozenset[str]) -> tuple[str, Mark | None] | None:
    """Narrow what the browser sent to a known patch and its mark; anything else is nothing, whoever sent it.

    >>> mark_of({"act": "mark", "id": "skin:heel", "mark": "numb"}, frozenset({"skin:heel"}))
    ('skin:heel', 'numb')
    >>> mark_of({"act": "mark", "id": "skin:heel", "mark": None}, frozenset({"skin:heel"}))
    ('skin:heel', None)
    >>> mark_of({"act": "mark", "id": "skin:heel", "mark": "green"}, frozenset({"skin:heel"})) is None
    True
    """
    match value:
        case {"act": "mark", "id": str(patch), "mark": "numb" | "normal" | None as mark} if patch in known:
            return patch, cast("Mark | None", mark)
        case _:
            return None
