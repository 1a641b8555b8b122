"""The article that Pinchpoint began with: each of its facts is a claim in the graph."""

import itertools

import pytest

from graph.chain import chain
from graph.model import KnowledgeGraph
from graph.store import EmbeddedStore

PINCHED = "syndrome:pinched-nerve"

FACTS = {
    # 1. how
    "a pinched nerve is nerve compression": (PINCHED, "involves", "mechanism:nerve-compression"),
    "compression disrupts the signals": (
        "mechanism:nerve-compression",
        "leads_to",
        "mechanism:disrupted-nerve-signals",
    ),
    "the nerve may become inflamed": ("mechanism:nerve-compression", "leads_to", "mechanism:nerve-inflammation"),
    "an irritated nerve sends abnormal signals": (
        "mechanism:nerve-inflammation",
        "leads_to",
        "mechanism:abnormal-nerve-signals",
    ),
    "abnormal signals trigger involuntary contractions": (
        "mechanism:abnormal-nerve-signals",
        "leads_to",
        "mechanism:involuntary-contraction",
    ),
    "involuntary contractions are muscle spasms": (
        "mechanism:involuntary-contraction",
        "leads_to",
        "symptom:muscle-spasm",
    ),
    # 2. what comes with it
    "muscle spasms come with it": (PINCHED, "presents_with", "symptom:muscle-spasm"),
    "pain comes with it": (PINCHED, "presents_with", "symptom:pain"),
    "shooting pain along the nerve": (PINCHED, "presents_with", "symptom:radiating-pain"),
    "burning pain": (PINCHED, "presents_with", "symptom:burning-pain"),
    "numbness": (PINCHED, "presents_with", "symptom:numbness"),
    "tingling": (PINCHED, "presents_with", "symptom:tingling"),
    "complete loss of feeling": (PINCHED, "presents_with", "symptom:loss-of-sensation"),
    "weakness": (PINCHED, "presents_with", "symptom:weakness"),
    "limited range of motion": (PINCHED, "presents_with", "symptom:limited-range-of-motion"),
    # 3. where
    "neck: cervical radiculopathy": ("syndrome:cervical-radiculopathy", "is_a", PINCHED),
    "neck: at the roots of the neck": ("site:cervical-root-canal", "leads_to", "syndrome:cervical-radiculopathy"),
    "neck: spasms in the neck": ("syndrome:cervical-radiculopathy", "presents_with", "symptom:neck-muscle-spasm"),
    "neck: spasms in the shoulders": (
        "syndrome:cervical-radiculopathy",
        "presents_with",
        "symptom:shoulder-muscle-spasm",
    ),
    "neck: spasms in the arms": ("syndrome:cervical-radiculopathy", "presents_with", "symptom:arm-muscle-spasm"),
    "neck: spasms in the hands": ("syndrome:cervical-radiculopathy", "presents_with", "symptom:hand-spasm"),
    "lower back: lumbar radiculopathy": ("syndrome:lumbar-radiculopathy", "is_a", PINCHED),
    "lower back: at the roots of the lower back": (
        "site:lumbar-root-canal",
        "leads_to",
        "syndrome:lumbar-radiculopathy",
    ),
    "lower back: spasms in the lower back": (
        "syndrome:lumbar-radiculopathy",
        "presents_with",
        "symptom:low-back-muscle-spasm",
    ),
    "lower back: spasms in the buttocks": (
        "syndrome:lumbar-radiculopathy",
        "presents_with",
        "symptom:buttock-muscle-spasm",
    ),
    "lower back: spasms in the legs": ("syndrome:lumbar-radiculopathy", "presents_with", "symptom:leg-muscle-spasm"),
    "lower back: spasms in the feet": ("syndrome:lumbar-radiculopathy", "presents_with", "symptom:foot-muscle-spasm"),
    "lower back: sciatica": ("syndrome:lumbar-radiculopathy", "presents_with", "symptom:sciatica"),
    "wrist: carpal tunnel syndrome": ("syndrome:carpal-tunnel", "is_a", PINCHED),
    "wrist: at the carpal tunnel": ("site:carpal-tunnel", "leads_to", "syndrome:carpal-tunnel"),
    "wrist: compression of the median nerve": ("site:carpal-tunnel", "compresses", "nerve:median"),
    "wrist: pain": ("syndrome:carpal-tunnel", "presents_with", "symptom:pain"),
    "wrist: numbness": ("syndrome:carpal-tunnel", "presents_with", "symptom:numbness"),
    "wrist: spasms in hand and fingers": ("syndrome:carpal-tunnel", "presents_with", "symptom:hand-spasm"),
    # 4. what mimics it
    "mimic: muscle strain or tear": ("mimic:muscle-strain", "imitates", PINCHED),
    "mimic: dehydration": ("mimic:dehydration", "imitates", PINCHED),
    "mimic: electrolyte imbalance": ("mimic:electrolyte-imbalance", "imitates", PINCHED),
    "mimic: low calcium": ("mimic:hypocalcemia", "imitates", PINCHED),
    "mimic: low magnesium": ("mimic:hypomagnesemia", "imitates", PINCHED),
    "mimic: low potassium": ("mimic:hypokalemia", "imitates", PINCHED),
    "mimic: side effect of a medication": ("mimic:medication-side-effect", "imitates", PINCHED),
    "mimic: fibromyalgia": ("mimic:fibromyalgia", "imitates", PINCHED),
    "mimic: multiple sclerosis": ("mimic:multiple-sclerosis", "imitates", PINCHED),
    # 5. how it is diagnosed
    "test: medical history": ("test:history", "detects", PINCHED),
    "test: physical examination": ("test:physical-examination", "detects", PINCHED),
    "test: X-ray": ("test:x-ray", "detects", PINCHED),
    "test: MRI": ("test:mri", "detects", PINCHED),
    "test: CT": ("test:ct", "detects", PINCHED),
    "test: electromyography": ("test:electromyography", "detects", PINCHED),
    "test: nerve conduction study": ("test:nerve-conduction-study", "detects", PINCHED),
    # 6. what is done
    "treatment: rest": ("treatment:rest", "treats", PINCHED),
    "treatment: ice": ("treatment:ice", "treats", PINCHED),
    "treatment: ibuprofen": ("treatment:ibuprofen", "treats", PINCHED),
    "treatment: acetaminophen": ("treatment:acetaminophen", "treats", PINCHED),
    "treatment: physical therapy": ("treatment:physical-therapy", "treats", PINCHED),
    "treatment: stretches": ("treatment:stretching", "treats", PINCHED),
    "treatment: muscle relaxants": ("treatment:muscle-relaxant", "treats", PINCHED),
    "treatment: corticosteroid injection": ("treatment:corticosteroid-injection", "treats", PINCHED),
    "treatment: surgery": ("treatment:surgery-decompression", "treats", PINCHED),
}


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_of_the_article_is_a_sourced_claim(real: KnowledgeGraph, fact: str) -> None:
    subject, relation, object_ = FACTS[fact]
    claims = {claim.key: claim for claim in real.claims_of(subject)}
    assert (subject, relation, object_) in claims, f"{fact}: no claim {subject} {relation} {object_}"
    assert claims[subject, relation, object_].sources


@pytest.mark.parametrize(
    "mimic",
    [
        "dehydration",
        "electrolyte-imbalance",
        "muscle-strain",
        "medication-side-effect",
        "fibromyalgia",
        "multiple-sclerosis",
    ],
)
def test_a_mimic_says_how_to_tell_it_apart_and_has_spasms_or_cramps(real: KnowledgeGraph, mimic: str) -> None:
    claims = real.claims_of(f"mimic:{mimic}")
    assert all(claim.distinguished_by for claim in claims if claim.relation == "imitates")
    shown = {claim.object for claim in claims if claim.relation == "presents_with"}
    assert shown & {"symptom:muscle-spasm", "symptom:muscle-cramp", "symptom:pain", "symptom:spasticity"}, sorted(shown)


@pytest.mark.parametrize("mineral", ["hypocalcemia", "hypomagnesemia", "hypokalemia"])
def test_the_three_minerals_are_electrolyte_imbalances(real: KnowledgeGraph, mineral: str) -> None:
    assert (f"mimic:{mineral}", "is_a", "mimic:electrolyte-imbalance") in {
        claim.key for claim in real.claims_of(f"mimic:{mineral}")
    }


def test_can_a_pinched_nerve_cause_muscle_spasms(real: KnowledgeGraph, store: EmbeddedStore) -> None:
    found = chain(store, PINCHED, "symptom:muscle-spasm")
    assert found, "the question that it all began with has no answer"
    assert found[0].subject == PINCHED
    assert found[0].relation == "involves"
    assert {claim.relation for claim in found[1:]} == {"leads_to"}
    assert found[-1].object == "symptom:muscle-spasm"
    assert all(claim.sources for claim in found)
    assert all(real.sentence(claim) for claim in found)


def test_the_chain_of_the_article_is_there_step_by_step(real: KnowledgeGraph) -> None:
    steps = [
        PINCHED,
        "mechanism:nerve-compression",
        "mechanism:nerve-inflammation",
        "mechanism:abnormal-nerve-signals",
        "mechanism:involuntary-contraction",
        "symptom:muscle-spasm",
    ]
    for one, next_ in itertools.pairwise(steps):
        joined = {claim.relation for claim in real.claims_of(one) if claim.object == next_}
        assert joined & {"involves", "leads_to"}, f"{one} → {next_}"


def test_the_place_decides_the_symptoms(real: KnowledgeGraph) -> None:
    def spasms(syndrome: str) -> set[str]:
        return {
            claim.object
            for claim in real.claims_of(syndrome)
            if claim.relation == "presents_with" and "spasm" in claim.object
        }

    neck, back, wrist = (
        spasms(f"syndrome:{name}") for name in ("cervical-radiculopathy", "lumbar-radiculopathy", "carpal-tunnel")
    )
    assert not neck & back
    assert all((neck, back, wrist))
