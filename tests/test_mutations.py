"""Whatever one breaks in valid data, `check` says so at that file and line (properties, over the toy data).

Each mutation lists all places where it can be made; Hypothesis picks among them, and picks several at once.
"""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from dataclasses import field as data_field
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import Problem
from graph.records import FOLDERS, LIST_FILES, NodeRecord, Record
from graph.vocabulary import KINDS, kind_of
from tests.conftest import TOY
from tests.emit import SECOND, Files, Pairs, Path_, at, changed, check_files, files_of, records, walk, without

DATA = files_of(TOY)
ANATOMY = "anatomy/"
COURSE_KEYS = ("site", "muscle", "skin", "branch")


@dataclass(frozen=True)
class Broken:
    """Data with one thing wrong, the place of the wrong thing, and the rules of which one must find it there."""

    files: Files = data_field(repr=False)
    name: str
    path: Path_
    rules: frozenset[str]
    said: str = ""
    """What the problem must say or suggest."""


Mutation = Callable[[], Iterator[Broken]]


def broken(files: Files, name: str, path: Path_, rules: str, said: str = "") -> Broken:
    """Make a Broken of rules joined by a bar."""
    return Broken(files, name, path, frozenset(rules.split("|")), said)


def shape_of(name: str) -> type[Record]:
    """Return the record type of a file."""
    if name in LIST_FILES:
        return LIST_FILES[name][1]
    return FOLDERS[name.rpartition("/")[0]][1]


def references() -> Iterator[tuple[str, Path_, str]]:
    """Yield every reference to a node: file, path, id."""
    for name, path, value in everything():
        if (
            isinstance(value, str)
            and kind_of(value) in KINDS
            and ":" in value
            and path[-1] != "id"
            and "formerly" not in path
        ):
            yield name, path, value


def everything() -> Iterator[tuple[str, Path_, Any]]:
    """Yield every value of the toy data with its file and path."""
    for name, value in DATA.items():
        for path, item in walk(value):
            yield name, path, item


def rows(field_of_row: str = "") -> Iterator[tuple[str, Path_, dict[str, Any]]]:
    """Yield every row (a claim within a record), or those that have a field."""
    for name, path, record in records(DATA):
        for field, value in record.items():
            if isinstance(value, list):
                for index, row in enumerate(value):
                    if isinstance(row, dict) and (not field_of_row or field_of_row in row):
                        yield name, (*path, field, index), row


def lose_a_required_field() -> Iterator[Broken]:
    """Take away what every record of its kind must have."""
    for name, path, record in records(DATA):
        for field, info in shape_of(name).model_fields.items():
            if info.is_required() and field in record:
                yield broken(without(DATA, name, (*path, field)), name, path, "missing field", field)


def lose_the_end_of_a_row() -> Iterator[Broken]:
    """Take away the other end of a claim, or what its row must say."""
    required = {"of", "from", "target", "part", "symptom", "frequency", "test", "syndrome", "distinguished_by", "mimic", "treatment",
                "role", "cause", "site", "mechanism", "spared", "why", "effect", "roots", "text", "targets", "along", "until"}  # fmt: skip
    for name, path, row in rows():
        for key in required & set(row) - ({"roots"} if path[-2] == "reroutes" else set()):
            rules = "bad value" if path[-2] == "course" and key in COURSE_KEYS else "missing field"
            yield broken(without(DATA, name, (*path, key)), name, path, rules)


def misspell_a_key() -> Iterator[Broken]:
    """Swap two letters of a key: the problem must suggest the key that was meant."""
    for name, path, value in everything():
        if isinstance(value, dict) and not {"xrefs", "roots"} & set(path[-1:]):
            for key in value:
                wrong = key[:-1] + "q" if len(key) < 4 else key[0] + key[2] + key[1] + key[3:]
                if wrong == key or (path[-2:-1] == ("course",) and key in COURSE_KEYS):
                    continue
                files = changed(
                    DATA, name, path, {wrong if other == key else other: item for other, item in value.items()}
                )
                yield broken(files, name, (*path, wrong), "unknown field", key if len(key) > 3 else "")


def misspell_the_key_of_a_course_row() -> Iterator[Broken]:
    """A row of a course whose key is none of the four is a problem on that row."""
    for name, path, row in rows():
        if path[-2] == "course":
            files = changed(
                DATA, name, path, {f"{key}x" if key in COURSE_KEYS else key: item for key, item in row.items()}
            )
            yield broken(files, name, path, "bad value", "site, muscle, skin, branch")


def dangle_a_reference() -> Iterator[Broken]:
    """Refer to a node that is not there: the problem must suggest the one that is."""
    for name, path, identifier in references():
        yield broken(changed(DATA, name, path, f"{identifier}z"), name, path, "dangling reference", identifier)


def dangle_a_source() -> Iterator[Broken]:
    """Cite a source that is not there: the problem must suggest the one that is."""
    for name, path, value in everything():
        if isinstance(value, str) and kind_of(value) == "source" and path[-1] != "id":
            yield broken(changed(DATA, name, path, f"{value}z"), name, path, "dangling source", value)


def point_at_a_wrong_kind() -> Iterator[Broken]:
    """Refer to a node of a kind that the relation does not join."""
    for name, path, identifier in references():
        if name == "questions.yaml":
            continue  # people ask about nodes of any kinds
        other = "symptom:tingling" if kind_of(identifier) == "cause" else "cause:wet-wood"
        if name == "cases.yaml" and path[1] in {"present", "absent"}:
            other = "nerve:alpha"  # what was told of a person may be a symptom, a test or a cause
        yield broken(
            changed(DATA, name, path, other), name, path, "branch unlisted" if path[-1] == "branch" else "wrong kinds"
        )


def cite_nothing() -> Iterator[Broken]:
    """Take the sources from a claim, or from a record of the anatomy."""
    for name, path, row in rows("sources"):
        if not name.startswith(ANATOMY) and "accuracy" not in row:
            rules = "missing field" if path[-2] == "red_flags" else "claim without source"
            yield broken(without(DATA, name, (*path, "sources")), name, path, rules)
            emptied = changed(DATA, name, (*path, "sources"), [])
            if path[-2] == "red_flags":
                yield broken(emptied, name, (*path, "sources"), "bad value")
            else:
                yield broken(emptied, name, path, "claim without source")
    for name, path, _ in records(DATA):
        if name.startswith(ANATOMY):
            yield broken(without(DATA, name, (*path, "sources")), name, (*path, "id"), "claim without source")
    for field in ("prognosis", "how_common"):
        yield broken(
            without(DATA, "syndromes/tunnel.yaml", (field, "sources")),
            "syndromes/tunnel.yaml",
            (field,),
            "missing field",
        )
    yield broken(without(DATA, "tests.yaml", (0, "sources")), "tests.yaml", (0, "how"), "claim without source")


def say_a_record_twice() -> Iterator[Broken]:
    """Copy a record to the end of its file, or a sheet to another file."""
    for name, path, record in records(DATA):
        files = copy.deepcopy(DATA)
        if path:
            files[name].append(dict(record))
            yield broken(files, name, (len(files[name]) - 1, "id"), "duplicate id", record["id"])
        else:
            files["syndromes/zzz.yaml"] = dict(record)
            yield broken(files, "syndromes/zzz.yaml", ("id",), "duplicate id", record["id"])


def say_a_claim_twice() -> Iterator[Broken]:
    """Copy a row to the end of its list."""
    for name, path, row in rows():
        if path[-2] != "red_flags":
            files = copy.deepcopy(DATA)
            at(files[name], path[:-1]).append(dict(row))
            last = len(at(files[name], path[:-1])) - 1
            yield broken(files, name, (*path[:-1], last), "duplicate claim")


def say_a_key_twice() -> Iterator[Broken]:
    """Write a key again at the end of its record, row or mapping."""
    for name, path, value in everything():
        if isinstance(value, dict):
            for key, item in value.items():
                twice = Pairs([*value.items(), (f"{key}", item)])
                yield Broken(
                    changed(DATA, name, path, twice),
                    name,
                    (*path, SECOND, key),
                    frozenset({"duplicate key"}),
                    f"'{key}'",
                )


def choose_what_is_no_choice() -> Iterator[Broken]:
    """Give a field that has a few allowed values another one."""
    for name, path, _ in everything():
        if path and path[-1] in {
            "frequency",
            "role",
            "status",
            "part",
            "region",
            "modality",
            "type",
            "read",
            "share",
            "plural",
        }:
            if path[-1] == "part" and path[-3:-2] == ("shows_in",):
                continue
            yield broken(changed(DATA, name, path, "nonsense"), name, path, "bad value", "nonsense")


def write_a_figure_that_is_none() -> Iterator[Broken]:
    """Give a percentage beyond 100, and a range of three."""
    for name, path, _ in everything():
        if path and path[-1] in {"sensitivity", "specificity"}:
            yield broken(changed(DATA, name, path, 101), name, path, "bad value")
            yield broken(changed(DATA, name, path, [1, 2, 3]), name, path, "bad value")


def leave_a_text_empty() -> Iterator[Broken]:
    """Empty a text that must say something."""
    texts = {"label", "definition", "title", "used_for", "action", "why", "distinguished_by", "text", "note", "dispute", "finding",
             "figure", "how", "boundary", "reference", "effect"}  # fmt: skip
    for name, path, value in everything():
        if path and path[-1] in texts and isinstance(value, str):
            yield broken(changed(DATA, name, path, " "), name, path, "bad value")


def define_a_thing_by_its_label() -> Iterator[Broken]:
    """Repeat the label as the definition."""
    for name, path, record in records(DATA):
        if "definition" in record:
            files = changed(DATA, name, (*path, "definition"), f"It is the {record['label']}.")
            yield broken(files, name, (*path, "definition"), "poor definition")


def name_a_thing_as_another() -> Iterator[Broken]:
    """Add to a node a name that it has already: no two of a kind share one."""
    for name, path, record in records(DATA):
        if issubclass(shape_of(name), NodeRecord):
            files = changed(DATA, name, (*path, "lay"), [*record.get("lay", []), record["label"].upper()])
            yield broken(
                files, name, (*path, "lay", len(record.get("lay", []))), "ambiguous synonym", record["label"].upper()
            )


def write_a_bad_id() -> Iterator[Broken]:
    """Write an id in capitals, or of another kind than the file holds."""
    for name, path, record in records(DATA):
        yield broken(changed(DATA, name, (*path, "id"), record["id"].upper()), name, (*path, "id"), "bad id|bad value")
        slug = record["id"].partition(":")[2]
        if kind_of(record["id"]) != "source":
            yield broken(
                changed(DATA, name, (*path, "id"), f"planet:{slug}"), name, (*path, "id"), "bad id", record["id"]
            )


def break_a_branch() -> Iterator[Broken]:
    """Take a branch from its parent's course, or the parent from the branch, or turn the two round."""
    homes = {record["id"]: (name, path) for name, path, record in records(DATA)}
    for name, path, record in records(DATA):
        for index, origin in enumerate(record.get("arises_from", [])):
            parent_name, parent_path = homes[origin["from"]]
            course = at(DATA[parent_name], (*parent_path, "course"))
            step = next(number for number, row in enumerate(course) if row.get("branch") == record["id"])
            listed, named = (*parent_path, "course", step), (*path, "arises_from", index)
            yield broken(without(DATA, parent_name, listed), name, named, "branch unlisted", f"branch: {record['id']}")
            yield broken(without(DATA, name, named), parent_name, listed, "branch unlisted", record["id"])
            if kind_of(origin["from"]) == "nerve":
                files = copy.deepcopy(DATA)
                at(files[parent_name], parent_path)["arises_from"] = [{"from": record["id"], "roots": origin["roots"]}]
                yield broken(files, parent_name, (*parent_path, "arises_from", 0), "branch unlisted|cycle")


def supply_by_a_root_that_is_not_carried() -> Iterator[Broken]:
    """Give a muscle, a skin patch or an origin a root that the nerve does not carry."""
    for name, path, row in rows("roots"):
        if at(DATA[name], path[:-2])["id"] in {"nerve:beta", "nerve:alpha-twigs"} and "from" not in row:
            files = changed(DATA, name, (*path, "roots"), ["C7", "C8"])
            yield broken(files, name, path, "impossible root", "C7")


def dispute_without_saying_how() -> Iterator[Broken]:
    """Mark a claim as disputed and leave it at that, or say a dispute without marking it."""
    for name, path, row in rows("sources"):
        if path[-2] not in {"red_flags", "reroutes"}:
            files = changed(
                DATA, name, path, {**{key: item for key, item in row.items() if key != "dispute"}, "status": "disputed"}
            )
            yield broken(files, name, path, "dispute unsaid")
            files = changed(
                DATA,
                name,
                path,
                {**{key: item for key, item in row.items() if key != "status"}, "dispute": "Some say no."},
            )
            yield broken(files, name, path, "dispute unsaid")


def cite_by_nobody() -> Iterator[Broken]:
    """Add a source that nothing cites."""
    files = copy.deepcopy(DATA)
    files["sources.yaml"].append({**files["sources.yaml"][0], "id": "source:new", "url": "https://example.org/new"})
    yield broken(files, "sources.yaml", (len(files["sources.yaml"]) - 1, "id"), "unused source", "source:new")


MUTATIONS: tuple[Mutation, ...] = (
    lose_a_required_field,
    lose_the_end_of_a_row,
    misspell_a_key,
    misspell_the_key_of_a_course_row,
    dangle_a_reference,
    dangle_a_source,
    point_at_a_wrong_kind,
    cite_nothing,
    say_a_record_twice,
    say_a_claim_twice,
    say_a_key_twice,
    choose_what_is_no_choice,
    write_a_figure_that_is_none,
    leave_a_text_empty,
    define_a_thing_by_its_label,
    name_a_thing_as_another,
    write_a_bad_id,
    break_a_branch,
    supply_by_a_root_that_is_not_carried,
    dispute_without_saying_how,
    cite_by_nobody,
)


@cache
def places(mutation: Mutation) -> tuple[Broken, ...]:
    """Return every way to make a mutation."""
    return tuple(mutation())


def found_at(found: tuple[Problem, ...], case: Broken, line: int) -> list[Problem]:
    """Return the problems that name the wrong thing at its place."""
    return [
        problem
        for problem in found
        if problem.location.file == f"data/{case.name}"
        and problem.location.line == line
        and problem.rule in case.rules
        and case.said in str(problem)
    ]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
@settings(max_examples=12)
@given(data=st.data())
def test_a_mutation_of_valid_data_is_found_at_its_file_and_line(mutation: Mutation, data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(places(mutation)))
    found, lines = check_files(case.files)
    line = lines[case.name][case.path]
    shown = "\n".join(map(str, found)) or "no problem at all"
    assert found_at(found, case, line), (
        f"expected {sorted(case.rules)} at data/{case.name}:{line} with {case.said!r}, got:\n{shown}"
    )


def test_unbroken_data_have_no_problem() -> None:
    assert check_files(DATA)[0] == ()


@settings(max_examples=12)
@given(
    st.lists(st.sampled_from(["dangle", "source", "definition", "empty"]), min_size=2, max_size=4, unique=True),
    st.data(),
)
def test_several_things_wrong_at_once_are_all_found(kinds: list[str], data: st.DataObject) -> None:
    makers = {
        "dangle": dangle_a_reference,
        "source": dangle_a_source,
        "definition": define_a_thing_by_its_label,
        "empty": leave_a_text_empty,
    }
    files, cases = DATA, []
    spoiled: set[tuple[str, Path_]] = set()
    for kind in kinds:
        case = data.draw(st.sampled_from(places(makers[kind])))
        record = (case.name, case.path[:1] if isinstance(DATA[case.name], list) else ())
        if record in spoiled:
            continue
        spoiled.add(record)
        files = changed(files, case.name, case.path, at(case.files[case.name], case.path))
        cases.append((kind, case))
    found, lines = check_files(files)
    gone = any(kind == "empty" for kind, _ in cases)
    for kind, case in cases:
        said = "" if gone and kind == "dangle" else case.said  # the record that was meant may itself be unreadable
        assert found_at(found, Broken(files, case.name, case.path, case.rules, said), lines[case.name][case.path]), (
            kind,
            case.path,
        )
