"""Compare as a picture in a browser: what is shared and what only one has; click, walk, back, keys, phone, projector."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from .conftest import LAPTOP, PHONE, Visit
from .screen import Screen
from .test_accessibility import _axe
from .test_compare import FORGIVEN, FOUR, PAIR
from .test_sizes import _wider_than_the_window

CTS, PRONATOR = "syndrome:carpal-tunnel", "syndrome:pronator"
DRAWN, DRAWN_FOUR = f"{PAIR}&view=picture", f"{FOUR}&view=picture"


def _drawn(visit: Visit, path: str = DRAWN, **options) -> Screen:
    screen = visit(path, forgive=FORGIVEN, **options)
    expect(screen.view).to_have_attribute("data-drawn", re.compile(r"\d+"))
    return screen.settled()


def test_a_button_shows_the_picture_and_back_the_columns(visit: Visit) -> None:
    screen = visit(PAIR, forgive=FORGIVEN)
    screen.page.get_by_role("button", name="As a picture").click()
    screen.wait_url(view="picture")
    screen.wait("(here) => here.payload.heads.length === 2")
    expect(screen.page.get_by_role("table", name="What differs most")).to_have_count(0)
    expect(screen.page.locator(".pc-sentence")).to_contain_text("ball of the thumb")
    screen.page.go_back()
    expect(screen.page.get_by_role("table", name="What differs most")).to_be_visible()
    expect(screen.view).to_have_count(0)


def test_it_is_in_sight_and_what_is_shared_stands_between(visit: Visit) -> None:
    screen = _drawn(visit)
    box = screen.picture.bounding_box()
    assert box
    assert LAPTOP[1] - box["y"] >= LAPTOP[1] / 2, "half of the first screen is the picture"
    places = screen.places()
    assert places[CTS][0] < places["muscle:abductor-pollicis-brevis"][0] < places[PRONATOR][0]
    assert places[PRONATOR][0] < places["skin:thenar-eminence"][0]
    assert {CTS, *screen.in_sight()} == set(places)
    size = "(here, id) => here.network.body.data.nodes.get(id).font.size"
    assert screen.see(size, CTS) == screen.see(size, PRONATOR) > screen.see(size, "symptom:tingling")


def test_a_click_selects_moves_nothing_and_the_link_keeps_it(visit: Visit) -> None:
    screen = _drawn(visit)
    before = screen.places()
    screen.click_node("symptom:night-time-tingling")
    screen.wait_url(pick="symptom:night-time-tingling")
    expect(screen.card.get_by_role("heading", level=2)).to_have_text("night-time tingling")
    assert screen.places() == before
    again = _drawn(visit, "/compare?" + screen.page.url.partition("?")[2])
    expect(again.card.get_by_role("heading", level=2)).to_have_text("night-time tingling")


def test_a_double_click_walks_to_explore_and_back_returns_as_it_was(visit: Visit) -> None:
    screen = _drawn(visit)
    screen.double_click_node("skin:thenar-eminence")
    screen.page.wait_for_url(re.compile(r"/\?node=skin(:|%3A)thenar-eminence"))
    screen.wait("(here) => here.payload.focus === 'skin:thenar-eminence'")
    screen.page.go_back()
    screen.page.wait_for_url(re.compile(r"/compare\?.*view=picture"))
    screen.wait("(here) => here.payload.focus === 'syndrome:carpal-tunnel'")
    expect(screen.page.locator(".pc-sentence")).to_contain_text("ball of the thumb")


def test_what_is_compared_changes_while_it_is_drawn(visit: Visit) -> None:
    screen = _drawn(visit)
    screen.page.get_by_role("button", name="Add C6 radiculopathy").click()
    screen.wait("(here) => here.payload.heads.length === 3")
    screen.settled()
    screen.page.get_by_role("button", name="✕ pronator syndrome").click()
    screen.wait("(here) => here.payload.heads.length === 2 && here.payload.heads[1] === 'syndrome:c6-radiculopathy'")
    screen.settled()
    assert set(screen.in_sight()) >= {"syndrome:c6-radiculopathy"}


def test_no_filter_takes_away_what_is_compared(visit: Visit) -> None:
    screen = _drawn(visit, f"{DRAWN}&hide=syndrome,muscle")
    visible = {
        name for name in screen.places() if not screen.look_of(name)["hidden"] and screen.look_of(name)["opacity"]
    }
    assert visible >= {CTS, PRONATOR, "skin:thenar-eminence"}
    assert not [name for name in visible if name.startswith("muscle:")]


def test_the_outline_holds_all_that_are_compared_with_every_edge(visit: Visit) -> None:
    screen = _drawn(visit, DRAWN_FOUR)
    screen.tool("outline").click()
    tree = screen.part("twin").get_by_role("tree")
    expect(tree).to_be_visible()
    ids = {one.get_attribute("data-id") for one in tree.locator("[data-id]").all()}
    assert ids >= set(screen.places())


def test_what_shares_nothing_stands_whole_in_the_outline(visit: Visit) -> None:
    screen = _drawn(visit, "/compare?ids=mimic:plantar-fasciitis,root:c5&view=picture")
    screen.tool("outline").click()
    tops = screen.part("twin").locator("[role=tree] > [role=treeitem]")
    expect(tops).to_have_count(2)


def test_the_keyboard_walks_the_picture(visit: Visit) -> None:
    screen = _drawn(visit)
    screen.picture.focus()
    screen.page.keyboard.press("ArrowLeft")
    screen.heard("is numb in pronator syndrome")
    screen.wait_url(pick=PRONATOR)


def test_the_saved_picture_has_a_title(visit: Visit, tmp_path: Path) -> None:
    screen = _drawn(visit)
    with screen.page.expect_download() as waiting:
        screen.tool("Save the picture as an image").click()
    path = tmp_path / "picture.png"
    waiting.value.save_as(path)
    with Image.open(path) as picture:
        title = picture.convert("RGB").crop((0, 0, picture.width, 84))
        assert len(title.getcolors(1 << 22) or ()) > 8


@pytest.mark.parametrize("path", [DRAWN, DRAWN_FOUR])
def test_a_phone_stands_it_upright_without_scrolling_sideways(visit: Visit, path: str) -> None:
    screen = _drawn(visit, path, size=PHONE, touch=True)
    screen.wait("(here) => here.payload.tall")
    screen.settled()
    assert _wider_than_the_window(screen) == []
    heads = screen.payload()["heads"]
    places = screen.places()
    assert [places[name][1] for name in heads] == sorted(places[name][1] for name in heads)
    assert heads[1] in screen.in_sight()
    assert screen.scale() * 16 >= 9


def test_a_projector_shows_all_of_it_readably(visit: Visit) -> None:
    screen = _drawn(visit, f"{DRAWN}&present=1", size=(1280, 720))
    assert {CTS, *screen.in_sight()} == set(screen.places())
    assert screen.scale() * 16 >= 12


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", [DRAWN, DRAWN_FOUR])
def test_axe_finds_nothing(visit: Visit, path: str, theme: str) -> None:
    screen = _drawn(visit, path, theme=theme)
    screen.page.locator(".pc-why > summary").click()
    found = _axe(screen)
    assert not found, "\n".join(found)


def test_on_paper_the_sentence_says_why(visit: Visit) -> None:
    screen = _drawn(visit)
    screen.page.emulate_media(media="print")
    expect(screen.page.locator(".st-key-compare-row")).to_be_hidden()
    expect(screen.page.locator(".pc-why .pc-basis")).to_be_visible()
