"""Chains of cause and effect: the shortest, accepted before disputed, always the same."""

import itertools

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.chain import CAUSAL, LONGEST, chain, explanation, way
from graph.errors import BadQuestionError, UnknownNameError
from graph.model import Claim, KnowledgeGraph, Node, Source
from graph.store import EmbeddedStore
from tests.random_graphs import graphs


def test_the_toy_can_be_squeezed_into_a_spasm(toy_store: EmbeddedStore) -> None:
    found = chain(toy_store, "syndrome:tunnel", "symptom:spasm")
    assert [claim.key for claim in found] == [
        ("syndrome:tunnel", "involves", "mechanism:squeeze"),
        ("mechanism:squeeze", "leads_to", "mechanism:misfiring"),
        ("mechanism:misfiring", "leads_to", "symptom:spasm"),
    ]


def test_cause_and_effect_have_a_direction(toy_store: EmbeddedStore) -> None:
    assert chain(toy_store, "symptom:spasm", "syndrome:tunnel") == ()


def test_other_relations_make_no_chain(toy_store: EmbeddedStore) -> None:
    assert chain(toy_store, "nerve:alpha", "muscle:lifter") == ()
    assert chain(toy_store, "nerve:alpha", "nerve:alpha") == ()


@settings(max_examples=40)
@given(graphs(most_nodes=10, most_claims=40), st.data())
def test_it_is_as_short_as_networkx_finds_and_hangs_together(graph: KnowledgeGraph, data: st.DataObject) -> None:
    start, end = data.draw(st.sampled_from(list(graph.nodes))), data.draw(st.sampled_from(list(graph.nodes)))
    causal = nx.DiGraph((claim.subject, claim.object) for claim in graph.claims() if claim.relation in CAUSAL)
    causal.add_nodes_from(graph.nodes)
    found = chain(EmbeddedStore(graph), start, end)
    if start == end or not nx.has_path(causal, start, end) or nx.shortest_path_length(causal, start, end) > LONGEST:
        assert found == ()
    else:
        assert len(found) == nx.shortest_path_length(causal, start, end)
        assert (found[0].subject, found[-1].object) == (start, end)
        assert all(one.object == next_.subject for one, next_ in itertools.pairwise(found))
        assert chain(EmbeddedStore(graph), start, end) == found


def steps(*rows: tuple[str, str, str]) -> EmbeddedStore:
    """Return a store of mechanisms with `leads_to` claims: from, to, status."""
    names = sorted({name for row in rows for name in row[:2]})
    claims = [
        Claim(f"mechanism:{a}", "leads_to", f"mechanism:{b}", ("source:s",), status=status, dispute="x")
        for a, b, status in rows
    ]
    nodes = [Node(f"mechanism:{name}", name, "") for name in names]
    return EmbeddedStore(KnowledgeGraph(nodes, claims, [Source("source:s", "T", "study", "table", "u")]))


def test_a_longer_accepted_chain_beats_a_shorter_disputed_one() -> None:
    store = steps(("a", "d", "disputed"), ("a", "b", "accepted"), ("b", "d", "accepted"))
    assert [claim.object for claim in chain(store, "mechanism:a", "mechanism:d")] == ["mechanism:b", "mechanism:d"]


def test_a_disputed_chain_is_better_than_none() -> None:
    store = steps(("a", "b", "accepted"), ("b", "c", "disputed"))
    assert [claim.status for claim in chain(store, "mechanism:a", "mechanism:c")] == ["accepted", "disputed"]


def test_of_two_equal_chains_that_with_the_first_ids_wins() -> None:
    store = steps(("a", "c", "accepted"), ("a", "b", "accepted"), ("b", "d", "accepted"), ("c", "d", "accepted"))
    assert chain(store, "mechanism:a", "mechanism:d")[0].object == "mechanism:b"


def test_a_circle_comes_to_an_end() -> None:
    store = steps(("a", "b", "accepted"), ("b", "a", "accepted"), ("c", "c2", "accepted"))
    assert chain(store, "mechanism:a", "mechanism:c") == ()


def test_a_chain_longer_than_allowed_is_none() -> None:
    store = steps(*((f"n{number}", f"n{number + 1}", "accepted") for number in range(LONGEST + 1)))
    assert len(chain(store, "mechanism:n0", f"mechanism:n{LONGEST}")) == LONGEST
    assert chain(store, "mechanism:n0", f"mechanism:n{LONGEST + 1}") == ()
    assert chain(store, "mechanism:n0", "mechanism:n2", longest=1) == ()


@pytest.mark.parametrize("longest", [0, LONGEST + 1])
def test_bounds_are_enforced(toy_store: EmbeddedStore, longest: int) -> None:
    with pytest.raises(BadQuestionError, match="longest"):
        chain(toy_store, "syndrome:tunnel", "symptom:spasm", longest=longest)


@pytest.mark.parametrize(("start", "end"), [("x", "symptom:spasm"), ("symptom:spasm", "x")])
def test_unknown_ends_are_errors(toy_store: EmbeddedStore, start: str, end: str) -> None:
    with pytest.raises(UnknownNameError):
        chain(toy_store, start, end)


def test_what_has_a_chain_of_its_own_is_explained_by_it(toy_store: EmbeddedStore) -> None:
    found = explanation(toy_store, "syndrome:tunnel", "symptom:spasm")
    assert found == chain(toy_store, "syndrome:tunnel", "symptom:spasm")
    assert way(found) == ["syndrome:tunnel", "mechanism:squeeze", "mechanism:misfiring", "symptom:spasm"]


def test_a_special_thing_is_explained_by_what_it_is_a_kind_of(toy_store: EmbeddedStore) -> None:
    found = explanation(toy_store, "mechanism:squeeze", "symptom:night-tingling")
    assert [claim.key for claim in found] == [
        ("mechanism:squeeze", "leads_to", "symptom:tingling"),
        ("symptom:night-tingling", "is_a", "symptom:tingling"),
    ]
    assert way(found) == ["mechanism:squeeze", "symptom:tingling", "symptom:night-tingling"]


def test_what_nothing_leads_to_has_no_explanation(toy_store: EmbeddedStore) -> None:
    assert explanation(toy_store, "mechanism:squeeze", "symptom:weak-lift") == ()
    assert way(()) == []
