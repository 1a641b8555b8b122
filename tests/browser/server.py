"""The real app as a process of its own, started as a person starts it."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 120
"""Seconds that a slow machine may take to start the app."""


class App:
    """A running app: where it is, and what it has printed."""

    def __init__(self, port: int, log: Path, data: Path) -> None:
        """Name the port that it listens on, the file that it prints to, and the folder of its data."""
        self.port = port
        self.url = f"http://localhost:{port}"
        self.data = data
        self._log = log

    @property
    def log(self) -> str:
        """Return everything that the app has printed so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text of an answer; status 0 where nobody listens yet."""
        connection = HTTPConnection("localhost", self.port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", errors="replace")
        except OSError as error:
            return 0, str(error)
        finally:
            connection.close()


@contextmanager
def running(log: Path, *, script: str = "app.py", **env: str) -> Iterator[App]:
    """Start the app on a free port, wait until it answers, and stop it at the end. `env` is added to the environment.

    Another `script` than the app must serve the app's routes too.
    """
    app = App(_free_port(), log, Path(env.get("PINCHPOINT_DATA", ROOT / "data")))
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(app.port)]
    own = {name: value for name, value in os.environ.items() if name != "PINCHPOINT_DATA"}
    with (
        log.open("wb") as out,
        subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**own, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT), **env},
        ) as process,
    ):
        try:
            _wait(app, process)
            yield app
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def _wait(app: App, process: subprocess.Popen[bytes]) -> None:
    pause = threading.Event()
    for _ in range(_PATIENCE * 5):
        status, _ = app.get("/api/health")
        if status in {HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE}:  # the second while the data have problems
            return
        if process.poll() is not None:
            message = f"the app ended with {process.returncode} before it answered:\n{app.log}"
            raise RuntimeError(message)
        pause.wait(0.2)
    message = f"the app did not answer within {_PATIENCE} s:\n{app.log}"
    raise TimeoutError(message)
