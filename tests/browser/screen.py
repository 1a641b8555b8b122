"""What a test sees and does: a page of the app in words of the app, and waits on conditions instead of clocks."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, expect

# Finds an element also inside the shadow roots that Streamlit gives its components.
_DEEP = """
const deep = (selector, root = document) => {
  const hit = root.querySelector(selector);
  if (hit) return hit;
  for (const one of root.querySelectorAll("*")) {
    const inner = one.shadowRoot && deep(selector, one.shadowRoot);
    if (inner) return inner;
  }
  return null;
};
const here = deep("[data-testid=view]")?.pinchpoint;
"""


class Screen:
    """One browser page that shows the app."""

    def __init__(self, page: Page, base: str) -> None:
        """Watch the page for errors and for requests beyond this machine."""
        self.page = page
        self.base = base
        self.troubles: list[str] = []
        self.forgiven = [
            r"404 .*/(data|localize|connect|compare|nowhere)/_stcore/"
        ]  # Streamlit looks for itself below a page's own address first
        page.on(
            "console", lambda message: self._console(message.type, f"{message.text} {message.location.get('url', '')}")
        )
        page.on("pageerror", lambda error: self.troubles.append(f"uncaught: {error}"))
        page.context.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))

    def _console(self, kind: str, text: str) -> None:
        if kind == "error" and not any(re.search(pattern, text) for pattern in self.forgiven):
            self.troubles.append(f"console: {text}")

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob", "file"} and parts.hostname not in {"localhost", "127.0.0.1"}:
            self.troubles.append(f"request beyond this machine: {url}")

    # parts

    def part(self, name: str) -> Locator:
        """Return a part of the app by its test id."""
        return self.page.get_by_test_id(name)

    @property
    def view(self) -> Locator:
        """Return the whole view."""
        return self.part("view")

    @property
    def card(self) -> Locator:
        """Return the card."""
        return self.part("card")

    @property
    def picture(self) -> Locator:
        """Return the picture."""
        return self.part("picture")

    @property
    def query_box(self) -> Locator:
        """Return the search box's input."""
        return self.part("search").get_by_role("combobox")

    @property
    def options(self) -> Locator:
        """Return the hits of the search."""
        return self.part("search").get_by_role("option")

    def tool(self, name: str) -> Locator:
        """Return a button around the picture by a part of its name."""
        return self.view.locator("button.tool, button.step, button.crumb").and_(
            self.view.get_by_role("button", name=name)
        )

    def kind(self, name: str) -> Locator:
        """Return the legend's button of a kind."""
        return self.part("legend").locator(f"button[data-kind={name}]")

    # coming and going

    def open(self, path: str = "/") -> "Screen":
        """Go to an address of the app and wait until it is there."""
        self.page.goto(self.base + path)
        return self.settled()

    def settled(self) -> "Screen":
        """Wait until Streamlit rests, the search box is there, and the picture is drawn if the address asks for one."""
        expect(self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()
        if urlsplit(self.page.url).path.strip("/") == "":
            expect(self.query_box).to_be_visible()
            expect(
                self.view.or_(self.page.get_by_role("button", name="start page")).or_(self.question()).first
            ).to_be_visible()
            if self.view.count():
                expect(self.view).to_have_attribute("data-drawn", re.compile(r"\d+"))
        return self

    def question(self, text: str = "Can a pinched nerve cause muscle spasms?") -> Locator:
        """Return a question of the start page."""
        return self.page.get_by_role("button", name=text)

    def in_url(self) -> dict[str, str]:
        """Return what stands in the address."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def wait_url(self, **wanted: str) -> None:
        """Wait until the address holds these values; an empty one must be absent."""
        self.page.wait_for_function(
            """(wanted) => {
              const query = new URLSearchParams(location.search);
              return Object.entries(wanted).every(([name, value]) => (query.get(name) ?? "") === value);
            }""",
            arg=wanted,
        )

    def wait_shown(self, **wanted: object) -> None:
        """Wait until Python's answer in the view has these values, for example `selected="nerve:ulnar"`."""
        self.wait(
            "(here, wanted) => Object.entries(wanted).every(([name, value]) => String(here.payload[name] ?? '') === String(value))",
            wanted,
        )

    def wait(self, condition: str, arg: object = None) -> None:
        """Wait until `condition`, a JavaScript function of {network, payload} and `arg`, is true."""
        text = json.dumps(arg)
        self.page.wait_for_function(f"() => {{ {_DEEP} return Boolean(here) && ({condition})(here, {text}); }}")

    def see(self, question: str, arg: object = None) -> Any:
        """Answer a JavaScript function of {network, payload} and `arg`."""
        return self.page.evaluate(f"() => {{ {_DEEP} return ({question})(here, {json.dumps(arg)}); }}")

    # the picture

    def payload(self) -> Mapping[str, Any]:
        """Return what Python sent for this view."""
        return dict(self.see("(here) => here.payload"))

    def scale(self) -> float:
        """Return the zoom."""
        return float(self.see("(here) => here.network.getScale()"))

    def camera(self) -> dict[str, float]:
        """Return zoom and middle of the picture, rounded to what an eye can tell."""
        at = self.see("(here) => ({scale: here.network.getScale(), ...here.network.getViewPosition()})")
        return {name: round(value, 3) for name, value in at.items()}

    def places(self) -> dict[str, tuple[float, float]]:
        """Return where each node is, in the picture's units."""
        found = self.see("(here) => here.network.getPositions()")
        return {node: (round(at["x"], 2), round(at["y"], 2)) for node, at in found.items()}

    def point(self, node: str) -> tuple[float, float]:
        """Return where the middle of a node is on the page."""
        at = self.see("(here, id) => here.network.canvasToDOM(here.network.getPosition(id))", node)
        box = self.picture.locator("canvas").bounding_box()
        assert box, "the picture has no canvas"
        return box["x"] + at["x"], box["y"] + at["y"]

    def click_node(self, node: str) -> None:
        """Click a node in the picture."""
        self.picture.scroll_into_view_if_needed()
        self.page.mouse.click(*self.point(node))

    def double_click_node(self, node: str) -> None:
        """Double click a node in the picture."""
        self.picture.scroll_into_view_if_needed()
        self.page.mouse.dblclick(*self.point(node))

    def look_of(self, node: str) -> dict[str, Any]:
        """Return how a node is drawn: {opacity, hidden}."""
        return dict(
            self.see(
                "(here, id) => { const {opacity, hidden} = here.network.body.data.nodes.get(id); return {opacity, hidden}; }",
                node,
            )
        )

    def neighbors(self, kind: str = "") -> list[str]:
        """Return the ids of the nodes beside the focus, of one kind if named."""
        payload = self.payload()
        return [
            node["id"] for node in payload["nodes"] if node["id"] != payload["focus"] and kind in {"", node["kind"]}
        ]

    def in_sight(self, kind: str = "") -> list[str]:
        """Return the ids of the neighbors that can be clicked now: inside the picture, and not under the zoom buttons."""
        return list(
            self.see(
                """(here, kind) => {
                  const {network, payload} = here;
                  const {clientWidth, clientHeight} = network.canvas.frame;
                  return payload.nodes.filter((node) => {
                    if (node.id === payload.focus || (kind && node.kind !== kind)) return false;
                    const {x, y} = network.canvasToDOM(network.getPosition(node.id));
                    const covered = x > clientWidth - 170 && y > clientHeight - 70;
                    return !covered && x > 20 && y > 20 && x < clientWidth - 20 && y < clientHeight - 20;
                  }).map((node) => node.id);
                }""",
                kind,
            )
        )

    # what is said

    def heard(self, text: str) -> None:
        """Wait until a screen reader is told this."""
        expect(self.view.locator("[aria-live]")).to_have_text(re.compile(text, re.IGNORECASE))

    def focused(self) -> str:
        """Return the text of the element that has the keyboard, through shadow roots."""
        return str(
            self.page.evaluate(
                "() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
                " return at?.getAttribute('aria-label') ?? at?.textContent ?? ''; }"
            )
        )
