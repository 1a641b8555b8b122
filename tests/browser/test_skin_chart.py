"""The skin charts, by mouse, keyboard and finger."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from explorer.components.skin_chart import GROUPS

from .conftest import LAPTOP, PHONE, Visit
from .screen import Screen
from .server import App, running

_FRAME = {"exclude": [["[data-testid=stHeader]"], ["[data-testid=stSidebar]"]]}
_OPTIONS = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": True}}}
_RESTS = "[data-testid=stApp][data-test-script-state=notRunning]"
_UNFADED = """() => [...document.querySelectorAll("[data-stale]")].every(
  (one) => one.dataset.stale === "false" && getComputedStyle(one).opacity === "1")"""


class Charts:
    """The page with the charts."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.page = screen.page
        self.root = screen.part("skin-chart")
        expect(self.root).to_have_attribute("data-drawn", "hand")

    def open(self, group: str) -> None:
        self.tab(group).click()
        expect(self.root).to_have_attribute("data-drawn", group)

    def tab(self, group: str) -> Locator:
        return self.root.get_by_role("tab", name=re.compile(group, re.IGNORECASE))

    def chart(self, name: str) -> Locator:
        return self.root.locator(f"[data-chart={name}]")

    def patch(self, patch: str, chart: str = "") -> Locator:
        return (self.chart(chart) if chart else self.root).locator(f"[data-skin='skin:{patch}']").first

    def press(self, patch: str, chart: str) -> None:
        """Click where a patch is, as a person does: its middle, not the middle of its box."""
        x, y = self.middle(patch, chart)
        if self.page.viewport_size == {"width": PHONE[0], "height": PHONE[1]}:
            self.page.touchscreen.tap(x, y)
        else:
            self.page.mouse.click(x, y)

    def middle(self, patch: str, chart: str, *, scroll: bool = True) -> tuple[float, float]:
        if scroll:
            self.patch(patch, chart).evaluate("(path) => path.scrollIntoView({block: 'center'})")
        at = self.root.evaluate(
            """(root, [id, chart]) => {
              const figure = root.querySelector(`[data-chart=${chart}]`);
              const path = figure.patches.get(id);
              const [x, y] = root.skinChart.middles(figure, path)[0];
              const {x: left, y: top} = new DOMPoint(x, y).matrixTransform(path.getScreenCTM());
              return [left, top];
            }""",
            [f"skin:{patch}", chart],
        )
        return at[0], at[1]

    def said(self, *marks: str) -> None:
        """Wait until Python was told exactly this."""
        expect(self.page.get_by_text("Said: ")).to_have_text("Said: " + " ".join(f"skin:{mark}" for mark in marks))

    def heard(self, text: str) -> None:
        expect(self.root.locator("[aria-live]")).to_have_text(text)

    def settle(self) -> None:
        expect(self.page.locator(_RESTS)).to_be_visible()
        self.page.wait_for_function(_UNFADED)


class _Open:
    def __init__(self, visit: Visit, app: App) -> None:
        self._visit, self._app = visit, app

    def __call__(self, *, theme: str = "light", size: tuple[int, int] = LAPTOP, touch: bool = False) -> Charts:
        forgive = [r"404 .*/skin/_stcore/"]
        return Charts(self._visit("/skin", base=self._app.url, theme=theme, size=size, touch=touch, forgive=forgive))


@pytest.fixture(scope="module")
def page_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Start the page of the charts once."""
    log = tmp_path_factory.mktemp("skin") / "log.txt"
    with running(log, script="tests/browser/skin_chart_page.py") as started:
        yield started


@pytest.fixture
def charts(visit: Visit, page_app: App) -> _Open:
    return _Open(visit, page_app)


def test_a_click_goes_round_the_three_states_and_is_reported(charts: _Open) -> None:
    page = charts()
    thumb = page.patch("palm-side-of-thumb")
    expect(thumb).to_have_attribute("aria-checked", "mixed")
    for state, checked in (("numb", "true"), ("normal", "false"), ("unknown", "mixed")):
        page.press("palm-side-of-thumb", "hand-palm")
        expect(thumb).to_have_attribute("aria-checked", checked)
        expect(thumb).to_have_attribute("aria-label", f"palm side of the thumb: {state}")
        page.heard(f"Palm side of the thumb: {state}")
    page.said("palm-side-of-thumb=numb", "palm-side-of-thumb=normal", "palm-side-of-thumb=None")


def test_quick_clicks_are_not_lost(charts: _Open) -> None:
    page = charts()
    names = ["thumb", "index-finger", "middle-finger", "little-finger"]
    page.middle("palm-side-of-middle-finger", "hand-palm")  # scrolls there
    points = [page.middle(f"palm-side-of-{name}", "hand-palm", scroll=False) for name in names]
    for point in points:
        page.page.mouse.click(*point)
    page.said(*(f"palm-side-of-{name}=numb" for name in names))
    for name in names:
        expect(page.patch(f"palm-side-of-{name}")).to_have_attribute("aria-checked", "true")


def test_the_states_differ_without_color(charts: _Open) -> None:
    page = charts()
    page.press("palm-side-of-thumb", "hand-palm")
    page.press("palm-side-of-index-finger", "hand-palm")
    page.press("palm-side-of-index-finger", "hand-palm")
    expect(page.patch("palm-side-of-thumb")).to_have_attribute("fill", "url(#skin-numb)")
    expect(page.patch("palm-side-of-index-finger")).to_have_attribute("fill", "url(#skin-normal)")
    expect(page.chart("hand-palm").locator(".sign.numb")).to_have_text("N")
    expect(page.chart("hand-palm").locator(".sign.normal")).to_have_text("✓")


def test_a_patch_on_two_charts_is_one_patch_and_tabs_count_marks(charts: _Open) -> None:
    page = charts()
    page.open("arm")
    page.press("medial-forearm", "arm-front")
    expect(page.patch("medial-forearm", "arm-back")).to_have_attribute("aria-checked", "true")
    expect(page.tab("arm")).to_have_accessible_name("Arm, 1 mark")
    page.said("medial-forearm=numb")
    page.open("hand")
    page.open("arm")
    expect(page.patch("medial-forearm", "arm-front")).to_have_attribute("aria-checked", "true")


def test_the_pointer_and_the_keyboard_show_the_name(charts: _Open) -> None:
    page = charts()
    page.page.mouse.move(*page.middle("hypothenar-eminence", "hand-palm"))
    expect(page.root.locator(".pointed")).to_have_text("Hypothenar eminence: unknown")
    page.patch("middle-of-palm").focus()
    page.page.mouse.move(0, 0)
    expect(page.root.locator(".pointed")).to_have_text("Middle of the palm: unknown")


def test_it_works_by_keyboard_alone(charts: _Open) -> None:
    page = charts()
    keys = page.page.keyboard
    page.tab("hand").focus()
    keys.press("End")
    expect(page.tab("head")).to_be_focused()
    expect(page.root).to_have_attribute("data-drawn", "head")
    keys.press("ArrowRight")
    expect(page.tab("hand")).to_be_focused()
    expect(page.root).to_have_attribute("data-drawn", "hand")
    keys.press("Tab")
    expect(page.patch("palm-side-of-little-finger")).to_be_focused()
    expect(page.chart("hand-palm").locator("path.ring").last).to_have_attribute("d", re.compile("^M"))
    way_and_patch = (
        ("Right", "ulnar-half-of-ring-finger"),
        ("Right", "radial-half-of-ring-finger"),
        ("Right", "palm-side-of-middle-finger"),
        ("Down", "middle-of-palm"),
        ("Up", "palm-side-of-middle-finger"),
        ("Left", "radial-half-of-ring-finger"),
    )
    for way, patch in way_and_patch:
        keys.press(f"Arrow{way}")
        expect(page.patch(patch)).to_be_focused()
    keys.press("Space")
    page.heard("Thumb-side half of the ring finger: numb")
    keys.press("Enter")
    page.said("radial-half-of-ring-finger=numb", "radial-half-of-ring-finger=normal")
    expect(page.patch("radial-half-of-ring-finger")).to_be_focused()
    keys.press("Tab")
    expect(page.chart("hand-back").locator(".patch:focus")).to_have_count(1)
    expect(page.root.locator("figure .patch[tabindex='0']")).to_have_count(2)


def test_letters_do_not_reach_streamlit(charts: _Open) -> None:
    page = charts()
    page.page.evaluate("document.addEventListener('keydown', (event) => (window.reached = event.key))")
    page.patch("middle-of-palm").focus()
    for key in "cr":
        page.page.keyboard.press(key)
    assert page.page.evaluate("window.reached") is None


@pytest.mark.parametrize("group", GROUPS)
def test_arrows_reach_every_patch_of_a_chart(charts: _Open, group: str) -> None:
    page = charts()
    page.open(group)
    lost = page.root.evaluate(
        """(root) => [...root.querySelectorAll("figure")].flatMap((figure) => {
          const seen = new Set([figure.at]);
          for (const id of seen) for (const way of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
            const next = root.skinChart.toward(figure, id, way);
            if (next) seen.add(next);
          }
          return [...figure.patches.keys()].filter((id) => !seen.has(id)).map((id) => `${figure.dataset.chart} ${id}`);
        })"""
    )
    assert not lost


@pytest.mark.parametrize("group", GROUPS)
def test_patches_do_not_overlap_and_each_is_large_enough_to_press(charts: _Open, group: str) -> None:
    page = charts()
    page.open(group)
    found: list[str] = page.root.evaluate(
        """(root) => [...root.querySelectorAll("figure")].flatMap((figure) => {
          const {width, height} = figure.querySelector("svg").viewBox.baseVal;
          const body = figure.querySelector(".body");
          const own = new Map([...figure.patches.keys()].map((id) => [id, 0]));
          const both = new Map();
          for (let x = 1; x < width; x += 2) for (let y = 1; y < height; y += 2) {
            const point = new DOMPoint(x, y);
            if (!body.isPointInFill(point)) continue;
            const here = [...figure.patches].filter(([, path]) => path.isPointInFill(point)).map(([id]) => id);
            for (const id of here) own.set(id, own.get(id) + 1);
            if (here.length > 1) both.set(here.join(" and "), (both.get(here.join(" and ")) ?? 0) + 1);
          }
          const name = figure.dataset.chart;
          return [
            ...[...own].filter(([, points]) => points * 4 < 120).map(([id, points]) => `${name}: ${id} has only ${points * 4} square units`),
            ...[...both].filter(([, points]) => points > 12).map(([ids, points]) => `${name}: ${ids} share ${points * 4} square units`),
          ];
        })"""
    )
    assert not found, "\n".join(found)


def _axe(page: Charts) -> list[str]:
    page.settle()
    found: dict[str, Any] = Axe().run(page.page, context=_FRAME, options=_OPTIONS).response
    return [
        f"{rule['id']}: {rule['help']} {[node['html'][:160] for node in rule['nodes'][:3]]}"
        for rule in found["violations"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(charts: _Open, theme: str) -> None:
    page = charts(theme=theme)
    found = []
    for group, shown in GROUPS.items():
        page.open(group)
        page.chart(shown[0].name).locator(".patch").first.dispatch_event("click")
        found += _axe(page)
    assert not found, "\n".join(dict.fromkeys(found))


def test_a_finger_marks_a_patch_on_a_phone_and_nothing_is_cut_off(charts: _Open) -> None:
    page = charts(size=PHONE, touch=True)
    page.press("thenar-eminence", "hand-palm")
    expect(page.patch("thenar-eminence")).to_have_attribute("aria-checked", "true")
    page.said("thenar-eminence=numb")
    for group, shown in GROUPS.items():
        page.open(group)
        for chart in shown:
            box = page.chart(chart.name).locator("svg").first.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE[0]
    assert page.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert not _axe(page)


def test_the_marks_have_enough_contrast(charts: _Open) -> None:
    for theme in ("light", "dark"):
        page = charts(theme=theme)
        ratios: dict[str, float] = page.root.evaluate(
            """(root) => {
              const canvas = new OffscreenCanvas(1, 1).getContext("2d");
              const style = getComputedStyle(root);
              const light = (name) => {
                canvas.fillStyle = style.getPropertyValue(name).trim();
                canvas.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const ratio = (one, other) => { const [low, high] = [light(one), light(other)].sort((a, b) => a - b); return (high + 0.05) / (low + 0.05); };
              return {
                "letter of numb": ratio("--numb-sign", "--numb-plate") / 4.5, "letter of normal": ratio("--normal-sign", "--normal-plate") / 4.5,
                "numb beside unknown": ratio("--numb", "--skin-fill") / 3, "numb beside normal": ratio("--numb", "--normal") / 3,
                "dots of normal": ratio("--normal-line", "--normal") / 3, "rim": ratio("--skin-border", "--skin-fill") / 3,
                "ring on numb": Math.max(ratio("--canvas-accent", "--numb"), ratio("--canvas-background", "--numb")) / 3,
              };
            }"""
        )
        too_low = {name: round(ratio, 2) for name, ratio in ratios.items() if ratio < 1}
        assert not too_low, f"{theme}: {too_low}"
