"""The search box, by keyboard and by finger."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, Visit


def test_a_funny_bone_is_found_by_keyboard_alone(visit: Visit) -> None:
    screen = visit()
    expect(screen.query_box).to_be_focused()
    screen.page.keyboard.type("funny bone")
    expect(screen.options.first).to_contain_text("ulnar nerve")
    expect(screen.options.first).to_contain_text("matched: funny bone")
    screen.page.keyboard.press("ArrowDown")
    expect(screen.options.first).to_have_attribute("aria-selected", "true")
    assert screen.query_box.get_attribute("aria-activedescendant") == screen.options.first.get_attribute("id")
    screen.page.keyboard.press("Enter")
    screen.wait_url(node="nerve:ulnar")
    screen.settled()
    expect(screen.card.get_by_role("heading", level=2)).to_have_text("ulnar nerve")


def test_arrows_go_around_the_hits_and_the_number_is_announced(visit: Visit) -> None:
    screen = visit()
    screen.query_box.press_sequentially("median")
    expect(screen.options.nth(1)).to_be_visible()
    expect(screen.part("search").locator("[aria-live]")).to_have_text(re.compile(r"^\d+ results?$"))
    screen.page.keyboard.press("ArrowUp")
    expect(screen.options.last).to_have_attribute("aria-selected", "true")
    screen.page.keyboard.press("ArrowDown")
    expect(screen.options.first).to_have_attribute("aria-selected", "true")
    screen.page.keyboard.press("ArrowDown")
    expect(screen.options.nth(1)).to_have_attribute("aria-selected", "true")
    chosen = screen.options.nth(1).get_attribute("data-id")
    assert chosen
    screen.page.keyboard.press("Enter")
    screen.wait_url(node=chosen)


@pytest.mark.parametrize(
    ("typed", "nodes"),
    [
        ("carpel tunel", {"site:carpal-tunnel", "syndrome:carpal-tunnel"}),
        ("can a pinched nerve cause muscle spasms", {"symptom:muscle-spasm", "syndrome:pinched-nerve"}),
    ],
    ids=["typo", "question"],
)
def test_enter_takes_the_first_hit_even_before_the_list_is_there(visit: Visit, typed: str, nodes: set[str]) -> None:
    screen = visit()
    screen.query_box.fill(typed)
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_url(re.compile(r"node="))
    assert screen.in_url()["node"] in nodes
    screen.settled()
    expect(screen.card).to_be_visible()


def test_escape_closes_the_list_then_empties_the_box(visit: Visit) -> None:
    screen = visit()
    screen.query_box.press_sequentially("ulnar")
    expect(screen.options.first).to_be_visible()
    expect(screen.query_box).to_have_attribute("aria-expanded", "true")
    screen.page.keyboard.press("Escape")
    expect(screen.options.first).to_be_hidden()
    expect(screen.query_box).to_have_attribute("aria-expanded", "false")
    expect(screen.query_box).to_have_value("ulnar")
    screen.page.keyboard.press("Escape")
    expect(screen.query_box).to_have_value("")
    assert not screen.in_url()


def test_nothing_found_says_so_and_offers_examples_that_work(visit: Visit) -> None:
    screen = visit()
    screen.query_box.fill("zzqqxx")
    search = screen.part("search")
    expect(search.get_by_text("Nothing found for “zzqqxx”")).to_be_visible()
    screen.page.keyboard.press("Enter")
    expect(search.get_by_text("Nothing found for “zzqqxx”")).to_be_visible()
    search.get_by_role("button", name="foot drop").click()
    expect(screen.query_box).to_have_value("foot drop")
    expect(screen.options.first).to_contain_text("foot drop")
    screen.page.keyboard.press("Enter")
    screen.wait_url(node="symptom:foot-drop")


def test_an_empty_search_asks_nothing_and_goes_nowhere(visit: Visit) -> None:
    screen = visit()
    asked: list[str] = []
    screen.page.on("request", lambda request: asked.append(request.url) if "api/search" in request.url else None)
    for typed in ("", "   "):
        screen.query_box.fill(typed)
        screen.page.keyboard.press("Enter")
    screen.query_box.fill("ulnar")  # the first question that the server hears
    expect(screen.options.first).to_be_visible()
    assert len(asked) == 1, asked
    assert not screen.in_url()


def test_a_server_that_is_gone_is_said_and_can_be_tried_again(visit: Visit) -> None:
    screen = visit(forgive=["net::ERR_FAILED"])
    screen.page.route("**/api/search*", lambda route: route.abort())
    screen.query_box.fill("ulnar")
    search = screen.part("search")
    expect(search.get_by_text("Is the app still running?")).to_be_visible()
    screen.page.unroute("**/api/search*")
    search.get_by_role("button", name="Try again").click()
    expect(screen.options.first).to_contain_text("ulnar")


def test_a_hit_is_chosen_by_tap_on_a_phone(visit: Visit) -> None:
    screen = visit(size=PHONE, touch=True)
    screen.query_box.tap()
    screen.query_box.fill("saturday night palsy")
    screen.options.first.tap()
    screen.page.wait_for_url(re.compile("node="))
    screen.settled()
    expect(screen.card).to_contain_text(re.compile("radial", re.IGNORECASE))


def test_a_new_search_from_a_view_replaces_the_picture(visit: Visit) -> None:
    screen = visit("/?node=nerve:median")
    screen.query_box.click()
    screen.page.keyboard.type("tarsal tunnel syndrome")
    expect(screen.options.first).to_contain_text("tarsal tunnel syndrome")
    screen.page.keyboard.press("Enter")
    screen.wait_shown(focus="syndrome:tarsal-tunnel")
    assert screen.in_url() == {"node": "syndrome:tarsal-tunnel"}
