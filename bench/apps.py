"""Start a Streamlit app in a process of its own, wait for its first answer, end it."""

import os
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, Popen
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

import graph

ROOT = Path(graph.__file__).resolve().parent.parent
"""The project's folder."""
_PATIENCE = 120.0
_PAUSE = 0.01


@dataclass(frozen=True, slots=True)
class Running:
    """An app that answers: its address, and the seconds from the start of its process to its first answer."""

    url: str
    started: float


@contextmanager
def app(script: str, *, probe: str, extra: Mapping[str, str] | None = None) -> Iterator[Running]:
    """Run a script of the project under Streamlit until the block ends; wait for an answer from the path `probe`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url, began = f"http://localhost:{port}", perf_counter()
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.headless=true"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(extra or {})}
    process = Popen(command, cwd=ROOT, env=environment, stdout=DEVNULL, stderr=DEVNULL)  # noqa: S603 - our own command
    try:
        _wait(f"{url}/{probe}", process, began + _PATIENCE)
        yield Running(url, perf_counter() - began)
    finally:
        process.terminate()
        process.wait(10)


def _wait(url: str, process: Popen[bytes], until: float) -> None:
    while perf_counter() < until and process.poll() is None:
        try:
            with urlopen(url, timeout=_PATIENCE) as answer:  # noqa: S310 - always http on this machine
                answer.read()
                return
        except (URLError, ConnectionError):
            sleep(_PAUSE)
    message = (
        f"no answer from {url}: the app ended"
        if process.poll() is not None
        else f"no answer from {url} in {_PATIENCE:.0f} s"
    )
    raise RuntimeError(message)
