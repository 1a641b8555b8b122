"""Phone and projector: no sideways scroll, everything in reach, picture and card within the first screen."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import LAPTOP, PHONE, Visit
from .screen import Screen


def _wider_than_the_window(screen: Screen) -> list[str]:
    """Return what makes the page scroll sideways, or stands out of the window."""
    return list(
        screen.page.evaluate(
            """() => {
              const wide = [document.documentElement, document.body, document.querySelector("[data-testid=stMain]")]
                .filter((one) => one && one.scrollWidth > one.clientWidth + 1);
              return wide.map((one) => `${one.tagName} ${one.dataset.testid ?? ""}: ${one.scrollWidth} > ${one.clientWidth}`);
            }"""
        )
    )


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?node=syndrome:pinched-nerve&depth=2",
        "/?node=nerve:nobody",
        "/data",
        "/?node=symptom:muscle-spasm&from=mechanism:nerve-compression",
    ],
)
def test_a_phone_never_scrolls_sideways(visit: Visit, path: str) -> None:
    screen = visit(path, size=PHONE, touch=True)
    if path == "/data":
        expect(screen.page.get_by_text("License and limits")).to_be_visible()
    elif "depth" in path:
        screen.tool("outline").tap()
        expect(screen.part("twin").get_by_role("tree")).to_be_visible()
        screen.card.locator("summary").first.tap()
    assert _wider_than_the_window(screen) == []


def test_on_a_phone_the_card_is_below_the_picture_and_all_is_reached_by_tap(visit: Visit) -> None:
    screen = visit("/?node=nerve:median", size=PHONE, touch=True)
    picture, card = screen.picture.bounding_box(), screen.card.bounding_box()
    assert picture
    assert card
    assert card["y"] >= picture["y"] + picture["height"]
    assert card["width"] > 340
    node = screen.in_sight()[0]
    screen.page.touchscreen.tap(*screen.point(node))
    screen.wait_shown(selected=node)
    expect(screen.card.get_by_role("heading", level=2)).to_have_text(screen.payload()["card"]["label"])
    screen.card.get_by_role("button", name="Show its neighbors").tap()
    screen.wait_url(open=node)
    screen.tool("Undo").tap()
    screen.wait_url(open="")
    screen.card.get_by_role("button", name="Center here").tap()
    screen.wait_shown(focus=node)
    for name in (
        "2 steps",
        "Undo",
        "outline",
        "Copy the link",
        "Save the picture",
        "Present",
        "Zoom in",
        "Fit the whole",
    ):
        box = screen.tool(name).bounding_box()
        assert box, f"{name} cannot be reached"
        assert 0 <= box["x"] <= PHONE[0] - box["width"], f"{name} stands out of the window"
        assert min(box["width"], box["height"]) >= 38, f"{name} is too small for a finger: {box}"


def test_on_a_phone_the_menu_leads_to_the_data_page(visit: Visit) -> None:
    screen = visit(size=PHONE, touch=True)
    screen.page.get_by_test_id("stExpandSidebarButton").tap()
    screen.page.get_by_test_id("stSidebarNavLink").filter(has_text="Data").tap()
    expect(screen.page.get_by_text("License and limits")).to_be_visible()


def test_a_phone_gets_an_upright_picture_at_once_and_a_narrow_window_soon(visit: Visit) -> None:
    phone = visit("/?node=nerve:median", size=PHONE, touch=True)
    assert phone.payload()["tall"]
    narrow = visit("/?node=nerve:median", size=PHONE)
    narrow.wait_shown(tall="true")
    wide = visit("/?node=nerve:median", size=LAPTOP)
    assert not wide.payload().get("tall")


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("node", ["nerve:median", "syndrome:carpal-tunnel"])
def test_no_node_hides_under_the_zoom_buttons(visit: Visit, node: str, size: tuple[int, int]) -> None:
    screen = visit(f"/?node={node}", size=size, touch=size == PHONE)
    buttons = screen.view.locator(".zooms").bounding_box()
    picture = screen.picture.bounding_box()
    assert buttons
    assert picture
    hidden = []
    for other in screen.neighbors():
        x, y = screen.point(other)
        if y > picture["y"] + picture["height"]:
            continue  # out of the picture until it is moved: nothing is drawn there
        if (
            buttons["x"] <= x <= buttons["x"] + buttons["width"]
            and buttons["y"] <= y <= buttons["y"] + buttons["height"]
        ):
            hidden.append(other)
    assert not hidden


def test_a_drag_on_the_picture_of_a_phone_moves_the_picture_not_a_node(visit: Visit) -> None:
    screen = visit("/?node=nerve:median", size=PHONE, touch=True)
    places = screen.places()
    screen.tool("Zoom in").tap()
    assert screen.places() == places
    assert screen.see("({network}) => network.interactionHandler.options.dragNodes") is False


@pytest.mark.parametrize("path", ["/?node=nerve:median", "/?node=syndrome:carpal-tunnel"])
def test_at_1280_by_720_picture_and_card_are_within_the_first_screen(visit: Visit, path: str) -> None:
    screen = visit(path, size=LAPTOP)
    for part in (screen.picture, screen.card):
        box = part.bounding_box()
        assert box
        assert box["y"] + box["height"] <= LAPTOP[1], f"it ends at {box['y'] + box['height']:.0f}"
        assert box["height"] >= 400


_CROWDED = (
    "nerve:median",
    "nerve:thoracoabdominal",
    "site:thoracic-foramen",
    "symptom:pain",
    "mechanism:nerve-compression",
    "test:mri",
    "treatment:surgery-decompression",
    "syndrome:carpal-tunnel",
    "syndrome:lumbar-radiculopathy",
    "syndrome:spinal-accessory-neuropathy",
    "syndrome:suprascapular-notch",
)
"""Nodes whose pictures fill the sheet; tests/test_payload.py lays every node's picture out."""


@pytest.mark.parametrize("node", _CROWDED)
def test_at_1280_by_720_a_whole_picture_is_in_sight_and_its_labels_are_not_small(visit: Visit, node: str) -> None:
    screen = visit(f"/?node={node}", size=LAPTOP)
    label = screen.see(
        "({network}) => Math.min(...network.body.data.nodes.get().map((node) => node.font.size)) * network.getScale()"
    )
    assert label >= 11, f"the smallest label is {label:.1f} px high"
    assert _cut_off(screen) == []


def _cut_off(screen: Screen) -> list[str]:
    """Return the nodes that are not wholly in the picture, or that lie under the zoom buttons."""
    return list(
        screen.see(
            """({network, payload}, [wide, high]) => {
              const {clientWidth, clientHeight} = network.canvas.frame;
              return payload.nodes.map((node) => node.id).filter((id) => {
                const {left, top, right, bottom} = network.getBoundingBox(id);
                const from = network.canvasToDOM({x: left, y: top});
                const to = network.canvasToDOM({x: right, y: bottom});
                const out = from.x < 0 || from.y < 0 || to.x > clientWidth || to.y > clientHeight;
                return out || (to.x > clientWidth - wide && to.y > clientHeight - high);
              });
            }""",
            [136, 48],
        )
    )


def test_a_window_that_grows_refits_the_picture(visit: Visit) -> None:
    screen = visit("/?node=nerve:median", size=LAPTOP)
    before = screen.scale()
    screen.page.set_viewport_size({"width": 1800, "height": 1000})
    screen.wait("({network}, before) => network.getScale() > before", before)
    expect(screen.view).to_have_attribute("data-drawn", re.compile(r"\d"))


def test_a_change_of_theme_needs_no_reload(visit: Visit) -> None:
    screen = visit("/?node=nerve:median", theme="light")
    expect(screen.view).to_have_attribute("data-theme", "light")
    camera = screen.camera()
    screen.page.emulate_media(color_scheme="dark")
    expect(screen.view).to_have_attribute("data-theme", "dark")
    assert screen.camera() == camera
