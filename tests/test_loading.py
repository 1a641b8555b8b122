"""The data are loaded when the server starts, and problems in them wait for the page that says them."""

import asyncio
import threading
from pathlib import Path

import pytest

from explorer import resources
from graph.errors import DataError


async def _started() -> None:
    async with resources.loading(None):
        for thread in threading.enumerate():
            if thread.name == "load":
                thread.join()


def test_the_server_loads_before_anybody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_made", {})
    asyncio.run(_started())
    (made,) = resources._made.values()
    assert "nerve:median" in made.graph


def test_problems_in_the_data_do_not_stop_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "symptoms.yaml").write_text("- id: nonsense\n", encoding="utf-8")
    monkeypatch.setenv("PINCHPOINT_DATA", str(tmp_path))
    asyncio.run(_started())
    with pytest.raises(DataError):
        resources.resources()
