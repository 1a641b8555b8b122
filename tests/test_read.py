"""Files become records with their lines; whatever is wrong becomes a problem with its line, never an exception."""

from pathlib import Path

import pytest

from graph.read import Entry, read, read_text
from graph.records import LIST_FILES, NerveRecord, SourceRecord, SymptomRecord, SyndromeRecord

NAME = "data/symptoms.yaml"


def symptom(text: str) -> tuple[list[Entry], list[str]]:
    """Read a text as symptoms and return the entries and the problems as lines of text."""
    entries, problems = read_text(text, NAME, "symptom", SymptomRecord, is_list=True)
    return entries, [str(problem) for problem in problems]


GOOD = "- id: symptom:pain\n  label: pain\n  definition: It hurts.\n"


def test_a_good_record_is_read_with_the_line_of_every_value() -> None:
    text = (
        "# a comment\n\n"
        + GOOD
        + "  lay:\n    - sore\n    - hurts\n  is_a:\n    - {of: symptom:x,\n       sources: [source:a,\n                 source:b]}\n"
    )
    (entry,), problems = symptom(text)
    assert problems == []
    assert entry.record.model_dump()["lay"] == ["sore", "hurts"]
    lines = {
        path: entry.at(*path).line
        for path in [(), ("id",), ("label",), ("lay",), ("lay", 1), ("is_a", 0, "sources", 1)]
    }
    assert lines == {(): 3, ("id",): 3, ("label",): 4, ("lay",): 6, ("lay", 1): 8, ("is_a", 0, "sources", 1): 12}


def test_a_value_without_a_line_of_its_own_has_that_of_the_nearest_above() -> None:
    (entry,), _ = symptom(GOOD)
    assert entry.at("is_a", 3, "of").line == entry.at().line == 1
    assert str(entry.at("label")) == f"{NAME}:2"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- id: symptom:pain\n  label: [pain\n", 3),
        ("- id: symptom:pain\n label: pain\n", 2),
        ('- id: "symptom:pain\n', 2),
        ("- id: symptom:pain\n\tlabel: pain\n", 2),
        ("- id: &a symptom:pain\n- id: *b\n", 2),
        ("- a: 1\n--- \n- b: 2\n", 2),
    ],
)
def test_a_syntax_error_names_its_line(text: str, line: int) -> None:
    entries, (problem,) = symptom(text)
    assert entries == []
    assert problem.startswith(f"{NAME}:{line}: syntax: not valid YAML: ")


def test_a_character_that_yaml_forbids_is_a_syntax_problem() -> None:
    entries, problems = symptom(GOOD + "  lay: [a\x07b]\n")
    assert entries == []
    assert len(problems) == 1
    assert ": syntax: " in problems[0]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "\n\n"])
def test_an_empty_file_holds_nothing_and_no_problem(text: str) -> None:
    assert symptom(text) == ([], [])


def test_a_duplicate_key_is_refused_at_its_second_line() -> None:
    entries, problems = symptom(GOOD + "  label: ache\n")
    assert problems == [f"{NAME}:4: duplicate key: 'label' stands twice in one record"]
    assert entries[0].record.model_dump()["label"] == "pain"


def test_a_duplicate_key_is_refused_in_rows_and_inside_braces_too() -> None:
    _, problems = symptom(
        GOOD + "  xrefs:\n    HP:0000001: a\n    HP:0000001: b\n  is_a:\n    - {of: symptom:x, of: symptom:y}\n"
    )
    assert [problem.split(": ")[0:2] for problem in problems] == [
        [f"{NAME}:6", "duplicate key"],
        [f"{NAME}:8", "duplicate key"],
    ]


@pytest.mark.parametrize(
    ("extra", "line", "field", "meant"),
    [
        ("  synonym: [ache]\n", 4, "synonym", "synonyms"),
        ("  defnition: x\n", 4, "defnition", "definition"),
        ("  is_a:\n    - {of: symptom:x,\n       sorces: [source:a]}\n", 6, "is_a.0.sorces", "sources"),
        ("  shows_in:\n    - {part: muscle:x, noet: y}\n", 5, "shows_in.0.noet", "note"),
    ],
)
def test_an_unknown_field_suggests_the_one_that_was_meant(extra: str, line: int, field: str, meant: str) -> None:
    _, problems = symptom(GOOD + extra)
    assert problems == [f"{NAME}:{line}: unknown field: '{field}' is not a field here (did you mean {meant}?)"]


def test_an_unknown_field_like_none_suggests_nothing() -> None:
    _, problems = symptom(GOOD + "  zzzzzz: 1\n")
    assert problems == [f"{NAME}:4: unknown field: 'zzzzzz' is not a field here"]


def test_a_missing_field_is_named_at_the_record_or_row() -> None:
    _, problems = symptom(
        "- id: symptom:pain\n  label: pain\n- id: symptom:b\n  label: b\n  definition: B.\n  is_a:\n    - {note: x}\n"
    )
    assert problems == [
        f"{NAME}:1: missing field: 'definition' must be given",
        f"{NAME}:7: missing field: 'is_a.0.of' must be given",
    ]


@pytest.mark.parametrize(
    "identifier", ["symptom", "Symptom:Pain", "symptom:a b", "symptom:", "symptom:a--b", "symptom:ä", "a:b:c"]
)
def test_a_bad_id_is_named(identifier: str) -> None:
    _, problems = symptom(GOOD.replace("symptom:pain", f'"{identifier}"'))
    assert problems == [f"{NAME}:1: bad id: {identifier!r} is not of the form kind:lower-case-slug"]


@pytest.mark.parametrize(
    ("extra", "line", "where"),
    [
        ("  synonyms: ache\n", 4, "synonyms"),
        ("  synonyms: [1]\n", 4, "synonyms.0"),
        ("  synonyms:\n    - ''\n", 5, "synonyms.0"),
        ("  plural: perhaps\n", 4, "plural"),
        ("  lay: {a: b}\n", 4, "lay"),
        ("  sources: [padua]\n", 4, "sources.0"),
        ("  xrefs: {HP:1: x}\n", 4, "xrefs.HP:1"),
        ("  is_a: [x]\n", 4, "is_a.0"),
        ("  is_a:\n    - {of: symptom:x, status: maybe}\n", 5, "is_a.0.status"),
    ],
)
def test_a_bad_value_is_named_with_its_line(extra: str, line: int, where: str) -> None:
    _, problems = symptom(GOOD + extra)
    assert [problem.partition(f"'{where}'")[0] for problem in problems] == [f"{NAME}:{line}: bad value: "]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", "example.org"),
        ("doi", "doi:10.1/x"),
        ("pmid", "PMID1"),
        ("year", "16"),
        ("type", "blog"),
        ("read", "title"),
    ],
)
def test_a_source_is_checked_field_by_field(field: str, value: str) -> None:
    given = {"id": "source:a", "title": "T", "type": "study", "read": "table", "used_for": "U", field: value}
    text = "-" + "".join(f"  {key}: {item}\n" for key, item in given.items())[1:]
    _, problems = read_text(text, "data/sources.yaml", "source", SourceRecord, is_list=True)
    assert [(problem.rule, problem.location.line) for problem in problems] == [
        ("bad value", list(given).index(field) + 1)
    ]


def test_a_course_row_needs_one_of_its_four_keys() -> None:
    text = "- id: nerve:a\n  label: a\n  definition: b\n  course:\n    - {site: site:x}\n    - {roots: [C5]}\n"
    _, problems = read_text(text, "n.yaml", "nerve", NerveRecord, is_list=True)
    (problem,) = problems
    assert problem.location.line == 6
    assert "site, muscle, skin, branch" in problem.what


@pytest.mark.parametrize(
    "row", ["{muscle: muscle:x, roots: [C9]}", "{muscle: muscle:x, roots: {C5: mane}}", "{muscle: muscle:x}"]
)
def test_a_course_row_is_checked_inside(row: str) -> None:
    text = f"- id: nerve:a\n  label: a\n  definition: b\n  course:\n    - {{site: site:x}}\n    - {row}\n"
    _, problems = read_text(text, "n.yaml", "nerve", NerveRecord, is_list=True)
    (problem,) = problems
    assert problem.location.line == 6
    assert "course.1.roots" in problem.what


def test_a_list_file_must_hold_a_list_and_a_sheet_one_record() -> None:
    _, (problem,) = symptom("# c\nid: symptom:pain\n")
    assert problem.startswith(f"{NAME}:2: shape: the file must hold a list of records")
    entries, problems = read_text("- id: syndrome:a\n", "s.yaml", "syndrome", SyndromeRecord, is_list=False)
    assert entries == []
    assert str(problems[0]) == "s.yaml:1: shape: the file must hold one record, not a list"


def test_an_item_that_is_no_record_is_a_problem() -> None:
    _, problems = symptom("- just words\n" + GOOD)
    assert [problem.split(": ")[0:2] for problem in problems] == [[f"{NAME}:1", "bad value"]]


@pytest.mark.parametrize(
    "word", ["no", "No", "yes", "on", "off", "y", "1:30", "0x1F", "0o7", "1e3", "2020-01-01", "1_000", ".5", "=", "007"]
)
def test_words_that_yaml_would_turn_into_something_else_stay_text(word: str) -> None:
    (entry,), problems = symptom(f"- id: symptom:pain\n  label: {word}\n  definition: It hurts.\n")
    assert problems == []
    assert entry.record.model_dump()["label"] == word


@pytest.mark.parametrize("word", ["12", "1.5", "true", "null", "~"])
def test_plain_numbers_and_constants_are_no_text_unless_quoted(word: str) -> None:
    _, problems = symptom(f"- id: symptom:pain\n  label: {word}\n  definition: It hurts.\n")
    assert [problem.split(": ")[0:2] for problem in problems] == [[f"{NAME}:2", "bad value"]]
    (entry,), problems = symptom(f"- id: symptom:pain\n  label: '{word}'\n  definition: It hurts.\n")
    assert problems == []
    assert entry.record.model_dump()["label"] == word


def test_one_figure_is_a_range_and_plain_roots_are_main(toy_folder: Path) -> None:
    entries = {entry.record.model_dump()["id"]: entry.record.model_dump() for entry in read(toy_folder).entries}
    accuracy = entries["syndrome:tunnel"]["tests"][0]["accuracy"]
    assert accuracy[0]["sensitivity"] == (68, 68)
    assert accuracy[0]["specificity"] == (42, 85.5)
    assert accuracy[1]["specificity"] is None
    assert entries["nerve:beta"]["course"][0]["roots"] == {"C8": "main"}
    assert entries["nerve:alpha"]["course"][0]["roots"] == {"C7": "main", "C8": "minor"}


def test_a_clean_folder_has_no_problem_and_every_file_is_read(toy_folder: Path) -> None:
    reading = read(toy_folder)
    assert reading.problems == ()
    assert set(reading.files) == {
        f"toy/{path.relative_to(toy_folder).as_posix()}" for path in toy_folder.rglob("*.yaml")
    }
    assert {f"toy/{name}" for name in LIST_FILES} <= set(reading.files)


def test_problems_of_several_files_are_reported_at_once(toy_folder: Path) -> None:
    (toy_folder / "symptoms.yaml").write_text("- id: [\n")
    (toy_folder / "causes.yaml").write_text("- id: cause:a\n  label: a\n")
    (toy_folder / "syndromes" / "neck.yaml").write_text("[]\n")
    found = {(problem.location.file, problem.rule) for problem in read(toy_folder).problems}
    assert found == {
        ("toy/symptoms.yaml", "syntax"),
        ("toy/causes.yaml", "missing field"),
        ("toy/syndromes/neck.yaml", "shape"),
    }


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("symptom.yaml", "symptoms.yaml"), ("zzz.yaml", ""), ("anatomy/muscle.yml", "anatomy/muscles.yaml")],
)
def test_a_file_that_nothing_reads_is_named(toy_folder: Path, wrong: str, meant: str) -> None:
    (toy_folder / wrong).write_text("[]\n")
    (problem,) = read(toy_folder).problems
    assert (problem.location.file, problem.rule, problem.meant) == (
        f"toy/{wrong}",
        "unknown file",
        meant and f"toy/{meant}",
    )


def test_a_file_that_is_not_utf8_is_a_problem(toy_folder: Path) -> None:
    (toy_folder / "causes.yaml").write_bytes(b"- id: cause:a\xff\n")
    (problem,) = read(toy_folder).problems
    assert (problem.location.file, problem.rule) == ("toy/causes.yaml", "unreadable")


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(toy_folder: Path) -> None:
    before = [entry.record for entry in read(toy_folder).entries]
    for path in toy_folder.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    after = read(toy_folder)
    assert after.problems == ()
    assert [entry.record for entry in after.entries] == before
