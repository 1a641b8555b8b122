"""axe finds nothing, color contrast included, on every page and state, in both themes."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .conftest import PHONE, Visit
from .screen import Screen

# Streamlit's own frame, which we cannot change: what is wrong there is not ours to mend.
_FRAME = {"exclude": [["[data-testid=stHeader]"], ["[data-testid=stSidebar]"]]}
_OPTIONS = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": True}}}


# While a script runs, Streamlit fades what may change: colors count when all is there.
_UNFADED = """() => [...document.querySelectorAll("[data-stale]")].every(
  (one) => one.dataset.stale === "false" && getComputedStyle(one).opacity === "1")"""

# Streamlit loads the part that puts our style sheet into the page after the page itself.
_STYLED = """() => [...document.querySelectorAll("style")].some((one) => one.textContent.includes("st-key-region"))"""


def _axe(screen: Screen) -> list[str]:
    screen.settled()
    screen.page.wait_for_function(_UNFADED)
    screen.page.wait_for_function(_STYLED)
    found: dict[str, Any] = Axe().run(screen.page, context=_FRAME, options=_OPTIONS).response
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n    "
        + "\n    ".join(f"{node['target']} {node['html'][:160]}" for node in rule["nodes"][:4])
        for rule in found["violations"]
    ]


def _start(screen: Screen) -> None:
    expect(screen.question()).to_be_visible()


def _search_open(screen: Screen) -> None:
    screen.query_box.fill("median")
    expect(screen.options.first).to_be_visible()
    screen.page.keyboard.press("ArrowDown")


def _nothing_found(screen: Screen) -> None:
    screen.query_box.fill("zzqqxx")
    expect(screen.part("search").get_by_text("Nothing found for “zzqqxx”.")).to_be_visible()


def _outline(screen: Screen) -> None:
    screen.tool("outline").click()
    expect(screen.part("twin").get_by_role("tree")).to_be_visible()


def _sources_open(screen: Screen) -> None:
    screen.card.locator("summary").first.click()
    screen.kind("test").click()
    screen.wait_url(dim="test")
    screen.kind("site").click()
    screen.wait_url(dim="site,test")
    screen.kind("site").click()
    screen.wait_url(hide="site")


def _presenting(screen: Screen) -> None:
    expect(screen.part("toolbar")).to_be_hidden()


def _unknown(screen: Screen) -> None:
    expect(screen.page.get_by_text("not in the graph")).to_be_visible()


def _data(screen: Screen) -> None:
    expect(screen.page.get_by_text("License and limits")).to_be_visible()
    expect(screen.page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first).to_be_visible()


def _lesion(screen: Screen) -> None:
    expect(screen.page.get_by_role("heading", name="A complete lesion")).to_be_visible()


def _candidates(screen: Screen) -> None:
    expect(screen.page.get_by_text("Examine next")).to_be_visible()


def _charts(screen: Screen) -> None:
    expect(screen.page.locator("[data-skin]").first).to_be_visible()


STATES = {
    "start": ("/", [_start, _search_open, _nothing_found]),
    "view": ("/?node=syndrome:carpal-tunnel", [_sources_open, _outline]),
    "presenting": ("/?node=nerve:median&present=1", [_presenting]),
    "answer": ("/?node=symptom:muscle-spasm&from=mechanism:nerve-compression", []),
    "unknown": ("/?node=nerve:meddian", [_unknown]),
    "data": ("/data", [_data]),
    "lesion": ("/localize", [_lesion]),
    "findings": ("/localize?weak=muscle:deltoid,muscle:infraspinatus&normal=muscle:supraspinatus", [_candidates]),
    "nothing found": ("/localize?ask=findings", [_charts]),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(visit: Visit, state: str, theme: str) -> None:
    path, steps = STATES[state]
    screen = visit(path, theme=theme)
    assert screen.page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme") == theme
    found: list[str] = []
    if not steps:
        found += _axe(screen)
    for step in steps:
        step(screen)
        found += _axe(screen)
    assert not found, "\n".join(dict.fromkeys(found))


def test_axe_finds_nothing_on_a_phone(visit: Visit) -> None:
    screen = visit("/?node=nerve:median", size=PHONE, touch=True)
    assert not _axe(screen)
