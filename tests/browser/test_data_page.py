"""The Data page: what is in the graph, its sources, downloads that open."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import networkx as nx
from playwright.sync_api import expect

from .conftest import Visit
from .screen import Screen


def _data(visit: Visit) -> Screen:
    screen = visit("/data")
    expect(screen.page.get_by_text("License and limits")).to_be_visible()
    return screen


def test_it_says_what_is_there_and_draws_it(visit: Visit) -> None:
    screen = _data(visit)
    charts = screen.page.get_by_test_id("stVegaLiteChart")
    expect(charts).to_have_count(2)
    for chart in charts.all():
        drawn = chart.locator("canvas, svg").first
        expect(drawn).to_be_visible()
        box = drawn.bounding_box()
        assert box
        assert box["height"] > 150
    main = screen.page.get_by_test_id("stMain")
    expect(main).to_contain_text(re.compile(r"\d+ things and \d+ links"))
    expect(main).to_contain_text("CC BY 4.0")
    expect(main).to_contain_text("no medical advice")
    expect(screen.page.get_by_test_id("stException")).to_have_count(0)


def test_sources_are_searched(visit: Visit) -> None:
    screen = _data(visit)
    box = screen.page.get_by_role("textbox", name="Search the sources")
    box.fill("carpal tunnel")
    box.press("Enter")
    caption = screen.page.get_by_text(re.compile(r"^\d+ of \d+ works"))
    expect(caption).to_be_visible()
    screen.page.wait_for_function(
        "() => [...document.querySelectorAll('p')].some((p) => { const m = p.textContent.match(/^(\\d+) of (\\d+) works/); return m && +m[1] < +m[2] && +m[1] > 0; })"
    )
    box.fill("zzqqxx")
    box.press("Enter")
    expect(screen.page.get_by_text("No source has the words “zzqqxx”")).to_be_visible()
    box.fill("")
    box.press("Enter")
    expect(screen.page.get_by_test_id("stDataFrame")).to_be_visible()


def _saved(screen: Screen, name: str, folder: Path) -> Any:
    with screen.page.expect_download() as waiting:
        screen.page.get_by_role("button", name=name).click()
    screen.settled()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path.read_text(encoding="utf-8")


def test_downloads_open_and_agree_with_each_other(visit: Visit, tmp_path: Path) -> None:
    screen = _data(visit)
    nodes = list(csv.DictReader(io.StringIO(_saved(screen, "Things (CSV)", tmp_path))))
    claims = list(csv.DictReader(io.StringIO(_saved(screen, "Links (CSV)", tmp_path))))
    whole = nx.node_link_graph(json.loads(_saved(screen, "Node-link JSON", tmp_path)), edges="links")
    xml = nx.parse_graphml(_saved(screen, "GraphML", tmp_path))
    assert len(nodes) == len(whole) == len(xml) > 300
    assert len(claims) == whole.number_of_edges() == xml.number_of_edges() > 600
    assert "nerve:median" in whole
    said = screen.page.get_by_test_id("stMain").inner_text()
    assert re.search(rf"{len(nodes)} things and {len(claims)} links", said), said[:300]
