"""The app and a browser, each started once; every test gets a fresh context, and every page must be free of errors and foreign requests."""

import os
import shutil
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Playwright, expect, sync_playwright

from .screen import Screen
from .server import App, running

_A_PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
)
LAPTOP, PHONE = (1280, 720), (390, 844)
_PATIENCE = 30_000
"""Milliseconds that a condition may take on a slow machine; a fast one never waits for it."""
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# The last switch turns the network off for everything but this machine: what the app needs from elsewhere, it will miss.
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder, so that `-m "not browser"` leaves them out, and run them last.

    Last, because they are the slowest, and because Playwright keeps an event loop in this thread that `asyncio.run` would trip over.
    """
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: here in item.path.parents)


class Visit(Protocol):
    """Open an address of the app in a fresh context."""

    def __call__(
        self,
        path: str = "/",
        *,
        theme: str = "light",
        size: tuple[int, int] = LAPTOP,
        touch: bool = False,
        permissions: Sequence[str] = (),
        base: str = "",
        forgive: Sequence[str] = (),
    ) -> Screen: ...


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Start the real app once."""
    with running(tmp_path_factory.mktemp("app") / "log.txt") as started:
        status, said = started.get("/api/health")
        if status != HTTPStatus.OK:
            pytest.fail(
                f"the app runs, but cannot load the data (`python -m graph check` says why): {said[:600]}",
                pytrace=False,
            )
        yield started


@pytest.fixture(scope="session")
def engine() -> Iterator[Playwright]:
    """Start Playwright once."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=_PATIENCE)
        yield playwright


@pytest.fixture(scope="session")
def chromium(engine: Playwright) -> Iterator[Browser]:
    """Start one browser: the one that PINCHPOINT_CHROMIUM names, else an installed one, else Playwright's own."""
    found = os.environ.get("PINCHPOINT_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    try:
        browser = engine.chromium.launch(executable_path=found, args=_SWITCHES)
    except Error as error:
        pytest.fail(
            f"no Chromium starts ({found or 'none is installed'}): name one in PINCHPOINT_CHROMIUM, or run `playwright install chromium`\n{error}",
            pytrace=False,
        )
    yield browser
    browser.close()


@pytest.fixture
def visit(chromium: Browser, app: App) -> Iterator[Visit]:
    """Open addresses; at the end no page may have logged an error or asked anything beyond this machine."""
    contexts: list[BrowserContext] = []
    screens: list[Screen] = []

    def go(
        path: str = "/",
        *,
        theme: str = "light",
        size: tuple[int, int] = LAPTOP,
        touch: bool = False,
        permissions: Sequence[str] = (),
        base: str = "",
        forgive: Sequence[str] = (),
    ) -> Screen:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if theme == "dark" else "light",
            has_touch=touch,
            is_mobile=touch,
            user_agent=_A_PHONE if touch else None,
            accept_downloads=True,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(_PATIENCE)
        if permissions:
            context.grant_permissions(list(permissions), origin=base or app.url)
        screen = Screen(context.new_page(), base or app.url)
        screen.forgiven.extend(forgive)
        screens.append(screen)
        return screen.open(path)

    yield go
    troubles = [trouble for screen in screens for trouble in screen.troubles]
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)
