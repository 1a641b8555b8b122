"""The picture of a comparison: what only one has beside it, what is shared between, no label over another."""

import random
from itertools import pairwise

import pytest

from explorer.comparing import PAIRS
from explorer.comparison_picture import comparison_payload
from explorer.picture import metrics
from explorer.state import Explore
from graph.boxes import overlaps
from graph.compare import Comparison, compare
from graph.marks import COMPARED, Profiles
from graph.model import KnowledgeGraph
from graph.show import show
from graph.sides import DRAWN, EACH, FEWER, Sides, sides
from graph.store import EmbeddedStore

CTS, PRONATOR, C6, C8 = "syndrome:carpal-tunnel", "syndrome:pronator", "syndrome:c6-radiculopathy", "root:c8"


@pytest.fixture(scope="module")
def profiles(real: KnowledgeGraph) -> Profiles:
    return Profiles(real)


def _some(real: KnowledgeGraph) -> list[tuple[str, ...]]:
    """Return every pair that the page offers, and pairs, triples and fours drawn by lot."""
    names = sorted(name for name, node in real.nodes.items() if node.kind in COMPARED)
    lot = random.Random(5)
    return [*PAIRS, *(tuple(lot.sample(names, size)) for size in (2, 3, 4) for _ in range(40))]


def _edges_of(found: Comparison, drawn: Sides) -> set[tuple[str, str]]:
    heads = [node.id for node in found.nodes]
    return {
        (head, row.node.id) for row in drawn.rows for head, mark in zip(heads, row.marks, strict=True) if mark.there
    }


@pytest.mark.parametrize("upright", [False, True], ids=["wide", "upright"])
def test_no_label_covers_another_whatever_is_compared(real: KnowledgeGraph, profiles: Profiles, upright: bool) -> None:
    for ids in _some(real):
        found = compare(real, ids, profiles=profiles)
        drawn = sides(found, metrics=metrics(), upright=upright)
        assert overlaps(drawn.places) == [], ids
        assert drawn == sides(found, metrics=metrics(), upright=upright), ids
        assert set(drawn.places) == {*ids, *(row.node.id for row in drawn.rows)}, ids


def test_what_stands_with_one_is_had_by_no_other_and_what_is_shared_by_two(
    real: KnowledgeGraph, profiles: Profiles
) -> None:
    for ids in _some(real):
        found = compare(real, ids, profiles=profiles)
        drawn = sides(found)
        most = EACH if len(ids) == 2 else FEWER
        for head, rows in drawn.only.items():
            assert len(rows) <= most
            for row in rows:
                assert [mark.there for mark in row.marks] == [name == head for name in ids], (ids, row.node.id)
        for row in drawn.shared:
            assert sum(mark.there for mark in row.marks) > 1, (ids, row.node.id)
        assert len(drawn.shared) <= most
        kinds = {row.node.kind for row in drawn.rows}
        assert kinds <= DRAWN


def test_a_pair_stands_left_and_right_with_what_is_shared_between(real: KnowledgeGraph) -> None:
    found = compare(real, [CTS, PRONATOR])
    drawn = sides(found)
    x = {name: place.x for name, place in drawn.places.items()}
    for name in (row.node.id for row in drawn.only[CTS]):
        assert x[name] < x[CTS]
    for name in (row.node.id for row in drawn.shared):
        assert x[CTS] < x[name] < x[PRONATOR]
    for name in (row.node.id for row in drawn.only[PRONATOR]):
        assert x[PRONATOR] < x[name]
    assert drawn.only[PRONATOR][0].node.id == "skin:thenar-eminence", "the most telling stands first"


@pytest.mark.parametrize(("ids", "upright"), [((CTS, PRONATOR), True), ((CTS, PRONATOR, C6, C8), False)])
def test_in_a_column_each_stands_beside_what_only_it_has(
    real: KnowledgeGraph, ids: tuple[str, ...], upright: bool
) -> None:
    drawn = sides(compare(real, ids), upright=upright)
    places = drawn.places
    assert [places[name].y for name in ids] == sorted({places[name].y for name in ids})
    bands = [[name, *(row.node.id for row in drawn.only[name])] for name in ids]
    for above, below in pairwise(bands):
        assert max(places[name].box.bottom for name in above) <= min(places[name].box.top for name in below)
    for name in ids:
        assert all(places[row.node.id].x < places[name].x for row in drawn.only[name])
        assert all(places[row.node.id].x > places[name].x for row in drawn.shared)


def test_a_beginning_is_no_difference_where_nothing_is_said_of_the_other(real: KnowledgeGraph) -> None:
    silent = sides(compare(real, [CTS, PRONATOR]))
    assert not [row for row in silent.rows if "time" in row.node.attributes]
    both = sides(compare(real, ["mimic:guillain-barre", "mimic:cidp"]))
    assert [row for row in both.rows if "time" in row.node.attributes], "each began in its own way"


def test_the_best_discriminator_is_drawn_whoever_has_it(real: KnowledgeGraph, profiles: Profiles) -> None:
    for ids in _some(real):
        found = compare(real, ids, profiles=profiles)
        finding = found.best.finding if found.best else None
        if finding and finding.kind in DRAWN:
            assert finding.id in sides(found).places, ids


def test_the_payload_holds_one_edge_for_each_mark_and_selects_the_best_discriminator(
    real: KnowledgeGraph, store: EmbeddedStore
) -> None:
    found = compare(real, [CTS, PRONATOR])
    made = comparison_payload(store, found, Explore())
    names = [node["id"] for node in made["nodes"]]
    edges = {(names[edge[0]], names[edge[1]]) for edge in made["edges"]}
    assert edges == _edges_of(found, sides(found))
    assert made["heads"] == [CTS, PRONATOR]
    assert made["selected"] == "skin:thenar-eminence"
    assert made["card"]["id"] == "skin:thenar-eminence"
    assert {edge[2] for edge in made["edges"]} <= set(made["relations"])
    disputed = {(names[edge[0]], names[edge[1]]) for edge in made["edges"] if len(edge) > 3 and edge[3]}
    assert (PRONATOR, "muscle:flexor-pollicis-longus") in disputed
    picked = comparison_payload(store, found, Explore(selected=CTS, hide=("muscle",)))
    assert picked["selected"] == CTS
    assert picked["hide"] == ["muscle"]
    assert picked["nodes"] == made["nodes"]


def test_every_claim_of_the_card_is_shown_only_when_asked_for_that_of_the_first_too(
    real: KnowledgeGraph, store: EmbeddedStore
) -> None:
    found = compare(real, ["syndrome:common-fibular", "syndrome:l5-radiculopathy"])

    def shown(look: Explore, whole: str = "") -> int:
        made = comparison_payload(store, found, look, whole=whole)
        return sum(len(group["claims"]) for group in made["card"]["groups"])

    first = comparison_payload(store, found, Explore())["selected"]
    for look, node in ((Explore(selected="syndrome:common-fibular"), "syndrome:common-fibular"), (Explore(), first)):
        assert shown(look) <= shown(look, whole=node) == len(show(store, node).claims)
    assert shown(Explore(selected="syndrome:common-fibular")) < len(show(store, "syndrome:common-fibular").claims)


def test_what_shares_all_and_what_shares_nothing_is_drawn_too(real: KnowledgeGraph, profiles: Profiles) -> None:
    same = sides(compare(real, ["root:c6", "site:c5-c6-foramen"], profiles=profiles))
    assert not any(same.only.values())
    assert same.shared
    apart = sides(compare(real, ["mimic:plantar-fasciitis", "root:c5"], profiles=profiles))
    assert not apart.shared
    assert all(apart.only.values())
