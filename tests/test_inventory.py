"""What the graph is to cover: every syndrome from neck to toe, the anatomy under it, and what surrounds it."""

from collections import Counter

import pytest

from graph.model import KnowledgeGraph
from graph.sheets import sheets

SYNDROMES = {
    "roots": """c2-c4-radiculopathy c5-radiculopathy c6-radiculopathy c7-radiculopathy c8-radiculopathy t1-radiculopathy
        thoracic-radiculopathy l1-l2-radiculopathy l3-radiculopathy l4-radiculopathy l5-radiculopathy s1-radiculopathy
        s2-s4-radiculopathy cauda-equina conus-medullaris lumbar-spinal-stenosis-syndrome""",
    "head and neck": """occipital-neuralgia spinal-accessory-neuropathy trigeminal-neuralgia hemifacial-spasm
        phrenic-neuropathy""",
    "plexus and shoulder girdle": """stinger neurogenic-thoracic-outlet disputed-thoracic-outlet long-thoracic-neuropathy
        dorsal-scapular-neuropathy suprascapular-notch spinoglenoid-notch quadrilateral-space
        musculocutaneous-neuropathy lateral-antebrachial-cutaneous-neuropathy""",
    "median": """ligament-of-struthers lacertus pronator fds-arch anterior-interosseous carpal-tunnel
        recurrent-motor-branch palmar-cutaneous-median digital-nerve-of-hand""",
    "ulnar": """arcade-of-struthers retrocondylar-groove cubital-tunnel fcu-exit guyon-canal guyon-zone-1 guyon-zone-2
        guyon-zone-3 deep-palmar-ulnar dorsal-ulnar-cutaneous""",
    "radial": """radial-axilla radial-spiral-groove radial-intermuscular-septum radial-tunnel posterior-interosseous
        wartenberg""",
    "trunk and groin": """intercostal-neuropathy anterior-cutaneous-nerve-entrapment iliohypogastric-neuropathy
        ilioinguinal-neuropathy genitofemoral-neuropathy meralgia-paresthetica femoral-neuropathy-psoas
        femoral-neuropathy-inguinal saphenous-neuropathy obturator-neuropathy pudendal-neuralgia
        superior-cluneal-neuropathy middle-cluneal-neuropathy superior-gluteal-neuropathy inferior-gluteal-neuropathy
        posterior-femoral-cutaneous-neuropathy""",
    "leg and foot": """deep-gluteal sciatic-hamstring sciatic-thigh common-fibular superficial-fibular deep-fibular-leg
        anterior-tarsal-tunnel soleal-sling tarsal-tunnel medial-plantar lateral-plantar baxter
        medial-calcaneal-neuropathy sural-neuropathy morton joplin""",
}
VARIANTS = "martin-gruber marinacci riche-cannieu prefixed-plexus postfixed-plexus accessory-deep-fibular"
MIMICS = {
    "of the article": "muscle-strain dehydration electrolyte-imbalance medication-side-effect fibromyalgia multiple-sclerosis",
    "central": """stroke-hand-knob amyotrophic-lateral-sclerosis cervical-myelopathy syringomyelia dystonia
        parkinson-disease""",
    "peripheral and not compression": """neuralgic-amyotrophy hnpp multifocal-motor-neuropathy cidp guillain-barre
        vasculitic-neuropathy leprosy diabetic-polyneuropathy polyneuropathy diabetic-amyotrophy herpes-zoster
        lyme-radiculitis""",
    "muscle, tendon, joint": """myofascial-pain flexor-tendon-rupture extensor-tendon-rupture de-quervain
        lateral-epicondylitis medial-epicondylitis rotator-cuff-tear frozen-shoulder hip-osteoarthritis knee-osteoarthritis
        greater-trochanteric-pain sacroiliac-joint-pain plantar-fasciitis metatarsal-stress-fracture""",
    "vascular": "peripheral-artery-disease deep-vein-thrombosis raynaud vascular-thoracic-outlet",
    "metabolic and drugs": """hypocalcemia hypokalemia hypomagnesemia hyponatremia statin-myopathy diuretic-cramps
        hypothyroid-myopathy pregnancy-cramps exercise-associated-cramps restless-legs stiff-person tetany""",
}
LEAST = {"muscle": 130, "skin": 80, "mimic": 60, "test": 90, "treatment": 50, "cause": 50, "reflex": 10, "variant": 6}


@pytest.mark.parametrize("region", SYNDROMES)
def test_every_syndrome_of_a_region_has_a_sheet(real: KnowledgeGraph, region: str) -> None:
    missing = [slug for slug in SYNDROMES[region].split() if f"syndrome:{slug}" not in real]
    assert not missing, f"data/syndromes has no sheet for {missing}"


@pytest.mark.parametrize("group", MIMICS)
def test_every_mimic_of_a_group_is_there(real: KnowledgeGraph, group: str) -> None:
    missing = [slug for slug in MIMICS[group].split() if f"mimic:{slug}" not in real]
    assert not missing, f"data/mimics.yaml lacks {missing}"


def test_variants_that_change_localization_say_what_they_change_and_how_often(real: KnowledgeGraph) -> None:
    for slug in VARIANTS.split():
        node = real.node(f"variant:{slug}")
        changes = [claim for claim in real.claims_of(node.id) if claim.relation == "changes"]
        assert changes, f"{node.id} changes nothing"
        assert all(claim.effect for claim in changes)
        assert any(fact.name == "How common" for fact in node.facts), f"{node.id} does not say how often"


@pytest.mark.parametrize(("kind", "least"), LEAST.items())
def test_there_are_as_many_as_were_asked_for(real: KnowledgeGraph, kind: str, least: int) -> None:
    number = Counter(node.kind for node in real.nodes.values())[kind]
    assert number >= least, f"{number} of at least {least}"


def test_every_root_is_there(real: KnowledgeGraph) -> None:
    roots = [*(f"c{n}" for n in range(1, 9)), *(f"t{n}" for n in range(1, 13)), *(f"l{n}" for n in range(1, 6)),
             *(f"s{n}" for n in range(1, 6))]  # fmt: skip
    assert not [root for root in roots if f"root:{root}" not in real]


@pytest.mark.parametrize("modality", ["history", "examination", "imaging", "electrodiagnosis", "laboratory"])
def test_tests_of_every_kind_are_there_and_manoeuvres_say_how(real: KnowledgeGraph, modality: str) -> None:
    tests = [node for node in real.nodes.values() if node.attributes.get("modality") == modality]
    assert len(tests) >= 4, [node.id for node in tests]
    silent = [node.id for node in tests if not any(fact.name == "How it is done" for fact in node.facts)]
    assert not silent, f"say how it is done: {silent}"


def test_a_sheet_is_full_or_says_what_is_not_known(real: KnowledgeGraph) -> None:
    short = [f"{sheet.id}: {', '.join(sheet.lacks)}" for sheet in sheets(real) if sheet.lacks and not sheet.unknown]
    assert not short, "complete the sheet, or say under `unknown:` what was looked for:\n" + "\n".join(short)


def test_every_mimic_says_what_it_looks_like_and_how_it_is_told_apart(real: KnowledgeGraph) -> None:
    poor = []
    for node in real.nodes.values():
        if node.kind == "mimic":
            claims = real.claims_of(node.id)
            if not any(claim.relation == "presents_with" for claim in claims):
                poor.append(f"{node.id} presents with nothing")
            if not any(claim.relation == "imitates" and claim.distinguished_by for claim in claims):
                poor.append(f"{node.id} imitates nothing")
    assert not poor, "\n".join(poor)


def test_every_treatment_is_used_for_something_and_some_are_not_recommended(real: KnowledgeGraph) -> None:
    used = [claim for claim in real.claims() if claim.relation == "treats"]
    idle = {node.id for node in real.nodes.values() if node.kind == "treatment"} - {claim.subject for claim in used}
    assert not idle
    assert sum(claim.role == "not recommended" for claim in used) >= 15
    assert any(claim.role == "urgent" for claim in used)


def test_seven_of_ten_claims_have_a_peer_reviewed_source(real: KnowledgeGraph) -> None:
    claims = list(real.claims())
    good = sum(any(real.sources[source].peer_reviewed for source in claim.sources) for claim in claims)
    assert good / len(claims) >= 0.7, f"{good} of {len(claims)}: {good / len(claims):.1%}"
