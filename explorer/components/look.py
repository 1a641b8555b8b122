"""The visual language of look.json for Python: what the layout must leave room for, and how pyvis draws the same picture."""

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
    wrap_chars: int
    focus_font_px: int
    node_px: dict[str, int]
    inside_margin_px: dict[str, int]
    label_gap_px: int


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


def footprint(kind: str, label: str, *, focus: bool = False) -> tuple[float, float, float, float]:
    """Return how far symbol and wrapped label reach left, up, right and down from the node's place (an upper bound).

    The formulas are vis-network's: a box is its label plus a margin, a circle is as high as wide, an ellipse is twice as high as its
    label; all other shapes stand above their label.
    """
    size = metrics()
    scale = size["focus_font_px"] / size["font_px"] if focus else 1.0
    lines = label.split("\n")
    width = max(len(line) for line in lines) * size["char_px"] * scale
    height = len(lines) * size["line_px"] * scale
    entry = kinds()[kind]
    border = entry.get("border", 3.0)
    if not entry["inside"]:
        half = size["node_px"][kind] / 2 * scale
        return max(width / 2, half + border), half + border, max(width / 2, half + border), half + size["label_gap_px"] + height
    margin = size["inside_margin_px"][kind]
    match entry["shape"]:
        case "ellipse":
            width, height = width + height, 2 * height
        case "circle":
            width = height = max(width, height) + 2 * margin
        case _:
            width, height = width + 2 * margin, height + 2 * margin
    return width / 2 + border, height / 2 + border, width / 2 + border, height / 2 + border
