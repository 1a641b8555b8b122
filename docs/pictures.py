"""Take the README's pictures: start the app, drive a Chromium, write docs/pictures/*.png.

`python3 tasks.py pictures` runs it.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = Path(__file__).resolve().parent / "pictures"
COLORS = 256
"""Colors of a picture: enough for flat drawings, and a file of a third of the size."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, the view's address, what must be there before it is taken, and the screen."""

    name: str
    query: str
    ready: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"


DRAWN = "[data-testid=view][data-drawn]"
FOOT_DROP = (
    "weak=muscle:tibialis-anterior,muscle:extensor-hallucis-longus"
    "&numb=skin:dorsum-of-foot&normal=muscle:tibialis-posterior"
)
SHOTS = (
    Shot("start", "", "[data-testid=search] input", 1280, 720),
    Shot("answer", "?node=symptom:muscle-spasm&from=syndrome:pinched-nerve", DRAWN, 1280, 720),
    Shot("explore", "?node=syndrome:carpal-tunnel", DRAWN, 1440, 900),
    Shot("explore-dark", "?node=syndrome:carpal-tunnel", DRAWN, 1440, 900, "dark"),
    Shot("phone", "?node=nerve:median", DRAWN, 390, 844),
    Shot("localize", f"localize?{FOOT_DROP}", ".pp-course", 1440, 900),
    Shot("connect", "connect?from=syndrome:pinched-nerve&to=symptom:muscle-spasm", DRAWN, 1280, 720),
    Shot("compare", "compare?ids=syndrome:carpal-tunnel,syndrome:c6-radiculopathy", "table", 1280, 720),
    Shot("apart", "compare?ids=syndrome:carpal-tunnel,syndrome:pronator&view=picture", DRAWN, 1280, 720, "dark"),
    Shot("present", "?node=nerve:median&present=1", DRAWN, 1280, 720),
)


@contextmanager
def running_app() -> Iterator[str]:
    """Run the app on a free port and give its address; leaving ends it."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        f"--server.port={port}",
        "--server.address=localhost",
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as app:
        try:
            said: list[str] = []
            for line in app.stdout or ():
                said.append(line)
                if "URL:" in line:
                    break
            else:
                message = f"the app did not start:\n{''.join(said)}"
                raise RuntimeError(message)
            yield f"http://localhost:{port}/"
        finally:
            app.terminate()


def take(browser: Browser, address: str, shot: Shot) -> Path:
    """Take one picture and return its file."""
    page = browser.new_page(viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.scheme)
    page.goto(address + shot.query)
    page.wait_for_selector(shot.ready)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_function("document.fonts.status === 'loaded'")
    data = page.screenshot(animations="disabled")
    page.close()
    path = OUT / f"{shot.name}.png"
    with Image.open(BytesIO(data)) as image:
        flat = image.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
        flat.save(path, optimize=True)
    return path


def main() -> None:
    """Take every picture."""
    OUT.mkdir(exist_ok=True)
    with running_app() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("PINCHPOINT_CHROMIUM") or None,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for shot in SHOTS:
            path = take(browser, address, shot)
            print(f"{path.relative_to(ROOT)}  {shot.width}x{shot.height}  {path.stat().st_size // 1000} kB")
        browser.close()


if __name__ == "__main__":
    main()
