"""The card: sentences, sources one click away, and its buttons."""

import re

from playwright.sync_api import expect

from .conftest import Visit


def test_every_claim_has_a_source_one_click_away(visit: Visit) -> None:
    screen = visit("/?node=syndrome:carpal-tunnel")
    claims = screen.card.locator(".claim")
    assert claims.count() > 10
    without = [text for text in claims.all() if not text.locator("details.sources").count()]
    assert not without
    first = claims.first
    link = first.locator("details.sources a").first
    expect(link).to_be_hidden()
    first.locator("summary").click()
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", re.compile(r"^https?://"))
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", re.compile("noopener"))


def test_a_name_in_a_sentence_selects_what_the_picture_shows_and_its_button_centers(visit: Visit) -> None:
    screen = visit("/?node=syndrome:carpal-tunnel")
    claim = screen.card.locator(".claim").first
    node = claim.get_attribute("data-id")
    assert node
    claim.locator(".other").click()
    screen.wait_shown(selected=node, focus="syndrome:carpal-tunnel")
    screen.page.go_back()
    screen.wait_shown(selected="syndrome:carpal-tunnel")
    screen.card.locator(f".claim[data-id='{node}'] button.go").first.click()
    screen.wait_shown(focus=node)
    screen.wait_url(node=node)


def test_show_more_shows_all_claims_of_a_group(visit: Visit) -> None:
    screen = visit("/?node=syndrome:carpal-tunnel")
    more = screen.page.get_by_role("button", name=re.compile(r"Show \d+ more"))
    group = screen.card.locator("section.group").filter(has=more).first
    title = group.get_by_role("heading").inner_text()
    promised = int(re.findall(r"\d+", title)[-1])
    assert group.locator(".claim").count() < promised
    group.get_by_role("button", name=re.compile(r"Show \d+ more")).click()
    whole = screen.card.locator("section.group").filter(has_text=re.sub(r"\s*\d+$", "", title)).first
    expect(whole.locator(".claim")).to_have_count(promised)


def test_disputed_claims_are_marked_and_say_what_is_disputed(visit: Visit) -> None:
    screen = visit("/?node=nerve:median")
    expect(screen.view).to_be_visible()
    edges = screen.see("({network}) => network.body.data.edges.get().map(({dashes}) => Boolean(dashes))")
    disputed = [edge.get("disputed", False) for edge in screen.payload()["edges"]]
    assert sorted(edges) == sorted(disputed), "dashes do not tell disputed claims"


def test_scrolling_the_card_is_by_keyboard_too(visit: Visit) -> None:
    screen = visit("/?node=syndrome:carpal-tunnel")
    screen.card.focus()
    screen.page.keyboard.press("End")
    screen.page.wait_for_function("(card) => card.scrollTop > 100", arg=screen.card.element_handle())
    expect(screen.card.get_by_text("no medical advice")).to_be_in_viewport()
