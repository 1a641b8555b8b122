"""The curator's commands: check, format, schema, stats, cases, export.

Exit status: 0 clean, 1 problems, 2 nothing was checked.
"""

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph.cases import guess_case, read_cases, score_case, tally, tally_guesses
from graph.check import problems
from graph.conditions import conditions_of
from graph.differential import differ
from graph.errors import DataError
from graph.export import FORMATS
from graph.load import load, read_folder
from graph.localize import localizer
from graph.read import data_files
from graph.schema import schemas
from graph.sheets import Sheet
from graph.statistics import Statistics, statistics
from graph.vocabulary import KINDS


def add_curation(verbs: Any) -> None:  # noqa: ANN401 - argparse does not name the type of its subparsers
    """Add the commands to the command line."""
    verbs.add_parser("check", help="report every problem of the data").add_argument("--json", action="store_true")
    form = verbs.add_parser("format", help="bring the data files into their canonical form; comments survive")
    form.add_argument("--check", action="store_true", help="change nothing; status 1 if a file would change")
    schema = verbs.add_parser("schema", help="write the JSON Schemas of the data files")
    schema.add_argument("--check", action="store_true", help="change nothing; status 1 if a schema is out of date")
    verbs.add_parser("stats", help="count what is in the graph").add_argument("--json", action="store_true")
    cases = verbs.add_parser("cases", help="score worked cases: from a place to its findings, back, and by what it is")
    cases.add_argument("file", nargs="?", metavar="FILE", help="a file of cases (default: cases.yaml of the data)")
    cases.add_argument("--json", action="store_true")
    export = verbs.add_parser("export", help="write the graph in another format")
    export.add_argument("format", choices=sorted(FORMATS))
    export.add_argument("--out", metavar="PATH", help="file to write (default: standard output)")


def run_curation(options: Namespace) -> int:
    """Run the command that the options name."""
    verbs = {
        "check": _check,
        "format": _format,
        "schema": _schema,
        "stats": _stats,
        "cases": _cases,
        "export": _export,
    }
    return verbs[options.verb](options)


def _check(options: Namespace) -> int:
    try:
        reading = read_folder(Path(options.data))
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    found = problems(reading)
    if options.json:
        rows = [
            {"file": p.location.file, "line": p.location.line, "rule": p.rule, "what": p.what, "meant": p.meant}
            for p in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for problem in found:
            print(problem)
        print(f"{len(reading.files)} files, {len(reading.entries)} records, {len(found)} problems")
    return int(bool(found))


def _format(options: Namespace) -> int:
    try:
        from graph.canonical import canonical  # noqa: PLC0415 - needs ruamel.yaml, which only curators install
    except ImportError:
        print("format needs ruamel.yaml: pip install -r requirements-dev.txt", file=sys.stderr)
        return 2
    folder = Path(options.data)
    try:
        reading = read_folder(folder)
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    unreadable = {problem.location.file for problem in reading.problems}
    changed = 0
    for path, _, record, is_list in data_files(folder):
        if path.relative_to(folder.parent).as_posix() in unreadable:
            print(f"{path}: left alone, it has problems: see python -m graph check", file=sys.stderr)
            continue
        text = path.read_text(encoding="utf-8")
        better = canonical(text, record, is_list=is_list)
        if better != text:
            changed += 1
            print(f"{path}: {'would change' if options.check else 'formatted'}")
            if not options.check:
                path.write_text(better, encoding="utf-8", newline="\n")
    return int(bool(unreadable) or (options.check and changed > 0))


def _schema(options: Namespace) -> int:
    folder = Path(options.data) / "schema"
    stale = [name for name, text in schemas().items() if not _same(folder / name, text)]
    if options.check:
        for name in stale:
            print(f"{folder / name} is out of date: run python -m graph schema")
        return int(bool(stale))
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(schemas())} schemas in {folder}, {len(stale)} of them new or changed")
    return 0


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def _stats(options: Namespace) -> int:
    counted = statistics(load(options.data))
    if options.json:
        rows = {**asdict(counted), "thin": {sheet.id: sheet.lacks for sheet in counted.thin}}
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print(_say_stats(counted))
    return 0


def _say_stats(counted: Statistics) -> str:
    lines = [f"{sum(counted.nodes.values())} nodes"]
    lines += [f"  {number:5}  {KINDS[kind].plural}" for kind, number in counted.nodes.items()]
    lines.append(f"{counted.all_claims} claims, {counted.disputed} of them disputed")
    lines += [f"  {number:5}  {relation}" for relation, number in counted.claims.items()]
    share = 100 * counted.peer_reviewed / max(1, counted.all_claims)
    lines.append(f"{share:.0f} % of the claims have a peer-reviewed source")
    lines.append(f"{sum(counted.sources.values())} sources")
    lines += [f"  {number:5}  {kind}" for kind, number in counted.sources.items()]
    lines.append("Most cited")
    lines += [f"  {number:5}  {source}" for source, number in list(counted.claims_per_source.items())[:10]]
    lines.append(f"{len(counted.sheets)} sheets: claims, of them peer-reviewed, disputed; sources by type")
    lines += [f"  {_say_sheet(sheet)}" for sheet in counted.sheets]
    lines.append(f"{len(counted.thin)} thin sheets")
    lines += [
        f"  {sheet.id}: {', '.join(sheet.lacks)}" + (" (says what is not known)" if sheet.unknown else "")
        for sheet in counted.thin
    ]
    return "\n".join(lines)


def _say_sheet(sheet: Sheet) -> str:
    types = ", ".join(f"{number} {kind}" for kind, number in sheet.sources.items())
    return (
        f"{sheet.id}: {sheet.claims}, {sheet.peer_reviewed}, {sheet.disputed}; {sum(sheet.sources.values())} ({types})"
    )


def _cases(options: Namespace) -> int:
    cases = read_cases(Path(options.file or Path(options.data) / "cases.yaml"))
    of = localizer(load(options.data))
    scored = [score_case(case, of) for case in cases]
    total = tally(scored)
    with_ = differ(of.places.graph, conditions_of(of.places.graph, of))
    guessed = [guess_case(case, with_) for case in cases]
    guesses = tally_guesses(guessed)
    if options.json:
        each = [
            {**asdict(one), "differential": asdict(guess) if guess else None}
            for one, guess in zip(scored, guessed, strict=True)
        ]
        rows = {**asdict(total), "differential": asdict(guesses), "each": each}
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for one, guess in zip(scored, guessed, strict=True):
        rank = "-" if one.rank is None else "none" if not one.rank else str(one.rank)
        missed = f"  lesion does not give {', '.join(one.missed)}" if one.missed else ""
        first = f"  first is {one.first}" if one.rank not in {None, 1} else ""
        what = f"  differential rank {guess.rank or 'none'}" if guess else ""
        what += f", first is {guess.first}" if guess and guess.rank != 1 else ""
        print(f"rank {rank:>4}  {one.right}/{one.stated}  {one.id}{first}{missed}{what}")
    print(
        f"{total.cases} cases. Forward: {total.right} of {total.stated} stated findings right. "
        f"Backward: of {total.ranked} with findings, {total.top_1} right at rank 1, {total.top_3} in the first three."
    )
    print(
        f"Differential: of {guesses.cases} that say what it is, {guesses.top_1} right at rank 1, "
        f"{guesses.top_3} in the first three, {guesses.top_5} in the first five."
    )
    return 0


def _export(options: Namespace) -> int:
    data = FORMATS[options.format][2](load(options.data))
    if not options.out:
        sys.stdout.buffer.write(data)
        return 0
    try:
        Path(options.out).write_bytes(data)
    except OSError as error:
        print(f"error: {options.out} cannot be written: {error.strerror}", file=sys.stderr)
        return 2
    print(f"{options.out}: {len(data):,} bytes")
    return 0
