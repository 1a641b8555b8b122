"""`format` brings a file into one form: stable bytes, the same data, comments kept."""

import re
from pathlib import Path

import pytest
import yaml

from graph.canonical import canonical
from graph.load import DATA, load
from graph.model import KnowledgeGraph
from graph.read import data_files
from graph.records import NerveRecord, Record, SymptomRecord, SyndromeRecord
from tests.conftest import TOY
from tests.emit import files_of, write_folder
from tests.test_load import parts

FILES = [
    pytest.param(path, record, is_list, id=f"{folder.name}/{path.relative_to(folder).as_posix()}")
    for folder in (TOY, DATA)
    for path, _, record, is_list in data_files(folder)
]


@pytest.mark.parametrize(("path", "record", "is_list"), FILES)
def test_formatting_twice_is_formatting_once_and_changes_no_datum(
    path: Path, record: type[Record], is_list: bool
) -> None:
    text = part_of(path.read_text(encoding="utf-8"))
    once = canonical(text, record, is_list=is_list)
    assert (
        once == text or canonical(once, record, is_list=is_list) == once
    )  # the second pass is slow, and says nothing where both are equal
    assert yaml.load(once, yaml.CSafeLoader) == yaml.load(text, yaml.CSafeLoader)
    assert comments(once) == comments(text)


def part_of(text: str, most: int = 25_000) -> str:
    """Return every so-many-th record of a long list: ruamel.yaml reads 30 kB a second."""
    records = re.split(r"^(?=- )", text, flags=re.MULTILINE)
    step = 1 + len(text) // most
    return text if len(records) < 2 * step else records[0] + "".join(records[1::step])


def comments(text: str) -> list[str]:
    """Return every comment of a text, sorted (a comment may move with its line)."""
    return sorted(line.partition("#")[2].strip() for line in text.splitlines() if line.startswith("#") or " #" in line)


def test_the_toy_is_in_canonical_form() -> None:
    for path, _, record, is_list in data_files(TOY):
        text = path.read_text(encoding="utf-8")
        assert canonical(text, record, is_list=is_list) == text, f"{path}: run python -m graph --data tests/toy format"


def test_keys_come_in_the_order_of_the_record_and_a_rows_own_first() -> None:
    text = """\
definition: b
presents_with:
- {sources: [source:a], note: n, frequency: rare, symptom: symptom:x}
label: a
id: syndrome:a
"""
    better = canonical(text, SyndromeRecord, is_list=False)
    assert list(yaml.safe_load(better)) == ["id", "label", "definition", "presents_with"]
    assert list(yaml.safe_load(better)["presents_with"][0]) == ["symptom", "frequency", "note", "sources"]


def test_a_nerve_tells_where_it_arises_before_its_course() -> None:
    text = "- course:\n  - {roots: [C5], muscle: muscle:x}\n  arises_from:\n  - {roots: [C5], from: root:c5}\n  label: a\n  id: nerve:a\n  definition: b\n"
    (record,) = yaml.safe_load(canonical(text, NerveRecord, is_list=True))
    assert list(record) == ["id", "label", "definition", "arises_from", "course"]
    assert list(record["course"][0]) == ["muscle", "roots"]
    assert list(record["arises_from"][0]) == ["from", "roots"]


def test_comments_stay_with_what_they_are_about() -> None:
    text = """\
# The head of the file.

# About pain.
- id: symptom:pain
  definition: It hurts.  # everybody knows
  label: pain
  # About the lay words.
  lay: [sore]
# The foot.
"""
    better = canonical(text, SymptomRecord, is_list=True)
    lines = better.splitlines()
    assert lines[0] == "# The head of the file."
    assert "  definition: It hurts.  # everybody knows" in lines
    assert comments(better) == comments(text)


def test_a_comment_above_a_record_stays_there_when_the_keys_of_the_one_before_move() -> None:
    text = (
        "- id: symptom:a\n  sources: [source:x]\n  definition: It hurts.\n  label: a\n\n# About b.\n- id: symptom:b\n"
    )
    lines = canonical(text, SymptomRecord, is_list=True).splitlines()
    assert lines[-2:] == ["# About b.", "- id: symptom:b"]
    assert lines[3] == "  sources: [source:x]"


def test_an_empty_file_is_left_alone() -> None:
    assert canonical("# nothing yet\n", SymptomRecord, is_list=True) == "# nothing yet\n"


def test_no_line_ends_in_space_and_the_file_ends_in_one_line_end() -> None:
    better = canonical("- id: symptom:pain   \n  label:    pain\n  definition: x\n\n\n", SymptomRecord, is_list=True)
    assert better == "- id: symptom:pain\n  label: pain\n  definition: x\n"


def test_data_written_another_way_and_then_formatted_load_as_the_same_graph(
    tmp_path: Path, toy: KnowledgeGraph
) -> None:
    folder = tmp_path / "toy"
    write_folder(files_of(TOY), folder)
    for path, _, record, is_list in data_files(folder):
        path.write_text(canonical(path.read_text(encoding="utf-8"), record, is_list=is_list), encoding="utf-8")
    assert parts(load(folder)) == parts(toy)
