"""Counts are right, and thin sheets are named."""

from collections import Counter

from graph.model import Claim, KnowledgeGraph, Node, Source
from graph.statistics import statistics


def test_the_toy_is_counted(toy: KnowledgeGraph) -> None:
    counted = statistics(toy)
    assert dict(counted.nodes) == Counter(node.kind for node in toy.nodes.values())
    assert dict(counted.claims) == Counter(claim.relation for claim in toy.claims())
    assert counted.all_claims == sum(1 for _ in toy.claims()) == 46
    assert dict(counted.sources) == {
        "patient information": 1,
        "reference": 1,
        "study": 1,
        "systematic review": 1,
        "textbook": 1,
    }
    assert counted.disputed == 2
    peers = {"source:trial-2020", "source:review-2021"}
    assert counted.peer_reviewed == sum(bool(peers & set(claim.sources)) for claim in toy.claims())


def test_citations_are_counted_most_cited_first(toy: KnowledgeGraph) -> None:
    counted = statistics(toy).claims_per_source
    numbers = list(counted.values())
    assert numbers == sorted(numbers, reverse=True)
    assert counted["source:trial-2020"] == sum("source:trial-2020" in claim.sources for claim in toy.claims())


def test_a_thin_sheet_is_named_with_what_it_lacks(toy: KnowledgeGraph) -> None:
    assert dict(statistics(toy).thin) == {"syndrome:tunnel": ("2 of 4 presents_with", "1 of 3 detects")}


def test_a_sheet_without_anything_lacks_everything_and_imitating_is_not_being_imitated() -> None:
    nodes = [Node("syndrome:a", "a", ""), Node("syndrome:b", "b", "")]
    graph = KnowledgeGraph(
        nodes,
        [Claim("syndrome:a", "imitates", "syndrome:b", ("source:s",))],
        [Source("source:s", "T", "study", "table", "u")],
    )
    thin = statistics(graph).thin
    assert thin["syndrome:a"] == (
        "0 of 4 presents_with",
        "0 of 3 detects",
        "0 of 2 imitates",
        "0 of 1 treats",
        "no site",
    )
    assert thin["syndrome:b"][2] == "1 of 2 imitates"


def test_an_empty_graph_has_no_counts() -> None:
    counted = statistics(KnowledgeGraph([], []))
    assert (dict(counted.nodes), dict(counted.claims), counted.all_claims, dict(counted.thin)) == ({}, {}, 0, {})
