"""Localize in a browser: slide the marker, mark the chart, type a finding, answer what to examine, follow and go back."""

import re

from playwright.sync_api import Locator, expect

from .conftest import PHONE, Visit
from .screen import Screen


def _main(screen: Screen) -> str:
    return screen.page.get_by_test_id("stMain").inner_text()


def _best(screen: Screen) -> Locator:
    """Return the name of the best candidate for where the lesion is."""
    return screen.page.locator("strong", has_text=re.compile(r"^1\. "))


def test_the_marker_slides_by_keyboard_and_says_what_changed(visit: Visit) -> None:
    screen = visit("/localize?at=nerve:radial")
    page = screen.page
    expect(page.get_by_role("heading", name=re.compile("A complete lesion of the radial nerve"))).to_be_visible()
    expect(page.get_by_role("list", name=re.compile("course of the radial nerve"))).to_be_visible()
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("End")
    expect(page.get_by_text("No longer lost:")).to_be_visible()
    expect(page.get_by_text(re.compile("triceps brachii")).first).to_be_visible()
    assert "at=nerve%3Aradial" in page.url or "at=nerve:radial" in page.url
    page.go_back()
    expect(page.get_by_text("No longer lost:")).to_have_count(0)


def test_another_nerve_is_chosen_by_typing(visit: Visit) -> None:
    screen = visit("/localize")
    box = screen.page.get_by_role("combobox", name=re.compile("Nerve, part of a plexus or root"))
    box.fill("common fibular")
    box.press("Enter")
    expect(screen.page.get_by_role("heading", name=re.compile("lesion of the common fibular nerve"))).to_be_visible()


def test_a_typed_finding_brings_candidates_and_the_link_opens_the_same(visit: Visit) -> None:
    screen = visit("/localize?ask=findings")
    box = screen.page.get_by_role("combobox", name="Add a finding")
    box.fill("can't extend thumb")
    expect(screen.options.first).to_be_visible()
    box.fill("infraspinatus")
    expect(screen.options.first).to_contain_text("infraspinatus")
    box.press("ArrowDown")
    box.press("Enter")
    expect(_best(screen)).to_be_visible()
    expect(screen.page).to_have_url(re.compile("weak=muscle(%3A|:)infraspinatus"))
    again = visit(screen.page.url.removeprefix(screen.base))
    expect(_best(again)).to_be_visible()
    assert "infraspinatus weak" in _main(again)


def test_an_answer_to_what_to_examine_changes_the_candidates(visit: Visit) -> None:
    screen = visit("/localize?weak=muscle:infraspinatus,muscle:supraspinatus")
    first = _best(screen)
    expect(first).to_be_visible()
    screen.page.get_by_role("button", name=re.compile("It is (normal)")).first.click()
    expect(screen.page).to_have_url(re.compile("normal="))
    expect(first).to_be_visible()


def test_an_answer_is_changed_and_taken_back(visit: Visit) -> None:
    screen = visit("/localize?weak=muscle:deltoid&normal=muscle:supraspinatus")
    row = screen.page.get_by_role("radiogroup", name="supraspinatus", exact=True)
    row.get_by_text("lost", exact=True).click()
    expect(screen.page).to_have_url(re.compile("weak=muscle(%3A|:)deltoid(%2C|,)muscle(%3A|:)supraspinatus"))
    screen.settled()
    screen.page.get_by_role("radiogroup", name="supraspinatus", exact=True).get_by_text("✕").click()
    expect(screen.page).not_to_have_url(re.compile("supraspinatus"))


def test_the_chart_marks_skin(visit: Visit) -> None:
    screen = visit("/localize?ask=findings")
    patch = screen.page.locator("[data-skin='skin:palm-side-of-little-finger']").first
    expect(patch).to_be_visible()
    patch.click()
    expect(screen.page).to_have_url(re.compile("numb=skin(%3A|:)palm-side-of-little-finger"))
    expect(_best(screen)).to_be_visible()


def test_a_card_leads_here_and_a_candidate_back_to_its_sheet(visit: Visit) -> None:
    screen = visit("/?node=syndrome:carpal-tunnel")
    screen.card.get_by_role("link", name="See what follows from this site").click()
    heading = screen.page.get_by_role("heading", name=re.compile("lesion of the median nerve at the carpal tunnel"))
    expect(heading).to_be_visible()
    screen.page.get_by_role("link", name="Carpal tunnel syndrome").click()
    expect(screen.page).to_have_url(re.compile("node=syndrome(%3A|:)carpal-tunnel"))
    expect(screen.card).to_be_visible()


def test_on_a_phone_nothing_is_wider_than_the_screen(visit: Visit) -> None:
    for path in ("/localize", "/localize?weak=muscle:deltoid,muscle:infraspinatus&normal=muscle:supraspinatus"):
        screen = visit(path, size=PHONE, touch=True)
        expect(screen.page.get_by_role("heading", name="Where is the lesion?")).to_be_visible()
        screen.settled()
        wide = screen.page.evaluate(
            "document.querySelector('[data-testid=stMain]').scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, path


def test_on_a_phone_what_cannot_wait_stands_above_the_charts(visit: Visit) -> None:
    screen = visit("/localize?numb=symptom:saddle-numbness", size=PHONE, touch=True)
    urgent = screen.page.get_by_text("Urgent: see a doctor now.").first
    expect(urgent).to_be_visible()
    chart = screen.page.get_by_text("Mark skin: once numb, twice normal")
    assert (urgent.bounding_box() or {"y": 9999})["y"] < (chart.bounding_box() or {"y": 0})["y"]
    assert (urgent.bounding_box() or {"y": 9999})["y"] < PHONE[1], "on the first screen"
