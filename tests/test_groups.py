"""Groups keep a hub readable: by region, with their number, opened like a node, and never a part of the graph."""

from types import MappingProxyType

import pytest

from explorer.payload import view_payload
from explorer.state import Explore, after
from graph.groups import MANY, is_group
from graph.model import Claim, KnowledgeGraph, Node, Source
from graph.neighborhood import neighborhood
from graph.store import EmbeddedStore

HANDS, FEET = 9, 14


def syndrome(number: int, region: str) -> Node:
    """Return a syndrome of a region."""
    attributes = MappingProxyType({"region": region} if region else {})
    return Node(f"syndrome:{region or 'none'}-{number}", f"{region} {number}", "Words.", attributes=attributes)


@pytest.fixture(scope="module")
def hub() -> EmbeddedStore:
    """Return a test that detects 25 syndromes: of the hand, the foot, one of the neck and one without a place."""
    many = [
        *(syndrome(number, "hand") for number in range(HANDS)),
        *(syndrome(number, "foot") for number in range(FEET)),
        syndrome(0, "neck"),
        syndrome(0, ""),
    ]
    nodes = [Node("test:scan", "scan", "Words."), *many, *(Node(f"mimic:m{n}", f"mimic {n}", "W.") for n in range(8))]
    claims = [Claim("test:scan", "detects", node.id, ("source:s",), finding=f"F {node.id}") for node in nodes[1:]]
    claims.append(Claim("syndrome:hand-0", "is_a", "syndrome:foot-0", ("source:s",)))
    return EmbeddedStore(KnowledgeGraph(nodes, claims, [Source("source:s", "T", "study", "table", "u")], version="hub"))


def test_too_many_neighbors_stand_by_region_and_all_are_counted(hub: EmbeddedStore) -> None:
    found = neighborhood(hub, "test:scan", grouped=True, limit=20)
    assert [(group.id, len(group.ids)) for group in found.groups] == [
        ("syndrome:*hand", HANDS),
        ("syndrome:*foot", FEET),
    ]
    assert {"syndrome:neck-0", "syndrome:none-0"} <= set(found.ids), "one that is alone stands on its own"
    assert found.omitted == {"syndrome": HANDS + FEET}
    labels = {member.node.id: member.node.label for member in found.members}
    assert labels["syndrome:*hand"] == "9 syndromes: wrist and hand"


def test_where_there_is_room_nothing_is_grouped(hub: EmbeddedStore) -> None:
    assert neighborhood(hub, "test:scan", grouped=True, limit=40).groups == ()
    assert neighborhood(hub, "test:scan", limit=20).groups == ()
    assert neighborhood(hub, "syndrome:hand-0", grouped=True).groups == ()


def test_a_kind_without_regions_and_one_with_few_neighbors_are_not_grouped(hub: EmbeddedStore) -> None:
    found = neighborhood(hub, "test:scan", grouped=True, limit=4)
    assert sum(member.node.kind == "mimic" for member in found.members) > 0
    assert {group.id.partition(":")[0] for group in found.groups} == {"syndrome"}
    few = [syndrome(number, "hand") for number in range(MANY["syndrome"] - 1)]
    claims = [Claim("test:scan", "detects", node.id, ("source:s",)) for node in few]
    works = [Source("source:s", "T", "study", "table", "u")]
    store = EmbeddedStore(KnowledgeGraph([Node("test:scan", "scan", "W."), *few], claims, works, version="few"))
    assert neighborhood(store, "test:scan", grouped=True, limit=4).groups == ()


def test_an_opened_group_shows_what_it_holds_beside_itself(hub: EmbeddedStore) -> None:
    found = neighborhood(hub, "test:scan", grouped=True, limit=20, opened=["syndrome:*hand"])
    beside = [member for member in found.members if member.parent == "syndrome:*hand"]
    assert [member.node.id for member in beside] == [f"syndrome:hand-{n}" for n in range(HANDS)]
    assert found.omitted == {"syndrome": FEET}
    closed = neighborhood(hub, "test:scan", grouped=True, limit=20)
    assert set(closed.ids) <= set(found.ids)


def test_a_group_does_not_count_what_stands_in_the_picture_on_its_own(hub: EmbeddedStore) -> None:
    found = neighborhood(hub, "test:scan", grouped=True, limit=20, also=["syndrome:foot-3"])
    assert "syndrome:foot-3" in found.ids
    (foot,) = (group for group in found.groups if group.id == "syndrome:*foot")
    assert len(foot.ids) == FEET - 1


def test_a_group_keeps_its_label_when_some_of_it_come_in_otherwise(hub: EmbeddedStore) -> None:
    closed = neighborhood(hub, "test:scan", grouped=True, limit=20)
    for question in ({"opened": ["test:scan"]}, {"opened": ["syndrome:*hand", "syndrome:hand-0"]}, {"depth": 2}):
        more = neighborhood(hub, "test:scan", grouped=True, limit=20, **question)  # type: ignore[arg-type]
        assert more.members[: len(closed.members)] == closed.members
        assert more.groups == closed.groups
    opened = neighborhood(hub, "test:scan", grouped=True, limit=20, opened=["test:scan"])
    assert {member.node.kind for member in opened.members if member.later} == {"syndrome"}


def test_one_that_is_left_of_a_group_is_named_in_the_singular(hub: EmbeddedStore) -> None:
    also = [f"syndrome:hand-{number}" for number in range(1, HANDS)]
    found = neighborhood(hub, "test:scan", grouped=True, limit=20, also=also)
    labels = {member.node.id: member.node.label for member in found.members}
    assert labels["syndrome:*hand"] == "1 syndrome: wrist and hand"


def test_the_picture_ties_a_group_to_the_focus_and_offers_to_open_it(hub: EmbeddedStore) -> None:
    many = [syndrome(number, region) for region in ("hand", "foot") for number in range(20)]
    nodes = [Node("test:scan", "scan", "Words."), *many]
    claims = [Claim("test:scan", "detects", node.id, ("source:s",)) for node in many]
    store = EmbeddedStore(KnowledgeGraph(nodes, claims, [Source("source:s", "T", "study", "table", "u")], version="x"))
    payload = view_payload(store, Explore("test:scan", selected="syndrome:*hand"))
    ids = [node["id"] for node in payload["nodes"]]
    assert ids == ["test:scan", "syndrome:*foot", "syndrome:*hand"]
    assert [node.get("more") for node in payload["nodes"]][1:] == [20, 20]
    assert sorted(payload["edges"]) == [(0, 1, "detects"), (0, 2, "detects")]
    assert payload["legend"] == [{"kind": "test", "shown": 1}, {"kind": "syndrome", "shown": 0, "omitted": 40}]
    card = payload["card"]
    assert card["label"] == "20 syndromes: wrist and hand"
    (listed,) = card["groups"]
    assert len(listed["claims"]) == 20
    assert all(claim["id"].startswith("syndrome:hand") for claim in listed["claims"])


def test_centering_a_group_opens_it() -> None:
    state = after(Explore("test:scan"), {"act": "focus", "id": "syndrome:*hand"})
    assert (state.focus, state.opened, state.selected) == ("test:scan", ("syndrome:*hand",), "syndrome:*hand")


@pytest.mark.parametrize(
    ("identifier", "group"),
    [
        ("syndrome:*hand", True),
        ("syndrome:hand", False),
        ("cause:*hand", False),
        ("syndrome:*tail", False),
        ("", False),
    ],
)
def test_only_a_kind_with_regions_and_a_region_make_a_group(identifier: str, group: bool) -> None:
    assert is_group(identifier) is group
