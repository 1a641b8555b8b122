"""What a lesion does: the classics of the field follow from the courses, each with its reason."""

import pytest

from graph.errors import BadQuestionError, UnknownNameError
from graph.fibers import Fibers, fibers_of
from graph.lesion import Lesion, lesion
from graph.model import KnowledgeGraph


@pytest.fixture(scope="module")
def fibers(real: KnowledgeGraph) -> Fibers:
    """Return the fibers of the real graph."""
    return fibers_of(real)


def lost(found: Lesion) -> dict[str, float]:
    """Return the severity of all that fails, by id."""
    return {loss.node.id: loss.severity for loss in (*found.weak, *found.numb, *found.reflexes)}


def why(found: Lesion) -> dict[str, str]:
    """Return the reason of all that is spared, by id."""
    return {spared.node.id: spared.why for spared in found.spared}


def test_the_toy_tells_what_fails_and_why_the_rest_does_not(toy: KnowledgeGraph) -> None:
    found = lesion(toy, "site:tunnel")
    assert set(lost(found)) == {"muscle:pincher", "skin:palm"}
    assert why(found)["muscle:lifter"] == "Its fibers leave above the tunnel."
    assert next(spared.sources for spared in found.spared if spared.node.id == "muscle:lifter") == ("source:atlas",)


def test_a_nerve_is_cut_below_an_item_of_its_course(toy: KnowledgeGraph) -> None:
    found = lesion(toy, "nerve:alpha", beyond="muscle:lifter")
    assert set(lost(found)) == {"muscle:pincher", "skin:palm"}
    assert why(found) == {"muscle:lifter": "Its branch leaves the alpha nerve above."}
    assert "muscle:lifter" in lost(lesion(toy, "nerve:alpha"))


@pytest.mark.parametrize(
    ("where", "beyond", "said"),
    [
        ("nerve:alpha", "muscle:spreader", "is not on the course"),
        ("nerve:alpha", "skin:palm", "is the last on"),
        ("symptom:spasm", "", "has no place on a course"),
        ((), "", "a lesion is somewhere"),
    ],
)
def test_a_place_that_is_none_is_said(toy: KnowledgeGraph, where: str, beyond: str, said: str) -> None:
    with pytest.raises(BadQuestionError, match=said):
        lesion(toy, where, beyond=beyond)


def test_an_unknown_place_is_said_with_what_may_be_meant(toy: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="site:tunnel"):
        lesion(toy, "site:tunel")


CLASSICS = {
    "the palm is spared in the carpal tunnel: its branch leaves above the wrist": (
        "site:carpal-tunnel",
        {"muscle:abductor-pollicis-brevis", "skin:palm-side-of-index-finger"},
        {"skin:thenar-eminence", "muscle:flexor-pollicis-longus", "muscle:pronator-teres"},
    ),
    "the back of the ulnar hand tells the elbow from the wrist: its branch leaves in the forearm": (
        "site:guyon-zone-1",
        {"muscle:first-dorsal-interosseous", "skin:palm-side-of-little-finger"},
        {"skin:dorsal-ulnar-hand", "muscle:flexor-digitorum-profundus-ulnar-half"},
    ),
    "at the elbow the back of the ulnar hand goes too": (
        "site:cubital-tunnel",
        {"skin:dorsal-ulnar-hand", "muscle:flexor-digitorum-profundus-ulnar-half"},
        set(),
    ),
    "triceps tells the axilla from the groove: its branches leave above the groove": (
        "site:spiral-groove",
        {"muscle:brachioradialis", "muscle:extensor-digitorum"},
        {"muscle:triceps-brachii"},
    ),
    "a crutch in the armpit takes triceps as well": (
        "site:axilla-radial",
        {"muscle:triceps-brachii", "muscle:brachioradialis"},
        set(),
    ),
    "finger drop without wrist drop or numbness: the posterior interosseous nerve is motor and leaves late": (
        "site:arcade-of-frohse",
        {"muscle:extensor-digitorum", "muscle:extensor-pollicis-longus"},
        {"muscle:extensor-carpi-radialis-longus", "muscle:brachioradialis", "skin:back-of-hand-radial-half"},
    ),
    "the short head of biceps femoris is supplied above the fibular head": (
        "site:fibular-head",
        {"muscle:tibialis-anterior", "muscle:fibularis-longus"},
        {"muscle:biceps-femoris-short-head", "muscle:tibialis-posterior"},
    ),
    "inversion tells L5 from the fibular nerve: tibialis posterior is tibial and L5": (
        "root:l5",
        {"muscle:tibialis-posterior", "muscle:tibialis-anterior", "muscle:gluteus-medius"},
        set(),
    ),
    "palmaris brevis survives a lesion of the deep branch": (
        "site:guyon-zone-2",
        {"muscle:first-dorsal-interosseous", "muscle:adductor-pollicis"},
        {"muscle:palmaris-brevis", "skin:palm-side-of-little-finger"},
    ),
    "infraspinatus alone at the spinoglenoid notch": (
        "site:spinoglenoid-notch",
        {"muscle:infraspinatus"},
        {"muscle:supraspinatus"},
    ),
    "the inner forearm goes numb with the lower trunk": (
        "nerve:lower-trunk",
        {"skin:medial-forearm", "muscle:abductor-pollicis-brevis", "muscle:first-dorsal-interosseous"},
        set(),
    ),
}


@pytest.mark.parametrize("classic", CLASSICS)
def test_a_classic_follows_from_the_courses(real: KnowledgeGraph, fibers: Fibers, classic: str) -> None:
    where, fails, spared = CLASSICS[classic]
    found = lesion(real, where, fibers=fibers)
    assert fails <= set(lost(found))
    assert not spared & set(lost(found))
    assert spared <= set(why(found)), "spared, but not said"


def test_the_inner_forearm_is_not_ulnar(real: KnowledgeGraph, fibers: Fibers) -> None:
    assert "skin:medial-forearm" not in lost(lesion(real, "nerve:ulnar", fibers=fibers))


def test_the_first_web_space_alone_is_numb_in_a_lesion_of_the_deep_fibular_nerve(
    real: KnowledgeGraph, fibers: Fibers
) -> None:
    """All that the deep fibular nerve feels is the skin between the first two toes."""
    numb = {loss.node.id for loss in lesion(real, "nerve:deep-fibular", fibers=fibers).numb}
    assert numb == {"skin:first-web-space-of-foot"}


def test_two_roots_take_more_than_one(real: KnowledgeGraph, fibers: Fibers) -> None:
    one, both = (lost(lesion(real, where, fibers=fibers)) for where in ("root:c5", ("root:c5", "root:c6")))
    assert both["muscle:deltoid"] == 1.0 > one["muscle:deltoid"]
    assert both["reflex:biceps"] > one["reflex:biceps"] > 0


def test_a_reflex_goes_with_its_arc(real: KnowledgeGraph, fibers: Fibers) -> None:
    assert lost(lesion(real, "root:c7", fibers=fibers))["reflex:triceps"] > 0
    assert "reflex:triceps" not in lost(lesion(real, "site:carpal-tunnel", fibers=fibers))
    assert lost(lesion(real, "nerve:tibial", fibers=fibers))["reflex:ankle"] == 1.0


@pytest.mark.parametrize("kind", ["site", "nerve", "root"])
def test_every_place_on_a_course_has_an_answer_in_order(real: KnowledgeGraph, fibers: Fibers, kind: str) -> None:
    on_course = {claim.subject for claim in real.claims() if claim.relation == "compresses"}
    for node in real.nodes.values():
        if node.kind != kind or (kind == "site" and node.id not in on_course):
            continue
        found = lesion(real, node.id, fibers=fibers)
        for losses in (found.weak, found.numb, found.reflexes):
            assert [loss.severity for loss in losses] == sorted((loss.severity for loss in losses), reverse=True)
            assert all(0 < loss.severity <= 1 for loss in losses)
        stated = {spared.node.id for spared in found.spared if spared.sources}
        assert not (set(lost(found)) & set(why(found))) - stated, f"{node.id}: lost and spared"
