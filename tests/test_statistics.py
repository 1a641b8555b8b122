"""Counts are right, and thin sheets are named."""

from collections import Counter

from graph.model import Claim, KnowledgeGraph, Node, Source
from graph.sheets import Sheet
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


def sheet(graph: KnowledgeGraph, syndrome: str) -> Sheet:
    """Return the count of one sheet."""
    return next(sheet for sheet in statistics(graph).sheets if sheet.id == syndrome)


def test_a_thin_sheet_is_named_with_what_it_lacks(toy: KnowledgeGraph) -> None:
    assert [(sheet.id, sheet.lacks, sheet.unknown) for sheet in statistics(toy).thin] == [
        ("syndrome:tunnel", ("2 of 4 presents_with", "1 of 3 detects"), 1)
    ]


def test_a_sheet_counts_its_claims_and_the_types_of_its_sources(toy: KnowledgeGraph) -> None:
    counted = sheet(toy, "syndrome:tunnel")
    cited = {"source:review-2021", "source:leaflet", "source:trial-2020", "source:atlas"}
    assert counted.sources == {"systematic review": 1, "study": 1, "textbook": 1, "patient information": 1}
    assert sum(counted.sources.values()) == len(cited)
    own = [claim for claim in toy.claims_of("syndrome:tunnel") if claim.key != ("syndrome:tunnel", "imitates", "x")]
    assert counted.claims == len(own) == 14
    assert counted.disputed == 1
    assert 0 < counted.peer_reviewed < counted.claims


def test_a_general_syndrome_lacks_nothing_and_its_kinds_claims_are_not_its_own(toy: KnowledgeGraph) -> None:
    general = sheet(toy, "syndrome:neck")
    assert general.lacks == ()
    imitates = [c for c in toy.claims_of("syndrome:neck") if c.relation == "imitates" and c.object == "syndrome:neck"]
    assert general.claims == 2 + len(imitates), "site, symptom, and what imitates it"


def test_a_sheet_without_anything_lacks_everything_and_imitating_is_not_being_imitated() -> None:
    nodes = [Node("syndrome:a", "a", ""), Node("syndrome:b", "b", "")]
    graph = KnowledgeGraph(
        nodes,
        [Claim("syndrome:a", "imitates", "syndrome:b", ("source:s",))],
        [Source("source:s", "T", "patient information", "table", "u")],
    )
    assert sheet(graph, "syndrome:a").lacks == (
        "0 of 1 leads_to",
        "0 of 1 involves",
        "0 of 4 presents_with",
        "0 of 1 spares",
        "0 of 3 detects",
        "0 of 2 imitates",
        "0 of 1 treats",
        "0 of 1 predisposes_to",
        "no prognosis",
        "no how common",
        "no red flag",
        "0 of 2 sources",
        "no peer-reviewed source or standard reference",
    )
    lacks = sheet(graph, "syndrome:b").lacks
    assert "1 of 2 imitates" in lacks
    assert "1 of 2 sources" in lacks
    assert lacks[-1] == "no peer-reviewed source or standard reference", "a leaflet alone does not carry a sheet"


def test_an_empty_graph_has_no_counts() -> None:
    counted = statistics(KnowledgeGraph([], []))
    assert (dict(counted.nodes), dict(counted.claims), counted.all_claims, counted.sheets) == ({}, {}, 0, ())
