"""A hub's neighbors stand by region: a click tells what a group holds, and shows each of them."""

from playwright.sync_api import expect

from .conftest import Visit

HUB = "mechanism:nerve-compression"


def _groups(screen_nodes: list[dict[str, object]]) -> list[str]:
    return [str(node["id"]) for node in screen_nodes if ":*" in str(node["id"])]


def test_a_group_tells_what_it_holds_and_opens(visit: Visit) -> None:
    screen = visit(f"/?node={HUB}")
    groups = _groups(screen.payload()["nodes"])
    assert len(groups) >= 3, "nerve compression has no groups any more: take a larger hub for this test"
    before = {node["id"] for node in screen.payload()["nodes"]}
    screen.click_node(groups[0])
    card = screen.card
    expect(card.get_by_role("heading", level=2)).to_contain_text("syndromes:")
    expect(card.get_by_role("button", name="Center the picture on")).not_to_have_count(0)
    card.get_by_role("button", name="Show each").click()
    screen.wait_url(open=groups[0])
    screen.wait("({payload}, before) => payload.nodes.length > before", len(before))
    shown = {node["id"] for node in screen.payload()["nodes"]}
    assert before < shown
    expect(card.get_by_role("button", name="Put together")).to_be_visible()
    screen.tool("Undo").click()
    screen.wait_url(open="")
    screen.wait("({payload}, before) => payload.nodes.length === before", len(before))
    assert {node["id"] for node in screen.payload()["nodes"]} == before


def test_a_double_click_on_a_group_opens_it_and_keeps_the_focus(visit: Visit) -> None:
    screen = visit(f"/?node={HUB}")
    group = _groups(screen.payload()["nodes"])[0]
    screen.double_click_node(group)
    screen.wait_url(node=HUB, open=group)
    screen.settled()
    assert screen.payload()["focus"] == HUB


def test_a_link_to_an_open_group_shows_it_again(visit: Visit) -> None:
    screen = visit(f"/?node={HUB}&open=syndrome:*pelvis&pick=syndrome:*pelvis")
    assert not screen.page.get_by_test_id("stAlert").count()
    expect(screen.card.get_by_role("heading", level=2)).to_contain_text("hip, groin and pelvis")
