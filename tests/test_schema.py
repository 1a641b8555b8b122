"""The JSON Schemas are schemas, and the data obey them: what an editor underlines is what `check` refuses."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from graph.load import DATA
from graph.read import data_files
from graph.records import FOLDERS, LIST_FILES
from graph.schema import schemas
from tests.conftest import TOY

SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}


def schema_of(path: Path, folder: Path) -> dict[str, Any]:
    """Return the schema of a data file."""
    name = path.parent.relative_to(folder).as_posix()
    stem = Path(name).name if name in FOLDERS else path.stem
    return dict(SCHEMAS[f"{stem}.schema.json"])


def test_there_is_a_schema_for_every_kind_of_file() -> None:
    assert len(SCHEMAS) == len(LIST_FILES) + len(FOLDERS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_valid_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_schemas_are_the_same_bytes_every_time() -> None:
    assert schemas() == schemas()


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        pytest.param(path, folder, id=f"{folder.name}/{path.relative_to(folder).as_posix()}")
        for folder in (TOY, DATA)
        for path, *_ in data_files(folder)
    ],
)
def test_data_are_valid_by_their_schema(path: Path, folder: Path) -> None:
    value = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    wrong = [
        f"{'.'.join(map(str, error.absolute_path))}: {error.message}"
        for error in Draft202012Validator(schema_of(path, folder)).iter_errors(value)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("symptoms", [{"id": "symptom:a", "label": "a", "definition": "b", "lya": ["c"]}]),
        ("symptoms", [{"id": "symptom:a", "label": "a"}]),
        ("symptoms", [{"id": "Symptom A", "label": "a", "definition": "b"}]),
        ("symptoms", {"id": "symptom:a", "label": "a", "definition": "b"}),
        ("tests", [{"id": "test:a", "label": "a", "definition": "b", "modality": "touch"}]),
        ("nerves", [{"id": "nerve:a", "label": "a", "definition": "b", "course": [{"muscle": "muscle:a", "roots": ["C9"]}]}]),
        ("nerves", [{"id": "nerve:a", "label": "a", "definition": "b", "course": [{"roots": ["C5"]}]}]),
        ("syndromes", [{"id": "syndrome:a", "label": "a", "definition": "b"}]),
        ("sources", [{"id": "source:a", "title": "T", "type": "blog", "read": "table", "used_for": "U"}]),
    ],
)  # fmt: skip
def test_an_editor_sees_what_is_wrong(name: str, value: object) -> None:
    assert list(Draft202012Validator(SCHEMAS[f"{name}.schema.json"]).iter_errors(value))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schemas_are_current(name: str) -> None:
    path = DATA / "schema" / name
    assert path.is_file(), f"{path} is missing: run python -m graph schema"
    assert path.read_text(encoding="utf-8") == schemas()[name], f"{path} is out of date: run python -m graph schema"


def test_no_schema_is_left_over() -> None:
    assert {path.name for path in (DATA / "schema").glob("*.json")} == set(SCHEMAS)
