"""The address is the state: back, forward, reload, a copied link, breadcrumbs."""

from playwright.sync_api import expect

from .conftest import Visit
from .screen import Screen


def _shown(screen: Screen) -> dict[str, object]:
    payload = screen.payload()
    names = ("focus", "selected", "depth", "dim", "hide")
    return {**{name: payload[name] for name in names}, "nodes": payload["nodes"], "card": payload["card"]["id"]}


def test_back_returns_step_by_step_and_forward_goes_again(visit: Visit) -> None:
    screen = visit()
    screen.page.get_by_role("button", name="What is the funny bone?").click()
    screen.wait_url(node="nerve:ulnar")
    screen.settled()
    screen.click_node("site:cubital-tunnel")
    screen.wait_url(pick="site:cubital-tunnel")
    screen.card.get_by_role("button", name="Center here").click()
    screen.wait_shown(focus="site:cubital-tunnel")
    screen.page.go_back()
    screen.wait_shown(focus="nerve:ulnar", selected="site:cubital-tunnel")
    screen.page.go_back()
    screen.wait_shown(focus="nerve:ulnar", selected="nerve:ulnar")
    screen.page.go_back()
    expect(screen.question()).to_be_visible()
    screen.page.go_forward()
    screen.wait_shown(focus="nerve:ulnar", selected="nerve:ulnar")
    screen.page.go_forward()
    screen.page.go_forward()
    screen.wait_shown(focus="site:cubital-tunnel")
    assert screen.in_url() == {"node": "site:cubital-tunnel"}


def test_a_reload_keeps_the_whole_view(visit: Visit) -> None:
    screen = visit("/?node=nerve:median&depth=2&dim=test&hide=muscle&pick=site:carpal-tunnel&open=site:carpal-tunnel")
    before = _shown(screen)
    assert (before["depth"], before["dim"], before["hide"], before["card"]) == (
        2,
        ["test"],
        ["muscle"],
        "site:carpal-tunnel",
    )
    screen.page.reload()
    screen.settled()
    assert _shown(screen) == before


def test_a_copied_link_shows_the_same_to_somebody_else(visit: Visit) -> None:
    screen = visit("/?node=nerve:median", permissions=["clipboard-read", "clipboard-write"])
    screen.kind("test").click()
    screen.wait_url(dim="test")
    screen.click_node("site:carpal-tunnel")
    screen.wait_shown(selected="site:carpal-tunnel")
    screen.card.get_by_role("button", name="Show its neighbors").click()
    screen.wait_url(open="site:carpal-tunnel")
    screen.wait("({payload}) => payload.nodes.some((node) => node.open)")
    screen.tool("Copy the link").click()
    screen.heard("Link copied")
    expect(screen.view.locator(".toast")).to_be_visible()
    link = screen.page.evaluate("() => navigator.clipboard.readText()")
    assert link.startswith(screen.base)
    other = visit(link.removeprefix(screen.base))
    assert _shown(other) == _shown(screen)


def test_breadcrumbs_lead_back(visit: Visit) -> None:
    screen = visit("/?node=nerve:ulnar")
    for node in ("site:cubital-tunnel", "syndrome:cubital-tunnel"):
        screen.click_node(node)
        screen.wait_shown(selected=node)
        screen.card.get_by_role("button", name="Center here").click()
        screen.wait_shown(focus=node)
    trail = screen.view.get_by_role("navigation", name="Where you have been")
    crumbs = [text.strip() for text in trail.get_by_role("listitem").all_inner_texts()]
    assert [crumb for crumb in crumbs if crumb] == ["ulnar nerve", "cubital tunnel", "cubital tunnel syndrome"]
    trail.get_by_role("button", name="ulnar nerve").click()
    screen.wait_shown(focus="nerve:ulnar")
    screen.wait_url(node="nerve:ulnar")


def test_what_a_link_holds_that_cannot_be_used_is_said(visit: Visit) -> None:
    screen = visit("/?node=nerve:median&depth=9&dim=planets&pick=nerve:nobody&open=site:nowhere")
    for remark in ("depth=9", "planets", "nerve:nobody", "site:nowhere"):
        expect(screen.page.get_by_test_id("stAlert").filter(has_text=remark).first).to_be_visible()
    assert screen.payload()["selected"] == "nerve:median"
