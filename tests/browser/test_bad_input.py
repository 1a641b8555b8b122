"""Bad input: each says what happened and offers the way out; never a traceback."""

import json
import re
import shutil
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from playwright.sync_api import expect

from .conftest import Visit
from .server import ROOT, App, running


def test_an_unknown_node_in_the_address_says_so_and_offers_what_was_meant(visit: Visit) -> None:
    screen = visit("/?node=nerve:meddian")
    expect(screen.page.get_by_text("nerve:meddian")).to_be_visible()
    expect(screen.page.get_by_text("not in the graph")).to_be_visible()
    screen.page.get_by_role("button", name="Show median nerve").click()
    screen.wait_url(node="nerve:median")
    screen.settled()
    expect(screen.card).to_be_visible()
    expect(screen.page.get_by_text("not in the graph")).to_have_count(0)


def test_an_unknown_node_offers_the_start_page(visit: Visit) -> None:
    screen = visit("/?node=%3Cscript%3Ealert(1)%3C/script%3E")
    expect(screen.page.get_by_text("not in the graph")).to_be_visible()
    screen.page.get_by_role("button", name="To the start page").click()
    screen.wait_url(node="")
    expect(screen.page.get_by_text("not in the graph")).to_have_count(0)
    expect(screen.question()).to_be_visible()


def test_an_unknown_page_leads_home(visit: Visit) -> None:
    screen = visit("/nowhere", forgive=["does not seem to exist"])
    expect(screen.page.get_by_text("Page not found")).to_be_visible()


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Start a second app on a copy of the data with two mistakes in it."""
    folder = tmp_path_factory.mktemp("broken") / "data"
    shutil.copytree(ROOT / "data", folder)
    sheet = folder / "syndromes" / "carpal-tunnel.yaml"
    text = sheet.read_text(encoding="utf-8")
    assert "definition:" in text
    sheet.write_text(text.replace("definition:", "definitoin:", 1), encoding="utf-8")
    symptoms = folder / "symptoms.yaml"
    symptoms.write_text(symptoms.read_text(encoding="utf-8") + "\n- id: [\n", encoding="utf-8")
    with running(folder.parent / "log.txt", PINCHPOINT_DATA=str(folder)) as started:
        yield started


def test_a_broken_data_folder_is_said_with_file_and_line_not_a_traceback(visit: Visit, broken: App) -> None:
    screen = visit("/data", base=broken.url)
    expect(screen.page.get_by_role("heading", name="The data cannot be loaded")).to_be_visible()
    for words in ("carpal-tunnel.yaml:", "did you mean", "symptoms.yaml:", "python -m graph check"):
        expect(screen.page.get_by_text(words).first).to_be_visible()
    expect(screen.page.get_by_role("button", name="Try again")).to_be_visible()
    said = screen.page.get_by_test_id("stMain").inner_text()
    assert "Traceback" not in said
    assert str(ROOT) not in said, "the page names folders of the server"
    assert "Traceback" not in broken.log, broken.log[-3000:]


def test_the_api_of_a_broken_data_folder_answers_503_in_the_one_error_shape(broken: App) -> None:
    for path in (
        "/api/health",
        "/api/search?q=median",
        "/api/nodes/nerve:median",
        "/api/picture/nerve:median",
        "/api/export/json",
    ):
        status, text = broken.get(path)
        assert status == HTTPStatus.SERVICE_UNAVAILABLE, f"{path}: {status} {text[:300]}"
        error = json.loads(text)["error"]
        assert error["code"] == "bad data", path
        assert re.search(r"\.yaml:\d+: ", error["message"]), path
        assert "Traceback" not in text, path


def test_mended_data_load_without_a_restart(visit: Visit, broken: App) -> None:
    folder = broken.data
    screen = visit("/data", base=broken.url)
    expect(screen.page.get_by_role("heading", name="The data cannot be loaded")).to_be_visible()
    shutil.copytree(ROOT / "data", folder, dirs_exist_ok=True)
    screen.page.get_by_role("button", name="Try again").click()
    expect(screen.page.get_by_text("License and limits")).to_be_visible()
