"""Data folders as plain values that a test can change, and a writer that knows on which line each value lands.

The writer shares no code with `graph.read`, so that the lines that it tells are a second opinion.
"""

import copy
import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from graph.check import problems
from graph.errors import Problem
from graph.load import read_folder

Path_ = tuple[str | int, ...]
Files = dict[str, Any]
"""File name below the data folder → the value of its YAML."""


SECOND = "second of"
"""Stands in a path before a key that a mapping holds twice: the second one is meant."""


class Pairs(list[tuple[str, Any]]):
    """A mapping that may hold a key twice."""


def files_of(folder: Path) -> Files:
    """Read a data folder into values that can be changed."""
    return {
        path.relative_to(folder).as_posix(): yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.yaml"))
    }


def emit(value: Any) -> tuple[str, dict[Path_, int]]:
    """Write a value as block YAML, and tell the line of every key and row by its path."""
    lines: list[str] = []
    places: dict[Path_, int] = {}
    _write(value, (), "", lines, places)
    return "".join(f"{line}\n" for line in lines), places


def _write(value: Any, path: Path_, indent: str, lines: list[str], places: dict[Path_, int]) -> None:
    places.setdefault(path, len(lines) + 1)
    if isinstance(value, (dict, Pairs)):
        for key, item in value.items() if isinstance(value, dict) else value:
            where = (*path, SECOND, key) if (*path, key) in places else (*path, key)
            places[where] = len(lines) + 1
            _put(f"{indent}{key}:", item, (*path, key), indent + "  ", lines, places)
    else:
        for index, item in enumerate(value):
            places[(*path, index)] = len(lines) + 1
            if isinstance(item, (dict, Pairs)) and item:
                before = len(lines)
                _write(item, (*path, index), indent + "  ", lines, places)
                lines[before] = f"{indent}- {lines[before].lstrip()}"
            else:
                _put(f"{indent}-", item, (*path, index), indent + "  ", lines, places)


def _put(head: str, value: Any, path: Path_, indent: str, lines: list[str], places: dict[Path_, int]) -> None:
    if isinstance(value, (dict, list)) and value:
        lines.append(head)
        _write(value, path, indent, lines, places)
    else:
        lines.append(f"{head} {json.dumps(value, ensure_ascii=False)}")


def write_folder(files: Files, folder: Path) -> dict[str, dict[Path_, int]]:
    """Write files below a folder and tell the lines of each."""
    places: dict[str, dict[Path_, int]] = {}
    for name, value in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text, places[name] = emit(value)
        path.write_text(text, encoding="utf-8")
    return places


def check_files(files: Files) -> tuple[tuple[Problem, ...], dict[str, dict[Path_, int]]]:
    """Write files to a passing folder named `data`, and return its problems and the lines of everything in it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        places = write_folder(files, folder)
        return problems(read_folder(folder)), places


def walk(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Yield every value below a value with its path, outer before inner."""
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))


def at(value: Any, path: Path_) -> Any:
    """Return the value at a path."""
    for part in path:
        value = value[part]
    return value


def changed(files: Files, name: str, path: Path_, value: Any) -> Files:
    """Return the files with the value at a path replaced."""
    others = copy.deepcopy(files)
    if path:
        at(others[name], path[:-1])[path[-1]] = value
    else:
        others[name] = value
    return others


def without(files: Files, name: str, path: Path_) -> Files:
    """Return the files without the key or row at a path."""
    others = copy.deepcopy(files)
    del at(others[name], path[:-1])[path[-1]]
    return others


def records(files: Files) -> Iterator[tuple[str, Path_, Mapping[str, Any]]]:
    """Yield every record with its file and path: a list holds many, a sheet is one."""
    for name, value in files.items():
        if isinstance(value, list):
            for index, record in enumerate(value):
                yield name, (index,), record
        else:
            yield name, (), value
