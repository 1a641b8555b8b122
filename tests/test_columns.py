"""Paths drawn together: cause left, effect right, the best one straight, shared nodes once, no label over another."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.asked import read_asked
from graph.boxes import overlaps
from graph.columns import columns
from graph.load import DATA
from graph.model import KnowledgeGraph, Node
from graph.path import Path
from graph.paths import paths
from graph.store import EmbeddedStore
from tests.random_graphs import graphs


def nodes_of(found: tuple[Path, ...]) -> dict[str, Node]:
    return {name: node for path in found for name, node in path.told.nodes.items()}


@pytest.mark.parametrize("upright", [False, True], ids=["wide", "upright"])
def test_what_people_ask_is_drawn_from_cause_to_effect_with_no_label_over_another(
    store: EmbeddedStore, upright: bool
) -> None:
    for asked in read_asked(DATA):
        found = paths(store, asked.source, asked.target)
        places = columns(found, nodes_of(found), focus=asked.source, upright=upright)
        assert set(places) == {node for path in found for node in path.nodes}, asked.id
        assert overlaps(places) == [], asked.id
        best = found[0].nodes if found[0].flow >= 0 else found[0].nodes[::-1]
        along = [places[node].y if upright else places[node].x for node in best]
        assert along == sorted(set(along)), asked.id


def test_the_best_path_is_straight_unless_one_claim_joins_the_ends(store: EmbeddedStore) -> None:
    found = paths(store, "mechanism:nerve-compression", "symptom:muscle-spasm")
    places = columns(found, nodes_of(found))
    assert {places[node].y for node in found[0].nodes} == {0}
    direct = paths(store, "syndrome:carpal-tunnel", "symptom:night-time-tingling")
    assert len(direct[0].nodes) == 2
    places = columns(direct, nodes_of(direct))
    assert {places[node].y for node in direct[0].nodes} == {0}
    assert all(places[node].y != 0 for path in direct[1:] for node in path.nodes[1:-1])


def test_asked_from_the_effect_the_cause_still_stands_left(store: EmbeddedStore) -> None:
    found = paths(store, "symptom:muscle-spasm", "mechanism:nerve-compression")
    places = columns(found, nodes_of(found))
    assert places["mechanism:nerve-compression"].x < places["symptom:muscle-spasm"].x


@settings(max_examples=40)
@given(graphs(most_nodes=10, most_claims=30), st.booleans(), st.data())
def test_no_label_covers_another_in_any_graph(graph: KnowledgeGraph, upright: bool, data: st.DataObject) -> None:
    assume(len(graph) > 1)
    source, target = data.draw(st.permutations(list(graph.nodes)).map(lambda ids: ids[:2]))
    found = paths(EmbeddedStore(graph), source, target, limit=20, every=True)
    places = columns(found, nodes_of(found), focus=source, upright=upright)
    assert overlaps(places) == []
    assert places == columns(found, nodes_of(found), focus=source, upright=upright)


def test_no_path_has_no_place() -> None:
    assert columns((), {}) == {}
