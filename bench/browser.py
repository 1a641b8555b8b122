"""What a person waits for, in Chromium: click → drawn here and with the plain way, the first picture, the start.

A click begins with the browser's own time stamp of the pointer's release, and ends when the new picture is painted.
In Pinchpoint, `data-drawn` has risen with the new focus; in the plain way's iframe, which starts empty, the canvas has
pixels; in both, two animation frames have then begun, so that the first is on the screen. Both draw with the same
vis-network, both pages are in one browser, and their clicks alternate, so that a busy moment meets both.
"""

import base64
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright

from bench.apps import app
from bench.measure import Row, quantile

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_SIZE: ViewportSize = {"width": 1440, "height": 900}
_TIMES_LEAST, _KILOBYTES_MOST, _FIRST_MOST = 3.0, 15.0, 4.0
_VIEW = "[data-testid=view]"
_SEED = 11
_PATIENCE = 120_000
"""Milliseconds until a wait is given up: a busy machine is slow, and a figure that is late is still a figure."""
_MARGIN = 30
"""Pixels from the edge of the picture within which no node is clicked."""

_LISTEN = """
window.bench = {released: 0, drawn: []};
addEventListener("pointerup", (event) => (bench.released = performance.timeOrigin + event.timeStamp), true);
addEventListener("message", ({data}) => data.bench && bench.drawn.push({focus: data.bench, at: data.at}));
"""
_WATCH = """(root) => {
  const tell = () => {
    const {focus, card} = root.pinchpoint.shown;
    requestAnimationFrame(() => requestAnimationFrame(() =>
      bench.drawn.push({focus, card, at: performance.timeOrigin + performance.now()})));
  };
  new MutationObserver(tell).observe(root, {attributeFilter: ["data-drawn"]});
}"""
_ON_SCREEN = """(root, margin) => {
  const {network, payload} = root.pinchpoint, canvas = network.canvas.frame.canvas.getBoundingClientRect();
  const box = network.canvas.frame.getBoundingClientRect();
  const walkable = ({id}) => id !== payload.focus && !id.includes(":*"); // a group of neighbors is nothing to walk to
  return payload.nodes.filter(walkable).map(({id}) => {
    const {x, y} = network.canvasToDOM(network.getPosition(id));
    return {id, x: canvas.x + x, y: canvas.y + y, hit: network.getNodeAt({x, y}) === id};
  }).filter(({x, y, hit}) => hit && x > box.left + margin && x < box.right - 2 * margin && y > box.top + margin
    && y < Math.min(box.bottom, innerHeight) - margin);
}"""
_PAINTED = """(want) => bench.drawn.find((one) =>
  one.at > bench.released && Object.entries(want).every(([name, value]) => one[name] === value))?.at"""


def executable() -> str | None:
    """Return the Chromium to use: PINCHPOINT_CHROMIUM, else one on the PATH, else None for Playwright's own."""
    return os.environ.get("PINCHPOINT_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@dataclass
class Watched:
    """A page whose clicks are timed and whose traffic is counted."""

    page: Page
    traffic: list[int] = field(default_factory=list)
    """Bytes of each web socket message and each HTTP body since the last click, uncompressed for the web socket."""
    requests: set[str] = field(default_factory=set)

    def count(self) -> None:
        """Count what crosses the web socket and comes by HTTP from now on."""
        session: CDPSession = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        for event in ("Network.webSocketFrameReceived", "Network.webSocketFrameSent"):
            session.on(event, self._frame)
        session.on("Network.responseReceived", self._response)
        session.on("Network.loadingFinished", self._finished)

    def _response(self, event: dict[str, Any]) -> None:
        if event["response"]["url"].startswith(
            "http"
        ):  # an iframe's own text comes by web socket, and is counted there
            self.requests.add(event["requestId"])

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.requests:
            self.traffic.append(int(event["encodedDataLength"]))

    def _frame(self, event: dict[str, Any]) -> None:
        data, binary = event["response"]["payloadData"], 2
        self.traffic.append(
            len(base64.b64decode(data)) if event["response"]["opcode"] == binary else len(data.encode())
        )

    def painted(self, **want: str) -> float:
        """Wait until what the last click asked for is painted; return milliseconds since the click."""
        handle = self.page.wait_for_function(_PAINTED, arg=want)
        return float(handle.json_value()) - float(self.page.evaluate("bench.released"))

    def settled(self) -> float:
        """Wait until the traffic of a click has ended; return its kilobytes and begin to count anew."""
        seen = -1
        while seen != len(self.traffic):
            seen = len(self.traffic)
            self.page.wait_for_timeout(150)
        total = sum(self.traffic) / 1000
        self.traffic.clear()
        return total


@dataclass(slots=True)
class Clicks:
    """Milliseconds and kilobytes of many clicks of one sort."""

    taken: list[float] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)

    def add(self, taken: float, size: float) -> None:
        """Take in one click."""
        self.taken.append(taken)
        self.sizes.append(size)

    def row(self, what: str) -> Row:
        """Return the row of the times."""
        note = f"{len(self.taken)} clicks; slowest {max(self.taken):.0f} ms"
        return Row("shipped", what, "ms", median(self.taken), quantile(self.taken, 0.95), note=note)


def measured(*, steps: int, starts: int) -> tuple[list[Row], str]:
    """Measure everything in the browser; return the rows and the browser's version."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        try:
            return _measured(browser, steps, starts), f"Chromium {browser.version}"
        finally:
            browser.close()


def _measured(browser: Browser, steps: int, starts: int) -> list[Row]:
    first_answers = []
    for _ in range(max(1, starts // 2)):
        with app("app.py", probe="_stcore/health") as own:
            first_answers.append(own.started)
    with app("app.py", probe="api/health") as own:
        rows = [
            Row("shipped", "start of the server to its first answer", "s", median(first_answers)),
            Row("shipped", "start of the server to its first answer from the data", "s", own.started, note="once"),
        ]
        start = _busiest(own.url)
        cold, warm = _first_pictures(browser, f"{own.url}/?node={start}", starts)
        rows += [
            Row("shipped", "new page to first picture, empty browser cache", "s", median(cold), max(cold),
            most=_FIRST_MOST,
                note="the high figure is the slowest"),
            Row("shipped", "new page to first picture, files in the cache", "s", median(warm), max(warm),
                note="the high figure is the slowest"),
        ]  # fmt: skip
        with _opened(browser, f"{own.url}/?node={start}") as ours:
            walk = _walk(ours, start, steps)
            with app(
                "bench/plain_app.py", probe="_stcore/health", extra={"PINCHPOINT_BENCH_WALK": ",".join(walk)}
            ) as plain:
                rows += _compared(browser, ours, f"{own.url}/?node={start}", plain.url, walk)
    return rows


def _busiest(_: str) -> str:
    """Return the node to begin with: the one with the most claims."""
    from bench.questions import largest  # noqa: PLC0415 - only here is a graph needed
    from explorer.resources import resources  # noqa: PLC0415

    return largest(resources().graph)


def _first_pictures(browser: Browser, url: str, starts: int) -> tuple[list[float], list[float]]:
    """Open the address in new browsers' profiles, each first with an empty cache and then again; return seconds."""
    cold: list[float] = []
    warm: list[float] = []
    for _ in range(starts):
        context = browser.new_context(viewport=_SIZE)
        for taken in (cold, warm):
            page = context.new_page()
            page.goto(url)
            page.wait_for_selector(f"{_VIEW}[data-drawn]", state="attached", timeout=_PATIENCE)
            taken.append(page.evaluate("performance.now()") / 1000)
            page.close()
        context.close()
    return cold, warm


@contextmanager
def _opened(browser: Browser, url: str) -> Iterator[Watched]:
    context = browser.new_context(viewport=_SIZE)
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    page.add_init_script(_LISTEN)
    watched = Watched(page)
    watched.count()
    page.goto(url)
    yield watched
    context.close()


def _walk(ours: Watched, start: str, steps: int) -> list[str]:
    """Choose the walk, unmeasured: always to a node that can be seen in Pinchpoint's picture, to new ones first."""
    rng, walk = Random(_SEED), [start]  # noqa: S311 - a benchmark, no secret
    _ready(ours)
    for _ in range(steps):
        spots = _spots(ours)
        fresh = [spot for spot in spots if spot["id"] not in walk] or spots
        spot = rng.choice(fresh)
        _select(ours, spot)
        _center(ours, spot["id"])
        walk.append(spot["id"])
    return walk


def _ready(ours: Watched) -> None:
    view = ours.page.wait_for_selector(f"{_VIEW}[data-drawn]", state="attached", timeout=_PATIENCE)
    if view is not None:
        view.evaluate(_WATCH)
    ours.settled()


def _spots(ours: Watched) -> Sequence[dict[str, Any]]:
    found: Sequence[dict[str, Any]] = ours.page.locator(_VIEW).evaluate(_ON_SCREEN, _MARGIN)
    return found


def _select(ours: Watched, spot: dict[str, Any]) -> tuple[float, float]:
    ours.page.mouse.click(spot["x"], spot["y"])
    return ours.painted(card=spot["id"]), ours.settled()


def _center(ours: Watched, focus: str) -> tuple[float, float]:
    ours.page.locator("[data-testid=card] button.act", has_text="Center here").click()
    return ours.painted(focus=focus), ours.settled()


def _compared(browser: Browser, ours: Watched, own_url: str, plain_url: str, walk: Sequence[str]) -> list[Row]:
    """Walk through the same nodes in both apps, a click here and a click there."""
    selecting, centering, plain_clicks = Clicks(), Clicks(), Clicks()
    with _opened(browser, plain_url) as plain:
        plain.page.wait_for_function("bench.drawn.length", timeout=_PATIENCE)
        plain.settled()
        ours.page.bring_to_front()  # a page behind another one has no animation frames
        ours.page.goto(own_url)
        _ready(ours)
        for node in walk[1:]:
            spot = next(spot for spot in _spots(ours) if spot["id"] == node)
            ours.page.bring_to_front()
            selecting.add(*_select(ours, spot))
            centering.add(*_center(ours, node))
            plain.page.bring_to_front()
            plain.page.get_by_role("button", name="Next").click()
            plain_clicks.add(plain.painted(focus=node), plain.settled())
    sizes = [*selecting.sizes, *centering.sizes]
    faster = median(plain_clicks.taken) / median(centering.taken)
    return [
        centering.row("click on “center” → new picture painted"),
        selecting.row("click on a node → its card painted"),
        plain_clicks.row("the plain way: click → new picture painted"),
        Row("shipped", "times faster than the plain way (medians)", "×", faster, least=_TIMES_LEAST),
        Row(
            "shipped", "bytes of a click, all that crosses the network", "kB", median(sizes), quantile(sizes, 0.95),
            most=_KILOBYTES_MOST, note=f"the largest {max(sizes):.1f} kB",
        ),
        Row(
            "shipped", "bytes of a click, the plain way", "kB", median(plain_clicks.sizes), quantile(plain_clicks.sizes,
            0.95),
        ),
    ]  # fmt: skip
