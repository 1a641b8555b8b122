"""What is saved: a PNG of the picture, and a web page that works for ever with no network."""

import re
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, expect

from .conftest import Visit


def test_the_picture_is_saved_as_a_real_png(visit: Visit, tmp_path: Path) -> None:
    screen = visit("/?node=syndrome:carpal-tunnel")
    before = screen.camera()
    with screen.page.expect_download() as waiting:
        screen.tool("Save the picture as an image").click()
    assert waiting.value.suggested_filename.endswith(".png")
    path = tmp_path / "picture.png"
    waiting.value.save_as(path)
    with Image.open(path) as image:
        assert image.format == "PNG"
        width, height = image.size
        assert 1200 <= width <= 4000
        assert 800 <= height <= 4000
        pixels = image.convert("RGB")
        assert pixels.getpixel((2, 2)) == (255, 255, 255)
        parts = {
            "title": (0, 0, width, 84),
            "picture": (0, 84, width, 1084),
            "legend and date": (0, 1084, width, height),
        }
        for name, box in parts.items():
            assert len(pixels.crop(box).getcolors(1 << 22) or ()) > 8, f"the {name} of the saved picture is empty"
    assert screen.camera() == before


def test_the_saved_page_works_with_the_network_off(visit: Visit, chromium: Browser, tmp_path: Path) -> None:
    screen = visit("/?node=syndrome:carpal-tunnel")
    with screen.page.expect_download() as waiting:
        screen.view.get_by_role("link", name="Save as a web page").click()
    assert waiting.value.suggested_filename == "pinchpoint-carpal-tunnel.html"
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)

    context = chromium.new_context(offline=True, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(path.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("carpal tunnel syndrome")
    colors = page.evaluate(
        """() => {
          const canvas = document.querySelector("canvas");
          const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const seen = new Set();
          for (let at = 0; at < data.length; at += 4) if (data[at + 3]) seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
          return seen.size;
        }"""
    )
    assert colors > 20, "the picture is empty"
    assert page.locator(".legend li").count() >= 4
    assert (
        page.get_by_text(re.compile(r"^Pinchpoint, "))
        .inner_text()
        .startswith(f"Pinchpoint, {datetime.now(tz=UTC).date():%Y}-")
    )
    expect(page.get_by_text("no medical advice").first).to_be_visible()
    assert page.locator("ol li").count() > 5, "sources are missing"
    assert page.locator("ol li a[href^='http']").count() > 5
    assert page.locator("main ul li").count() > 15, "sentences are missing"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    assert asked == [path.as_uri()], asked
    assert not wrong
    context.close()


def test_the_saved_page_holds_what_was_expanded(visit: Visit, tmp_path: Path) -> None:
    screen = visit("/?node=nerve:median&open=site:carpal-tunnel")
    with screen.page.expect_download() as waiting:
        screen.view.get_by_role("link", name="Save as a web page").click()
    path = tmp_path / "page.html"
    waiting.value.save_as(path)
    text = path.read_text(encoding="utf-8")
    missing = [node["id"] for node in screen.payload()["nodes"] if f'"{node["id"]}"' not in text]
    assert not missing
