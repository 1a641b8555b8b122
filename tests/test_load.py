"""A folder becomes the graph: all or nothing, whatever the order of files and rows."""

import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DataError
from graph.load import DATA, fingerprint, load, read_folder
from graph.model import KnowledgeGraph
from graph.vocabulary import KINDS, RELATIONS
from tests.conftest import TOY
from tests.emit import Files, files_of, write_folder

PALM = ("nerve:alpha", "supplies", "skin:palm")


def parts(graph: KnowledgeGraph) -> tuple[list[object], ...]:
    """Return all that a graph holds beside its version, in its order."""
    return list(graph.nodes.values()), list(graph.claims()), list(graph.sources.values())


def test_the_toy_loads_with_all_that_its_files_say(toy: KnowledgeGraph) -> None:
    claims = {claim.key: claim for claim in toy.claims()}
    palm = claims[PALM]
    assert palm.disputed
    assert palm.dispute == "One atlas gives the palm to the beta nerve."
    assert palm.sources == ("source:atlas",)
    assert dict(palm.roots) == {"root:c7": "main"}
    assert palm.position == 3
    lifter = claims["nerve:alpha", "supplies", "muscle:lifter"]
    assert dict(lifter.roots) == {"root:c7": "main", "root:c8": "minor"}
    assert lifter.position == 0
    assert claims["nerve:alpha-twigs", "supplies", "muscle:pincher"].share == "minor"
    assert claims["site:tunnel", "compresses", "nerve:alpha"].sources == ("source:review-2021",)
    assert claims["site:neck-hole", "compresses", "root:c7"].sources == ("source:atlas",)
    assert dict(claims["nerve:trunk", "arises_from", "root:c8"].roots) == {"root:c8": "main"}
    tap = claims["test:tap", "detects", "syndrome:tunnel"]
    assert [str(accuracy) for accuracy in tap.accuracy] == [
        "sensitivity 68 %, specificity 42-85.5 % against wire study",
        "sensitivity 50 %",
    ]
    assert tap.sources == ("source:review-2021", "source:trial-2020")
    assert claims["mimic:worn-spring", "imitates", "syndrome:tunnel"].distinguished_by == "Feeling is whole."
    assert claims["mimic:worn-spring", "imitates", "syndrome:neck"].distinguished_by == "Nothing prickles."
    assert claims["treatment:splint", "treats", "syndrome:tunnel"].role == "first line"
    assert claims["site:tunnel", "leads_to", "syndrome:tunnel"].status == "accepted"
    assert claims["cause:wet-wood", "predisposes_to", "syndrome:tunnel"]
    assert claims["syndrome:tunnel", "presents_with", "symptom:night-tingling"].figure == "77 % of 100 toys"
    assert claims["syndrome:tunnel", "spares", "reflex:lift"].why == "Its arc does not pass the wrist."


def test_a_branch_makes_one_claim_and_it_is_the_branches_own(toy: KnowledgeGraph) -> None:
    between = [
        claim.key for claim in toy.claims() if {claim.subject, claim.object} == {"nerve:alpha", "nerve:alpha-twigs"}
    ]
    assert between == [("nerve:alpha-twigs", "arises_from", "nerve:alpha")]


def test_facts_and_attributes_stand_on_the_node(toy: KnowledgeGraph) -> None:
    sheet = toy.node("syndrome:tunnel")
    assert [(fact.name, fact.sources) for fact in sheet.facts] == [
        ("Red flag", ("source:leaflet",)),
        ("How common", ("source:leaflet",)),
        ("Prognosis", ("source:review-2021",)),
        ("Not known", ()),
    ]
    assert dict(toy.node("nerve:trunk").attributes) == {"part": "trunk"}
    assert dict(toy.node("muscle:lifter").attributes) == {"region": "arm"}
    assert [fact.name for fact in toy.node("muscle:lifter").facts] == ["Action"]
    assert [fact.name for fact in toy.node("site:tunnel").facts] == ["Boundary"]
    assert [fact.name for fact in toy.node("test:tap").facts] == ["How it is done"]
    assert dict(toy.node("test:wire").attributes) == {"modality": "electrodiagnosis"}
    assert toy.node("nerve:alpha-twigs").plural
    assert dict(toy.node("nerve:alpha").xrefs) == {"UBERON:0000001": "first string of a toy"}


def test_the_toy_uses_every_relation_and_kind(toy: KnowledgeGraph) -> None:
    assert {claim.relation for claim in toy.claims()} == set(RELATIONS)
    assert {node.kind for node in toy.nodes.values()} == set(KINDS)


def test_data_with_problems_do_not_load_and_all_problems_are_listed(toy_folder: Path) -> None:
    for name, old, new in [
        ("symptoms.yaml", "of: symptom:tingling", "of: symptom:tinglign"),
        ("tests.yaml", "modality: examination", "modality: touch"),
        ("causes.yaml", "sources: [source:review-2021]", "sources: []"),
    ]:
        path = toy_folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load(toy_folder)
    files = {problem.location.file for problem in caught.value.problems}
    assert {"toy/symptoms.yaml", "toy/tests.yaml", "toy/causes.yaml"} <= files
    assert str(caught.value.problems[0]) in str(caught.value)


def test_a_long_list_of_problems_is_cut_in_the_message_only(toy_folder: Path) -> None:
    path = toy_folder / "sources.yaml"
    path.write_text("[]\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load(toy_folder)
    assert len(caught.value.problems) > 10
    assert str(caught.value).endswith(f"… and {len(caught.value.problems) - 10} more")


@pytest.mark.parametrize(
    "make",
    [Path.exists, Path.mkdir, lambda path: path.write_text("x")],
    ids=["missing", "empty", "a file"],
)
def test_a_folder_that_is_missing_or_empty_is_an_error_not_an_empty_graph(tmp_path: Path, make: object) -> None:
    folder = tmp_path / "nothing"
    make(folder)  # type: ignore[operator]
    with pytest.raises(DataError) as caught:
        read_folder(folder)
    assert [problem.rule for problem in caught.value.problems] == ["no data"]


def test_the_fingerprint_changes_with_any_byte_of_any_file_and_with_nothing_else(
    toy_folder: Path, tmp_path: Path
) -> None:
    before = fingerprint(toy_folder)
    assert len(before) == 12
    assert int(before, 16) >= 0
    assert fingerprint(Path(shutil.copytree(toy_folder, tmp_path / "elsewhere"))) == before
    (toy_folder / "README.md").write_text("no data", encoding="utf-8")
    assert fingerprint(toy_folder) == before
    seen = {before}
    for path in sorted(toy_folder.rglob("*.yaml")):
        with path.open("a", encoding="utf-8") as file:
            file.write("# one more line\n")
        seen.add(fingerprint(toy_folder))
    assert len(seen) == 1 + len(list(toy_folder.rglob("*.yaml")))


def test_the_graph_carries_the_fingerprint_as_its_version(toy: KnowledgeGraph) -> None:
    assert toy.version == fingerprint(TOY)


def shuffled(files: Files, chance: random.Random) -> Files:
    """Return the files with records, rows (but not those of a course) and keys in another order."""

    def mix(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            items = [(name, mix(item, name)) for name, item in value.items()]
            chance.shuffle(items)
            return dict(items)
        if isinstance(value, list):
            rows = [mix(item) for item in value]
            if key in {
                "",
                "is_a",
                "arises_from",
                "examines",
                "shows_in",
                "leads_to",
                "treats",
                "sites",
                "involves",
                "presents_with",
                "spares",
                "tests",
                "mimics",
                "imitates",
                "treatments",
                "causes",
            }:
                chance.shuffle(rows)
            return rows
        return value

    return {name: mix(value) for name, value in files.items()}  # type: ignore[misc]


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_the_order_of_records_rows_and_keys_does_not_matter(toy: KnowledgeGraph, chance: random.Random) -> None:
    with tempfile.TemporaryDirectory() as place:
        write_folder(shuffled(files_of(TOY), chance), Path(place) / "toy")
        assert parts(load(Path(place) / "toy")) == parts(toy)


@settings(max_examples=6)
@given(
    st.permutations(["nerve:trunk", "nerve:alpha", "nerve:alpha-twigs", "nerve:beta"]), st.integers(0, 3), st.booleans()
)
def test_it_does_not_matter_which_file_of_a_folder_holds_a_record(
    toy: KnowledgeGraph, order: list[str], cut: int, rename: bool
) -> None:
    files = files_of(TOY)
    nerves = {
        record["id"]: record for name in list(files) if name.startswith("anatomy/nerves/") for record in files.pop(name)
    }
    files["anatomy/nerves/z.yaml"] = [nerves[name] for name in order[:cut]]
    files["anatomy/nerves/a.yaml"] = [nerves[name] for name in order[cut:]]
    if rename:
        files["syndromes/zz.yaml"] = files.pop("syndromes/neck.yaml")
    with tempfile.TemporaryDirectory() as place:
        write_folder(files, Path(place) / "toy")
        assert parts(load(Path(place) / "toy")) == parts(toy)


def test_the_projects_own_data_are_the_default(real: KnowledgeGraph) -> None:
    assert real.version == fingerprint(DATA)
