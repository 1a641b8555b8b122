"""The visual language of look.json for Python: sizes for the layout, and how pyvis draws the same picture."""

import json
from functools import cache
from typing import Any, Literal, NotRequired, TypedDict, cast

from explorer.components.assets import ASSETS

Theme = Literal["light", "dark"]


class Colors(TypedDict):
    """The colors of a kind in one theme."""

    fill: str
    border: str
    text: str


class KindLook(TypedDict):
    """How a kind is drawn."""

    label: str
    plural: str
    shape: str
    size: int
    inside: bool
    light: Colors
    dark: Colors
    margin: NotRequired[int]
    radius: NotRequired[int]
    dashes: NotRequired[list[int]]
    border: NotRequired[int]


class Metrics(TypedDict):
    """What a layout needs to keep labels apart, in the picture's units."""

    font_px: int
    line_px: float
    char_px: float
    """An upper bound of the mean width of a character in lines of ten or more."""
    wrap_chars: int
    focus_font_px: int
    node_px: dict[str, int]
    inside_margin_px: dict[str, int]
    label_gap_px: int
    char_em: dict[str, str]
    """Width of characters in em, the wider of Source Sans and Arial, by class; "other" is the rest."""


@cache
def look() -> dict[str, Any]:
    """Return look.json as it is."""
    return cast("dict[str, Any]", json.loads((ASSETS / "look.json").read_text(encoding="utf-8")))


def kinds() -> dict[str, KindLook]:
    """Return how each kind is drawn, in the vocabulary's order."""
    return cast("dict[str, KindLook]", look()["kinds"])


def metrics() -> Metrics:
    """Return the sizes that a layout needs."""
    return cast("Metrics", look()["metrics"])
