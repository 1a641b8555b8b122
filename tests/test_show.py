"""Everything about one node, strongest first, with all that is needed to read it out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadQuestionError, UnknownNameError
from graph.model import KnowledgeGraph
from graph.show import show
from graph.store import EmbeddedStore
from graph.vocabulary import RELATIONS, SOURCE_TYPES
from tests.random_graphs import graphs


def test_claims_come_by_meaning_then_direction_then_strength(toy_store: EmbeddedStore) -> None:
    keys = [(claim.subject, claim.relation, claim.object) for claim in show(toy_store, "syndrome:tunnel").claims]
    assert keys[0] == ("site:tunnel", "leads_to", "syndrome:tunnel")
    assert keys[1:3] == [
        ("syndrome:tunnel", "presents_with", "symptom:night-tingling"),
        ("syndrome:tunnel", "presents_with", "symptom:spasm"),
    ]
    assert keys[-1] == ("syndrome:tunnel", "is_a", "syndrome:neck")
    weights = [RELATIONS[relation].weight for _, relation, _ in keys]
    assert weights == sorted(weights, reverse=True)


def test_treatments_come_by_role(toy_store: EmbeddedStore) -> None:
    roles = [claim.role for claim in show(toy_store, "syndrome:tunnel").claims if claim.relation == "treats"]
    assert roles == ["first line", "not recommended"]


def test_what_a_nerve_supplies_comes_in_the_order_of_its_course(toy_store: EmbeddedStore) -> None:
    supplied = [claim.object for claim in show(toy_store, "nerve:beta").claims if claim.relation == "supplies"]
    assert supplied == ["muscle:pincher", "muscle:spreader", "skin:edge"]


def test_sources_are_those_of_the_node_its_facts_and_its_claims_strongest_first(toy_store: EmbeddedStore) -> None:
    shown = show(toy_store, "syndrome:tunnel")
    cited = {source for claim in shown.claims for source in claim.sources} | set(shown.node.sources)
    cited |= {source for fact in shown.node.facts for source in fact.sources}
    assert set(shown.sources) == cited
    types = [SOURCE_TYPES.index(source.type) for source in shown.sources.values()]
    assert types == sorted(types)


def test_every_claim_can_be_said(toy_store: EmbeddedStore) -> None:
    shown = show(toy_store, "syndrome:tunnel")
    said = [shown.sentence(claim) for claim in shown.claims]
    assert "Tunnel syndrome typically presents with night tingling." in said
    assert "Splint is tried first for tunnel syndrome." in said
    assert "Oil drops are not recommended for tunnel syndrome." in said
    assert "Worn spring can look like tunnel syndrome." in said


@settings(max_examples=25)
@given(graphs(), st.data())
def test_all_claims_of_a_node_are_shown_once(graph: KnowledgeGraph, data: st.DataObject) -> None:
    node = data.draw(st.sampled_from(list(graph.nodes)))
    shown = show(EmbeddedStore(graph), node)
    assert sorted(claim.key for claim in shown.claims) == sorted(claim.key for claim in graph.claims_of(node))
    assert not shown.truncated
    assert set(shown.nodes) == {node} | {claim.other(node) for claim in shown.claims}


def test_a_limit_cuts_and_says_so(toy_store: EmbeddedStore) -> None:
    shown = show(toy_store, "syndrome:tunnel", limit=3)
    assert len(shown.claims) == 3
    assert shown.truncated


def test_an_unknown_node_and_a_bad_limit_are_errors(toy_store: EmbeddedStore) -> None:
    with pytest.raises(UnknownNameError):
        show(toy_store, "nerve:nobody")
    with pytest.raises(BadQuestionError):
        show(toy_store, "nerve:alpha", limit=0)
