"""What it could be: the classics of the field, what must hold of any findings, and what to ask next."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer.routes import routes
from graph import evidence
from graph.__main__ import main
from graph.accuracy import power_of
from graph.answers import differential_answer
from graph.conditions import conditions_of
from graph.differential import Contender, Differential, differ, differential
from graph.errors import BadQuestionError, UnknownNameError
from graph.load import load
from graph.model import Accuracy, KnowledgeGraph
from graph.next_questions import next_questions
from graph.told import told_of

GRAPH = load()
WITH = differ(GRAPH)
OF = WITH.conditions


def ask(limit: int = 300, **lists: list[str]) -> Differential:
    """Put findings to the differential of the real graph; symptoms may be written without their kind."""
    kinds = {"weak": "muscle", "numb": "skin", "reflex": "reflex"}
    ids = {
        name: [item if ":" in item else f"{kinds.get(name, 'symptom')}:{item}" for item in items]
        for name, items in lists.items()
    }
    return differential(GRAPH, told_of(GRAPH, **ids), limit=limit, with_=WITH)


def of(found: Differential, name: str) -> Contender:
    """Return the contender of a condition."""
    return next(contender for contender in found.contenders if contender.node.id == name)


def rank(found: Differential, name: str) -> int:
    """Return the rank of a condition, from 1; those that score alike share the best rank."""
    score = of(found, name).score
    return 1 + sum(contender.score > score for contender in found.contenders)


CLASSICS: dict[str, tuple[dict[str, list[str]], str, str]] = {
    "median fingers numb at night, Phalen positive": (
        {"present": ["numb-thumb", "numb-index-finger", "numb-middle-finger", "night-time-tingling", "test:phalen"]},
        "syndrome:carpal-tunnel",
        "syndrome:c6-radiculopathy",
    ),
    "saddle numb, bladder does not empty": (
        {"present": ["saddle-numbness", "urinary-retention"]},
        "syndrome:cauda-equina",
        "syndrome:lumbar-radiculopathy",
    ),
    "feet numb top and sole, diabetes": (
        {"present": ["numb-sole", "numb-top-of-foot", "burning-pain", "cause:diabetes"]},
        "mimic:diabetic-polyneuropathy",
        "syndrome:tarsal-tunnel",
    ),
    "feet numb and ankle reflexes lost on examination, diabetes": (
        {
            "present": ["cause:diabetes", "tingling"],
            "numb": ["medial-sole", "lateral-sole", "dorsum-of-foot"],
            "reflex": ["ankle"],
        },
        "mimic:diabetic-polyneuropathy",
        "syndrome:tarsal-tunnel",
    ),
    "heel hurts, windlass test positive": (
        {"present": ["heel-pain", "test:windlass"]},
        "mimic:plantar-fasciitis",
        "syndrome:baxter",
    ),
    "clumsy hands, brisk reflexes, Hoffmann": (
        {"present": ["clumsiness", "brisk-reflexes", "test:hoffmann"]},
        "mimic:cervical-myelopathy",
        "syndrome:carpal-tunnel",
    ),
    "foot drop with back pain and weak inversion": (
        {"present": ["foot-drop", "low-back-pain", "sciatica"], "weak": ["tibialis-posterior"]},
        "syndrome:l5-radiculopathy",
        "syndrome:common-fibular",
    ),
    "foot drop, inversion strong, legs crossed": (
        {
            "present": ["foot-drop", "cause:leg-crossing"],
            "numb": ["dorsum-of-foot"],
            "absent": ["low-back-pain"],
            "normal": ["muscle:tibialis-posterior"],
        },
        "syndrome:common-fibular",
        "syndrome:l5-radiculopathy",
    ),
    "wrist drop, triceps strong": (
        {"present": ["wrist-drop"], "numb": ["back-of-hand-radial-half"], "normal": ["muscle:triceps-brachii"]},
        "syndrome:radial-spiral-groove",
        "syndrome:radial-axilla",
    ),
    "outer thigh numb, no weakness": (
        {"present": ["numb-outer-thigh"], "absent": ["weakness"]},
        "syndrome:meralgia-paresthetica",
        "syndrome:l3-radiculopathy",
    ),
    "claw hand, back of the hand spared": (
        {"present": ["numb-little-finger", "claw-hand"], "normal": ["skin:dorsal-ulnar-hand"]},
        "syndrome:guyon-zone-1",
        "syndrome:cubital-tunnel",
    ),
    "legs tire on walking, better bent forward": (
        {"present": ["neurogenic-claudication", "relief-on-bending-forward"]},
        "syndrome:lumbar-spinal-stenosis-syndrome",
        "syndrome:lumbar-radiculopathy",
    ),
    "sudden shoulder pain, then a winged blade": (
        {"present": ["sudden-shoulder-arm-pain", "winged-scapula"]},
        "mimic:neuralgic-amyotrophy",
        "syndrome:long-thoracic-neuropathy",
    ),
    "drooping lids, weakness that grows with use": (
        {"present": ["fatigable-weakness", "drooping-eyelids-double-vision"]},
        "mimic:myasthenia-gravis",
        "mimic:bells-palsy",
    ),
    "shoulder pain, Horner": (
        {"present": ["shoulder-pain", "horner-syndrome"]},
        "mimic:pancoast-tumor",
        "mimic:subacromial-pain",
    ),
    "no bend of thumb tip and index tip, nothing numb": (
        {"present": ["weak-thumb-tip-flexion", "weak-index-fingertip-flexion"], "absent": ["numbness"]},
        "syndrome:anterior-interosseous",
        "syndrome:carpal-tunnel",
    ),
}


@pytest.mark.parametrize("name", CLASSICS)
def test_a_classic_comes_first_and_before_what_it_is_mistaken_for(name: str) -> None:
    lists, first, other = CLASSICS[name]
    found = ask(**lists)
    assert rank(found, first) == 1, [(one.node.id, one.score) for one in found.contenders[:4]]
    assert of(found, other).score < of(found, first).score


SOME_SYMPTOMS = st.lists(st.sampled_from(sorted(OF.symptom)), min_size=2, max_size=5, unique=True)
SOME_MORE = st.lists(st.sampled_from(sorted((*OF.test, *OF.cause))), max_size=3, unique=True)
SOME_PARTS = st.lists(
    st.sampled_from(sorted(target for target in OF.localizer.places.targets if target.startswith("muscle:"))),
    max_size=3,
    unique=True,
)


@settings(max_examples=40)
@given(SOME_SYMPTOMS, SOME_MORE, SOME_PARTS)
def test_a_score_is_the_sum_of_its_parts(symptoms: list[str], more: list[str], parts: list[str]) -> None:
    found = ask(present=[symptoms[0], *more[:1]], absent=[*symptoms[1:], *more[1:]], weak=parts[:1], normal=parts[1:])
    for contender in found.contenders:
        assert contender.score == pytest.approx(sum(part.value for part in contender.parts), abs=1e-6)
    scores = [contender.score for contender in found.contenders]
    assert scores == sorted(scores, reverse=True)


@settings(max_examples=25)
@given(SOME_SYMPTOMS, SOME_MORE, st.randoms())
def test_the_order_of_findings_does_not_matter(symptoms: list[str], more: list[str], random: Any) -> None:
    lists = {"present": [symptoms[0], *more], "absent": symptoms[1:]}
    mixed = {name: random.sample(items, len(items)) for name, items in lists.items()}
    first, second = ask(**lists), ask(**mixed)
    assert first.contenders == second.contenders
    assert first.urgent == second.urgent
    assert next_questions(first, WITH) == next_questions(second, WITH)


@settings(max_examples=40)
@given(SOME_SYMPTOMS, SOME_PARTS, st.data())
def test_the_absence_of_what_a_candidate_typically_has_never_raises_it(
    symptoms: list[str], parts: list[str], data: st.DataObject
) -> None:
    extra = data.draw(st.sampled_from(sorted(OF.symptom)))
    symptoms = [name for name in symptoms if name != extra] or ["symptom:pain"]
    if extra in symptoms:
        return
    before = ask(present=symptoms[:1], absent=symptoms[1:], weak=parts)
    after = ask(present=symptoms[:1], absent=[*symptoms[1:], extra], weak=parts)
    typical = OF.stated[:, OF.symptom[extra]] >= evidence.FREQUENCY_CHANCE["typical"]
    assert (after.scores[typical] <= before.scores[typical] + 1e-9).all(), extra


def test_more_frequent_means_more() -> None:
    chances = [evidence.FREQUENCY_CHANCE[word] for word in ("typical", "common", "occasional", "rare")]
    assert chances == sorted(chances, reverse=True)
    found = ask(present=["tingling"])
    worth: dict[str, set[float]] = {}
    for claim in GRAPH.claims():
        if claim.relation == "presents_with" and claim.object == "symptom:tingling" and claim.subject in OF.ids:
            worth.setdefault(claim.frequency, set()).add(of(found, claim.subject).parts[0].value)
    assert min(worth["typical"]) > max(worth["common"])
    assert min(worth["common"]) > min(worth["occasional"])


def test_a_special_finding_speaks_for_who_has_the_general_one_but_less() -> None:
    column, weakness = OF.symptom["symptom:foot-drop"], OF.symptom["symptom:weakness"]
    direct = OF.ids.index("syndrome:common-fibular")
    assert OF.stated[direct, column] > 0
    general = OF.stated[OF.ids.index("mimic:charcot-marie-tooth"), weakness]
    silent = evidence.SILENT * OF.background[column]
    passed = OF.chance[OF.ids.index("mimic:charcot-marie-tooth"), column]
    assert silent < passed == pytest.approx(general * evidence.SPECIAL)
    assert passed < OF.chance[direct, column]


def test_a_general_finding_speaks_for_who_has_a_special_one_but_less() -> None:
    saddle, numb = OF.symptom["symptom:saddle-numbness"], OF.symptom["symptom:numbness"]
    row = OF.ids.index("syndrome:conus-medullaris")
    assert OF.stated[row, numb] == 0, "choose a condition whose sheet names a numb saddle only"
    assert OF.chance[row, numb] >= OF.stated[row, saddle] * evidence.GENERAL


def test_a_word_that_another_implies_counts_once() -> None:
    one, both = ask(present=["numb-thumb"]), ask(present=["numb-thumb", "numbness"])
    carpal = of(both, "syndrome:carpal-tunnel")
    assert {part.name: part.value for part in carpal.parts}["numbness"] == 0.0
    assert rank(one, "syndrome:carpal-tunnel") == rank(both, "syndrome:carpal-tunnel")


def test_a_positive_and_a_negative_test_have_the_published_worth() -> None:
    claim = next(
        claim for claim in GRAPH.claims() if (claim.subject, claim.object) == ("test:phalen", "syndrome:carpal-tunnel")
    )
    power = power_of(claim.accuracy)
    assert power.studies == 4
    found = of(ask(present=["numb-thumb", "test:phalen"]), "syndrome:carpal-tunnel")
    assert {part.name: part.value for part in found.parts}["Phalen test: positive"] == pytest.approx(
        np.log(power.sensitivity / (1 - power.specificity)), abs=1e-4
    )
    negative = of(ask(present=["numb-thumb"], absent=["test:phalen"]), "syndrome:carpal-tunnel")
    assert negative.score < of(ask(present=["numb-thumb"]), "syndrome:carpal-tunnel").score


@pytest.mark.parametrize(
    ("studies", "sensitivity", "specificity", "number"),
    [
        ([], 0.6, 0.8, 0),
        ([((50, 70), None)], 0.6, 0.8, 1),
        ([((100, 100), (100, 100))], 0.97, 0.97, 1),
        ([((10, 10), (90, 90)), ((80, 80), (70, 70)), ((70, 70), None)], 0.7, 0.8, 3),
    ],
)
def test_several_studies_make_one_figure(
    studies: list[Any], sensitivity: float, specificity: float, number: int
) -> None:
    power = power_of(Accuracy("source:x", one, other) for one, other in studies)
    assert (power.sensitivity, power.specificity) == pytest.approx((sensitivity, specificity))
    assert power.studies == number


def test_a_test_that_does_worse_than_chance_says_nothing() -> None:
    power = power_of([Accuracy("source:x", (20, 20), (30, 30))])
    assert (power.positive, power.negative) == (0.0, 0.0)


def test_every_part_says_why_and_claims_come_with_their_sources() -> None:
    found = ask(present=["numb-thumb", "test:phalen", "cause:pregnancy"], weak=["abductor-pollicis-brevis"])
    carpal = of(found, "syndrome:carpal-tunnel")
    assert len(carpal.supporting) == 4 and all(one.why for one in carpal.supporting)
    assert all(one.sources for one in carpal.supporting if one.node.kind != "muscle")
    assert carpal.place
    assert all(node.id not in {"symptom:numb-thumb", "symptom:numbness"} for node in carpal.missing)


def test_what_to_ask_next_is_new_and_says_how_and_why() -> None:
    found = ask(present=["foot-drop", "low-back-pain"])
    following = next_questions(found, WITH, limit=5)
    gains = [item.gain for item in following]
    assert following and gains == sorted(gains, reverse=True)
    told = {*found.told.present, *found.told.absent}
    assert all(item.node.id not in told and item.how and item.why.endswith(".") for item in following)
    assert len({item.do for item in following}) > 1


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ({}, "nothing is present"),
        ({"absent": ["tingling"]}, "nothing is present: name at least one"),
        ({"normal": ["muscle:deltoid"]}, "nothing is present"),
        ({"present": ["tingling"], "absent": ["tingling"]}, "both as present and as absent"),
        ({"weak": ["symptom:foot-drop"], "absent": ["foot-drop"]}, "both as present and as absent"),
        ({"present": ["muscle:deltoid"]}, "under weak, numb, reflex or normal"),
        ({"present": ["nerve:median"]}, "name a symptom, a test or a cause"),
        ({"present": ["tingling"], "limit": 0}, "limit must be at least 1"),
    ],
)
def test_what_cannot_be_used_is_said(lists: dict[str, Any], said: str) -> None:
    with pytest.raises(BadQuestionError, match=said):
        ask(**lists)


def test_an_unknown_finding_is_said_with_what_may_be_meant() -> None:
    with pytest.raises(UnknownNameError, match="symptom:tingling"):
        ask(present=["tinglin"])


def test_a_sign_that_is_told_and_examined_counts_once() -> None:
    assert ask(present=["foot-drop"], weak=["symptom:foot-drop"]).contenders == ask(present=["foot-drop"]).contenders


def test_a_small_graph_has_a_differential_too(toy: KnowledgeGraph) -> None:
    symptom = next(claim.object for claim in toy.claims() if claim.relation == "presents_with")
    found = differential(toy, told_of(toy, present=[symptom]), with_=differ(toy, conditions_of(toy)))
    assert found.contenders
    assert differential_answer(found, next_questions(found, differ(toy)))["candidates"]


def test_no_word_promises_the_probability_of_a_disease() -> None:
    found = ask(present=["saddle-numbness", "tingling", "test:phalen"], limit=10)
    text = json.dumps(differential_answer(found, next_questions(found, WITH))).lower()
    assert "probabil" not in text and "likelihood of" not in text


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=routes())) as made:
        yield made


def test_api_command_line_and_batch_answer_alike(
    client: TestClient, capsys: pytest.CaptureFixture[str], tmp_path: Any
) -> None:
    asked = {
        "present": ["foot drop", "Tinel sign"],
        "absent": ["low back pain"],
        "normal": ["tibialis posterior"],
        "limit": 3,
    }
    by_get = client.get("/api/differential", params=asked)
    assert by_get.status_code == 200
    assert client.post("/api/differential", json=asked).json() == by_get.json()
    words = [part for name in ("present", "absent", "normal") for word in asked[name] for part in (f"--{name}", word)]
    assert main(["differential", *words, "--limit", "3", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == by_get.json()
    file = tmp_path / "asked.jsonl"
    file.write_text(json.dumps(asked) + "\n" + json.dumps({"absent": ["low back pain"]}) + "\n", encoding="utf-8")
    assert main(["differential", "--batch", str(file)]) == 0
    good, bad = map(json.loads, capsys.readouterr().out.splitlines())
    assert good == by_get.json()
    assert bad["error"]["code"] == "bad question"


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("", 400, "bad question"),
        ("absent=tingling", 400, "bad question"),
        ("present=tinglin", 404, "unknown name"),
        ("present=tingling&absent=tingling", 400, "bad question"),
        ("present=tingling&limit=51", 400, "bad question"),
    ],
)
def test_the_api_answers_bad_questions_with_an_error(client: TestClient, query: str, status: int, code: str) -> None:
    answer = client.get(f"/api/differential?{query}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_the_api_names_a_posted_argument_that_it_does_not_know(client: TestClient) -> None:
    answer = client.post("/api/differential", json={"presnet": ["tingling"]})
    assert answer.status_code == 400 and "presnet" in answer.json()["error"]["message"]
