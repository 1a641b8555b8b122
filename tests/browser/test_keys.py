"""The keyboard on the picture, and the keys that must never reach Streamlit."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import Visit


def test_arrows_on_the_picture_walk_along_relations_and_enter_centers(visit: Visit) -> None:
    screen = visit("/?node=nerve:median")
    screen.picture.focus()
    screen.page.keyboard.press("ArrowRight")
    screen.wait("({payload}) => payload.selected !== payload.focus")
    node = screen.payload()["selected"]
    assert node in screen.neighbors()
    x, _ = screen.places()[node]
    assert x > screen.places()["nerve:median"][0], "the arrow to the right went left"
    screen.heard("median nerve")
    screen.page.keyboard.press("Enter")
    screen.wait_shown(focus=node)
    screen.wait_url(node=node)


def test_zoom_keys_and_home(visit: Visit) -> None:
    screen = visit("/?node=nerve:median&pick=site:carpal-tunnel")
    screen.picture.focus()
    first = screen.scale()
    screen.page.keyboard.press("+")
    assert screen.scale() > first
    screen.page.keyboard.press("-")
    assert screen.scale() == pytest.approx(first, rel=0.01)
    screen.page.keyboard.press("Home")
    screen.wait_shown(selected="nerve:median")


def test_a_way_that_does_not_exist_is_said(visit: Visit) -> None:
    screen = visit(
        "/?node=nerve:median&hide=nerve,site,symptom,mimic,test,treatment,syndrome,root,muscle,skin,reflex,mechanism,cause"
    )
    screen.picture.focus()
    screen.page.keyboard.press("ArrowLeft")
    screen.heard("No relation to the left")


@pytest.mark.parametrize("key", ["c", "r"])
def test_no_key_in_our_parts_reaches_streamlit(visit: Visit, key: str) -> None:
    screen = visit("/?node=nerve:median")
    expect(screen.view).to_be_visible()
    runs = screen.page.evaluate(
        """() => {
          const app = document.querySelector("[data-testid=stApp]");
          globalThis.heard = [];
          addEventListener("keydown", (event) => globalThis.heard.push(event.key));
          new MutationObserver(() => globalThis.heard.push("rerun")).observe(app, {attributes: true, attributeFilter: ["data-test-script-state"]});
          return globalThis.heard.length;
        }"""
    )
    assert runs == 0
    for part in (screen.picture, screen.card, screen.tool("outline"), screen.kind("test")):
        part.focus()
        screen.page.keyboard.press(key)
    screen.query_box.focus()
    screen.page.keyboard.type(key)
    expect(screen.query_box).to_have_value(key)
    assert screen.page.evaluate("() => globalThis.heard") == []
    expect(screen.page.get_by_role("dialog")).to_have_count(0)


def test_everything_is_reached_with_tab_in_a_sensible_order(visit: Visit) -> None:
    screen = visit("/?node=nerve:median")
    screen.query_box.focus()
    met: list[str] = []
    for _ in range(40):
        screen.page.keyboard.press("Tab")
        met.append(screen.focused())
    order = [
        next((index for index, name in enumerate(met) if re.search(word, name)), -1)
        for word in ("Start page", "1 step", "Outline", "Picture of", "Zoom in", "nerves", "About the selected")
    ]
    assert -1 not in order, met
    assert order == sorted(order), met
