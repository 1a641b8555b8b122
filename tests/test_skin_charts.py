"""The drawings of the skin charts: they show the patches of the data, all of them and no other, and stay small."""

import xml.etree.ElementTree as ET
from collections import Counter

import pytest
import yaml

from explorer.components.assets import ASSETS
from explorer.components.skin_chart import GROUPS, mark_of
from graph.load import DATA

CHARTS = ASSETS / "charts"
SVG = "{http://www.w3.org/2000/svg}"
SHOWN = [chart for charts in GROUPS.values() for chart in charts]
IN_DATA = {record["id"] for record in yaml.safe_load((DATA / "anatomy" / "skin.yaml").read_text(encoding="utf-8"))}


def drawing(name: str) -> ET.Element:
    return ET.fromstring((CHARTS / f"{name}.svg").read_text(encoding="utf-8"))  # noqa: S314 - our own file


def patches(name: str) -> list[ET.Element]:
    return [path for path in drawing(name).iter(f"{SVG}path") if "data-skin" in path.attrib]


def test_every_patch_of_the_data_is_drawn_and_every_drawn_patch_is_in_the_data():
    drawn = {path.attrib["data-skin"] for chart in SHOWN for path in patches(chart.name)}
    assert not IN_DATA - drawn, f"draw them on a chart in {CHARTS}: {', '.join(sorted(IN_DATA - drawn))}"
    assert not drawn - IN_DATA, f"no such patch in skin.yaml: {', '.join(sorted(drawn - IN_DATA))}"


def test_every_drawing_is_shown_and_every_shown_chart_is_drawn():
    assert sorted(path.stem for path in CHARTS.iterdir()) == sorted(chart.name for chart in SHOWN)


@pytest.mark.parametrize("chart", SHOWN, ids=lambda chart: chart.name)
def test_a_drawing_is_what_the_component_counts_on(chart):
    root = drawing(chart.name)
    assert root.findtext(f"{SVG}title") == chart.title
    assert root.attrib["viewBox"].startswith("0 0 ")
    body = root.find(f"{SVG}path[@class='body']")
    assert body is not None and body.attrib["id"] == f"chart-{chart.name}", "ids are unique in the page"
    assert root.find(f"{SVG}g[@class='patches']") is not None
    twice = [
        patch for patch, times in Counter(path.attrib["data-skin"] for path in patches(chart.name)).items() if times > 1
    ]
    assert not twice, f"one path a patch; pieces of it are subpaths: {twice}"
    for path in patches(chart.name):
        pieces = path.attrib["d"].replace("z", "Z").split("Z")
        assert pieces.pop() == "", f"{path.attrib['data-skin']} is not closed"
        assert all(piece.startswith("M") for piece in pieces), (
            "each piece starts where it says, so that it can be measured alone"
        )


def test_the_drawings_stay_small():
    total = sum(path.stat().st_size for path in CHARTS.iterdir())
    assert total < 60_000, f"{total} bytes: they are fetched as a person opens the charts"


@pytest.mark.parametrize(
    "sent",
    [
        None,
        {"act": "mark", "id": "skin:nowhere", "mark": "numb"},
        {"act": "mark", "id": "skin:heel", "mark": "green"},
        {"act": "mark", "id": ["skin:heel"], "mark": "numb"},
        {"act": "mark", "id": "skin:heel"},
        {"act": "select", "id": "skin:heel", "mark": "numb"},
    ],
)
def test_what_is_no_mark_of_a_known_patch_is_nothing(sent):
    assert mark_of(sent, frozenset({"skin:heel"})) is None
