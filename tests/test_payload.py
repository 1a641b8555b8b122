"""What the view is sent: complete, small, and true to the graph."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.payload import NOTICE, page_link, view_payload
from explorer.picture import answer, around, metrics
from explorer.state import Explore
from graph.errors import UnknownNameError
from graph.layout import WIDE, layout
from graph.model import Claim, KnowledgeGraph, Node, Source
from graph.neighborhood import USUAL_LIMIT
from graph.store import EmbeddedStore
from graph.vocabulary import KINDS, RELATIONS

CARPAL = Explore("syndrome:carpal-tunnel")
PLAIN = Explore("syndrome:wartenberg")
"""A node with few neighbors: none of them is folded into a group of its region (see test_groups.py)."""


def test_the_payload_draws_just_the_neighborhood(store: EmbeddedStore) -> None:
    payload = view_payload(store, PLAIN)
    found = around(store, PLAIN)
    assert [node["id"] for node in payload["nodes"]] == list(found.ids)
    ids = [node["id"] for node in payload["nodes"]]
    drawn = {(ids[edge[0]], edge[2], ids[edge[1]]) for edge in payload["edges"]}
    assert drawn == {claim.key for claim in found.claims}
    for edge, claim in zip(payload["edges"], found.claims, strict=True):
        assert (len(edge) == 4) == claim.disputed
    assert set(payload["relations"]) == {claim.relation for claim in found.claims}
    assert all(
        payload["relations"][name] == (RELATIONS[name].there, RELATIONS[name].back) for name in payload["relations"]
    )


def test_places_are_those_of_the_layout(store: EmbeddedStore) -> None:
    places = layout(around(store, CARPAL), metrics=metrics())
    for node in view_payload(store, CARPAL)["nodes"]:
        place = places[node["id"]]
        assert (node["x"], node["y"], node["label"]) == (place.x, place.y, place.label)


def test_every_picture_fits_its_sheet_as_it_opens(store: EmbeddedStore) -> None:
    for center in store.graph.nodes:
        places = layout(around(store, Explore(center)), metrics=metrics())
        assert WIDE.fits([place.box for place in places.values()]), (
            f"{center}: its labels are too small at 1280×720; see _first in explorer/picture.py"
        )


def test_a_picture_that_would_not_fit_shows_fewer_neighbors() -> None:
    words = "wide enough words for four long lines of a very wide label"
    nodes = [Node("nerve:hub", "hub", "W.")] + [Node(f"test:t{n}", f"{words} {n:02}", "W.") for n in range(40)]
    claims = [Claim(node.id, "detects", "nerve:hub", ("source:s",)) for node in nodes[1:]]
    works = [Source("source:s", "T", "study", "table", "u")]
    store = EmbeddedStore(KnowledgeGraph(nodes, claims, works, version="wide"))
    hub = Explore("nerve:hub")
    found = around(store, hub)
    assert 10 < len(found.members) < USUAL_LIMIT
    assert found.omitted == {"test": 41 - len(found.members)}
    assert WIDE.fits([place.box for place in layout(found, metrics=metrics()).values()])
    before = {node["id"]: (node["x"], node["y"]) for node in view_payload(store, hub)["nodes"]}
    for state in (replace(hub, opened=("nerve:hub",)), replace(hub, depth=2)):
        after = {node["id"]: (node["x"], node["y"]) for node in view_payload(store, state)["nodes"]}
        assert before.items() <= after.items()


@settings(max_examples=40)
@given(data=st.data())
def test_a_picture_stays_as_it_is_when_more_comes_in(store: EmbeddedStore, data: st.DataObject) -> None:
    center = data.draw(st.sampled_from(list(store.graph.nodes)))
    start = data.draw(st.sampled_from(["", "mechanism:nerve-compression", "syndrome:pinched-nerve"]))
    tall = data.draw(st.booleans())
    state = Explore(center, start=start)
    before = {node["id"]: node for node in view_payload(store, state, tall=tall)["nodes"]}
    opened: tuple[str, ...] = ()
    for _ in range(2):
        opened = (*opened, data.draw(st.sampled_from(list(before))))
        after = {node["id"]: node for node in view_payload(store, replace(state, opened=opened), tall=tall)["nodes"]}
        for identifier, node in before.items():
            at = after[identifier]
            assert (at["x"], at["y"], at["label"]) == (node["x"], node["y"], node["label"]), (identifier, opened)
        before = after


def test_the_legend_counts_what_is_shown_and_left_out(store: EmbeddedStore) -> None:
    legend = view_payload(store, PLAIN)["legend"]
    found = around(store, PLAIN)
    assert sum(row["shown"] for row in legend) == len(found.members)
    assert {row["kind"]: row["omitted"] for row in legend if "omitted" in row} == dict(found.omitted)
    order = [list(KINDS).index(row["kind"]) for row in legend]
    assert order == sorted(order)


def test_a_node_says_how_many_neighbors_are_not_in_the_picture(store: EmbeddedStore) -> None:
    payload = view_payload(store, PLAIN)
    shown = {node["id"] for node in payload["nodes"]}
    for node in payload["nodes"]:
        every = {claim.other(node["id"]) for claim in store.graph.claims_of(node["id"])}
        assert node.get("more", 0) == len(every - shown), node["id"]


def test_an_opened_node_is_marked(store: EmbeddedStore) -> None:
    payload = view_payload(store, Explore("syndrome:carpal-tunnel", opened=("site:carpal-tunnel",)))
    assert [node["id"] for node in payload["nodes"] if node.get("open")] == ["site:carpal-tunnel"]
    assert len(payload["nodes"]) > len(view_payload(store, CARPAL)["nodes"])


def test_filters_are_passed_on_and_change_neither_nodes_nor_places(store: EmbeddedStore) -> None:
    filtered = view_payload(store, Explore("syndrome:carpal-tunnel", dim=("test",), hide=("mimic",)))
    assert (filtered["dim"], filtered["hide"]) == (["test"], ["mimic"])
    assert filtered["nodes"] == view_payload(store, CARPAL)["nodes"]


def test_the_card_is_that_of_the_selected_node_else_of_the_focus(store: EmbeddedStore) -> None:
    assert view_payload(store, CARPAL)["card"]["id"] == "syndrome:carpal-tunnel"
    picked = view_payload(store, Explore("syndrome:carpal-tunnel", selected="test:phalen"))
    assert picked["card"]["id"] == picked["selected"] == "test:phalen"
    lost = view_payload(store, Explore("syndrome:carpal-tunnel", selected="test:nobody"))
    assert lost["card"]["id"] == lost["selected"] == "syndrome:carpal-tunnel"


def test_the_card_says_every_claim_or_how_many_more_there_are(store: EmbeddedStore) -> None:
    for whole in (False, True):
        groups = view_payload(store, CARPAL, whole=whole)["card"]["groups"]
        number = sum(len(group["claims"]) + group.get("more", 0) for group in groups)
        assert number == store.graph.degree("syndrome:carpal-tunnel")
        assert not (whole and any("more" in group for group in groups))
        assert all(
            claim["sentence"].endswith(".") and claim["sources"] for group in groups for claim in group["claims"]
        )


def test_a_dispute_and_what_a_claim_carries_stand_on_the_card(store: EmbeddedStore) -> None:
    groups = view_payload(store, CARPAL, whole=True)["card"]["groups"]
    claims = {claim["id"]: claim for group in groups for claim in group["claims"]}
    assert claims["test:scratch-collapse"]["dispute"].endswith(".")
    assert any("sensitivity" in detail.casefold() for detail in claims["test:phalen"]["details"])
    supplied = view_payload(store, Explore("nerve:median"), whole=True)["card"]["groups"]
    assert any(
        detail.startswith("Roots: ")
        for group in supplied
        for claim in group["claims"]
        for detail in claim.get("details", ())
    )


@pytest.mark.parametrize(
    "center", ["syndrome:carpal-tunnel", "nerve:median", "syndrome:pinched-nerve", "symptom:muscle-spasm"]
)
def test_a_payload_is_json_and_small(store: EmbeddedStore, center: str) -> None:
    text = json.dumps(view_payload(store, Explore(center)), ensure_ascii=False)
    assert len(text.encode()) <= 20_000


def test_every_node_of_the_graph_can_be_the_focus(store: EmbeddedStore) -> None:
    for center in list(store.graph.nodes)[::12]:
        payload = view_payload(store, Explore(center))
        assert payload["focus"] == payload["nodes"][0]["id"] == center
        assert payload["notice"] == NOTICE


def test_a_question_brings_its_chain_into_the_picture(store: EmbeddedStore) -> None:
    state = Explore("symptom:muscle-spasm", start="syndrome:pinched-nerve")
    steps = answer(store, state)
    assert steps
    assert {claim.subject for claim in steps} <= {node["id"] for node in view_payload(store, state)["nodes"]}
    assert answer(store, Explore("symptom:muscle-spasm")) == ()


def test_links_lead_to_the_saved_page_and_the_record(store: EmbeddedStore) -> None:
    links = view_payload(store, CARPAL)["links"]
    assert links["node"] == "api/nodes/syndrome:carpal-tunnel"
    assert links["page"] == "api/picture/syndrome:carpal-tunnel"
    assert (
        page_link(Explore("nerve:median", depth=2, opened=("site:a", "site:b")))
        == "api/picture/nerve:median?depth=2&open=site:a,site:b"
    )


def test_the_trail_names_only_nodes_that_are_there(store: EmbeddedStore) -> None:
    trail = view_payload(store, CARPAL, trail=["nerve:median", "nerve:nobody"])["trail"]
    assert trail == [{"id": "nerve:median", "label": "median nerve"}]


def test_an_unknown_focus_is_an_error(store: EmbeddedStore) -> None:
    with pytest.raises(UnknownNameError):
        view_payload(store, Explore("nerve:nobody"))
