"""Files → records with locations. Knows YAML and the shape of records, nothing of what the records mean.

YAML is read with libyaml's C loader into its node tree, from which values are built here: so every value keeps its
line, a duplicate key is a problem instead of a silent loss, and `no`, `on` or `1:30` stay the strings that a curator
sees.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ValidationError

from graph.errors import Location, Problem
from graph.records import FOLDERS, LIST_FILES, Record, fields_of, rows_in
from graph.text import nearest

try:
    _Loader: type = yaml.CSafeLoader
except AttributeError:  # pragma: no cover - a PyYAML built without libyaml: slower, the same result
    _Loader = yaml.SafeLoader

Path_ = tuple[str | int, ...]
_INTEGER = re.compile(r"[-+]?(0|[1-9]\d*)$")
_NUMBER = re.compile(r"[-+]?\d+\.\d+$")
_PLAIN_WORDS: Mapping[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it was read, with the line of every value in it."""

    kind: str
    record: Record
    file: str
    lines: Mapping[Path_, int]

    def at(self, *path: str | int) -> Location:
        """Locate a value by its path within the record; the nearest line above where the path has none of its own."""
        parts = tuple(path)
        while parts and parts not in self.lines:
            parts = parts[:-1]
        return Location(self.file, self.lines[parts])


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read: the entries, the problems met, and the names of the files."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    files: tuple[str, ...]
    unread: frozenset[str] = frozenset()
    """Ids of records that could not be read, ``kind:*`` for a whole file: nothing can be said of who refers to them."""


def data_files(folder: Path) -> Iterator[tuple[Path, str, type[Record], bool]]:
    """Yield every data file that should be read, in order of names: path, kind, record, and whether it is a list."""
    for name, (kind, record) in LIST_FILES.items():
        if (folder / name).is_file():
            yield folder / name, kind, record, True
    for name, (kind, record, is_list) in FOLDERS.items():
        for path in sorted((folder / name).glob("*.yaml")):
            yield path, kind, record, is_list


def read(folder: Path) -> Reading:
    """Read every data file of a folder. Never raises for what is in the files: what is wrong is in `problems`."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    files: list[str] = []
    unread: set[str] = set()
    for path, kind, record, is_list in data_files(folder):
        name = path.relative_to(folder.parent).as_posix()
        files.append(name)
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(Location(name), "unreadable", f"the file cannot be read as UTF-8 text: {error}"))
            unread.add(f"{kind}:*")
            continue
        found, wrong, lost = _read_text(text, name, kind, record, is_list=is_list)
        entries.extend(found)
        problems.extend(wrong)
        unread.update(lost)
    problems.extend(_strangers(folder, files))
    return Reading(tuple(entries), tuple(problems), tuple(files), frozenset(unread))


def _strangers(folder: Path, files: Sequence[str]) -> Iterator[Problem]:
    """Find YAML files that nothing reads: a misnamed file must not be a silent loss."""
    expected = {(folder / name).relative_to(folder.parent).as_posix() for name in LIST_FILES}
    for pattern in ("*.yaml", "*.yml"):
        for path in sorted(folder.rglob(pattern)):
            name = path.relative_to(folder.parent).as_posix()
            if name not in files:
                meant = nearest(name, expected, cutoff=0.8)
                yield Problem(Location(name), "unknown file", "no kind of record is read from here", "".join(meant))


def read_text(
    text: str, name: str, kind: str, record: type[Record], *, is_list: bool
) -> tuple[list[Entry], list[Problem]]:
    """Read the text of one file into its entries and problems."""
    entries, problems, _ = _read_text(text, name, kind, record, is_list=is_list)
    return entries, problems


def _read_text(
    text: str, name: str, kind: str, record: type[Record], *, is_list: bool
) -> tuple[list[Entry], list[Problem], list[str]]:
    """Read the text of one file into its entries, its problems, and the ids of what could not be read."""
    every = [f"{kind}:*"]
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        return [], [Problem(Location(name, line), "syntax", f"not valid YAML: {error.problem or error.context}")], every
    except yaml.YAMLError as error:  # characters that YAML forbids have no mark
        return [], [Problem(Location(name), "syntax", f"not valid YAML: {error}")], every
    if root is None:
        return [], [], []
    problems: list[Problem] = []
    if is_list != isinstance(root, yaml.SequenceNode):
        what = "a list of records, each beginning with '- id:'" if is_list else "one record, not a list"
        return [], [Problem(Location(name, root.start_mark.line + 1), "shape", f"the file must hold {what}")], every
    entries: list[Entry] = []
    lost: list[str] = []
    for item in root.value if is_list else [root]:
        lines: dict[Path_, int] = {}
        value = _build(item, (), lines, name, problems)
        try:
            entries.append(Entry(kind, record.model_validate(value), name, lines))
        except ValidationError as error:
            problems.extend(_problems(error, record, Entry(kind, Record(), name, lines)))
            identifier = value.get("id") if isinstance(value, dict) else None
            lost.append(identifier if isinstance(identifier, str) else f"{kind}:*")
    return entries, problems, lost


def _build(node: yaml.Node, path: Path_, lines: dict[Path_, int], name: str, problems: list[Problem]) -> object:
    """Build the plain value of a YAML node, noting the line of each value and every duplicate key."""
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, index), lines, name, problems) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in mapping:
                problems.append(Problem(Location(name, line), "duplicate key", f"'{key}' stands twice in one record"))
                continue
            lines[(*path, key)] = line
            mapping[key] = _build(value_node, (*path, key), lines, name, problems)
        return mapping
    return _scalar(node)


def _scalar(node: yaml.Node) -> object:
    """Build a scalar: quoted text is text; plain text is a number, true, false or null only where it clearly is one."""
    text = str(node.value)
    if getattr(node, "style", None):  # quoted or a block; libyaml says "" for plain text, PyYAML None
        return text
    if text in _PLAIN_WORDS:
        return _PLAIN_WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _NUMBER.match(text) else text


def _problems(error: ValidationError, record: type[Record], entry: Entry) -> Iterator[Problem]:
    """Say in a curator's words what a record's shape does not allow."""
    for detail in error.errors(include_url=False):
        steps = {"site", "muscle", "skin", "branch"}
        raw = [part for part in detail["loc"] if part != "[key]"]
        path: Path_ = tuple(
            part for index, part in enumerate(raw) if not (part in steps and index > 1 and raw[index - 2] == "course")
        )
        where = ".".join(str(part) for part in path) or "the record"
        match detail["type"]:
            case "extra_forbidden":
                known = _field_names(record, path[:-1])
                yield Problem(
                    entry.at(*path),
                    "unknown field",
                    f"'{where}' is not a field here",
                    "".join(nearest(str(path[-1]), known)),
                )
            case "missing":
                yield Problem(entry.at(*path), "missing field", f"'{where}' must be given")
            case "string_pattern_mismatch" if str(path[-1]) == "id":
                yield Problem(entry.at(*path), "bad id", f"{detail['input']!r} is not of the form kind:lower-case-slug")
            case _:
                given = detail["input"]
                shown = f", not {given!r}" if isinstance(given, (str, int, float, bool)) or given is None else ""
                yield Problem(entry.at(*path), "bad value", f"'{where}': {detail['msg']}{shown}")


def _field_names(record: type[BaseModel], path: Path_) -> list[str]:
    """List the fields that a record has at a path; where rows of several kinds may stand, the fields of all of them."""
    kinds = [record]
    for part in path:
        if isinstance(part, str):
            kinds = [
                row
                for kind in kinds
                for name, field in fields_of(kind).items()
                if name == part
                for row in rows_in(field.annotation)
            ]
    return sorted({name for kind in kinds for name in fields_of(kind)})
