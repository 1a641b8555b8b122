"""The data are the subject: clean, complete and sourced. A message names what to mend."""

import re

import pytest

from graph.check import problems
from graph.load import DATA, read_folder
from graph.model import Claim, KnowledgeGraph
from graph.records import LIST_FILES, SyndromeRecord, fields_of
from graph.text import word_count
from graph.vocabulary import KINDS, PEER_REVIEWED

SHEETS = (
    "carpal-tunnel",
    "pronator",
    "anterior-interosseous",
    "cubital-tunnel",
    "guyon-canal",
    "radial-spiral-groove",
    "posterior-interosseous",
    "c6-radiculopathy",
    "c7-radiculopathy",
    "c8-radiculopathy",
    "l5-radiculopathy",
    "s1-radiculopathy",
    "common-fibular",
    "tarsal-tunnel",
)
"""The fourteen syndromes whose sheets are full."""

NEVER_CITED = (
    "orthovellum.com",
    "clinicalpub.com",
    "droracle.ai",
    "medicalmcq.in",
    "mybackpaincoach-v2.com",
    "medicinka.com",
    "myosesh.com",
    "classes.kumc.edu/sah/resources/handkines",
    "integrativedn.com",
    "heelpaincenterofcentralvirginia.com",
    "grokipedia.com",
    "neetpgai",
    "mind.li",
    "scribd.com",
    "iiab.me",
)
"""Pages that were read and found wrong, written by machines, or mere copies."""


def test_the_data_have_no_problem() -> None:
    found = problems(read_folder(DATA))
    assert not found, "run python -m graph check:\n" + "\n".join(map(str, found))


def claims_of(graph: KnowledgeGraph, syndrome: str, relation: str) -> list[Claim]:
    """Return the claims of a sheet of one relation; those in which it imitates another are the other's."""
    return [
        claim
        for claim in graph.claims_of(f"syndrome:{syndrome}")
        if claim.relation == relation and (relation != "imitates" or claim.object == f"syndrome:{syndrome}")
    ]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_has_a_file_of_its_own(sheet: str) -> None:
    assert (DATA / "syndromes" / f"{sheet}.yaml").is_file()


@pytest.mark.parametrize(
    ("relation", "least"),
    [
        ("presents_with", 4),
        ("detects", 3),
        ("imitates", 2),
        ("treats", 1),
        ("predisposes_to", 1),
        ("leads_to", 1),
        ("spares", 1),
        ("involves", 1),
    ],
)
@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_is_full(real: KnowledgeGraph, sheet: str, relation: str, least: int) -> None:
    have = claims_of(real, sheet, relation)
    assert len(have) >= least, f"data/syndromes/{sheet}.yaml has {len(have)} of at least {least} {relation}"


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_says_how_often_why_spared_and_how_to_tell_apart(real: KnowledgeGraph, sheet: str) -> None:
    assert all(claim.frequency for claim in claims_of(real, sheet, "presents_with"))
    assert any(claim.frequency == "typical" for claim in claims_of(real, sheet, "presents_with")), "nothing is typical"
    assert all(claim.why for claim in claims_of(real, sheet, "spares"))
    assert all(claim.distinguished_by.endswith(".") for claim in claims_of(real, sheet, "imitates"))
    assert all(claim.role for claim in claims_of(real, sheet, "treats"))


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_rests_on_two_sources_one_of_them_strong(real: KnowledgeGraph, sheet: str) -> None:
    cited = {source for claim in real.claims_of(f"syndrome:{sheet}") for source in claim.sources}
    types = {real.sources[source].type for source in cited}
    assert len(cited) >= 2
    assert types & (PEER_REVIEWED | {"reference", "textbook"}), f"only {sorted(types)}"


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_is_a_kind_of_pinched_nerve_and_its_site_presses_on_a_nerve_or_root(
    real: KnowledgeGraph, sheet: str
) -> None:
    above, seen = {f"syndrome:{sheet}"}, set()
    while above:
        node = above.pop()
        seen.add(node)
        above |= {
            claim.object for claim in real.claims_of(node) if claim.relation == "is_a" and claim.subject == node
        } - seen
    assert "syndrome:pinched-nerve" in seen
    sites = [claim.subject for claim in claims_of(real, sheet, "leads_to")]
    pressed = [claim for site in sites for claim in real.claims_of(site) if claim.relation == "compresses"]
    assert pressed, f"no course lists {sites}"


def supplying(graph: KnowledgeGraph, target: str) -> list[Claim]:
    """Return the claims by which nerves supply a muscle or skin area."""
    return [claim for claim in graph.claims_of(target) if claim.relation == "supplies"]


@pytest.mark.parametrize("kind", ["muscle", "skin"])
def test_every_muscle_and_skin_area_has_a_nerve_and_roots_that_the_nerve_carries(
    real: KnowledgeGraph, kind: str
) -> None:
    wrong = []
    for node in real.nodes.values():
        if node.kind != kind:
            continue
        claims = supplying(real, node.id)
        if not claims:
            wrong.append(f"{node.id}: no nerve supplies it")
        for claim in claims:
            carried = {root for origin in real.claims_of(claim.subject) if origin.relation == "arises_from" and origin.subject == claim.subject
                       for root in origin.roots}  # fmt: skip
            if not claim.roots:
                wrong.append(f"{node.id}: {claim.subject} supplies it with no root")
            if not set(claim.roots) <= carried:
                wrong.append(f"{node.id}: {claim.subject} carries {sorted(carried)}, not {sorted(claim.roots)}")
            if "main" not in claim.roots.values() and claim.share != "minor":
                wrong.append(f"{node.id}: no root from {claim.subject} is main")
    assert not wrong, "\n".join(wrong)


def test_every_reflex_has_its_muscle_root_and_nerve(real: KnowledgeGraph) -> None:
    reflexes = [node.id for node in real.nodes.values() if node.kind == "reflex"]
    assert len(reflexes) >= 5
    for reflex in reflexes:
        kinds = {
            claim.object.partition(":")[0]
            for claim in real.claims_of(reflex)
            if claim.relation == "examines" and claim.subject == reflex
        }
        assert {"muscle", "root", "nerve"} <= kinds, f"{reflex} examines only {sorted(kinds)}"


def test_every_nerve_arises_from_something_and_can_be_followed_to_a_root(real: KnowledgeGraph) -> None:
    for node in real.nodes.values():
        if node.kind != "nerve":
            continue
        above, seen = {node.id}, set()
        while above:
            part = above.pop()
            seen.add(part)
            above |= {
                claim.object
                for claim in real.claims_of(part)
                if claim.relation == "arises_from" and claim.subject == part
            } - seen
        assert any(part.startswith("root:") for part in seen), f"{node.id} leads to no root"


@pytest.mark.parametrize("nerve", ["median", "ulnar", "radial", "sciatic", "tibial", "common-fibular"])
def test_the_six_great_nerves_have_a_course(real: KnowledgeGraph, nerve: str) -> None:
    steps = [claim for claim in real.claims_of(f"nerve:{nerve}") if claim.position is not None]
    assert len(steps) >= 4


@pytest.mark.parametrize(
    "part",
    [
        "upper-trunk",
        "middle-trunk",
        "lower-trunk",
        "lateral-cord",
        "medial-cord",
        "posterior-cord",
        "lumbosacral-trunk",
    ],
)
def test_the_plexuses_are_there(real: KnowledgeGraph, part: str) -> None:
    assert f"nerve:{part}" in real


def test_every_core_kind_is_well_filled(real: KnowledgeGraph) -> None:
    for kind in KINDS.values():
        number = sum(node.kind == kind.name for node in real.nodes.values())
        assert number >= (15 if kind.core else 5), f"{number} {kind.plural}"


def test_cross_references_are_well_formed_and_used_once(real: KnowledgeGraph) -> None:
    seen: dict[str, str] = {}
    for node in real.nodes.values():
        for curie, label in node.xrefs.items():
            assert re.fullmatch(r"(UBERON|HP|MONDO):\d{7}", curie), f"{node.id}: {curie}"
            assert label.strip() == label != "", f"{node.id}: {curie}"
            first = seen.setdefault(curie, node.id)
            assert first == node.id, f"{node.id} and {first} are both {curie}"


def test_no_source_is_a_page_that_was_found_wrong() -> None:
    text = (DATA / "sources.yaml").read_text(encoding="utf-8").casefold()
    cited = [host for host in NEVER_CITED if host in text]
    assert not cited, f"data/sources.yaml cites {cited}"
    assert not re.search(r"imaios\.com\S*posterior-compartment", text)


def test_no_source_names_a_place_on_somebodys_machine(real: KnowledgeGraph) -> None:
    for source in real.sources.values():
        assert not re.search(r"file:|^/|localhost|127\.0\.0\.1", source.url + " " + source.used_for), source.id


def test_a_source_without_a_name_is_found_by_its_doi_or_journal(real: KnowledgeGraph) -> None:
    lost = [
        source.id
        for source in real.sources.values()
        if not (source.authors or source.body or source.doi or source.pmid or source.container or source.url)
    ]
    assert not lost, f"neither author, body, journal nor address: {lost}"


def test_every_definition_is_one_short_sentence(real: KnowledgeGraph) -> None:
    for node in real.nodes.values():
        assert node.definition.endswith("."), f"{node.id}: {node.definition}"
        assert word_count(node.definition) <= 35, f"{node.id}: {word_count(node.definition)} words"
        assert node.definition[0].isupper() or not node.definition[0].isalpha(), f"{node.id}: {node.definition}"


def test_labels_are_short_and_have_no_period(real: KnowledgeGraph) -> None:
    for node in real.nodes.values():
        assert len(node.label) <= 64, f"{node.id}: {node.label}"
        assert not node.label.endswith("."), f"{node.id}: {node.label}"


def test_accuracy_is_in_order_and_says_against_what(real: KnowledgeGraph) -> None:
    for claim in real.claims():
        for accuracy in claim.accuracy:
            assert accuracy.sensitivity or accuracy.specificity, claim.key
            for low, high in filter(None, (accuracy.sensitivity, accuracy.specificity)):
                assert low <= high, claim.key


def test_at_least_half_of_the_claims_have_a_peer_reviewed_or_reference_source(real: KnowledgeGraph) -> None:
    strong = PEER_REVIEWED | {"reference", "textbook"}
    claims = list(real.claims())
    good = sum(any(real.sources[source].type in strong for source in claim.sources) for claim in claims)
    assert good / len(claims) >= 0.5, f"{good} of {len(claims)}"


def test_every_data_file_says_what_it_is_by_its_place() -> None:
    strangers = [
        path.relative_to(DATA).as_posix()
        for path in DATA.rglob("*")
        if path.is_file() and path.suffix not in {".yaml", ".json", ".md"}
    ]
    assert strangers == []
    assert (DATA / "README.md").read_text(encoding="utf-8").count("CC BY 4.0") >= 1


def test_the_curators_guide_shows_fields_that_exist() -> None:
    guide = (DATA / "README.md").read_text(encoding="utf-8")
    known = set(fields_of(SyndromeRecord)).union(*(fields_of(record) for _, record in LIST_FILES.values()))
    for field in (
        "presents_with",
        "spares",
        "mimics",
        "red_flags",
        "how_common",
        "boundary",
        "action",
        "xrefs",
        "used_for",
    ):
        assert field in known
        assert f"{field}:" in guide


def test_the_worked_example_of_the_guide_is_what_the_files_hold() -> None:
    guide = (DATA / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"```yaml\n# (\S+\.yaml)\n(.*?)```", guide, flags=re.DOTALL)
    assert len(shown) >= 5
    for name, rows in shown:
        text = (DATA / name).read_text(encoding="utf-8")
        assert rows in text, f"data/README.md: {name} no longer holds these rows, copy them anew:\n{rows}"
