"""Urgency: what says "now", what "within days", what only an if, and what says nothing."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer.routes import routes
from graph.__main__ import main
from graph.differential import Differential, differ, differential
from graph.load import load
from graph.model import RED_FLAG, URGENCY
from graph.told import told_of

GRAPH = load()
WITH = differ(GRAPH)
FLAGS = WITH.red_flags
ORDER = ["now", "soon", "if"]


def ask(*present: str, limit: int = 5, **lists: list[str]) -> Differential:
    """Put findings to the differential of the real graph; symptoms may be written without their kind."""
    given = [name if ":" in name else f"symptom:{name}" for name in present]
    return differential(GRAPH, told_of(GRAPH, present=given, **lists), limit=limit, with_=WITH)


def said(found: Differential, level: str) -> list[str]:
    """Return what is raised at a level."""
    return [item.node.id for item in found.urgent if item.level == level]


@pytest.mark.parametrize(
    ("present", "name"),
    [
        (["saddle-numbness", "urinary-retention"], "syndrome:cauda-equina"),
        (["saddle-numbness"], "syndrome:cauda-equina"),
        (["bilateral-sciatica"], "syndrome:cauda-equina"),
        (["slack-anal-sphincter", "saddle-numbness"], "syndrome:conus-medullaris"),
        (["weakness", "sudden-onset"], "mimic:stroke-hand-knob"),
        (["wrist-drop", "sudden-onset"], "mimic:stroke-hand-knob"),
        (["pain-on-passive-toe-stretch"], "mimic:acute-compartment-syndrome-of-leg"),
        (["weakness", "facial-weakness", "breathlessness", "onset-over-days"], "mimic:guillain-barre"),
        (["cold-pale-arm"], "mimic:vascular-thoracic-outlet"),
        (["arm-swelling", "sudden-onset"], "mimic:vascular-thoracic-outlet"),
        (["right-lower-belly-pain"], "mimic:appendicitis"),
        (["weakness", "reflex-loss", "onset-over-days"], "mimic:guillain-barre"),
        (["breathlessness"], "symptom:breathlessness"),
    ],
)
def test_an_emergency_says_see_a_doctor_now(present: list[str], name: str) -> None:
    found = ask(*present)
    assert name in said(found, "now"), [(item.level, item.node.id) for item in found.urgent]
    item = next(item for item in found.urgent if item.node.id == name)
    assert item.say.startswith("Urgent: see a doctor now.")
    assert item.why and item.sources


@pytest.mark.parametrize(
    ("present", "name"),
    [
        (["facial-weakness"], "mimic:bells-palsy"),
        (["facial-weakness", "ear-pain", "changed-taste", "sudden-onset"], "mimic:bells-palsy"),
        (["tingling", "unsteady-gait", "numbness"], "mimic:b12-neuropathy"),
        (["clumsiness", "brisk-reflexes", "test:hoffmann"], "mimic:cervical-myelopathy"),
        (["shoulder-pain", "horner-syndrome"], "mimic:pancoast-tumor"),
        (["blistering-rash"], "mimic:herpes-zoster"),
        (["fatigable-weakness", "drooping-eyelids-double-vision"], "mimic:myasthenia-gravis"),
    ],
)
def test_what_must_be_treated_before_it_does_harm_says_within_days(present: list[str], name: str) -> None:
    found = ask(*present)
    assert not said(found, "now"), [item.say for item in found.urgent]
    assert name in said(found, "soon"), [(item.level, item.node.id) for item in found.urgent]
    item = next(item for item in found.urgent if item.node.id == name)
    assert item.say.startswith("See a doctor within days.") and "urgent" not in item.say.lower()
    assert item.why and item.sources


@pytest.mark.parametrize(
    "present",
    [
        ["numb-thumb", "numb-index-finger", "night-time-tingling"],
        ["numb-thumb", "numb-index-finger", "numb-middle-finger", "night-time-tingling", "test:phalen", "slow-onset"],
        ["numb-thumb", "night-time-worsening", "comes-and-goes"],
        ["numb-little-finger", "slow-onset"],
        ["heel-pain", "test:windlass"],
        ["numb-outer-thigh"],
        ["low-back-pain"],
        ["low-back-pain", "sciatica"],
        ["low-back-pain", "sciatica", "sudden-onset"],
        ["low-back-pain", "sciatica", "reduced-ankle-reflex"],
        ["calf-pain"],
        ["neck-pain", "radiating-pain"],
        ["shoulder-pain", "night-time-worsening"],
        ["numb-sole", "numb-top-of-foot", "burning-pain", "cause:diabetes"],
    ],
)
def test_an_everyday_complaint_is_not_called_urgent(present: list[str]) -> None:
    found = ask(*present)
    assert not said(found, "now") and not said(found, "soon"), [item.say for item in found.urgent]


def test_no_time_course_is_a_red_flag_by_itself() -> None:
    assert not set(WITH.conditions.time) & {*FLAGS.findings, *FLAGS.findings_soon}
    for name in WITH.conditions.time:
        assert not said(ask(name), "now"), name


def test_what_is_urgent_comes_first_whatever_leads() -> None:
    found = ask("saddle-numbness", "numb-thumb", "numb-index-finger", "night-time-tingling", "test:phalen", limit=1)
    assert found.contenders[0].node.id == "syndrome:carpal-tunnel"
    assert found.urgent[0].node.id in {"syndrome:cauda-equina", "syndrome:conus-medullaris"}
    assert "saddle numbness" in found.urgent[0].say.lower()
    assert [node.id for node in found.urgent[0].because] == ["symptom:saddle-numbness"]


def test_one_general_complaint_raises_no_emergency_but_says_when_it_would_be_one() -> None:
    found = ask("low-back-pain")
    item = next(item for item in found.urgent if item.node.id == "mimic:spinal-epidural-abscess")
    assert (item.level, item.say) == ("if", "If it is spinal epidural abscess, see a doctor now.")
    assert any("Fever" in why for why in item.why)


def test_a_condition_of_which_only_a_red_flag_is_stated_is_an_if() -> None:
    found = ask("numb-thumb", "numb-index-finger", "night-time-tingling")
    assert found.urgent[0].node.id == "syndrome:carpal-tunnel"
    assert found.urgent[0].level == "if" and "when this is so" in found.urgent[0].say


def test_a_flag_that_belongs_elsewhere_does_not_make_a_condition_urgent() -> None:
    assert "mimic:benign-fasciculation" not in FLAGS.emergencies | FLAGS.soon
    assert not FLAGS.emergencies & FLAGS.soon


@pytest.mark.parametrize(
    "name",
    [
        "syndrome:cauda-equina",
        "syndrome:conus-medullaris",
        "mimic:stroke-hand-knob",
        "mimic:acute-compartment-syndrome-of-leg",
        "mimic:compartment-syndrome-of-forearm",
        "mimic:guillain-barre",
        "mimic:spinal-epidural-abscess",
        "mimic:deep-vein-thrombosis",
        "mimic:vascular-thoracic-outlet",
        "mimic:cervical-cord-neurapraxia",
        "mimic:appendicitis",
    ],
)
def test_what_costs_life_or_limb_within_hours_is_an_emergency(name: str) -> None:
    assert name in FLAGS.emergencies


def test_every_urgency_says_why_with_a_source() -> None:
    for name in FLAGS.emergencies | FLAGS.soon:
        facts = [fact for fact in GRAPH.node(name).facts if fact.name == URGENCY]
        assert len(facts) == 1 and facts[0].text.endswith(".") and facts[0].sources, name


def test_what_is_said_is_only_what_the_data_say() -> None:
    for item in (*ask("clumsiness", "brisk-reflexes", "test:hoffmann").urgent, *ask("saddle-numbness").urgent):
        facts = {fact.text for fact in item.node.facts if fact.name in {RED_FLAG, URGENCY}}
        sentences = {GRAPH.sentence(claim) for claim in GRAPH.claims_of(item.node.id) if claim.role == "urgent"}
        assert set(item.why) <= facts | sentences


SOME = st.lists(
    st.sampled_from(sorted((*WITH.conditions.symptom, *WITH.conditions.test))), min_size=1, max_size=5, unique=True
)


@settings(max_examples=60)
@given(SOME)
def test_now_comes_before_within_days_and_that_before_if(present: list[str]) -> None:
    found = ask(*present)
    levels = [ORDER.index(item.level) for item in found.urgent]
    assert levels == sorted(levels)
    names = [item.node.id for item in found.urgent]
    assert len(names) == len(set(names)), "one condition is urgent in one way"
    for item in found.urgent:
        if item.level == "soon":
            assert item.node.id in FLAGS.soon
        if item.level == "now":
            assert item.node.id in FLAGS.emergencies or item.because


CASES: list[tuple[str, list[str]]] = [
    ("now", ["saddle numbness", "urinary retention"]),
    ("soon", ["facial weakness"]),
    ("if", ["numb thumb", "night-time tingling"]),
]


@pytest.mark.parametrize(("level", "present"), CASES)
def test_command_line_and_api_say_the_level(level: str, present: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    words: list[str] = [part for name in present for part in ("--present", name)]
    assert main(["differential", *words]) == 0
    lines = capsys.readouterr().out.splitlines()
    begins = {"now": "Urgent: see a doctor now.", "soon": "See a doctor within days.", "if": "If it is "}
    assert lines[0].startswith(begins[level])
    assert lines[-1].endswith("never a diagnosis.")
    assert main(["differential", *words, "--json"]) == 0
    answer: Any = json.loads(capsys.readouterr().out)
    assert answer["urgent"][0]["level"] == level
    with TestClient(Starlette(routes=routes())) as client:
        assert client.get("/api/differential", params={"present": present}).json()["urgent"] == answer["urgent"]


def test_a_hand_weak_all_at_once_may_be_a_stroke_however_well_a_nerve_fits() -> None:
    sudden = ask("sudden-onset", "weak-thumb-abduction", "weak-thumb-tip-flexion", weak=["muscle:opponens-pollicis"])
    assert not sudden.contenders[0].node.id.startswith("mimic:stroke")
    assert said(sudden, "if")[0] == "mimic:stroke-hand-knob", "emergencies stand first"
    slow = ask("slow-onset", "weak-thumb-abduction", "weak-thumb-tip-flexion", weak=["muscle:opponens-pollicis"])
    assert "mimic:stroke-hand-knob" not in [item.node.id for item in slow.urgent]
    alone = ask("sudden-onset")
    assert "mimic:stroke-hand-knob" not in said(alone, "now")
