"""Why a symptom comes is a path: from the compression of a nerve to every symptom that a nerve itself can make."""

import pytest

from graph.chain import explanation
from graph.model import KnowledgeGraph
from graph.store import EmbeddedStore

NERVE_COMPRESSION = "mechanism:nerve-compression"
GENERAL = (
    "pain",
    "numbness",
    "tingling",
    "weakness",
    "muscle-spasm",
    "muscle-cramp",
    "fasciculation",
    "muscle-wasting",
    "reflex-loss",
)
"""The symptoms that every other one of feeling or strength is a kind of."""
TIME = "an answer to a question about time, which says nothing of how it came about"
NOT_FROM_COMPRESSION = {
    "symptom:arm-swelling": "a vein is shut, not a nerve",
    "symptom:blistering-rash": "the virus of shingles makes it in the skin",
    "symptom:blood-in-urine": "it comes from the urinary tract",
    "symptom:brisk-reflexes": "the cord or the brain is ill; a pressed nerve weakens reflexes",
    "symptom:comes-and-goes": TIME,
    "symptom:night-time-worsening": TIME,
    "symptom:onset-over-days": TIME,
    "symptom:slow-onset": TIME,
    "symptom:steady-worsening": TIME,
    "symptom:sudden-onset": TIME,
    "symptom:changed-taste": "of Bell palsy, which is a look-alike here",
    "symptom:cold-pale-arm": "the artery beside the nerve is pressed, at times by the same band",
    "symptom:cold-white-fingers": "vessels of the fingers shut in the cold",
    "symptom:dry-eye": "of Bell palsy, which is a look-alike here",
    "symptom:fascial-bulge": "the muscle that bulges is what presses the nerve, not what the pressure does",
    "symptom:groin-bulge": "a hernia",
    "symptom:high-arched-foot": "of inherited neuropathy, whose imbalance shapes the foot over years",
    "symptom:nerve-lump": "a tumor, or a swelling that presses; not what the pressure does",
    "symptom:rib-click": "a loose rib",
    "symptom:slow-movement": "the brain is ill, in Parkinson disease",
    "symptom:swollen-discolored-limb": "of complex regional pain syndrome, which is a look-alike here",
    "symptom:tremor": "the brain is ill, or a complex regional pain syndrome",
    "symptom:trouble-seeing": "the optic nerve or the brain is ill, in multiple sclerosis or lack of vitamin B12",
    "symptom:trouble-swallowing": "muscle or its junction with the nerve is ill",
    "symptom:weight-loss": "the whole body is ill",
}
"""The symptoms that only look-alikes have, or that go with a compression without coming from it; each with the reason."""
USUAL = ("typical", "common")


@pytest.mark.parametrize("name", GENERAL)
def test_a_general_symptom_follows_from_compression(store: EmbeddedStore, name: str) -> None:
    assert explanation(store, NERVE_COMPRESSION, f"symptom:{name}"), f"no path of mechanisms leads to symptom:{name}"


def test_every_symptom_follows_from_compression_or_is_a_named_exception(
    real: KnowledgeGraph, store: EmbeddedStore
) -> None:
    unexplained = {
        node.id
        for node in real.nodes.values()
        if node.kind == "symptom" and not explanation(store, NERVE_COMPRESSION, node.id)
    }
    lost, needless = unexplained - NOT_FROM_COMPRESSION.keys(), NOT_FROM_COMPRESSION.keys() - unexplained
    assert not lost, f"say what they are a kind of (is_a), or which mechanism leads to them: {sorted(lost)}"
    assert not needless, (
        f"they have a path by now, or are no symptoms: take them out of the exceptions: {sorted(needless)}"
    )


def test_no_syndrome_usually_presents_with_an_exception(real: KnowledgeGraph) -> None:
    usual = [
        f"{claim.subject}: {claim.object}"
        for claim in real.claims()
        if claim.relation == "presents_with"
        and NOT_FROM_COMPRESSION.get(claim.object, TIME) != TIME
        and claim.subject.startswith("syndrome:")
        and claim.frequency in USUAL
    ]
    assert not usual, f"explain them by a mechanism, they are no exceptions: {usual}"


def test_every_exception_has_a_reason() -> None:
    assert all(NOT_FROM_COMPRESSION.values())
