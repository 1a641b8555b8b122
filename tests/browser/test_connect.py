"""Connect in a real browser: ask, read, walk, go back; by keyboard, on a phone, on a projector, in both themes."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, Visit
from .screen import Screen
from .test_accessibility import _axe
from .test_sizes import _wider_than_the_window

SPASMS = "/connect?from=mechanism:nerve-compression&to=symptom:muscle-spasm"


def drawn(screen: Screen) -> Screen:
    """Wait until the paths are drawn."""
    expect(screen.view).to_have_attribute("data-drawn", re.compile(r"\d+"))
    return screen.settled()


def test_the_question_is_answered_with_the_chain_drawn_from_cause_to_effect(visit: Visit) -> None:
    screen = drawn(visit(SPASMS))
    expect(screen.page.get_by_text(re.compile("Yes, it can")).first).to_be_visible()
    places = screen.places()
    chain = [
        "mechanism:nerve-compression",
        "mechanism:motor-axon-hyperexcitability",
        "mechanism:involuntary-contraction",
        "symptom:muscle-spasm",
    ]
    assert [x for x, _ in map(places.get, chain)] == sorted(x for x, _ in map(places.get, chain))
    assert len({y for _, y in map(places.get, chain)}) == 1
    lit = screen.see("(here) => here.payload.edges.filter((edge) => edge.lit).length")
    assert lit in {0, 3}, "the best path is drawn strong"
    assert len(screen.payload()["lit"]) == 3


def test_two_searches_and_a_swap(visit: Visit) -> None:
    screen = visit("/connect")
    boxes = screen.part("search").get_by_role("combobox")
    expect(boxes).to_have_count(2)
    boxes.nth(0).fill("carpal tunnel syndrome")
    screen.page.get_by_role("option", name=re.compile("carpal tunnel syndrome")).first.click()
    screen.wait_url(**{"from": "syndrome:carpal-tunnel", "to": ""})
    expect(screen.page.get_by_text("Choose the other end too.")).to_be_visible()
    boxes.nth(1).fill("night-time tingling")
    screen.page.keyboard.press("ArrowDown")
    expect(screen.part("search").nth(1).get_by_role("option").first).to_be_visible()
    screen.page.keyboard.press("Enter")
    screen.wait_url(**{"from": "syndrome:carpal-tunnel", "to": "symptom:night-time-tingling"})
    drawn(screen)
    screen.page.get_by_role("button", name="Swap").click()
    screen.wait_url(**{"from": "symptom:night-time-tingling", "to": "syndrome:carpal-tunnel"})
    screen.page.go_back()
    screen.wait_url(**{"from": "syndrome:carpal-tunnel", "to": "symptom:night-time-tingling"})
    drawn(screen)
    expect(screen.page.get_by_text("typically presents with").first).to_be_visible()


def test_a_click_shows_the_card_and_a_double_click_walks_to_explore_and_back_comes_back(visit: Visit) -> None:
    screen = drawn(visit(SPASMS))
    screen.click_node("mechanism:involuntary-contraction")
    screen.wait_url(pick="mechanism:involuntary-contraction")
    expect(screen.card.get_by_role("heading", level=2)).to_have_text("involuntary contraction")
    screen.double_click_node("mechanism:involuntary-contraction")
    screen.page.wait_for_url(re.compile(r"/\?node=mechanism(:|%3A)involuntary-contraction"))
    screen.wait("(here) => here.payload.focus === 'mechanism:involuntary-contraction'")
    screen.page.go_back()
    screen.page.wait_for_url(re.compile(r"/connect\?from=.*&pick="))
    screen.wait("(here) => here.payload.focus === 'mechanism:nerve-compression'")
    expect(screen.card.get_by_role("heading", level=2)).to_have_text("involuntary contraction")
    screen.page.go_forward()
    screen.wait("(here) => here.payload.focus === 'mechanism:involuntary-contraction'")


def test_a_link_on_a_card_opens_another_page_without_loading_the_app_anew(visit: Visit) -> None:
    screen = drawn(visit(SPASMS))
    screen.page.evaluate("window.same = true")
    screen.click_node("symptom:muscle-spasm")
    asked = screen.card.get_by_role("link", name="Can a pinched nerve in the neck cause muscle spasms?")
    asked.click()
    screen.page.wait_for_url(re.compile(r"/connect\?from=syndrome(:|%3A)cervical-radiculopathy"))
    screen.wait("(here) => here.payload.focus === 'syndrome:cervical-radiculopathy'")
    screen.page.go_back()
    screen.wait("(here) => here.payload.focus === 'mechanism:nerve-compression'")
    assert screen.page.evaluate("window.same"), "the app was loaded anew"


def test_another_path_is_lit_and_the_link_says_so(visit: Visit) -> None:
    screen = drawn(visit(SPASMS))
    before = screen.places()
    screen.page.get_by_role("button", name="Show in the picture").first.click()
    screen.wait_url(path="2")
    screen.wait("(here) => here.payload.lit.length !== 3")
    assert screen.places() == before, "the picture moved"
    again = drawn(visit("/connect?" + screen.page.url.partition("?")[2]))
    assert again.payload()["lit"] == screen.payload()["lit"]


def test_the_keyboard_walks_the_path(visit: Visit) -> None:
    screen = drawn(visit(SPASMS))
    screen.picture.focus()
    screen.page.keyboard.press("ArrowRight")
    screen.heard("can lead to")
    screen.tool("outline").click()
    expect(screen.part("twin").get_by_role("tree")).to_be_visible()


def test_a_wrong_end_offers_what_was_meant(visit: Visit) -> None:
    screen = visit("/connect?from=nerve:medain&to=symptom:pain")
    expect(screen.page.get_by_text("not in the graph")).to_be_visible()
    screen.page.get_by_role("button", name="Take median nerve").click()
    screen.wait_url(**{"from": "nerve:median"})
    drawn(screen)


def test_a_question_on_a_card_leads_to_its_answer(visit: Visit) -> None:
    screen = visit("/?node=symptom:sciatica")
    screen.card.get_by_role("link", name="Can a slipped disc cause sciatica?").click()
    screen.page.wait_for_url(re.compile("/connect"))
    drawn(screen)
    expect(screen.page.get_by_text("Can a slipped disc cause sciatica?").first).to_be_visible()


def test_a_question_of_the_start_page_leads_to_its_answer(visit: Visit) -> None:
    screen = visit("/")
    screen.page.get_by_text("More that people ask").click()
    link = screen.page.get_by_role("link", name="Can a slipped disc cause sciatica?")
    expect(link).to_be_visible()
    # The list unfolds: a press that begins on a link and ends beside it is no click.
    screen.page.wait_for_function(
        "() => !document.querySelector('details[open]').getAnimations({subtree: true}).length"
    )
    link.click()
    screen.wait_url(**{"from": "cause:disc-herniation", "to": "symptom:sciatica"})
    drawn(screen)


@pytest.mark.parametrize("path", ["/connect", SPASMS, "/connect?from=nerve:nobody"])
def test_a_phone_never_scrolls_sideways(visit: Visit, path: str) -> None:
    screen = visit(path, size=PHONE, touch=True)
    if path == SPASMS:
        drawn(screen)
        screen.wait("(here) => here.payload.tall")
    assert _wider_than_the_window(screen) == []


def test_a_long_path_with_a_root_at_its_end_is_drawn_whole_on_a_phone(visit: Visit) -> None:
    """A circle that vis had never drawn had no box: it stayed out of sight for ever, and fitting it hung the page."""
    # no telephone by its name: laid out for a wide stage first, and then anew for the stage that it has
    screen = drawn(visit("/connect?from=nerve:branches-to-psoas&to=root:c3", size=PHONE))
    screen.wait("(here) => here.payload.tall")
    screen.settled()
    boxes = screen.see("(here) => here.payload.nodes.map(({id}) => here.network.getBoundingBox(id))")
    assert all(box["left"] < box["right"] and box["top"] < box["bottom"] for box in boxes), boxes
    assert _wider_than_the_window(screen) == []


def test_a_projector_shows_the_whole_chain_readably(visit: Visit) -> None:
    screen = drawn(visit(SPASMS + "&present=1", size=(1280, 720)))
    assert set(screen.in_sight()) >= {"mechanism:involuntary-contraction", "symptom:muscle-spasm"}
    assert screen.scale() * 16 >= 11


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/connect", SPASMS, "/connect?from=nerve:medain&to=symptom:pain"])
def test_axe_finds_nothing(visit: Visit, path: str, theme: str) -> None:
    screen = visit(path, theme=theme)
    if path == SPASMS:
        drawn(screen)
    found = _axe(screen)
    assert not found, "\n".join(found)
