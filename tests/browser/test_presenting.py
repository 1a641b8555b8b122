"""Presenting: only picture and card, larger, over the whole window; the same again brings all back."""

from playwright.sync_api import expect

from .conftest import Visit
from .screen import Screen

CTS = "/?node=syndrome:carpal-tunnel"


def _type_size(screen: Screen) -> float:
    return float(screen.card.locator(".definition").evaluate("(line) => parseFloat(getComputedStyle(line).fontSize)"))


def _only_picture_and_card(screen: Screen, width: int, height: int) -> None:
    """Check by what lies on top at a grid of points, so that nothing of Streamlit shines through."""
    strangers = screen.page.evaluate(
        """([width, height]) => {
          const found = new Set();
          for (let x = 4; x < width; x += 24) for (let y = 4; y < height; y += 24) {
            let top = document.elementFromPoint(x, y);
            while (top?.shadowRoot?.elementFromPoint(x, y)) { const next = top.shadowRoot.elementFromPoint(x, y); if (next === top) break; top = next; }
            if (!top?.closest("[data-testid=view]")) found.add(top?.dataset?.testid ?? top?.tagName ?? "nothing");
          }
          return [...found];
        }""",
        [width, height],
    )
    assert strangers == []
    for name in ("toolbar", "legend", "twin"):
        expect(screen.part(name)).to_be_hidden()
    for part in (screen.picture, screen.card):
        box = part.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width + 0.5
        assert box["y"] + box["height"] <= height + 0.5


def test_p_shows_only_picture_and_card_in_larger_type_and_p_again_restores(visit: Visit) -> None:
    screen = visit(CTS)
    screen.tool("Zoom in").click()
    size, camera, places = _type_size(screen), screen.camera(), screen.places()
    screen.page.keyboard.press("p")
    screen.wait_url(present="1")
    expect(screen.part("toolbar")).to_be_hidden()
    _only_picture_and_card(screen, 1280, 720)
    assert _type_size(screen) >= 1.3 * size
    screen.page.keyboard.press("p")
    screen.wait_url(present="")
    expect(screen.part("toolbar")).to_be_visible()
    assert _type_size(screen) == size
    assert screen.camera() == camera
    assert screen.places() == places


def test_the_button_presents_and_escape_leaves(visit: Visit) -> None:
    screen = visit(CTS)
    screen.tool("Present").click()
    screen.wait_url(present="1")
    expect(screen.part("toolbar")).to_be_hidden()
    screen.page.keyboard.press("Escape")
    screen.wait_url(present="")
    expect(screen.part("toolbar")).to_be_visible()


def test_the_leave_button_is_there_for_those_without_a_keyboard(visit: Visit) -> None:
    screen = visit(f"{CTS}&present=1")
    expect(screen.part("toolbar")).to_be_hidden()
    screen.tool("Leave presenting").click()
    expect(screen.part("toolbar")).to_be_visible()
    screen.wait_url(present="")


def test_a_click_while_presenting_changes_the_card_and_stays_presenting(visit: Visit) -> None:
    screen = visit(f"{CTS}&present=1")
    _only_picture_and_card(screen, 1280, 720)
    node = screen.in_sight("symptom")[0]
    screen.click_node(node)
    screen.wait_shown(selected=node)
    screen.wait_url(present="1", pick=node)
    expect(screen.part("toolbar")).to_be_hidden()
    screen.double_click_node(node)
    screen.wait_shown(focus=node)
    screen.wait_url(present="1", node=node)
    _only_picture_and_card(screen, 1280, 720)


def test_labels_can_be_read_from_the_back_of_a_room(visit: Visit) -> None:
    screen = visit(f"{CTS}&present=1")
    least = screen.see(
        "({network}) => Math.min(...network.body.data.nodes.get().map((node) => node.font.size)) * network.getScale()"
    )
    assert least >= 14, f"the smallest label is {least:.1f} px high"


def test_typing_p_in_the_search_does_not_present(visit: Visit) -> None:
    screen = visit(CTS)
    screen.query_box.click()
    screen.page.keyboard.type("pp")
    expect(screen.query_box).to_have_value("pp")
    expect(screen.part("toolbar")).to_be_visible()
    assert "present" not in screen.in_url()
