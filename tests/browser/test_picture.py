"""The picture: what a click, a double click, zoom, expansion and depth do, and that nothing else moves."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import Visit


def test_a_click_selects_and_moves_nothing(visit: Visit) -> None:
    screen = visit("/?node=nerve:median")
    for _ in range(2):
        screen.tool("Zoom in").click()
    camera, places = screen.camera(), screen.places()
    node = screen.in_sight("site")[0]
    screen.click_node(node)
    screen.wait_shown(selected=node, focus="nerve:median")
    screen.wait_url(node="nerve:median", pick=node)
    expect(screen.card.get_by_role("heading", level=2)).to_have_text(screen.payload()["card"]["label"])
    assert screen.payload()["card"]["id"] == node
    assert screen.camera() == camera
    assert screen.places() == places


def test_a_double_click_recenters_and_the_address_follows(visit: Visit) -> None:
    screen = visit("/?node=nerve:median")
    node = screen.in_sight("nerve")[0]
    screen.double_click_node(node)
    screen.wait_shown(focus=node)
    screen.wait_url(node=node, pick="")
    places = screen.places()
    assert set(places) == {one["id"] for one in screen.payload()["nodes"]}, (
        "nodes of the old picture were left in the new one"
    )
    expect(screen.part("toolbar").get_by_role("button", name="median nerve")).to_be_visible()


@pytest.mark.parametrize("steps", [0, 5], ids=["as it comes", "smaller"])
def test_a_click_in_the_middle_of_a_node_selects_it_at_any_zoom(visit: Visit, steps: int) -> None:
    screen = visit("/?node=syndrome:carpal-tunnel")
    for _ in range(steps):
        screen.tool("Zoom out").click()
    for node in screen.in_sight("test")[:2]:
        screen.click_node(node)
        screen.wait("({payload}) => payload.selected !== payload.focus || (payload.nodes.some((node) => node.open))")
        assert screen.in_url().get("open") is None, f"at zoom {screen.scale():.2f} a click on {node} expanded something"
        screen.wait_url(pick=node)
        screen.wait_shown(selected=node)


def test_zoom_buttons_zoom_and_fit_shows_all_again(visit: Visit) -> None:
    screen = visit("/?node=nerve:ulnar")
    first = screen.scale()
    screen.tool("Zoom in").click()
    assert screen.scale() > first * 1.2
    screen.tool("Zoom out").click()
    assert screen.scale() == pytest.approx(first, rel=0.01)
    for _ in range(6):
        screen.tool("Zoom in").click()
    screen.tool("Fit the whole picture").click()
    outside = screen.see(
        """({network, payload}) => payload.nodes.filter((node) => {
          const {x, y} = network.canvasToDOM(network.getPosition(node.id));
          const {clientWidth, clientHeight} = network.canvas.frame;
          return x < 0 || y < 0 || x > clientWidth || y > clientHeight;
        }).map((node) => node.id)"""
    )
    assert outside == []


def test_the_wheel_zooms_only_with_ctrl_or_after_a_click(visit: Visit) -> None:
    screen = visit("/?node=nerve:median")
    box = screen.picture.bounding_box()
    assert box
    screen.query_box.focus()
    screen.page.mouse.move(box["x"] + 60, box["y"] + 60)
    before = screen.scale()
    screen.page.mouse.wheel(0, -300)
    screen.page.keyboard.down("Control")
    screen.page.mouse.wheel(0, -300)
    screen.wait("({network}, before) => network.getScale() > before", before)
    screen.page.keyboard.up("Control")
    assert screen.scale() < before * 2.5, "the plain wheel zoomed too"


def test_what_was_dragged_stays_where_it_was_put(visit: Visit) -> None:
    screen = visit("/?node=nerve:median")
    node, other = screen.in_sight("test")[:2]
    x, y = screen.point(node)
    screen.page.mouse.move(x, y)
    screen.page.mouse.down()
    screen.page.mouse.move(x + 60, y + 24, steps=6)
    screen.page.mouse.up()
    put = screen.places()[node]
    screen.click_node(other)
    screen.wait_shown(selected=other)
    screen.kind("muscle").click()
    screen.wait_url(dim="muscle")
    assert screen.places()[node] == put
    assert screen.in_url().get("node") == "nerve:median"


def test_expand_shows_more_moves_nothing_and_is_undone_by_the_button(visit: Visit) -> None:
    screen = visit("/?node=nerve:median&pick=site:carpal-tunnel")
    screen.tool("Zoom in").click()
    before, camera = screen.places(), screen.camera()
    screen.card.get_by_role("button", name="Show its neighbors").click()
    screen.wait_url(open="site:carpal-tunnel")
    screen.wait("({payload}, before) => payload.nodes.length > before", len(before))
    after = screen.places()
    moved = {node for node in before if after[node] != before[node]}
    assert not moved, f"expanding moved {sorted(moved)}"
    assert screen.camera() == camera
    expect(screen.tool("Undo")).to_have_attribute("aria-disabled", "false")
    screen.tool("Undo").click()
    screen.wait_url(open="")
    screen.wait("({payload}, before) => payload.nodes.length === before", len(before))
    assert screen.places() == before


def test_control_z_undoes_and_the_card_folds_again(visit: Visit) -> None:
    screen = visit("/?node=nerve:median&open=site:carpal-tunnel&pick=site:carpal-tunnel")
    many = len(screen.payload()["nodes"])
    screen.card.get_by_role("button", name="Hide its neighbors").click()
    screen.wait_url(open="")
    screen.wait("({payload}, many) => payload.nodes.length < many", many)
    screen.page.keyboard.press("Control+z")
    screen.wait_url(open="site:carpal-tunnel")
    screen.wait("({payload}, many) => payload.nodes.length === many", many)


def test_the_badge_of_a_node_expands_it(visit: Visit) -> None:
    screen = visit("/?node=nerve:median")
    screen.tool("Zoom in").click()
    badge = next(node for node in screen.payload()["nodes"] if node["id"] == "site:carpal-tunnel").get("more")
    assert badge, "carpal tunnel has no neighbors left to show: choose another node for this test"
    x, y = screen.point("site:carpal-tunnel")
    scale = screen.scale()
    screen.page.mouse.click(x + 17 * scale, y - 11 * scale)
    screen.wait_url(open="site:carpal-tunnel")


def test_depth_buttons_go_farther_and_back_and_say_what_is_left_out(visit: Visit) -> None:
    screen = visit("/?node=nerve:ulnar")
    one = screen.places()
    depth = screen.part("toolbar").get_by_role("button", name="2 steps")
    depth.click()
    screen.wait_url(depth="2")
    screen.wait_shown(depth=2)
    two = screen.places()
    assert set(one) <= set(two)
    assert len(two) > len(one)
    assert {node: two[node] for node in one} == one, "going a step farther moved what was there"
    expect(depth).to_have_attribute("aria-pressed", "true")
    screen.part("toolbar").get_by_role("button", name="3 steps").click()
    screen.wait_shown(depth=3)
    omitted = sum(row.get("omitted", 0) for row in screen.payload()["legend"])
    assert omitted, "three steps from the ulnar nerve fit whole: choose a bigger node for this test"
    expect(screen.part("legend").locator(".omitted").first).to_contain_text(re.compile(r"\+\d+"))
    screen.part("toolbar").get_by_role("button", name="1 step", exact=True).click()
    screen.wait_url(depth="")
    screen.wait_shown(depth=1)
    assert set(screen.places()) == set(one)
