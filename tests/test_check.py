"""Every rule finds what it is for, at the line that a curator has to change, and says what may have been meant.

A case is a small change of the toy data's text. `RULES` may not hold a rule without a case.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.check import RULES, problems
from graph.load import read_folder
from graph.material import Material


@dataclass(frozen=True)
class Case:
    """Replace `old` by `new` in a toy file; `rule` must then find `name` on the line that holds `mark`, in words that begin with `what`."""

    rule: str
    name: str
    file: str
    old: str
    new: str
    mark: str
    what: str
    meant: str = ""
    nth: int = 1
    """Which of the lines that hold the mark."""
    elsewhere: str = ""
    """The file of the mark, where it is not the changed one."""


CASES = (
    Case("bad_kind", "bad id", "symptoms.yaml", "id: symptom:spasm", "id: sign:spasm", "id: sign:spasm",
         "'sign:spasm' stands in a file of kind 'symptom'", "symptom:spasm"),
    Case("bad_kind", "bad id", "syndromes/neck.yaml", "id: syndrome:neck", "id: mimic:neck", "id: mimic:neck",
         "'mimic:neck' stands in a file of kind 'syndrome'", "syndrome:neck"),
    Case("duplicate_id", "duplicate id", "anatomy/skin.yaml", "id: skin:edge", "id: skin:palm", "id: skin:palm",
         "'skin:palm' is already defined at toy/anatomy/skin.yaml:1", nth=2),
    Case("duplicate_id", "duplicate id", "sources.yaml", "id: source:leaflet", "id: source:atlas", "id: source:atlas",
         "'source:atlas' is already defined at toy/sources.yaml:2", nth=2),
    Case("dangling_reference", "dangling reference", "syndromes/tunnel.yaml", "test: test:tap", "test: test:tpa", "test: test:tpa",
         "no node has the id 'test:tpa'", "test:tap"),
    Case("dangling_reference", "dangling reference", "anatomy/nerves/alpha.yaml", "branch: nerve:alpha-twigs", "branch: nerve:alpha-twig",
         "branch: nerve:alpha-twig,", "no node has the id 'nerve:alpha-twig'", "nerve:alpha-twigs"),
    Case("dangling_reference", "dangling reference", "anatomy/nerves/alpha.yaml", "site: site:tunnel", "site: site:xxxxxxxxxxxx",
         "site: site:xxxxxxxxxxxx", "no node has the id 'site:xxxxxxxxxxxx'"),
    Case("dangling_reference", "dangling reference", "anatomy/nerves/beta.yaml", "muscle:spreader, roots: [C8]",
         "muscle:spreader, roots: [C8, T1]", "muscle:spreader", "no node has the id 'root:t1'"),
    Case("dangling_source", "dangling source", "mimics.yaml", "figure: 3 of 5 toys, sources: [source:review-2021]",
         "figure: 3 of 5 toys, sources: [source:reveiw-2021]", "reveiw", "no source has the id 'source:reveiw-2021'", "source:review-2021"),
    Case("dangling_source", "dangling source", "syndromes/tunnel.yaml", "source: source:trial-2020", "source: source:trial-2002",
         "trial-2002", "no source has the id 'source:trial-2002'", "source:trial-2020"),
    Case("dangling_source", "dangling source", "syndromes/tunnel.yaml", "how_common:\n  text: One toy in ten.\n  sources: [source:leaflet]",
         "how_common:\n  text: One toy in ten.\n  sources: [source:nowhere]", "source:nowhere", "no source has the id 'source:nowhere'"),
    Case("unused_source", "unused source", "sources.yaml", "- id: source:leaflet",
         "- {id: source:new, title: T, type: study, url: 'https://x.org', read: table, used_for: U}\n- id: source:leaflet",
         "source:new", "nothing cites 'source:new': cite it or remove it"),
    Case("source_without_link", "source without link", "sources.yaml", '  pmid: "12345678"\n', "", "id: source:review-2021",
         "'source:review-2021' has no url, doi or pmid"),
    Case("same_work_twice", "same work twice", "sources.yaml", "url: https://example.org/leaflet", "url: https://EXAMPLE.org/atlas/",
         "EXAMPLE", "'source:leaflet' has the url of 'source:atlas'", "source:atlas"),
    Case("same_work_twice", "same work twice", "sources.yaml", '  pmid: "12345678"', "  doi: 10.1234/TOYS.2020.5", "TOYS",
         "'source:review-2021' has the doi of 'source:trial-2020'", "source:trial-2020"),
    Case("wrong_kinds", "wrong kinds", "treatments.yaml", "symptom: symptom:spasm", "symptom: mimic:worn-spring", "mimic:worn-spring",
         "'treats' cannot join treatment → mimic (treatment:oil-drops → mimic:worn-spring)"),
    Case("wrong_kinds", "wrong kinds", "causes.yaml", "target: mechanism:squeeze", "target: symptom:spasm", "target: symptom:spasm",
         "'leads_to' cannot join cause → symptom (cause:wet-wood → symptom:spasm)"),
    Case("wrong_kinds", "wrong kinds", "symptoms.yaml", "of: symptom:tingling", "of: muscle:lifter", "of: muscle:lifter",
         "'is_a' cannot join symptom → muscle (symptom:night-tingling → muscle:lifter)"),
    Case("duplicate_claim", "duplicate claim", "syndromes/tunnel.yaml", "symptom: symptom:spasm", "symptom: symptom:night-tingling",
         "frequency: rare", "'syndrome:tunnel presents_with symptom:night-tingling' is already claimed at toy/syndromes/tunnel.yaml:17"),
    Case("duplicate_claim", "duplicate claim", "mimics.yaml", "syndrome: syndrome:neck", "syndrome: syndrome:tunnel", "mimic: mimic:worn-spring",
         "'mimic:worn-spring imitates syndrome:tunnel' is already claimed at toy/mimics.yaml:10", elsewhere="syndromes/tunnel.yaml"),
    Case("claim_without_source", "claim without source", "syndromes/neck.yaml", "frequency: occasional, sources: [source:review-2021]",
         "frequency: occasional", "frequency: occasional", "'syndrome:neck presents_with symptom:weak-lift' names no source"),
    Case("claim_without_source", "claim without source", "symptoms.yaml", "{of: symptom:tingling, sources: [source:review-2021]}",
         "{of: symptom:tingling, sources: []}", "of: symptom:tingling", "'symptom:night-tingling is_a symptom:tingling' names no source"),
    Case("question_reference", "dangling reference", "questions.yaml", "to: symptom:spasm", "to: symptom:spsam", "to: symptom:spsam",
         "no node has the id 'symptom:spsam'", "symptom:spasm"),
    Case("question_reference", "dangling reference", "questions.yaml", "[mechanism:squeeze, mechanism:misfiring", "[mechanism:squeeze, mechanism:misfirng",
         "path:", "no node has the id 'mechanism:misfirng'", "mechanism:misfiring"),
    Case("question_ends", "question without ends", "questions.yaml", "mechanism:misfiring, symptom:spasm]", "mechanism:misfiring]", "path:",
         "the path does not go from 'mechanism:squeeze' to 'symptom:spasm'"),
    Case("question_ends", "question without ends", "questions.yaml", "to: symptom:spasm", "to: mechanism:squeeze", "to:",
         "it goes from 'mechanism:squeeze' to the same"),
    Case("retired_id", "retired id", "anatomy/variants.yaml", "nerve:crossed-string", "nerve:beta", "nerve:beta",
         "'nerve:beta' is retired here, but a record has it"),
    Case("retired_id", "retired id", "symptoms.yaml", "  lay: [spring jumps by itself]\n", "  formerly: [nerve:crossed-string]\n",
         "nerve:crossed-string", "'variant:crossed-strings' stands for 'nerve:crossed-string' already"),
    Case("dangling_reference", "dangling reference", "anatomy/nerves/trunk.yaml", "{branch: nerve:beta}", "{branch: nerve:crossed-string}",
         "nerve:crossed-string", "no node has the id 'nerve:crossed-string'", meant="variant:crossed-strings"),
    Case("anatomy_without_source", "claim without source", "anatomy/skin.yaml", "toy's hand.\n  sources: [source:atlas]\n", "toy's hand.\n",
         "id: skin:palm", "'skin:palm' has no sources: anatomy needs at least one"),
    Case("fact_without_source", "claim without source", "tests.yaml", "  sources: [source:review-2021]\n  modality: exam", "  modality: exam",
         "how: Tap", "'test:tap' says how it is done, but has no sources"),
    Case("dispute_unsaid", "dispute unsaid", "anatomy/nerves/alpha.yaml", "    dispute: One atlas gives the palm to the beta nerve.\n", "",
         "skin: skin:palm", "'nerve:alpha supplies skin:palm' is disputed, but no 'dispute:' says how"),
    Case("dispute_unsaid", "dispute unsaid", "syndromes/tunnel.yaml", "    status: disputed\n", "", "test: test:tap",
         "'test:tap detects syndrome:tunnel' has a 'dispute:', but not 'status: disputed'"),
    Case("orphan_node", "orphan node", "anatomy/muscles.yaml", "- id: muscle:pincher",
         "- {id: muscle:spare, label: spare, definition: A loose spring., action: None., region: arm, sources: [source:atlas]}\n- id: muscle:pincher",
         "id: muscle:spare", "no claim touches 'muscle:spare': link it or remove it"),
    Case("poor_definition", "poor definition", "symptoms.yaml", "definition: The arm rises slowly or not at all.",
         "definition: It is a weak lift.", "It is a weak lift", "the definition only repeats the label"),
    Case("poor_definition", "poor definition", "symptoms.yaml", "definition: The arm rises slowly or not at all.",
         f"definition: The arm {'very ' * 33}slow.", "very", "the definition has 36 words, at most 35 are allowed"),
    Case("ambiguous_name", "ambiguous synonym", "symptoms.yaml", "lay: [spring jumps by itself]", "lay: [Pins, Pins-and-Needles]",
         "Pins-and", "'Pins-and-Needles' (lay) is already a name of 'symptom:tingling' at toy/symptoms.yaml:4"),
    Case("ambiguous_name", "ambiguous synonym", "tests.yaml", "synonyms: [WS]", "synonyms: [WS, Wire Study]", "Wire Study",
         "'Wire Study' (synonyms) is already a name of this record at toy/tests.yaml:10"),
    Case("ambiguous_name", "ambiguous synonym", "anatomy/skin.yaml", "label: edge of the hand", "label: Palm", "label: Palm",
         "'Palm' (label) is already a name of 'skin:palm' at toy/anatomy/skin.yaml:2"),
    Case("self_claim", "self claim", "mechanisms.yaml", "target: mechanism:misfiring", "target: mechanism:squeeze", "target: mechanism:squeeze",
         "'mechanism:squeeze leads_to mechanism:squeeze' joins a node to itself"),
    Case("cycle", "cycle", "symptoms.yaml", "  definition: A prickling as of many small needles.\n",
         "  definition: A prickling as of many small needles.\n  is_a:\n  - {of: symptom:night-tingling, sources: [source:leaflet]}\n",
         "of: symptom:night-tingling", "'is_a' goes round in a circle: symptom:night-tingling → symptom:tingling"),
    Case("cycle", "cycle", "symptoms.yaml", "of: symptom:tingling", "of: symptom:night-tingling", "of: symptom:night-tingling",
         "'is_a' goes round in a circle: symptom:night-tingling"),
    Case("cycle", "cycle", "anatomy/nerves/trunk.yaml", "  - {from: root:c8, roots: [C8]}\n",
         "  - {from: root:c8, roots: [C8]}\n  - {from: nerve:beta, roots: [C8]}\n", "from: nerve:trunk",
         "'arises_from' goes round in a circle: nerve:beta → nerve:trunk", elsewhere="anatomy/nerves/beta.yaml"),
    Case("branch_unlisted", "branch unlisted", "anatomy/nerves/trunk.yaml", "  - {branch: nerve:beta}\n", "", "from: nerve:trunk",
         "the course of 'nerve:trunk' does not list 'branch: nerve:beta'", elsewhere="anatomy/nerves/beta.yaml"),
    Case("branch_unlisted", "branch unlisted", "anatomy/nerves/beta.yaml", "  - {muscle: muscle:spreader, roots: [C8]}\n",
         "  - {muscle: muscle:spreader, roots: [C8]}\n  - {branch: nerve:alpha-twigs}\n", "branch: nerve:alpha-twigs",
         "'nerve:alpha-twigs' does not name 'nerve:beta' in its arises_from"),
    Case("branch_twice", "duplicate claim", "anatomy/nerves/trunk.yaml", "  - {branch: nerve:beta}\n",
         "  - {branch: nerve:beta}\n  - {branch: nerve:beta}\n", "branch: nerve:beta",
         "the course of 'nerve:trunk' lists 'nerve:beta' twice", nth=2),
    Case("impossible_root", "impossible root", "anatomy/nerves/beta.yaml", "muscle:spreader, roots: [C8]", "muscle:spreader, roots: [C7, C8]",
         "muscle:spreader", "'nerve:beta' carries no C7, which 'muscle:spreader' has"),
    Case("impossible_root", "impossible root", "anatomy/nerves/trunk.yaml", "from: root:c8, roots: [C8]", "from: root:c8, roots: [C7, C8]",
         "from: root:c8", "'root:c8' carries no C7, which 'nerve:trunk' has"),
    Case("reroute_reference", "dangling reference", "anatomy/variants.yaml", "targets: [muscle:spreader]", "targets: [muscle:spreder]",
         "muscle:spreder", "no node has the id 'muscle:spreder'", "muscle:spreader"),
    Case("reroute_reference", "dangling reference", "anatomy/variants.yaml", "joins: nerve:beta", "joins: nerve:crossed-string",
         "joins: nerve:crossed-string", "no node has the id 'nerve:crossed-string'", "variant:crossed-strings"),
    Case("reroute_reference", "dangling reference", "anatomy/variants.yaml", "roots: [C8]", "roots: [C8, T1]", "roots: [C8, T1]",
         "no node has the id 'root:t1'"),
    Case("reroute_reference", "wrong kinds", "anatomy/variants.yaml", "joins: nerve:beta", "joins: root:c8", "joins: root:c8",
         "'root:c8' cannot stand in 'joins' of a reroute: nerve"),
    Case("reroute_twice", "duplicate claim", "anatomy/variants.yaml", "targets: [skin:edge]", "targets: [skin:edge, muscle:spreader]",
         "targets: [skin:edge, muscle:spreader]", "the fibers of 'muscle:spreader' are led along 'nerve:alpha' already"),
    Case("impossible_reroute", "impossible reroute", "anatomy/variants.yaml", "until: muscle:lifter", "until: muscle:pincher",
         "until: muscle:pincher", "'muscle:pincher' is not on the course of 'nerve:alpha'"),
    Case("impossible_reroute", "impossible reroute", "anatomy/variants.yaml", "after: muscle:pincher", "after: site:tunnel",
         "after: site:tunnel", "'site:tunnel' is not on the course of 'nerve:beta'"),
    Case("impossible_reroute", "impossible reroute", "anatomy/variants.yaml", "joins: nerve:beta, after", "after", "after: muscle:pincher",
         "'muscle:pincher' is after nothing: say which nerve is joined"),
    Case("impossible_reroute", "impossible reroute", "anatomy/variants.yaml", "roots: [C8], along", "along", "along: root:c7",
         "say by roots whose fibers 'root:c7' takes"),
    Case("impossible_reroute", "impossible reroute", "anatomy/variants.yaml", "targets: [muscle:spreader]", "targets: [muscle:lifter]",
         "targets: [muscle:lifter]", "no fibers of 'muscle:lifter' run in 'nerve:beta'"),
    Case("impossible_reroute", "impossible reroute", "anatomy/variants.yaml", "roots: [C8]", "roots: [C7]", "roots: [C7]",
         "no fibers of 'nerve:alpha-twigs' come from C7"),
    Case("impossible_reroute", "impossible root", "anatomy/variants.yaml", "targets: [skin:edge], along: nerve:alpha, until: site:tunnel",
         "targets: [skin:palm], along: nerve:beta, until: skin:edge", "targets: [skin:palm]",
         "'nerve:beta' carries no C7, which 'skin:palm' has"),
    Case("case_reference", "dangling reference", "cases.yaml", "weak: [muscle:pincher]", "weak: [muscle:pinscher]", "weak: [muscle:pinscher]",
         "no node has the id 'muscle:pinscher'", "muscle:pincher"),
    Case("case_reference", "wrong kinds", "cases.yaml", "lesion: [site:tunnel]", "lesion: [syndrome:tunnel]", "lesion: [syndrome:tunnel]",
         "'syndrome:tunnel' cannot stand in 'lesion' of a case: nerve, root, site"),
    Case("case_answer", "case without answer", "cases.yaml", "  lesion: [site:tunnel]\n  is: [syndrome:tunnel]\n", "", "id: case:soft-pinch-2020",
         "'case:soft-pinch-2020' says neither where nor what it was"),
    Case("case_answer", "case both ways", "cases.yaml", "normal: [muscle:lifter]", "normal: [muscle:lifter, muscle:pincher]", "normal:",
         "'muscle:pincher' is lost and normal in 'case:soft-pinch-2020'"),
    Case("case_answer", "case both ways", "cases.yaml", "doubtful: [skin:palm]", "doubtful: [skin:edge]", "doubtful:",
         "'skin:edge' is doubtful, but no finding"),
)  # fmt: skip

BY_NAME = {rule.__name__: rule for rule in RULES}
IDS = [f"{number}-{case.rule}-{case.file}" for number, case in enumerate(CASES)]


def spoiled(folder: Path, case: Case) -> tuple[str, int]:
    """Make the change of a case, and return the file and line at which a problem must stand."""
    path = folder / case.file
    text = path.read_text(encoding="utf-8")
    assert case.old in text, "the toy data have changed: mend the case"
    path.write_text(text.replace(case.old, case.new, 1), encoding="utf-8")
    marked = case.elsewhere or case.file
    lines = [
        number
        for number, line in enumerate((folder / marked).read_text(encoding="utf-8").splitlines(), 1)
        if case.mark in line
    ]
    return f"toy/{marked}", lines[case.nth - 1]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_rule_finds_its_mutation_at_the_line_to_change(toy_folder: Path, case: Case) -> None:
    file, line = spoiled(toy_folder, case)
    rule = BY_NAME[case.rule]
    found = [
        (problem.location.file, problem.location.line, problem.rule, problem.what[: len(case.what)], problem.meant)
        for problem in rule(Material(read_folder(toy_folder).entries))
    ]
    assert (file, line, case.name, case.what, case.meant) in found


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_what_a_rule_finds_is_among_all_problems(toy_folder: Path, case: Case) -> None:
    spoiled(toy_folder, case)
    reading = read_folder(toy_folder)
    found = set(BY_NAME[case.rule](Material(reading.entries)))
    assert found
    assert found <= set(problems(reading))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_has_a_case_and_a_sentence_that_says_what_holds(rule: object) -> None:
    name = rule.__name__  # type: ignore[attr-defined]
    assert name in {case.rule for case in CASES}, (
        f"tests/test_check.py has no case for the rule {name}: add one to CASES"
    )
    assert (rule.__doc__ or "").endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_rule_finds_anything_in_clean_data(toy_folder: Path, rule: object) -> None:
    assert list(rule(Material(read_folder(toy_folder).entries))) == []  # type: ignore[operator]


def test_clean_data_have_no_problem(toy_folder: Path) -> None:
    assert problems(read_folder(toy_folder)) == ()


def test_problems_come_in_order_of_files_and_lines_and_once_each(toy_folder: Path) -> None:
    for case in (CASES[0], CASES[4], CASES[8], CASES[12]):
        spoiled(toy_folder, case)
    (toy_folder / "causes.yaml").write_text("- id: cause:wet-wood\n  label: wet\n  label: wood\n", encoding="utf-8")
    found = problems(read_folder(toy_folder))
    assert list(found) == sorted(found)
    assert len(set(found)) == len(found)
    assert {"bad id", "dangling reference", "dangling source", "duplicate key", "missing field"} <= {
        problem.rule for problem in found
    }


def test_definition_of_just_the_most_words_is_allowed(toy_folder: Path) -> None:
    path = toy_folder / "symptoms.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("The arm rises slowly or not at all.", f"The arm {'very ' * 32}slow."), encoding="utf-8"
    )
    assert problems(read_folder(toy_folder)) == ()


def test_the_same_name_for_nodes_of_two_kinds_is_allowed(toy_folder: Path) -> None:
    path = toy_folder / "causes.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("lay: [left in the rain]", "lay: [pins and needles, palm]"), encoding="utf-8")
    assert problems(read_folder(toy_folder)) == ()


def test_every_claim_has_a_place(toy_folder: Path) -> None:
    located = Material(read_folder(toy_folder).entries).claims
    assert min(min(claim.location.line, claim.other.line) for claim in located) >= 1
