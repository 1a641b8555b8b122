"""The Compare page in a browser: the sentence on top, columns, a phone, keys, back, both themes, print, axe."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import LAPTOP, PHONE, Visit
from .screen import Screen
from .test_accessibility import _axe
from .test_sizes import _wider_than_the_window

PAIR = "/compare?ids=syndrome:carpal-tunnel,syndrome:pronator"
FOUR = PAIR + ",syndrome:c6-radiculopathy,root:c8"
FORGIVEN = (r"404 .*/compare/_stcore/",)  # Streamlit looks for itself below a page's own address first


def _compared(visit: Visit, path: str = PAIR, **options) -> Screen:
    screen = visit(path, forgive=FORGIVEN, **options)
    expect(screen.page.locator(".pc-best")).to_be_visible()
    return screen.settled()


def test_the_best_discriminator_stands_on_top_in_large_type(visit: Visit) -> None:
    screen = _compared(visit)
    sentence = screen.page.locator(".pc-sentence")
    expect(sentence).to_have_text(
        "Touch the skin over the ball of the thumb: numb in pronator syndrome, spared in carpal tunnel syndrome."
    )
    assert sentence.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)") >= 24
    box = sentence.bounding_box()
    assert box
    assert box["y"] + box["height"] < LAPTOP[1] / 2
    first = screen.page.get_by_role("table", name="What differs most").get_by_role("row").nth(1)
    expect(first).to_contain_text(re.compile("ball of the thumb.*spared.*numb", re.DOTALL))
    assert (first.bounding_box() or {"y": 9999})["y"] < LAPTOP[1], "the first row is within the first screen"


def test_a_source_is_one_click_away(visit: Visit) -> None:
    screen = _compared(visit)
    screen.page.locator(".pc-best summary").click()
    link = screen.page.locator(".pc-best details a").first
    expect(link).to_be_visible()
    assert str(link.get_attribute("href")).startswith("http")


def test_things_are_added_by_the_search_box_and_taken_out_and_back_works(visit: Visit) -> None:
    screen = visit("/compare", forgive=FORGIVEN)
    expect(screen.query_box).to_be_focused()
    for typed, wanted in (("carpal tunnel syndrome", "carpal"), ("c6 radiculopathy", "C6")):
        screen.query_box.fill(typed)
        expect(screen.options.first).to_contain_text(wanted)
        screen.page.keyboard.press("Enter")
        expect(screen.page.get_by_role("button", name=re.compile(f"^✕ .*{wanted}"))).to_be_visible()
    screen.wait_url(ids="syndrome:carpal-tunnel,syndrome:c6-radiculopathy")
    expect(screen.page.locator(".pc-sentence")).to_contain_text("biceps reflex")
    screen.settled()
    screen.page.get_by_role("button", name="✕ carpal tunnel syndrome").click()
    screen.wait_url(ids="syndrome:c6-radiculopathy")
    expect(screen.page.locator(".pc-best")).to_have_count(0)
    screen.page.go_back()
    screen.wait_url(ids="syndrome:carpal-tunnel,syndrome:c6-radiculopathy")
    expect(screen.page.locator(".pc-sentence")).to_contain_text("biceps reflex")


def test_the_card_leads_to_it_and_back_returns(visit: Visit) -> None:
    screen = visit("/?node=syndrome:pronator", forgive=FORGIVEN)
    screen.card.get_by_role("link", name="carpal tunnel syndrome").click()
    screen.wait_url(ids="syndrome:pronator,syndrome:carpal-tunnel")
    expect(screen.page.locator(".pc-sentence")).to_contain_text("ball of the thumb")
    screen.page.go_back()
    screen.wait_url(node="syndrome:pronator")
    screen.settled()


def test_a_finding_leads_to_its_card_and_back_without_loading_the_app_anew(visit: Visit) -> None:
    screen = _compared(visit)
    screen.page.evaluate("window.same = true")
    # before that they are ordinary links, which load the app anew
    expect(screen.page.get_by_test_id("page-links")).to_have_attribute("data-ready", "")
    screen.page.get_by_role("table", name="What differs most").get_by_role("link", name="ball of the thumb").click()
    screen.wait_url(node="skin:thenar-eminence")
    screen.wait("(here) => here.payload.focus === 'skin:thenar-eminence'")
    screen.page.go_back()
    expect(screen.page.locator(".pc-sentence")).to_contain_text("ball of the thumb")
    assert screen.page.evaluate("window.same"), "the app was loaded anew"


def test_marks_are_words_and_rows_are_told_to_a_screen_reader(visit: Visit) -> None:
    screen = _compared(visit, FOUR)
    table = screen.page.get_by_role("table", name="What differs most")
    assert table.get_by_role("columnheader").count() == 5
    for cell in table.get_by_role("cell").all():
        assert re.search(r"[a-z]{3}", cell.inner_text().partition(":")[2]), cell.inner_text()


@pytest.mark.parametrize("path", ["/compare", PAIR, FOUR, "/compare?ids=syndrome:nobody,root:c6"])
def test_a_phone_never_scrolls_sideways(visit: Visit, path: str) -> None:
    screen = visit(path, size=PHONE, touch=True, forgive=FORGIVEN)
    expect(screen.page.get_by_text("For education only")).to_be_attached()
    assert _wider_than_the_window(screen) == []


def test_on_a_phone_each_line_names_what_it_is_about(visit: Visit) -> None:
    screen = _compared(visit, size=PHONE, touch=True)
    row = screen.page.get_by_role("table", name="What differs most").get_by_role("row").nth(1)
    cells = row.get_by_role("cell").all()
    boxes = [cell.bounding_box() for cell in cells]
    assert boxes[0]
    assert boxes[1]
    assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
    assert cells[0].inner_text().startswith("carpal tunnel syndrome:")


def test_four_columns_are_readable_on_a_projector(visit: Visit) -> None:
    screen = _compared(visit, FOUR)
    assert _wider_than_the_window(screen) == []
    cell = screen.page.get_by_role("table", name="What differs most").get_by_role("cell").first
    assert (cell.bounding_box() or {"width": 0})["width"] >= 200
    assert cell.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)") >= 16


def test_on_paper_all_is_there_and_no_button(visit: Visit) -> None:
    screen = _compared(visit)
    screen.page.emulate_media(media="print")
    expect(screen.page.locator(".st-key-compare-search")).to_be_hidden()
    expect(screen.page.locator(".st-key-compare-chosen")).to_be_hidden()
    whole = screen.page.locator(".pc-table tbody tr")
    assert all(row.is_visible() for row in whole.all()), "what is folded is printed too"
    height = screen.page.evaluate("document.documentElement.scrollHeight")
    assert height > 2000, "the page is printed to its end"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/compare", "/compare?ids=syndrome:common-fibular", PAIR, "/compare?ids=root:c6,x:y"])
def test_axe_finds_nothing(visit: Visit, path: str, theme: str) -> None:
    screen = visit(path, theme=theme, forgive=FORGIVEN)
    expect(screen.page.get_by_text("For education only")).to_be_attached()
    for summary in screen.page.locator(".pc-best summary, .pc-more > summary").all():
        summary.click()
    found = _axe(screen)
    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_a_phone(visit: Visit) -> None:
    found = _axe(_compared(visit, size=PHONE, touch=True))
    assert not found, "\n".join(found)
