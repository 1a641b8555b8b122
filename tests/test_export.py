"""Exports are read back by the tools that they are for, with nothing lost, and the same bytes every time."""

import csv
import io
import json
import zipfile
from typing import Any

import networkx as nx
import pytest

from graph.export import FORMATS
from graph.export.graphml import to_graphml
from graph.export.node_link import to_json
from graph.export.tables import claims_csv, nodes_csv, to_csv_zip
from graph.load import load
from graph.model import Accuracy, Claim, Fact, KnowledgeGraph, Node, Reroute, Source, as_mapping
from tests.conftest import TOY


@pytest.fixture(params=["toy", "real"])
def graph(request: pytest.FixtureRequest) -> KnowledgeGraph:
    """Return the toy graph, then the real one."""
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


def read_back(data: bytes) -> "nx.MultiDiGraph[str]":
    """Read node-link JSON as networkx does."""
    return nx.node_link_graph(json.loads(data), edges="links")


def rebuilt(plain: "nx.MultiDiGraph[str]") -> KnowledgeGraph:
    """Build the graph again from what networkx read."""

    def node(identifier: str, given: dict[str, Any]) -> Node:
        return Node(
            identifier,
            given["label"],
            given["definition"],
            synonyms=tuple(given["synonyms"]),
            lay=tuple(given["lay"]),
            xrefs=given["xrefs"],
            sources=tuple(given.get("sources", ())),
            facts=tuple(
                Fact(fact["name"], fact["text"], tuple(fact.get("sources", ()))) for fact in given.get("facts", ())
            ),
            attributes=given.get("attributes", {}),
            plural=given["plural"],
            formerly=tuple(given.get("formerly", ())),
            reroutes=tuple(Reroute(**frozen(way)) for way in given.get("reroutes", ())),
        )

    def frozen(given: dict[str, Any]) -> dict[str, Any]:
        return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}

    def accuracy(given: dict[str, Any]) -> Accuracy:
        return Accuracy(**frozen(given))

    def claim(subject: str, object_: str, given: dict[str, Any]) -> Claim:
        rest = {name: value for name, value in given.items() if name not in {"sentence", "sources", "accuracy"}}
        found = tuple(accuracy(row) for row in given.get("accuracy", ()))
        return Claim(subject=subject, object=object_, sources=tuple(given["sources"]), accuracy=found, **rest)

    return KnowledgeGraph(
        (node(identifier, given) for identifier, given in plain.nodes(data=True)),
        (claim(subject, object_, given) for subject, object_, given in plain.edges(data=True)),
        (Source(**given) for given in plain.graph["sources"].values()),
        version=plain.graph["version"],
    )


def test_load_write_load_is_identity(graph: KnowledgeGraph) -> None:
    again = rebuilt(read_back(to_json(graph)))
    assert list(again.nodes.values()) == list(graph.nodes.values())
    assert list(again.claims()) == list(graph.claims())
    assert dict(again.sources) == dict(graph.sources)
    assert again.version == graph.version


def test_json_is_node_link_form_with_every_attribute(graph: KnowledgeGraph) -> None:
    data = json.loads(to_json(graph))
    assert {"directed", "multigraph", "graph", "nodes", "links"} <= set(data)
    assert data["directed"]
    assert data["multigraph"]
    for row in data["nodes"]:
        assert {"id", "kind", "label", "definition", "synonyms", "lay", "xrefs"} <= set(row)
    for row in data["links"]:
        assert {"source", "target", "key", "relation", "status", "sources", "sentence"} <= set(row)
        assert row["key"] == row["relation"]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes(toy: KnowledgeGraph, name: str) -> None:
    make = FORMATS[name][2]
    assert make(load(TOY)) == make(toy)
    assert make(toy)


def test_graphml_is_read_by_networkx_with_every_node_claim_and_attribute(graph: KnowledgeGraph) -> None:
    again = nx.read_graphml(io.BytesIO(to_graphml(graph)), force_multigraph=True)
    assert set(again.nodes) == set(graph.nodes)
    keys = {(subject, key, object_) for subject, object_, key in again.edges(keys=True)}
    assert keys == {claim.key for claim in graph.claims()}
    for identifier, given in again.nodes(data=True):
        node = graph.node(identifier)
        assert given["label"] == node.label
        assert [item for item in given.get("synonyms", "").split("|") if item] == list(node.synonyms)
        assert json.loads(given.get("xrefs", "{}")) == dict(node.xrefs)
        assert set(as_mapping(node)) - {"id"} <= set(given)
    for subject, object_, key, given in again.edges(keys=True, data=True):
        claim = graph.nx_graph.edges[subject, object_, key]["claim"]
        assert set(as_mapping(claim)) - {"subject", "object"} <= set(given)
        assert given["sources"].split("|") == list(claim.sources)


def tables(data: bytes) -> dict[str, list[dict[str, str]]]:
    """Read the tables of the ZIP."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline="")))
            for name in archive.namelist()
        }


def test_csv_has_a_row_for_every_node_claim_and_source(graph: KnowledgeGraph) -> None:
    read = tables(to_csv_zip(graph))
    assert list(read) == ["nodes.csv", "claims.csv", "sources.csv"]
    assert [row["id"] for row in read["nodes.csv"]] == list(graph.nodes)
    assert [(row["subject"], row["relation"], row["object"]) for row in read["claims.csv"]] == [
        claim.key for claim in graph.claims()
    ]
    assert [row["id"] for row in read["sources.csv"]] == list(graph.sources)
    for row in read["nodes.csv"]:
        assert row["definition"].lstrip("'") == graph.node(row["id"]).definition
        assert row["kind"] == graph.node(row["id"]).kind
    for row in read["claims.csv"]:
        assert row["sentence"].endswith(".")
        assert row["sources"]


def test_csv_writes_lists_with_bars_and_deeper_values_as_json(toy: KnowledgeGraph) -> None:
    rows = {(row["subject"], row["object"]): row for row in csv.DictReader(io.StringIO(claims_csv(toy)))}
    assert rows["syndrome:tunnel", "symptom:night-tingling"]["sources"] == "source:review-2021"
    tap = rows["test:tap", "syndrome:tunnel"]
    assert tap["sources"] == "source:review-2021|source:trial-2020"
    assert json.loads(tap["accuracy"])[0]["specificity"] == [42.0, 85.5]
    assert json.loads(rows["nerve:alpha", "muscle:lifter"]["roots"]) == {"root:c7": "main", "root:c8": "minor"}
    assert rows["nerve:alpha", "muscle:lifter"]["position"] == "0"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_cell_cannot_start_a_formula(start: str) -> None:
    graph = KnowledgeGraph([Node("nerve:a", f"{start}1+1", "Words, with a comma.\nAnd a line.")], [])
    (row,) = csv.DictReader(io.StringIO(nodes_csv(graph), newline=""))
    assert row["label"] == f"'{start}1+1"
    assert row["definition"] == "Words, with a comma.\nAnd a line."


def test_an_export_says_its_license_and_that_it_is_for_education(toy: KnowledgeGraph) -> None:
    data = json.loads(to_json(toy))["graph"]
    assert data["license"] == "CC BY 4.0"
    assert "no medical advice" in data["notice"]
    again = nx.read_graphml(io.BytesIO(to_graphml(toy)))
    assert again.graph["license"] == "CC BY 4.0"
