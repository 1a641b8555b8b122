"""The twin: the picture as an outline that a keyboard and a screen reader can walk."""

import re

from playwright.sync_api import expect

from .conftest import Visit
from .screen import Screen


def _open(visit: Visit, path: str) -> Screen:
    screen = visit(path)
    toggle = screen.tool("outline")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.focus()
    screen.page.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(screen.part("twin").get_by_role("tree")).to_be_visible()
    return screen


def test_arrow_keys_walk_the_relations_and_each_move_is_announced(visit: Visit) -> None:
    screen = _open(visit, "/?node=nerve:ulnar")
    items = screen.part("twin").get_by_role("treeitem")
    expect(items.first).to_be_focused()
    assert screen.part("twin").locator("[role=treeitem][tabindex='0']").count() == 1
    screen.page.keyboard.press("ArrowDown")
    screen.heard(r", \d+$")
    screen.page.keyboard.press("ArrowDown")
    screen.heard("ulnar nerve")
    item = screen.part("twin").locator("[role=treeitem][tabindex='0']")
    node = item.get_attribute("data-id")
    assert node in screen.neighbors()
    screen.page.keyboard.press("Enter")
    screen.wait_shown(selected=node)
    expect(item).to_have_attribute("aria-selected", "true")
    expect(item).to_be_focused()
    screen.page.keyboard.press("Shift+Enter")
    screen.wait_shown(focus=node)
    screen.wait_url(node=str(node))
    expect(screen.part("twin").get_by_role("treeitem").first).to_be_focused()


def test_left_folds_right_unfolds_home_and_end_jump(visit: Visit) -> None:
    screen = _open(visit, "/?node=nerve:ulnar")
    group = screen.part("twin").get_by_role("treeitem").nth(1)
    screen.page.keyboard.press("ArrowDown")
    expect(group).to_be_focused()
    screen.page.keyboard.press("ArrowLeft")
    expect(group).to_have_attribute("aria-expanded", "false")
    screen.page.keyboard.press("ArrowRight")
    expect(group).to_have_attribute("aria-expanded", "true")
    screen.page.keyboard.press("End")
    expect(screen.part("twin").get_by_role("treeitem").last).to_be_focused()
    screen.page.keyboard.press("Home")
    expect(screen.part("twin").get_by_role("treeitem").first).to_be_focused()


def test_the_outline_says_all_that_the_picture_shows(visit: Visit) -> None:
    screen = _open(visit, "/?node=syndrome:carpal-tunnel&hide=muscle")
    twin = screen.part("twin")
    listed = set(
        twin.locator("[role=treeitem]").evaluate_all("(items) => items.map((item) => item.dataset.id).filter(Boolean)")
    )
    payload = screen.payload()
    shown = {node["id"] for node in payload["nodes"] if node["kind"] != "muscle" or node["id"] == payload["focus"]}
    joined = {end for edge in payload["edges"] for end in (edge["from"], edge["to"])}
    assert listed == shown & joined
    assert len(listed) > 10


def test_a_selection_in_the_picture_is_the_selection_in_the_outline(visit: Visit) -> None:
    screen = _open(visit, "/?node=nerve:median")
    screen.picture.scroll_into_view_if_needed()
    screen.click_node("site:carpal-tunnel")
    screen.wait_shown(selected="site:carpal-tunnel")
    chosen = screen.part("twin").locator("[role=treeitem][aria-selected=true]")
    expect(chosen.first).to_have_attribute("data-id", "site:carpal-tunnel")
    screen.part("twin").get_by_role("button", name="Center here").click()
    screen.wait_shown(focus="site:carpal-tunnel")


def test_the_picture_names_itself_and_points_to_the_outline(visit: Visit) -> None:
    screen = visit("/?node=nerve:median")
    expect(screen.picture).to_have_attribute("aria-label", re.compile(r"Picture of median nerve and \d+ related nodes"))
    described = screen.picture.get_attribute("aria-describedby")
    expect(screen.view.locator(f"#{described}")).to_contain_text("outline")
