"""The app works with no internet: neither the browser nor the server asks for anything beyond this machine."""

import re

from playwright.sync_api import expect

from .conftest import Visit
from .server import App


def test_a_whole_tour_asks_only_this_machine(visit: Visit) -> None:
    screen = visit()
    hosts: set[str] = set()
    screen.page.context.on("request", lambda request: hosts.add(re.sub(r"^(\w+://[^/:]+).*", r"\1", request.url)))
    screen.query_box.fill("funny bone")
    screen.page.keyboard.press("Enter")
    screen.wait_url(node="nerve:ulnar")
    screen.settled()
    screen.click_node("site:cubital-tunnel")
    screen.wait_shown(selected="site:cubital-tunnel")
    screen.tool("outline").click()
    screen.part("toolbar").get_by_role("button", name="2 steps").click()
    screen.wait_shown(depth=2)
    screen.page.get_by_role("link", name="Data").click()
    expect(screen.page.get_by_text("License and limits")).to_be_visible()
    expect(screen.page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first).to_be_visible()
    screen.settled()
    assert {host for host in hosts if host.startswith("http")} == {"http://localhost"}


def test_the_server_does_not_ask_the_internet_for_its_address(app: App) -> None:
    assert "external" not in app.log.casefold(), app.log
