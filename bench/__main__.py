"""`python -m bench`: measure everything, print one table, and `--write` it into docs/benchmarks.md and the README."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from subprocess import PIPE, run
from typing import Any

from bench.apps import ROOT
from bench.machine import machine
from bench.measure import Row
from bench.report import between_marks, markdown, summary, text
from bench.server import loads, name_of

PAGE = ROOT / "docs" / "benchmarks.md"
README = ROOT / "README.md"


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is measured."""

    sizes: tuple[int, ...]
    number: int
    """Searches and clicks of each class on the server."""
    runs: int
    steps: int
    """Steps of the walk in the browser."""
    starts: int


FULL = Amount((0, 10_000, 100_000), 150, 3, 30, 6)
QUICK = Amount((0, 10_000), 40, 1, 6, 2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write; return 0 where every target is met, else 1."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure Pinchpoint and compare with its targets."
    )
    parser.add_argument("--quick", action="store_true", help="a small run: fewer repeats, no graph of 100 000 nodes")
    parser.add_argument("--only", choices=("server", "browser"), help="only one half")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md and the README's table")
    options = parser.parse_args(arguments)
    amount = QUICK if options.quick else FULL
    about = machine()
    rows: list[Row] = []
    shapes: dict[str, dict[str, float]] = {}
    if options.only != "browser":
        _say("cold load")
        rows += loads(3 if options.quick else 7)
        for size in amount.sizes:
            _say(f"searches and clicks: {name_of(size)}")
            answer = _server(size, amount)
            rows += [Row(**row) for row in answer["rows"]]
            shapes[answer["name"]] = answer["shape"]
    if options.only != "server":
        from bench.browser import measured  # noqa: PLC0415 - the server's half needs no browser

        _say("browser")
        found, browser = measured(steps=amount.steps, starts=amount.starts)
        rows += found
        about = {**about, "Browser": browser}
    sys.stdout.write(text(rows, about))
    if options.write:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(markdown(rows, about, shapes), encoding="utf-8")
        README.write_text(between_marks(README.read_text(encoding="utf-8"), summary(rows, about)), encoding="utf-8")
    return 0 if all(row.met is not False for row in rows) else 1


def _server(size: int, amount: Amount) -> dict[str, Any]:
    """Measure one graph in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "bench.server", str(size), f"--number={amount.number}", f"--runs={amount.runs}"]
    return dict(json.loads(run(command, check=True, stdout=PIPE, cwd=ROOT).stdout))  # noqa: S603 - our own command


def _say(what: str) -> None:
    sys.stderr.write(f"measuring: {what} …\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
