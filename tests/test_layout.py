"""Pictures: no label covers another, the same question gives the same picture, and what stood stays."""

import itertools
import random
from math import atan2, pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.boxes import Box, Metrics, Place, overlaps, size, wrap
from graph.layout import TALL, WIDE, Sheet, layout
from graph.model import Claim, KnowledgeGraph, Node, Source
from graph.neighborhood import Neighborhood, neighborhood
from graph.store import EmbeddedStore
from tests.conftest import Draw
from tests.random_graphs import graphs


def covered(places: dict[str, Place]) -> list[tuple[str, str]]:
    """Return the pairs of places that share area, by comparing every pair: a second opinion on `overlaps`."""
    items = list(places.items())
    return [
        (one, other)
        for index, (one, first) in enumerate(items)
        for other, second in items[index + 1 :]
        if min(first.box.right, second.box.right) > max(first.box.left, second.box.left)
        and min(first.box.bottom, second.box.bottom) > max(first.box.top, second.box.top)
    ]


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_no_label_covers_another_in_any_neighborhood_of_the_real_graph(
    drawn: Draw, store: EmbeddedStore, depth: int
) -> None:
    for center in store.graph.nodes:
        found, places = drawn(center, depth)
        assert list(places) == list(found.ids), center
        assert covered(places) == [], f"{center} at depth {depth}"


@settings(max_examples=40)
@given(data=st.data())
def test_no_label_covers_another_whatever_is_opened(store: EmbeddedStore, data: st.DataObject) -> None:
    center = data.draw(st.sampled_from(list(store.graph.nodes)))
    depth = data.draw(st.integers(1, 3))
    opened: list[str] = []
    for _ in range(data.draw(st.integers(0, 6))):
        opened.append(data.draw(st.sampled_from(neighborhood(store, center, depth=depth, opened=opened).ids)))
    found = neighborhood(store, center, depth=depth, opened=opened)
    places = layout(found)
    assert covered(places) == []
    assert layout(found) == places


@settings(max_examples=30)
@given(graphs(most_nodes=30, most_claims=60), st.integers(1, 3), st.data())
def test_no_label_covers_another_in_any_graph(graph: KnowledgeGraph, depth: int, data: st.DataObject) -> None:
    center = data.draw(st.sampled_from(list(graph.nodes)))
    found = neighborhood(EmbeddedStore(graph), center, depth=depth, limit=200)
    assert covered(layout(found)) == []


def star(leaves: int, label: str) -> Neighborhood:
    """Return a hub with many neighbors of one label."""
    nodes = [Node("nerve:hub", label, "")] + [
        Node(f"muscle:m{number}", f"{label} {number}", "") for number in range(leaves)
    ]
    claims = [Claim("nerve:hub", "supplies", node.id, ("source:s",)) for node in nodes[1:]]
    graph = KnowledgeGraph(nodes, claims, [Source("source:s", "T", "study", "table", "u")])
    return neighborhood(EmbeddedStore(graph), "nerve:hub", limit=1000)


@pytest.mark.parametrize("leaves", [0, 1, 200])
def test_a_crowded_picture_grows_and_does_not_overlap(leaves: int) -> None:
    found = star(leaves, "a rather long label of a muscle that has four words too many")
    places = layout(found)
    assert len(places) == leaves + 1
    assert covered(places) == []


def test_a_word_longer_than_the_line_keeps_its_room() -> None:
    found = star(12, "x" * 60)
    assert covered(layout(found)) == []


def test_the_focus_stands_in_the_middle(store: EmbeddedStore) -> None:
    for center in list(store.graph.nodes)[::25]:
        place = layout(neighborhood(store, center))[center]
        assert (place.x, place.y) == (0, 0)


def test_places_do_not_depend_on_what_was_drawn_before(store: EmbeddedStore) -> None:
    centers = ["nerve:median", "syndrome:carpal-tunnel", "root:c7"]
    fresh = {center: layout(neighborhood(store, center, depth=2)) for center in centers}
    random.Random(1).shuffle(centers)
    assert {center: layout(neighborhood(store, center, depth=2)) for center in centers} == fresh


@pytest.mark.parametrize("depth", [2, 3])
def test_more_depth_leaves_what_stood_where_it_was(drawn: Draw, store: EmbeddedStore, depth: int) -> None:
    for center in store.graph.nodes:
        before, after = drawn(center, 1)[1], drawn(center, depth)[1]
        moved = [identifier for identifier, place in before.items() if after[identifier] != place]
        assert moved == [], center


@settings(max_examples=40)
@given(data=st.data())
def test_opening_a_node_leaves_what_stood_where_it_was(store: EmbeddedStore, data: st.DataObject) -> None:
    center = data.draw(st.sampled_from(list(store.graph.nodes)))
    depth, grouped = data.draw(st.integers(1, 2)), data.draw(st.booleans())
    found = neighborhood(store, center, depth=depth, grouped=grouped)
    first, second = data.draw(st.sampled_from(found.ids)), data.draw(st.sampled_from(found.ids))
    before = layout(found)
    once = layout(neighborhood(store, center, depth=depth, grouped=grouped, opened=[first]))
    twice = layout(neighborhood(store, center, depth=depth, grouped=grouped, opened=[first, second]))
    assert {identifier: once[identifier] for identifier in before} == before
    assert {identifier: twice[identifier] for identifier in once} == once


@pytest.mark.parametrize("grouped", [False, True])
def test_opening_the_focus_itself_leaves_what_stood_where_it_was(store: EmbeddedStore, grouped: bool) -> None:
    hubs = 0
    for center in store.graph.nodes:
        found = neighborhood(store, center, grouped=grouped)
        if not found.omitted:
            continue
        more = neighborhood(store, center, grouped=grouped, opened=[center])
        before, after = layout(found), layout(more)
        assert len(after) > len(before), center
        assert {identifier: after[identifier] for identifier in before} == before, center
        assert covered(after) == [], center
        hubs += 1
    assert hubs >= 20, "the real graph has at least twenty nodes with more neighbors than a picture holds"


@pytest.mark.parametrize("sheet", [WIDE, TALL], ids=["wide", "tall"])
def test_a_picture_keeps_to_its_sheet_while_that_has_room(sheet: Sheet) -> None:
    boxes = [place.box for place in layout(star(20, "a muscle with a name"), sheet=sheet).values()]
    assert all(sheet.box.holds(box) for box in boxes)
    assert sheet.fits(boxes)


def test_a_full_picture_leaves_the_corner_of_its_sheet_free() -> None:
    boxes = [place.box for place in layout(star(68, "a muscle")).values()]
    assert not any(WIDE.taken.overlaps(box) for box in boxes)


@pytest.mark.parametrize(
    ("boxes", "fits"),
    [
        ([Box(0, 0, 100, 50)], False),
        ([Box(0, 0, 80, 50)], True),
        ([Box(0, 0, 100, 40)], True),
        ([Box(0, 0, 101, 10)], False),
        ([Box(0, 0, 10, 51)], False),
        ([Box(-50, -20, 0, 0), Box(40, 0, 50, 20)], True),
        ([Box(-50, -20, 0, 0), Box(40, 0, 50, 30)], False),
    ],
)
def test_boxes_fit_a_sheet_that_holds_them_beside_its_corner(boxes: list[Box], fits: bool) -> None:
    assert Sheet(2, 100, 50, (20, 10)).fits(boxes) is fits


@pytest.mark.parametrize("sheet", [WIDE, TALL], ids=["wide", "tall"])
def test_a_course_keeps_its_order_whatever_its_names(sheet: Sheet) -> None:
    branches = [Node(f"nerve:b{number}", f"{'x' * (7 * number % 60 + 1)} {number}", "") for number in range(28)]
    root = Node("root:r", "y" * 60, "")
    claims = [
        Claim(node.id, "arises_from", "nerve:hub", ("source:s",), position=number)
        for number, node in enumerate(branches)
    ]
    claims.append(Claim("nerve:hub", "arises_from", root.id, ("source:s",)))
    graph = KnowledgeGraph(
        [Node("nerve:hub", "hub", ""), root, *branches], claims, [Source("source:s", "T", "study", "table", "u")]
    )
    places = layout(neighborhood(EmbeddedStore(graph), "nerve:hub"), sheet=sheet)
    xs = [places[identifier].x for identifier in (root.id, *(node.id for node in branches))]
    assert all(left < right for left, right in itertools.pairwise(xs))
    assert xs[1] < 0 < xs[-1]
    assert covered(places) == []


def course_of(graph: KnowledgeGraph, center: str) -> list[str]:
    """Return what hangs on the course of a nerve or root, proximal first (a nerve's position in its parent's course is not its own)."""
    own = (claim for claim in graph.claims_of(center) if claim.relation != "arises_from" or claim.object == center)
    steps = {claim.other(center): claim.position for claim in own if claim.position is not None}
    return sorted(steps, key=lambda identifier: steps[identifier])  # type: ignore[arg-type, return-value]


def test_a_course_runs_from_left_to_right(drawn: Draw, store: EmbeddedStore) -> None:
    courses = 0
    for center in store.graph.nodes:
        if not center.startswith(("nerve:", "root:")):
            continue
        places = drawn(center, 1)[1]
        course = [identifier for identifier in course_of(store.graph, center) if identifier in places]
        if len(course) >= 4:
            courses += 1
            xs = [places[identifier].x for identifier in course]
            assert all(left < right for left, right in itertools.pairwise(xs)), (
                center,
                list(zip(course, xs, strict=True)),
            )
            assert xs[0] < 0 < xs[-1]
    assert courses >= 10, "the real graph has at least ten courses worth drawing"


def test_what_a_nerve_arises_from_stands_left_of_its_course(store: EmbeddedStore) -> None:
    places = layout(neighborhood(store, "nerve:median"))
    course = course_of(store.graph, "nerve:median")
    origins = [
        claim.object
        for claim in store.graph.claims_of("nerve:median")
        if claim.relation == "arises_from" and claim.subject == "nerve:median"
    ]
    assert sorted(origins) == ["nerve:lateral-cord", "nerve:medial-cord"]
    assert max(places[origin].x for origin in origins) < min(places[step].x for step in course if step in places)


def test_muscles_stand_above_a_course_and_skin_below(store: EmbeddedStore) -> None:
    places = layout(neighborhood(store, "nerve:median"))
    course = set(course_of(store.graph, "nerve:median"))
    assert any(identifier in course for identifier in places)
    for identifier, place in places.items():
        if identifier in course and identifier.startswith(("muscle:", "site:")):
            assert place.y < 0, identifier
        if identifier in course and identifier.startswith("skin:"):
            assert place.y > 0, identifier


def test_the_course_can_be_left_out(store: EmbeddedStore) -> None:
    found = neighborhood(store, "nerve:median")
    assert layout(found, course=False) != layout(found)
    assert covered(layout(found, course=False)) == []


def test_kinds_go_clockwise_from_the_top_in_the_order_of_the_vocabulary() -> None:
    around_it = ["site:a", "symptom:b", "mimic:c", "test:d", "treatment:e", "mechanism:f", "cause:g"]
    relations = ["leads_to", "presents_with", "imitates", "detects", "treats", "involves", "predisposes_to"]
    claims = [
        Claim("syndrome:x", relation, other, ("source:s",))
        if relation in {"presents_with", "involves"}
        else Claim(other, relation, "syndrome:x", ("source:s",))
        for other, relation in zip(around_it, relations, strict=True)
    ]
    nodes = [Node(name, name.partition(":")[2], "") for name in ["syndrome:x", *around_it]]
    graph = KnowledgeGraph(nodes, claims, [Source("source:s", "T", "study", "table", "u")])
    places = layout(neighborhood(EmbeddedStore(graph), "syndrome:x"))
    turns = [(atan2(places[name].y, places[name].x) + pi / 2) % (2 * pi) for name in around_it]
    assert turns == sorted(turns)


@pytest.mark.parametrize(
    ("label", "width", "expected"),
    [
        ("median nerve", 18, "median nerve"),
        ("carpal tunnel syndrome", 18, "carpal tunnel\nsyndrome"),
        ("electroencephalographically", 5, "electroencephalographically"),
        ("a b", 1, "a\nb"),
    ],
)
def test_labels_wrap_at_words(label: str, width: int, expected: str) -> None:
    assert wrap(label, width) == expected


def test_a_box_has_room_for_every_line_and_more_for_the_focus() -> None:
    node = Node("nerve:x", "superficial branch of the radial nerve", "")
    label, box = size(node)
    lines = label.split("\n")
    assert box.right - box.left >= max(map(Metrics().width, lines))
    assert box.bottom - box.top >= len(lines) * Metrics().line
    _, focus = size(node, focus=True)
    assert focus.right > box.right
    assert focus.bottom > box.bottom


@pytest.mark.parametrize("kind", ["nerve", "muscle", "root", "reflex", "mechanism", "cause", "skin"])
def test_a_box_surrounds_its_point(kind: str) -> None:
    _, box = size(Node(f"{kind}:x", "label", ""))
    assert box.left < 0 < box.right
    assert box.top < 0 < box.bottom


def test_boxes_that_only_touch_do_not_overlap() -> None:
    assert not Box(0, 0, 10, 10).overlaps(Box(10, 0, 20, 10))
    assert Box(0, 0, 10, 10).overlaps(Box(9, 9, 20, 20))
    assert Box(0, 0, 10, 10).at(5, -3) == Box(5, -3, 15, 7)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 20), st.integers(1, 20)), max_size=12))
def test_overlaps_reports_just_the_pairs_that_share_area(boxes: list[tuple[int, int, int, int]]) -> None:
    places = {f"n{i}": Place(x, y, "", Box(x, y, x + wide, y + high)) for i, (x, y, wide, high) in enumerate(boxes)}
    assert {frozenset(pair) for pair in overlaps(places)} == {frozenset(pair) for pair in covered(places)}
