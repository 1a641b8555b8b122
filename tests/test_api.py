"""The HTTP API: the shapes of `graph.answers`, bounds enforced, one error shape, and no traceback whatever is asked."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer.routes import LARGEST_LIMIT, routes
from graph.answers import neighborhood_answer, paths_answer, search_answer, show_answer
from graph.model import KnowledgeGraph
from graph.neighborhood import neighborhood
from graph.paths import paths
from graph.search import SearchIndex
from graph.show import show
from graph.store import EmbeddedStore


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Return a client of the API over the real graph; an exception in a route fails the test."""
    with TestClient(Starlette(routes=routes())) as made:
        yield made


def is_error(answer: Any, code: str) -> bool:
    """Tell whether an answer has the one error shape, with this code."""
    return (
        set(answer) == {"error"}
        and set(answer["error"]) == {"code", "message", "suggestions"}
        and answer["error"]["code"] == code
    )


def test_health_tells_the_data(client: TestClient, real: KnowledgeGraph) -> None:
    answer = client.get("/api/health")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "version": real.version,
        "nodes": len(real),
        "claims": sum(1 for _ in real.claims()),
    }


def test_search_answers_as_the_command_line_does(client: TestClient, index: SearchIndex) -> None:
    answer = client.get("/api/search", params={"q": "carpel tunel", "limit": 5})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.json() == json.loads(json.dumps(search_answer("carpel tunel", index.search("carpel tunel", limit=5))))


def test_search_keeps_kinds_given_twice_or_with_a_comma(client: TestClient) -> None:
    twice = client.get("/api/search", params={"q": "tunnel", "kind": ["site", "syndrome"]}).json()
    comma = client.get("/api/search?q=tunnel&kind=site,syndrome").json()
    assert twice == comma
    assert {hit["kind"] for hit in twice["hits"]} == {"site", "syndrome"}


@pytest.mark.parametrize("query", ["", "   ", "qqqqqqqqqq", "\x00"])
def test_a_search_that_finds_nothing_is_well(client: TestClient, query: str) -> None:
    answer = client.get("/api/search", params={"q": query})
    assert (answer.status_code, answer.json()["hits"]) == (200, [])


def test_a_search_without_a_query_is_an_empty_one(client: TestClient) -> None:
    assert client.get("/api/search").json() == {"query": "", "hits": []}


@pytest.mark.parametrize("name", ["nerve:median", "median nerve", "Median%20Nerve"])
def test_a_node_is_found_by_id_and_by_name(client: TestClient, store: EmbeddedStore, name: str) -> None:
    answer = client.get(f"/api/nodes/{name}")
    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(show_answer(show(store, "nerve:median"))))


def test_a_neighborhood_answers_as_the_command_line_does(client: TestClient, store: EmbeddedStore) -> None:
    answer = client.get(
        "/api/neighborhood/syndrome:carpal-tunnel?depth=2&kinds=test,site&kinds=nerve&relations=detects&relations=leads_to&limit=30"
    )
    expected = neighborhood(
        store,
        "syndrome:carpal-tunnel",
        depth=2,
        kinds=["test", "site", "nerve"],
        relations=["detects", "leads_to"],
        limit=30,
    )
    assert answer.json() == json.loads(json.dumps(neighborhood_answer(expected)))


def test_paths_answer_as_the_command_line_does(client: TestClient, store: EmbeddedStore) -> None:
    answer = client.get("/api/paths?from=carpal tunnel syndrome&to=symptom:muscle-spasm&limit=3&cutoff=5")
    expected = paths(store, "syndrome:carpal-tunnel", "symptom:muscle-spasm", limit=3, cutoff=5)
    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(paths_answer(expected)))


def test_no_path_says_why(client: TestClient) -> None:
    answer = client.get("/api/paths?from=nerve:branches-to-psoas&to=root:c3").json()
    assert answer["paths"] == []
    assert answer["none"] == {
        "reason": "longer",
        "say": "No path of at most 6 steps relates these two; one of 7 steps does.",
        "cutoff": 7,
    }
    assert client.get("/api/paths?from=nerve:branches-to-psoas&to=root:c3&cutoff=7").json()["paths"]


@pytest.mark.parametrize(
    ("query", "code", "said"),
    [
        ("from=nerve:median", "bad question", "to must be given"),
        ("to=nerve:median&from=%20", "bad question", "from must be given"),
        ("from=nerve:median&to=median nerve", "bad question", "two ends"),
        ("from=nerve:median&to=nerve:ulnar&cutoff=9", "bad question", "cutoff"),
        ("from=nerve:median&to=nerve:ulnar&limit=21", "bad question", "limit"),
        ("from=nerve:medain&to=nerve:ulnar", "unknown name", "nerve:median"),
    ],
)
def test_bad_questions_about_paths_are_answered(client: TestClient, query: str, code: str, said: str) -> None:
    answer = client.get(f"/api/paths?{query}")
    assert answer.status_code == (404 if code == "unknown name" else 400)
    assert is_error(answer.json(), code)
    assert said in answer.json()["error"]["message"]


@pytest.mark.parametrize("path", ["nodes", "neighborhood", "picture"])
def test_an_unknown_node_is_404_with_suggestions(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/{path}/medain nerve")
    assert answer.status_code == 404
    assert is_error(answer.json(), "unknown name")
    assert "nerve:median" in answer.json()["error"]["suggestions"]


@pytest.mark.parametrize(
    "path",
    [
        "search?q=x&limit=0", "search?q=x&limit=51", "search?q=x&limit=-1", "search?q=x&limit=many", "search?q=x&limit=", "search?q=x&limit=1e3",
        "search?q=x&limit=%C2%B2", "search?q=x&limit=0000000000000000000000051", "search?q=x&kind=planet",
        "neighborhood/nerve:median?depth=0", "neighborhood/nerve:median?depth=4", "neighborhood/nerve:median?depth=two",
        f"neighborhood/nerve:median?limit={LARGEST_LIMIT + 1}", "neighborhood/nerve:median?limit=0000000011000",
        "neighborhood/nerve:median?kinds=planet", "neighborhood/nerve:median?relations=orbits", f"neighborhood/nerve:median?limit={'9' * 5000}",
    ],
    ids=lambda path: path[:60],
)  # fmt: skip
def test_a_question_out_of_bounds_is_400(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 400
    assert is_error(answer.json(), "bad question")
    assert len(answer.json()["error"]["message"]) < 500


@pytest.mark.parametrize(
    "path",
    [
        f"neighborhood/nerve:median?limit={LARGEST_LIMIT}",
        "search?q=nerve&limit=50",
        "neighborhood/nerve:median?depth=3",
    ],
)
def test_the_bounds_themselves_are_allowed(client: TestClient, path: str) -> None:
    assert client.get(f"/api/{path}").status_code == 200


def test_an_ambiguous_name_is_400_with_the_candidates(monkeypatch: pytest.MonkeyPatch, toy_folder: Path) -> None:
    for name in ("causes.yaml", "treatments.yaml"):
        path = toy_folder / name
        path.write_text(
            path.read_text(encoding="utf-8").replace("\n  definition:", "\n  synonyms: [twin]\n  definition:", 1),
            encoding="utf-8",
        )
    monkeypatch.setenv("PINCHPOINT_DATA", str(toy_folder))
    answer = TestClient(Starlette(routes=routes())).get("/api/nodes/twin")
    assert answer.status_code == 400
    assert is_error(answer.json(), "ambiguous name")
    assert answer.json()["error"]["suggestions"] == ["cause:wet-wood", "treatment:splint"]


@pytest.mark.parametrize(
    "path",
    ["health", "search?q=x", "nodes/nerve:alpha", "neighborhood/nerve:alpha", "picture/nerve:alpha", "export/json"],
)
def test_broken_data_are_503_until_they_are_mended(
    monkeypatch: pytest.MonkeyPatch, toy_folder: Path, path: str
) -> None:
    monkeypatch.setenv("PINCHPOINT_DATA", str(toy_folder))
    client = TestClient(Starlette(routes=routes()))
    good = (toy_folder / "causes.yaml").read_text(encoding="utf-8")
    (toy_folder / "causes.yaml").write_text("- id: [", encoding="utf-8")
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 503
    assert is_error(answer.json(), "bad data")
    assert "toy/causes.yaml" in answer.json()["error"]["message"]
    (toy_folder / "causes.yaml").write_text(good, encoding="utf-8")
    assert client.get(f"/api/{path}").status_code == 200


def test_a_missing_data_folder_is_503(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PINCHPOINT_DATA", str(tmp_path / "none"))
    answer = TestClient(Starlette(routes=routes())).get("/api/health")
    assert answer.status_code == 503
    assert is_error(answer.json(), "bad data")


def test_exports_come_as_downloads(client: TestClient, real: KnowledgeGraph) -> None:
    graph = client.get("/api/export/json")
    assert graph.headers["content-disposition"] == 'attachment; filename="pinchpoint.json"'
    assert len(nx.node_link_graph(graph.json(), edges="links")) == len(real)
    assert len(nx.read_graphml(io.BytesIO(client.get("/api/export/graphml").content), force_multigraph=True)) == len(
        real
    )
    with zipfile.ZipFile(io.BytesIO(client.get("/api/export/csv").content)) as archive:
        assert archive.namelist() == ["nodes.csv", "claims.csv", "sources.csv"]


def test_an_unknown_format_is_404_that_names_the_formats(client: TestClient) -> None:
    answer = client.get("/api/export/pdf")
    assert answer.status_code == 404
    assert answer.json()["error"]["suggestions"] == ["csv", "graphml", "json"]


def test_sources_are_given_by_their_short_ids(client: TestClient, real: KnowledgeGraph) -> None:
    one, other = list(real.sources.values())[:2]
    short = [source.id.partition(":")[2] for source in (one, other)]
    answer = client.get("/api/sources", params={"ids": f"{short[0]},{short[1]},nobody"}).json()
    assert set(answer["sources"]) == set(short)
    assert answer["sources"][short[0]]["text"] == one.citation
    assert client.get("/api/sources").json() == {"sources": {}}


def test_a_picture_is_a_web_page_to_keep(client: TestClient) -> None:
    answer = client.get("/api/picture/nerve:median?depth=2&open=site:carpal-tunnel")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["content-disposition"] == 'attachment; filename="pinchpoint-median.html"'


def test_a_picture_ignores_what_it_cannot_read(client: TestClient) -> None:
    assert client.get("/api/picture/nerve:median?depth=9&open=nobody&hide=planet").status_code == 200


@pytest.mark.parametrize("path", ["look.json", "canvas.js", "view.css", "vis/vis-network.min.js"])
def test_the_components_files_are_served(client: TestClient, path: str) -> None:
    answer = client.get(f"/assets/{path}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["../app.py", "%2e%2e/assets.py", "nothing.js", "vis/../../../../../etc/passwd"])
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    assert client.get(f"/assets/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/api/search", "/api/nodes/nerve:median"])
def test_only_reading_is_allowed(client: TestClient, path: str) -> None:
    assert client.post(path).status_code == 405


@settings(max_examples=40)
@given(
    st.sampled_from(["nodes", "neighborhood"]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1, max_size=30),
)
def test_whatever_name_is_asked_for_has_an_answer_in_json(client: TestClient, path: str, name: str) -> None:
    answer = client.get(
        f"/api/{path}/x{quote(name, safe='')}"
    )  # x: a path of dots is another folder; no line end: no route has one
    assert answer.status_code in {200, 400, 404}
    assert answer.headers["content-type"].startswith("application/json")
    if answer.status_code != 200:
        assert set(answer.json()["error"]) == {"code", "message", "suggestions"}
