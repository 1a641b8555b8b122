"""Answers have one shape, the issue's, whoever asks."""

import json

import pytest

from graph.answers import error_answer, neighborhood_answer, search_answer, show_answer
from graph.errors import (
    AmbiguousNameError,
    BadQuestionError,
    DataError,
    Location,
    PinchpointError,
    Problem,
    UnknownNameError,
)
from graph.neighborhood import neighborhood
from graph.search import SearchIndex
from graph.show import show
from graph.store import EmbeddedStore


def test_search_answers_query_and_hits(toy_index: SearchIndex) -> None:
    answer = search_answer("pins and needles", toy_index.search("pins and needles"))
    assert answer == {
        "query": "pins and needles",
        "hits": [
            {
                "id": "symptom:tingling",
                "kind": "symptom",
                "label": "tingling",
                "matched": "pins and needles",
                "score": 98.0,
            }
        ],
    }


def test_nothing_found_is_an_empty_list() -> None:
    assert search_answer("x", ()) == {"query": "x", "hits": []}


def test_show_answers_the_node_its_claims_and_the_sources(toy_store: EmbeddedStore) -> None:
    answer = show_answer(show(toy_store, "test:tap"))
    assert set(answer) == {"node", "claims", "sources", "truncated"}
    assert answer["node"] == {
        "kind": "test",
        "id": "test:tap",
        "label": "tap test",
        "definition": "A tap over a string makes the hand prickle when the string is hurt.",
        "sources": ["source:review-2021"],
        "facts": [
            {"name": "How it is done", "text": "Tap over the wrist with one finger.", "sources": ["source:review-2021"]}
        ],
        "attributes": {"modality": "examination"},
        "plural": False,
    }
    detects = next(claim for claim in answer["claims"] if claim["relation"] == "detects")
    assert detects == {
        "subject": "test:tap",
        "relation": "detects",
        "object": "syndrome:tunnel",
        "sentence": "Tap test helps to detect tunnel syndrome.",
        "status": "disputed",
        "dispute": "A later review found it of little use.",
        "finding": "The palm prickles.",
        "accuracy": [
            {"source": "source:trial-2020", "sensitivity": [68.0, 68.0], "specificity": [42.0, 85.5], "reference": "wire study",
             "note": "40 toys."},
            {"source": "source:review-2021", "sensitivity": [50.0, 50.0]},
        ],
        "sources": ["source:review-2021", "source:trial-2020"],
    }  # fmt: skip
    assert answer["sources"]["source:trial-2020"]["doi"] == "10.1234/toys.2020.5"
    assert answer["truncated"] is False


def test_neighborhood_answers_center_nodes_claims_and_omitted(toy_store: EmbeddedStore) -> None:
    answer = neighborhood_answer(neighborhood(toy_store, "mechanism:misfiring", limit=1))
    assert set(answer) == {"center", "nodes", "claims", "omitted", "truncated"}
    assert answer["center"] == "mechanism:misfiring"
    assert answer["nodes"] == [
        {"id": "mechanism:misfiring", "kind": "mechanism", "label": "misfiring", "hop": 0},
        {"id": "symptom:spasm", "kind": "symptom", "label": "muscle spasm", "hop": 1},
    ]
    assert [claim["sentence"] for claim in answer["claims"]] == ["Misfiring can lead to muscle spasm."]
    assert answer["omitted"] == {"mechanism": 1}


@pytest.mark.parametrize("depth", [1, 3])
def test_answers_are_plain_json_and_every_claim_joins_listed_nodes(store: EmbeddedStore, depth: int) -> None:
    answer = neighborhood_answer(neighborhood(store, "syndrome:carpal-tunnel", depth=depth))
    assert json.loads(json.dumps(answer)) == answer
    listed = {node["id"] for node in answer["nodes"]}
    for claim in answer["claims"]:
        assert {claim["subject"], claim["object"]} <= listed
        assert {"relation", "sentence", "status", "sources"} <= set(claim)
        assert claim["sources"], "a claim has a source"


@pytest.mark.parametrize(
    ("error", "code", "suggestions"),
    [
        (UnknownNameError("x", ["nerve:a"]), "unknown name", ["nerve:a"]),
        (UnknownNameError("x"), "unknown name", []),
        (AmbiguousNameError("x", ["nerve:a", "nerve:b"]), "ambiguous name", ["nerve:a", "nerve:b"]),
        (BadQuestionError("no"), "bad question", []),
        (DataError([Problem(Location("f", 1), "r", "w")]), "bad data", []),
        (PinchpointError("other"), "error", []),
    ],
    ids=["unknown", "unknown without suggestions", "ambiguous", "bad question", "bad data", "other"],
)
def test_errors_have_one_shape(error: PinchpointError, code: str, suggestions: list[str]) -> None:
    assert error_answer(error) == {"error": {"code": code, "message": str(error), "suggestions": suggestions}}
