"""A neighborhood is bounded, fair to every kind, and counts what it leaves out."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadQuestionError, UnknownNameError
from graph.model import KnowledgeGraph
from graph.neighborhood import DEEPEST, Neighborhood, neighborhood
from graph.store import MOST, EmbeddedStore
from graph.vocabulary import KINDS, RELATIONS
from tests.conftest import Draw
from tests.random_graphs import graphs


def within(
    graph: KnowledgeGraph, center: str, depth: int, kinds: list[str] | None = None, relations: list[str] | None = None
) -> dict[str, int]:
    """Return every node within so many steps of the center with its distance, by brute force."""
    found = {center: 0}
    for hop in range(1, depth + 1):
        for claim in graph.claims():
            for origin, other in ((claim.subject, claim.object), (claim.object, claim.subject)):
                wanted = (kinds is None or graph.node(other).kind in kinds) and (
                    relations is None or claim.relation in relations
                )
                if found.get(origin) == hop - 1 and other not in found and wanted:
                    found[other] = hop
    return found


def hops(found: Neighborhood) -> dict[str, int]:
    """Return the distance of every member."""
    return {member.node.id: member.hop for member in found.members}


@settings(max_examples=40)
@given(
    graphs(),
    st.integers(1, 3),
    st.none() | st.lists(st.sampled_from(list(KINDS)), max_size=5),
    st.none() | st.lists(st.sampled_from(list(RELATIONS)), max_size=5),
    st.data(),
)
def test_with_room_enough_it_is_what_brute_force_finds(
    graph: KnowledgeGraph, depth: int, kinds: list[str] | None, relations: list[str] | None, data: st.DataObject
) -> None:
    center = data.draw(st.sampled_from(list(graph.nodes)))
    found = neighborhood(EmbeddedStore(graph), center, depth=depth, kinds=kinds, relations=relations, limit=200)
    assert hops(found) == within(graph, center, depth, kinds, relations)
    assert found.omitted == {}
    assert not found.truncated
    expected = {
        claim.key
        for claim in graph.claims()
        if claim.subject in found.ids
        and claim.object in found.ids
        and (relations is None or claim.relation in relations)
    }
    assert {claim.key for claim in found.claims} == expected


@settings(max_examples=40)
@given(graphs(), st.integers(1, 12), st.data())
def test_at_depth_one_shown_and_omitted_add_up_to_all_neighbors(
    graph: KnowledgeGraph, limit: int, data: st.DataObject
) -> None:
    center = data.draw(st.sampled_from(list(graph.nodes)))
    found = neighborhood(EmbeddedStore(graph), center, limit=limit)
    assert len(found.members) - 1 <= limit
    shown = Counter(member.node.kind for member in found.members[1:])
    every = Counter(graph.node(other).kind for other in within(graph, center, 1) if other != center)
    assert shown + Counter(found.omitted) == every
    if sum(every.values()) > limit:
        assert len(found.members) - 1 == limit, "room was left while nodes were left out"


@settings(max_examples=40)
@given(graphs(), st.integers(1, 12), st.data())
def test_no_kind_is_crowded_out(graph: KnowledgeGraph, limit: int, data: st.DataObject) -> None:
    center = data.draw(st.sampled_from(list(graph.nodes)))
    found = neighborhood(EmbeddedStore(graph), center, limit=limit)
    shown = Counter(member.node.kind for member in found.members[1:])
    for kind in found.omitted:
        most = max(shown.values(), default=0)
        assert shown[kind] >= most - 1, f"{kind} was left out while another kind has {most} places"


@settings(max_examples=40)
@given(graphs(), st.integers(1, 2), st.data())
def test_depth_n_is_inside_depth_n_plus_one(graph: KnowledgeGraph, depth: int, data: st.DataObject) -> None:
    store = EmbeddedStore(graph)
    center = data.draw(st.sampled_from(list(graph.nodes)))
    near, far = neighborhood(store, center, depth=depth), neighborhood(store, center, depth=depth + 1)
    assert far.ids[: len(near.ids)] == near.ids
    assert far.members[: len(near.members)] == near.members
    assert {claim.key for claim in near.claims} <= {claim.key for claim in far.claims}


@pytest.mark.parametrize("depth", [1, 2])
def test_depth_n_is_inside_depth_n_plus_one_in_the_real_graph(drawn: Draw, store: EmbeddedStore, depth: int) -> None:
    for center in store.graph.nodes:
        near, far = drawn(center, depth)[0], drawn(center, depth + 1)[0]
        assert far.members[: len(near.members)] == near.members, center


def test_every_node_of_the_real_graph_counts_what_it_leaves_out(store: EmbeddedStore) -> None:
    for center, degrees in store.degrees(store.graph.nodes).items():
        found = neighborhood(store, center, limit=7)
        shown = Counter(member.node.kind for member in found.members[1:])
        assert shown + Counter(found.omitted) == Counter(degrees), center
        assert len(found.members) <= 8, center


def test_a_member_came_in_through_a_member_one_step_nearer(store: EmbeddedStore) -> None:
    found = neighborhood(store, "syndrome:carpal-tunnel", depth=3, limit=200)
    members = {member.node.id: member for member in found.members}
    assert members["syndrome:carpal-tunnel"].parent == "syndrome:carpal-tunnel"
    joined = {frozenset((claim.subject, claim.object)) for claim in found.claims}
    for member in found.members[1:]:
        assert members[member.parent].hop == member.hop - 1
        assert frozenset((member.node.id, member.parent)) in joined


def test_the_core_kinds_come_first_where_places_are_few(toy_store: EmbeddedStore) -> None:
    found = neighborhood(toy_store, "syndrome:tunnel", limit=3)
    assert [member.node.kind for member in found.members[1:]] == ["site", "symptom", "mimic"]
    assert sum(found.omitted.values()) == len(neighborhood(toy_store, "syndrome:tunnel").members) - 4


def test_the_stronger_link_goes_first_within_a_kind(toy_store: EmbeddedStore) -> None:
    found = neighborhood(toy_store, "nerve:alpha", kinds=["nerve"], limit=2)
    # arises_from (weight 9) goes before is_a (weight 3)
    assert set(found.ids) == {"nerve:alpha", "nerve:trunk", "nerve:alpha-twigs"}
    assert found.omitted == {"nerve": 1}


def test_kinds_keep_only_these_beside_the_center(toy_store: EmbeddedStore) -> None:
    found = neighborhood(toy_store, "nerve:alpha", kinds=["muscle", "skin"], depth=2)
    assert {member.node.kind for member in found.members[1:]} == {"muscle", "skin"}
    assert found.members[0].node.id == "nerve:alpha"


def test_relations_keep_only_claims_of_these(toy_store: EmbeddedStore) -> None:
    found = neighborhood(toy_store, "nerve:alpha", relations=["supplies"], depth=2)
    assert {claim.relation for claim in found.claims} == {"supplies"}
    assert set(found.ids) == {"nerve:alpha", "muscle:lifter", "skin:palm"}


def test_filters_that_hide_everything_leave_the_center(toy_store: EmbeddedStore) -> None:
    assert neighborhood(toy_store, "nerve:alpha", kinds=["cause"]).ids == ("nerve:alpha",)
    assert neighborhood(toy_store, "nerve:alpha", kinds=[]).ids == ("nerve:alpha",)
    assert neighborhood(toy_store, "nerve:alpha", relations=["treats"]).ids == ("nerve:alpha",)


def test_an_opened_node_brings_its_own_neighbors(toy_store: EmbeddedStore) -> None:
    closed = neighborhood(toy_store, "site:tunnel")
    opened = neighborhood(toy_store, "site:tunnel", opened=["nerve:alpha"])
    assert opened.members[: len(closed.members)] == closed.members
    added = {member.node.id: member for member in opened.members[len(closed.members) :]}
    assert set(added) == {
        "nerve:trunk",
        "nerve:beta",
        "nerve:alpha-twigs",
        "muscle:lifter",
        "skin:palm",
        "reflex:lift",
        "test:tap",
    }
    assert {(member.hop, member.parent) for member in added.values()} == {(2, "nerve:alpha")}


def test_an_opened_node_brings_at_most_half_the_limit_more(store: EmbeddedStore) -> None:
    closed = neighborhood(store, "site:carpal-tunnel", limit=20)
    opened = neighborhood(store, "site:carpal-tunnel", limit=20, opened=["syndrome:carpal-tunnel"])
    assert len(opened.members) == len(closed.members) + 10
    assert sum(opened.omitted.values()) > 0


def test_opening_what_is_not_in_the_picture_changes_nothing(toy_store: EmbeddedStore) -> None:
    assert neighborhood(toy_store, "site:tunnel", opened=["symptom:spasm", "nerve:nobody"]) == neighborhood(
        toy_store, "site:tunnel"
    )


def test_what_is_shown_in_any_case_is_there_before_a_node_is_opened_and_can_be_opened(toy_store: EmbeddedStore) -> None:
    also = ["mechanism:squeeze", "syndrome:tunnel"]
    before = neighborhood(toy_store, "symptom:spasm", limit=1, also=also)
    opened = neighborhood(toy_store, "symptom:spasm", limit=1, also=also, opened=["syndrome:tunnel"])
    assert opened.members[: len(before.members)] == before.members
    added = opened.members[len(before.members) :]
    assert [(member.parent, member.later) for member in added] == [("syndrome:tunnel", True)]
    assert not any(member.later for member in before.members)


def test_a_node_opened_twice_is_opened_once(store: EmbeddedStore) -> None:
    center = "syndrome:carpal-tunnel"
    assert neighborhood(store, center, opened=[center, center]) == neighborhood(store, center, opened=[center])


def test_the_answer_is_the_same_every_time(store: EmbeddedStore) -> None:
    question = {"depth": 3, "limit": 60, "opened": ["nerve:median", "nerve:ulnar"]}
    assert neighborhood(store, "syndrome:carpal-tunnel", **question) == neighborhood(
        store, "syndrome:carpal-tunnel", **question
    )  # type: ignore[arg-type]


def test_an_unknown_center_is_an_error(toy_store: EmbeddedStore) -> None:
    with pytest.raises(UnknownNameError):
        neighborhood(toy_store, "nerve:nobody")


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ({"depth": 0}, f"depth must be between 1 and {DEEPEST}, not 0"),
        ({"depth": DEEPEST + 1}, "depth"),
        ({"limit": 0}, f"limit must be between 1 and {MOST}, not 0"),
        ({"limit": MOST + 1}, "limit"),
        ({"kinds": ["planet"]}, "unknown kind 'planet': choose from nerve"),
        ({"relations": ["orbits", "treats"]}, "unknown relation 'orbits': choose from arises_from"),
    ],
)
def test_a_question_out_of_bounds_says_what_is_allowed(
    toy_store: EmbeddedStore, question: dict[str, object], message: str
) -> None:
    with pytest.raises(BadQuestionError, match=message):
        neighborhood(toy_store, "nerve:alpha", **question)  # type: ignore[arg-type]


def test_what_is_to_be_shown_in_any_case_is_shown(toy_store: EmbeddedStore) -> None:
    found = neighborhood(
        toy_store, "symptom:spasm", limit=1, also=["mechanism:misfiring", "mechanism:squeeze", "syndrome:tunnel"]
    )
    assert {"mechanism:misfiring", "mechanism:squeeze", "syndrome:tunnel"} <= set(found.ids)
    members = {member.node.id: member for member in found.members}
    assert members["mechanism:squeeze"].parent in members
    assert set(found.ids).isdisjoint({"nerve:nobody"})


def test_what_is_shown_in_any_case_is_not_counted_as_left_out(toy_store: EmbeddedStore) -> None:
    without = neighborhood(toy_store, "symptom:spasm", limit=1)
    extra = next(iter(without.omitted))
    hidden = next(
        hop.neighbor
        for hop in toy_store.neighbors(["symptom:spasm"], kinds=[extra]).hops
        if hop.neighbor not in without.ids
    )
    shown = neighborhood(toy_store, "symptom:spasm", limit=1, also=[hidden])
    assert hidden in shown.ids
    assert sum(shown.omitted.values()) == sum(without.omitted.values()) - 1


def test_unknown_nodes_to_show_in_any_case_are_left_out(toy_store: EmbeddedStore) -> None:
    assert neighborhood(toy_store, "symptom:spasm", also=["nerve:nobody"]) == neighborhood(toy_store, "symptom:spasm")
