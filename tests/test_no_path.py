"""Where nothing relates two nodes, the answer says why, and never claims more than was looked at."""

import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph import reach
from graph.model import KnowledgeGraph
from graph.no_path import no_path, paths_or_why
from graph.paths import LONGEST, paths
from graph.store import EmbeddedStore
from tests.random_graphs import graphs
from tests.test_paths import claim, graph_of


def test_a_longer_path_is_named_with_its_steps() -> None:
    store = graph_of(*(claim(f"mechanism:m{n}", "leads_to", f"mechanism:m{n + 1}") for n in range(7)))
    found = no_path(store, "mechanism:m0", "mechanism:m7")
    assert found.reason == "longer"
    assert found.say == "No path of at most 6 steps relates these two; one of 7 steps does."
    assert found.longer is not None
    assert len(found.longer.claims) == 7
    assert no_path(store, "mechanism:m0", "mechanism:m2", cutoff=1).say.startswith("No path of at most 1 step relates")


def test_links_that_turn_twice_are_named_and_said_to_mean_nothing() -> None:
    store = graph_of(
        claim("test:x", "detects", "syndrome:a"),
        claim("test:x", "detects", "syndrome:b"),
        claim("syndrome:b", "presents_with", "symptom:y"),
        claim("syndrome:c", "presents_with", "symptom:y"),
    )
    found = no_path(store, "syndrome:a", "syndrome:c")
    assert found.reason == "turning"
    assert "The nearest links are a – x – b – y – c." in found.say
    assert "does not relate the first to the third" in found.say


def test_what_is_joined_by_nothing_is_said_to_be_apart() -> None:
    store = graph_of(
        claim("syndrome:a", "presents_with", "symptom:x"), claim("syndrome:b", "presents_with", "symptom:y")
    )
    assert no_path(store, "syndrome:a", "syndrome:b").reason == "apart"


def test_where_a_bound_ended_the_search_it_says_so_and_not_that_there_is_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reach, "_SEEN", 6)
    spread = [claim("syndrome:a", "presents_with", f"symptom:s{n}") for n in range(9)]
    spread += [claim(f"syndrome:b{n}", "presents_with", f"symptom:s{n}") for n in range(9)]
    store = graph_of(
        *spread, claim("syndrome:z", "presents_with", "symptom:z"), claim("cause:c", "predisposes_to", "syndrome:z")
    )
    found = no_path(store, "syndrome:a", "cause:c")
    assert found.reason == "stopped"
    assert "not everything was looked at" in found.say


@settings(max_examples=60)
@given(graphs(most_nodes=10, most_claims=20), st.data())
def test_in_a_small_graph_it_agrees_with_networkx(graph: KnowledgeGraph, data: st.DataObject) -> None:
    assume(len(graph) > 1)
    store = EmbeddedStore(graph)
    source, target = data.draw(st.permutations(list(graph.nodes)).map(lambda ids: ids[:2]))
    found, why = paths_or_why(store, source, target, cutoff=2)
    assert (why is None) == bool(found)
    if why is None:
        return
    joined = nx.has_path(graph.nx_graph.to_undirected(as_view=True), source, target)
    longer = bool(paths(store, source, target, cutoff=LONGEST))
    assert why.reason == ("longer" if longer else "turning" if joined else "apart")
