"""The table of all rows: as text for a terminal, as Markdown for `docs/benchmarks.md`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bench.measure import Row

_HEADS = ("graph", "what", "median", "p95", "target", "met", "")
_LEFT = frozenset({0, 1, 6})

_MARKS = ("<!-- bench -->", "<!-- /bench -->")

Shapes = Mapping[str, Mapping[str, Any]]

_INTRODUCTION = """\
# Benchmarks

Written by `python3 tasks.py bench -- --write`; do not edit by hand. Where a row has a 95th percentile, the target is
about that.

"""
_METHOD = """
## How it is measured

- **Graphs.** The shipped data, and synthetic graphs of the same shape: the same shares of kinds and relations, the same
  claims per node, the same fields filled. Hubs keep their share of all claims, so that the largest grows in proportion
  with the graph; names come from a vocabulary that grows as Heaps' law says, with the exponent measured on the shipped
  names. `bench/synthetic.py` and `bench/names.py` say exactly how.
- **Cold load.** New processes; reading, checking and assembling the files, and the search index; imports apart. The
  files are in the system's cache, byte code is compiled.
- **Search.** `SearchIndex.search` and its JSON, over as many queries each of: whole names; names typed letter by
  letter; some words in another order; a letter wrong; lay words in a question; nothing that is there.
- **Click on the server.** `explorer.payload.view_payload` and its JSON, as Streamlit serializes it; as many clicks each
  at depth 1, at depth 2, and with a neighbor opened; half on nodes drawn uniformly, half by their degree.
- **Compare.** `graph.compare.compare` and its JSON with the profiles that the app keeps, on the shipped graph only,
  since no synthetic one has sheets: pairs that a sheet says look alike, and four things of any kind. Beside it,
  `graph.confusable.confusable` for one thing against all others.
- **Lesion, localize.** `graph.lesion.lesion` at places drawn uniformly; `graph.localize.localize` with
  `graph.next_findings.next_findings` for twelve findings, up to six of them losses of one place; each with its JSON, on
  the shipped graph, which alone has courses.
- **Paths.** `graph.paths.paths` and its JSON between two nodes, as many pairs drawn uniformly as by their degree, in a
  store that has answered nothing before.
- **Click in the browser.** From the time stamp of the pointer's release until the canvas has drawn the new picture and
  a frame is on the screen. A walk over the shipped graph, always to a node in the picture; Pinchpoint and the plain way
  take turns, click by click.
- **The plain way.** `bench/plain_app.py`: pyvis HTML of the same neighborhood at the same places in an iframe on each
  rerun. It is spared what would slow it: no physics, no card, no CDN, one button.
- **Bytes.** All messages of the web socket in both directions (uncompressed, as Streamlit sends them by default) and
  all HTTP bodies.
- **Times** are wall-clock; quantiles are the median of the runs' quantiles. The processor's own time stands beside
  them: where it is much lower, other programs had the machine.
"""


def table(rows: Iterable[Row]) -> list[Sequence[str]]:
    """Return the cells of the table, heads first."""
    cells = [_HEADS]
    for row in rows:
        met = {True: "yes", False: "NO", None: ""}[row.met]
        high = "" if row.high is None else _figure(row.high, row.unit)
        cells.append((row.graph, row.what, _figure(row.middle, row.unit), high, row.target, met, row.note))
    return list(cells)


def _figure(value: float, unit: str) -> str:
    places = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2  # noqa: PLR2004 - three digits that count
    return f"{value:.{places}f} {unit}"


def text(rows: Iterable[Row], machine: Mapping[str, str]) -> str:
    """Return the table for a terminal."""
    cells = table(rows)
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEADS))]
    lines = [
        "  ".join(
            cell.ljust(width) if column in _LEFT else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    ]
    return "\n".join((*(f"{name}: {value}" for name, value in machine.items()), "", *lines)) + "\n"


def markdown(rows: Iterable[Row], machine: Mapping[str, str], shapes: Shapes) -> str:
    """Return the page for the documentation."""
    heads, *cells = table(rows)
    marks = ("---" if column in _LEFT else "---:" for column in range(len(heads)))
    lines = ["| " + " | ".join(line) + " |" for line in (heads, tuple(marks), *cells)]
    about = "".join(f"- {name}: {value}\n" for name, value in machine.items())
    return _INTRODUCTION + about + "\n" + "\n".join(lines) + "\n" + _shapes(shapes) + _METHOD


def summary(rows: Iterable[Row], machine: Mapping[str, str]) -> str:
    """Return the rows that have a target, for the README: what was measured, the figure that is judged, the target."""
    lines = ["| graph | what | measured | target |", "| --- | --- | ---: | ---: |"]
    for row in rows:
        if row.met is not None:
            missed = "" if row.met else " (missed)"
            measured = _figure(row.judged, row.unit)
            lines.append(f"| {row.graph} | {row.what} | {measured} | {row.target}{missed} |")
    about = f"{machine['Cores']} cores ({machine['Processor']}), {machine['Date']}"
    return f"{chr(10).join(lines)}\n\nOn {about}; [all figures](docs/benchmarks.md).\n"


def between_marks(page: str, summary_: str) -> str:
    """Return a page with the summary between its two marks; without them, ValueError."""
    before, mark, rest = page.partition(_MARKS[0])
    _, end, after = rest.partition(_MARKS[1])
    if not (mark and end):
        message = f"the page lacks {' or '.join(_MARKS)}, between which the figures stand"
        raise ValueError(message)
    return f"{before}{mark}\n{summary_}{end}{after}"


def _shapes(shapes: Shapes) -> str:
    lines = [
        "\n## The graphs\n",
        "| graph | nodes | claims | sources | claims per node | claims of the largest hub per node | words in names |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, shape in shapes.items():
        counts = f"{shape['nodes']} | {shape['claims']} | {shape['sources']} | {shape['claims_per_node']:.2f}"
        lines.append(f"| {name} | {counts} | {shape['largest_hub']:.3f} | {shape['words']} |")
    return "\n".join(lines) + "\n"
