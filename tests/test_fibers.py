"""Fibers follow the courses, and a lesion cuts what passes it: no more, no less."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadQuestionError, UnknownNameError
from graph.fibers import Fibers, Point, course_graph, fibers_of, points_of
from graph.model import KnowledgeGraph


@pytest.fixture(scope="module")
def strings(toy: KnowledgeGraph) -> Fibers:
    """Return the fibers of the toy."""
    return fibers_of(toy)


@pytest.fixture(scope="module")
def fibers(real: KnowledgeGraph) -> Fibers:
    """Return the fibers of the real graph."""
    return fibers_of(real)


def test_a_fiber_runs_from_its_root_along_the_courses_to_its_target(strings: Fibers) -> None:
    (fiber,) = (fiber for fiber in strings.all if fiber.target == "skin:palm")
    assert fiber.root == "root:c7"
    assert [point[0] for point in fiber.route] == [
        *["root:c7"] * 2,
        "nerve:trunk",
        *["nerve:alpha"] * 4,
    ]
    assert fiber.route[-1] == ("nerve:alpha", 3)


def test_what_leaves_above_the_lesion_is_spared(toy: KnowledgeGraph, strings: Fibers) -> None:
    cut = strings.cut(points_of(toy, "site:tunnel"))
    assert set(cut) == {"muscle:pincher", "skin:palm"}
    assert cut["skin:palm"] == 1.0


def test_a_target_of_two_nerves_is_lost_in_part(toy: KnowledgeGraph, strings: Fibers) -> None:
    alone = strings.cut(points_of(toy, "nerve:alpha"))["muscle:pincher"]
    other = strings.cut(points_of(toy, "nerve:beta"))["muscle:pincher"]
    assert 0 < alone < other < 1
    assert alone + other == pytest.approx(1, abs=0.001)
    assert strings.cut(points_of(toy, "nerve:trunk"))["muscle:pincher"] == 1.0


def test_a_main_root_counts_more_than_a_minor_one(toy: KnowledgeGraph, strings: Fibers) -> None:
    main = strings.cut(points_of(toy, "root:c7"))["muscle:lifter"]
    minor = strings.cut(points_of(toy, "root:c8"))["muscle:lifter"]
    assert main > minor > 0
    assert main + minor == pytest.approx(1, abs=0.001)


def test_a_course_without_a_place_and_an_unknown_id_are_said(toy: KnowledgeGraph) -> None:
    with pytest.raises(BadQuestionError, match="has no place on a course"):
        points_of(toy, "symptom:spasm")
    with pytest.raises(UnknownNameError):
        points_of(toy, "site:nowhere")


def test_nothing_is_cut_by_no_lesion(strings: Fibers) -> None:
    assert dict(strings.cut(())) == {}
    assert dict(strings.cut([("nerve:nowhere", 0)])) == {}


def test_the_real_courses_make_an_acyclic_graph(real: KnowledgeGraph) -> None:
    assert nx.is_directed_acyclic_graph(course_graph(real))


def test_every_root_of_every_supply_has_a_route(real: KnowledgeGraph, fibers: Fibers) -> None:
    routed = {(fiber.root, fiber.target, *fiber.route[-1]) for fiber in fibers.all}
    lost = [
        f"{root} never reaches {claim.object} through {claim.subject}: give arises_from on the way this root"
        for claim in real.claims()
        if claim.relation == "supplies"
        for root in claim.roots
        if (root, claim.object, claim.subject, claim.position) not in routed
    ]
    assert not lost, "\n".join(lost)


def test_a_general_site_has_the_points_of_its_kinds(real: KnowledgeGraph) -> None:
    narrower = {claim.subject for claim in real.claims_of("site:guyon-canal") if claim.relation == "is_a"}
    assert narrower
    every = set(points_of(real, "site:guyon-canal"))
    assert all(set(points_of(real, site)) <= every for site in narrower)


def all_points(fibers: Fibers) -> list[Point]:
    """Return every point through which fibers pass."""
    return sorted(fibers.through)


@given(st.data())
def test_a_lesion_further_distal_never_does_more(fibers: Fibers, data: st.DataObject) -> None:
    point = data.draw(st.sampled_from(all_points(fibers)))
    above = fibers.cut([point])
    for _, below in fibers.points.out_edges(point):
        for target, severity in fibers.cut([below]).items():
            if set(fibers.points.predecessors(below)) == {point}:
                assert severity <= above.get(target, 0) + 1e-9, (point, below, target)


@given(st.data())
def test_two_lesions_do_what_either_does_and_no_more_than_both_together(fibers: Fibers, data: st.DataObject) -> None:
    one, two = (data.draw(st.sampled_from(all_points(fibers))) for _ in range(2))
    apart, both = [fibers.cut([one]), fibers.cut([two])], fibers.cut([two, one])
    assert both == fibers.cut([one, two])
    assert set(both) == set(apart[0]) | set(apart[1])
    for target, severity in both.items():
        each = [cut.get(target, 0) for cut in apart]
        assert max(each) - 1e-4 <= severity <= min(1, sum(each)) + 2e-4


def test_all_roots_together_take_everything(real: KnowledgeGraph, fibers: Fibers) -> None:
    roots = [(node.id, 0) for node in real.nodes.values() if node.kind == "root"]
    cut = fibers.cut(roots)
    assert set(cut) == set(fibers.totals)
    assert set(cut.values()) == {1.0}
