"""A variant leads fibers another way: what a lesion does with it follows, and no fiber is gained or lost."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadQuestionError, UnknownNameError
from graph.fibers import Fibers, fibers_of, points_of
from graph.lesion import Lesion, lesion
from graph.load import load
from graph.model import KnowledgeGraph
from graph.places import places_of
from graph.variants import variants_of, with_variants

NAMES = tuple(variant.id for variant in variants_of(load()))
THENAR = {"abductor-pollicis-brevis", "opponens-pollicis", "flexor-pollicis-brevis-superficial-head"}


@pytest.fixture(scope="module")
def fibers(real: KnowledgeGraph) -> Fibers:
    """Return the usual fibers of the real graph."""
    return fibers_of(real)


def lost(found: Lesion) -> dict[str, float]:
    """Return the severity of what fails, by id without its kind."""
    return {loss.node.id.partition(":")[2]: loss.severity for loss in (*found.weak, *found.numb, *found.reflexes)}


def test_the_toys_fibers_run_as_its_variant_says(toy: KnowledgeGraph) -> None:
    varied = with_variants(toy, fibers_of(toy), ["variant:crossed-strings"])
    (spreader,) = (fiber for fiber in varied.fibers.all if fiber.target == "muscle:spreader")
    assert [point for point in spreader.route if point[0].startswith("nerve:") and point[0] != "nerve:trunk"] == [
        ("nerve:alpha", 0),
        ("nerve:beta", 1),
    ], "down alpha past the lifter, then beta below the pincher"
    (edge,) = (fiber for fiber in varied.fibers.all if fiber.target == "skin:edge")
    assert edge.route[-1] == ("nerve:alpha", 1)
    twigs = [
        fiber
        for fiber in varied.fibers.all
        if fiber.target == "muscle:pincher" and fiber.route[-1][0] == "nerve:alpha-twigs"
    ]
    assert sorted(round(fiber.weight / 0.4, 4) for fiber in twigs) == [0.2857, 0.7143], "a small part comes by C7"
    assert {fiber.route[0] for fiber in twigs} == {("root:c7", 0), ("root:c8", 0)}
    assert {fiber.root for fiber in twigs} == {"root:c8"}, "the arc of a reflex goes by the usual root"


def test_the_toys_lesion_says_what_the_variant_saves_with_its_sources(toy: KnowledgeGraph) -> None:
    found = lesion(toy, "nerve:beta", variants=["variant:crossed-strings"])
    spared = {one.node.id: one for one in found.spared}
    assert spared["muscle:spreader"].why == (
        "With the crossed strings, its fibers come by the alpha nerve and join the beta nerve below the branch to the finger pincher."
    )
    assert spared["muscle:spreader"].sources == ("source:trial-2020",)
    assert spared["skin:edge"].sources == ("source:atlas",), "a row without sources has those of its record"
    assert [node.id for node in found.variants] == ["variant:crossed-strings"]
    assert "muscle:spreader" in {
        loss.node.id
        for loss in lesion(toy, "nerve:beta", beyond="muscle:pincher", variants=["variant:crossed-strings"]).weak
    }


def test_what_the_variant_brings_to_a_nerve_is_expected_there_and_said(toy: KnowledgeGraph) -> None:
    found = lesion(toy, "nerve:alpha", beyond="site:tunnel", variants=["variant:crossed-strings"])
    why = {one.node.id: one.why for one in found.spared}
    assert why["muscle:spreader"].startswith("With the crossed strings")
    assert why["muscle:lifter"] == "Its branch leaves the alpha nerve above."


def test_a_node_that_is_no_variant_of_course_cannot_be_switched_on(toy: KnowledgeGraph, real: KnowledgeGraph) -> None:
    with pytest.raises(BadQuestionError, match="choose from variant:crossed-strings"):
        lesion(toy, "nerve:beta", variants=["muscle:spreader"])
    with pytest.raises(BadQuestionError, match="variant:martin-gruber"):
        lesion(real, "nerve:ulnar", variants=["variant:transligamentous-thenar-branch"])
    with pytest.raises(UnknownNameError, match="variant:crossed-strings"):
        lesion(toy, "nerve:beta", variants=["variant:crossed-string"])


MARTIN_GRUBER = {"first-dorsal-interosseous", "abductor-digiti-minimi-of-hand", "adductor-pollicis"}
CLASSICS = {
    "Martin-Gruber saves them at the ulnar elbow": ("martin-gruber", "site:cubital-tunnel", set(), MARTIN_GRUBER),
    "Martin-Gruber loses them at the median elbow": ("martin-gruber", "site:lacertus-fibrosus", MARTIN_GRUBER, set()),
    "Martin-Gruber changes nothing at the ulnar wrist": ("martin-gruber", "site:guyon-zone-1", MARTIN_GRUBER, set()),
    "Martin-Gruber changes nothing in the carpal tunnel": ("martin-gruber", "site:carpal-tunnel", THENAR, MARTIN_GRUBER),
    "Riche-Cannieu saves the thenar in the carpal tunnel": ("riche-cannieu", "site:carpal-tunnel", set(), THENAR),
    "Riche-Cannieu loses the thenar with the ulnar nerve": ("riche-cannieu", "site:cubital-tunnel", THENAR, set()),
    "Marinacci saves the opponens at the median elbow": (
        "marinacci",
        "site:lacertus-fibrosus",
        {"abductor-pollicis-brevis"},
        {"opponens-pollicis"},
    ),
    "Marinacci loses the opponens at the wrist": ("marinacci", "site:carpal-tunnel", {"opponens-pollicis"}, set()),
    "the accessory nerve saves the short toe extensor": (
        "accessory-deep-fibular",
        "nerve:deep-fibular",
        {"tibialis-anterior", "extensor-hallucis-brevis"},
        {"extensor-digitorum-brevis"},
    ),
    "the accessory nerve loses it with the superficial one": (
        "accessory-deep-fibular",
        "site:superficial-fibular-fascial-exit",
        {"extensor-digitorum-brevis"},
        {"fibularis-longus"},
    ),
    "the genitofemoral nerve has the groin": (
        "genitofemoral-dominant-groin",
        "nerve:ilioinguinal",
        {"groin-fold"},
        {"front-of-scrotum-or-labia"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("classic", CLASSICS)
def test_a_classic_follows_from_the_variant(real: KnowledgeGraph, fibers: Fibers, classic: str) -> None:
    variant, where, fails, spared = CLASSICS[classic]
    found = lesion(real, where, variants=[f"variant:{variant}"], fibers=fibers)
    assert fails <= set(lost(found))
    assert not spared & set(lost(found))
    usual = lost(lesion(real, where, fibers=fibers))
    told = {one.node.id.partition(":")[2]: one.sources for one in found.spared}
    assert all(told[name] for name in spared & set(usual)), "what the variant saves is said with its sources"


def test_a_prefixed_plexus_moves_a_part_from_c5_to_c4(real: KnowledgeGraph, fibers: Fibers) -> None:
    usual = {root: lost(lesion(real, f"root:{root}", fibers=fibers)) for root in ("c4", "c5")}
    now = {
        root: lost(lesion(real, f"root:{root}", variants=["variant:prefixed-plexus"], fibers=fibers))
        for root in ("c4", "c5")
    }
    for muscle in ("infraspinatus", "deltoid", "biceps-brachii"):
        assert muscle not in usual["c4"]
        assert 0 < now["c4"][muscle] < now["c5"][muscle] < usual["c5"][muscle], "C5 stays the main source"
        assert now["c4"][muscle] + now["c5"][muscle] == pytest.approx(usual["c5"][muscle], abs=0.001)
    assert 0 < now["c4"]["biceps"] < now["c5"]["biceps"], "the reflex goes with its fibers"
    assert now["c5"]["rhomboids"] == usual["c5"]["rhomboids"]


def test_a_postfixed_plexus_moves_a_part_from_t1_to_t2(real: KnowledgeGraph, fibers: Fibers) -> None:
    now = lost(lesion(real, "root:t2", variants=["variant:postfixed-plexus"], fibers=fibers))
    assert 0 < now["first-dorsal-interosseous"] < 0.5
    assert lost(lesion(real, "nerve:lower-trunk", variants=["variant:postfixed-plexus"], fibers=fibers)) == lost(
        lesion(real, "nerve:lower-trunk", fibers=fibers)
    ), "all of it passes the trunk"


@pytest.mark.parametrize("name", NAMES)
def test_every_variant_moves_fibers_of_all_its_targets(real: KnowledgeGraph, fibers: Fibers, name: str) -> None:
    varied = with_variants(real, fibers, [name])
    before = {
        target: [fiber.route for fiber in fibers.all if target in {fiber.target, *dict(fiber.route)}]
        for way in real.node(name).reroutes
        for target in way.targets
    }
    for target, routes in before.items():
        after = [fiber.route for fiber in varied.fibers.all if target in {fiber.target, *dict(fiber.route)}]
        assert set(after) != set(routes), f"{name} moves no fiber of {target}"


@given(st.lists(st.sampled_from(NAMES), max_size=4))
def test_no_variant_adds_or_takes_a_fiber(real: KnowledgeGraph, fibers: Fibers, names: list[str]) -> None:
    varied = with_variants(real, fibers, names)
    assert set(varied.fibers.totals) == set(fibers.totals)
    for target, total in fibers.totals.items():
        assert varied.fibers.totals[target] == pytest.approx(total)
    usual, now = ({(fiber.target, fiber.root) for fiber in bundle.all} for bundle in (fibers, varied.fibers))
    assert usual == now
    changed = {
        target
        for target in fibers.totals
        if {f.route for f in fibers.all if f.target == target}
        != {f.route for f in varied.fibers.all if f.target == target}
    }
    assert changed <= set(varied.moved)


@given(st.data())
def test_a_lesion_with_variants_loses_and_spares_nothing_at_once(
    real: KnowledgeGraph, fibers: Fibers, data: st.DataObject
) -> None:
    names = data.draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3))
    course, row = data.draw(st.sampled_from(sorted(point for point in fibers.through)))
    found = lesion(real, f"{course}@{row}", variants=names, fibers=fibers)
    assert not {one.node.id for one in found.spared} & {loss.node.id for loss in (*found.weak, *found.numb)}
    assert found == lesion(real, f"{course}@{row}", variants=[*reversed(names), names[0]], fibers=fibers)


def test_without_a_variant_nothing_changes(real: KnowledgeGraph, fibers: Fibers) -> None:
    assert with_variants(real, fibers, []).fibers is fibers
    assert lesion(real, "site:carpal-tunnel", variants=()) == lesion(real, "site:carpal-tunnel", fibers=fibers)


def test_variants_of_different_fibers_do_what_each_does_alone(real: KnowledgeGraph, fibers: Fibers) -> None:
    for one, two in combinations(NAMES, 2):
        alone = [with_variants(real, fibers, [name]) for name in (one, two)]
        if set(alone[0].moved) & set(alone[1].moved):
            continue
        both = with_variants(real, fibers, [one, two]).fibers
        for varied in alone:
            for target in varied.moved:
                assert [f for f in both.all if f.target == target] == [
                    f for f in varied.fibers.all if f.target == target
                ]


def test_places_are_told_of_the_moved_fibers_too(real: KnowledgeGraph, fibers: Fibers) -> None:
    varied = with_variants(real, fibers, ["variant:riche-cannieu"]).fibers
    places = places_of(real, varied)
    cut = places.cut[places.row["site:carpal-tunnel"], places.column["muscle:abductor-pollicis-brevis"]]
    assert cut == 0.0
    assert "muscle:abductor-pollicis-brevis" in varied.cut(points_of(real, "site:cubital-tunnel"))
