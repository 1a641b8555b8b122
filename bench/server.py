"""What Python does for a load, a search, a click, a comparison, in a process of its own: `python -m bench.server SIZE`.

The shipped graph (size 0) is read from its files; a synthetic graph is made in memory, so only its assembly and index
are timed. The answer is one JSON object with the shape of the graph and the rows, for `bench.__main__`.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import asdict
from functools import partial
from statistics import median
from subprocess import run as run_process
from time import perf_counter, process_time
from typing import Any

from bench.measure import Call, Row, Timing, quantile, timing
from bench.process import memory
from bench.questions import bedsides, clicks, comparisons, largest, pairs, places, queries, stories
from bench.synthetic import shape, synthetic
from explorer.payload import view_payload
from explorer.resources import data_folder, settle
from explorer.state import Explore
from graph.answers import (
    compare_answer,
    confusable_answer,
    differential_answer,
    lesion_answer,
    localize_answer,
    paths_answer,
    search_answer,
)
from graph.compare import compare
from graph.confusable import confusable
from graph.differential import differ, differential
from graph.findings import Finding
from graph.lesion import lesion
from graph.load import load
from graph.localize import localize, localizer
from graph.marks import Profiles
from graph.model import KnowledgeGraph
from graph.next_findings import next_findings
from graph.next_questions import next_questions
from graph.paths import paths
from graph.search import SearchIndex
from graph.store import EmbeddedStore
from graph.told import told_of

_HITS = 8
"""What the search box asks for."""
_LOAD_MOST, _KILOBYTES_MOST = 1.5, 15.0
_CLICK_MOST = {0: 10.0, 100_000: 25.0}
_COMPARE_MOST = 30.0
_DIFFERENTIAL_MOST = 80.0
_LESION_MOST, _LOCALIZE_MOST = 5.0, 60.0
_PATHS_MOST = {0: 60.0, 100_000: 250.0}
_SEARCH_MOST = {0: 10.0, 100_000: 40.0}


def name_of(size: int) -> str:
    """Return how the table names a graph.

    >>> name_of(0), name_of(10000)
    ('shipped', '10 000')
    """
    return f"{size:,}".replace(",", " ") if size else "shipped"


def loads(runs: int) -> list[Row]:
    """Start new processes that load the shipped data and build the search index; imports are counted apart."""
    command = [sys.executable, "-m", "bench.cold"]
    answers = [json.loads(run_process(command, check=True, stdout=-1).stdout) for _ in range(runs)]  # noqa: S603 - ours

    def middle(name: str) -> float:
        return float(median(answer[name] for answer in answers))

    return [
        Row("shipped", "imports in a new process", "s", middle("imports")),
        Row(
            "shipped",
            "cold load of the data",
            "s",
            median(answer["load"] + answer["index"] for answer in answers),
            most=_LOAD_MOST,
            note=f"files {middle('load'):.2f} s, search index {middle('index'):.2f} s; processor {middle('cpu'):.2f} s",
        ),
        Row(
            "shipped",
            "memory with graph and index",
            "MB",
            middle("memory"),
            note=f"resident; {middle('memory_before'):.0f} MB of it after the imports",
        ),
    ]


def measured(size: int, *, number: int, runs: int) -> dict[str, object]:
    """Measure one graph in this process; return its name, its shape and its rows."""
    graph = load(data_folder())
    rows: list[Row] = []
    if size:
        graph, rows = _assembled(graph, size)
    store = EmbeddedStore(graph)
    settle()  # as the app does
    rows += _searches(graph, SearchIndex(store.names()), size, number, runs)
    rows += _clicks(graph, store, size, number, runs)
    if not size:  # no synthetic graph has sheets to compare
        rows += _comparisons(graph, number, runs)
        rows += _bedside(graph, number, runs)
        rows += _differentials(graph, number, runs)
    rows += _paths(graph, size, number, runs)
    return {"name": name_of(size), "shape": asdict(shape(graph)), "rows": [asdict(row) for row in rows]}


def _assembled(shipped: KnowledgeGraph, size: int) -> tuple[KnowledgeGraph, list[Row]]:
    """Make a synthetic graph and time its assembly and its index."""
    parts, name = synthetic(shipped, size), name_of(size)
    before, began, began_cpu = memory(), perf_counter(), process_time()
    graph = KnowledgeGraph(parts.nodes, parts.claims, parts.sources, version="synthetic")
    assembled = perf_counter()
    index = SearchIndex(EmbeddedStore(graph).names())
    done, cpu, after = perf_counter(), process_time() - began_cpu, memory()
    del index
    note = f"graph {assembled - began:.1f} s, search index {done - assembled:.1f} s; processor {cpu:.1f} s"
    return graph, [
        Row(name, "assembly and index (no files)", "s", done - began, note=note),
        Row(
            name,
            "memory with graph and index",
            "MB",
            after,
            note=f"resident; {before:.0f} MB of it before, with nodes and claims",
        ),
    ]


def _searches(graph: KnowledgeGraph, index: SearchIndex, size: int, number: int, runs: int) -> list[Row]:
    def ask(query: str) -> object:
        return json.dumps(search_answer(query, index.search(query, limit=_HITS)))

    classes: dict[str, Callable[[], list[Call]]] = {
        name: partial(_calls, ask, texts) for name, texts in queries(graph, number).items()
    }
    return _rows("search", size, classes, runs, _SEARCH_MOST.get(size))


def _clicks(graph: KnowledgeGraph, store: EmbeddedStore, size: int, number: int, runs: int) -> list[Row]:
    def answer(state: Explore) -> str:
        fresh = copy(store)  # another identity: the explorer keeps pictures by store, and here each is to be a new one
        return json.dumps(view_payload(fresh, state))  # as Streamlit serializes it

    def select(state: Explore) -> str:
        return json.dumps(view_payload(store, state))

    drawn = clicks(graph, number)
    classes: dict[str, Callable[[], list[Call]]] = {
        name: partial(_calls, answer, states) for name, states in drawn.items()
    }
    rows = _rows("click", size, classes, runs, _CLICK_MOST.get(size))
    hub = largest(graph)
    worst = timing(lambda: [partial(answer, Explore(hub, depth=2))], runs=max(5, runs))
    select(Explore(hub))
    beside = [Explore(hub, selected=hop.neighbor) for hop in store.neighbors([hub], limit=number).hops]
    rows.append(
        _row("click that selects in a picture already shown", size, timing(partial(_calls, select, beside), runs=runs))
    )
    rows.append(_row(f"click on the largest hub ({graph.degree(hub)} claims), depth 2", size, worst))
    lengths = [len(answer(state)) / 1000 for states in drawn.values() for state in states]
    rows.append(
        Row(
            name_of(size),
            "payload of a click, JSON",
            "kB",
            quantile(lengths, 0.5),
            quantile(lengths, 0.95),
            most=_KILOBYTES_MOST,
            note=f"largest {max(lengths):.1f} kB",
        )
    )
    return rows


def _comparisons(graph: KnowledgeGraph, number: int, runs: int) -> list[Row]:
    """Time comparisons with the profiles that the app keeps, and the search for what is confusable."""
    profiles = Profiles(graph)

    def ask(ids: Sequence[str]) -> object:
        return json.dumps(compare_answer(compare(graph, ids, profiles=profiles)))

    def alike(identifier: str) -> object:
        return json.dumps(confusable_answer(identifier, confusable(graph, identifier, profiles=profiles)))

    asked = comparisons(graph, number)
    classes: dict[str, Callable[[], list[Call]]] = {name: partial(_calls, ask, ids) for name, ids in asked.items()}
    named = partial(_calls, alike, [ids[0] for ids in asked["four"]])
    named()[0]()
    return [
        *_rows("compare", 0, classes, runs, _COMPARE_MOST),
        _row("what is confusable with it", 0, timing(named, runs=runs), _COMPARE_MOST),
    ]


def _bedside(graph: KnowledgeGraph, number: int, runs: int) -> list[Row]:
    """Time lesions at any place, and localizing twelve findings with what to examine next."""
    of = localizer(graph)

    def cut(where: str) -> object:
        return json.dumps(lesion_answer(lesion(graph, where, fibers=of.places.fibers)))

    def find(findings: Sequence[Finding]) -> object:
        found = localize(graph, findings, with_=of)
        return json.dumps(localize_answer(found, next_findings(found, of)))

    return [
        _row("lesion", 0, timing(partial(_calls, cut, places(of, number)), runs=runs), _LESION_MOST),
        _row(
            "localize, twelve findings",
            0,
            timing(partial(_calls, find, bedsides(of, number)), runs=runs),
            _LOCALIZE_MOST,
        ),
    ]


def _differentials(graph: KnowledgeGraph, number: int, runs: int) -> list[Row]:
    """Time whole answers, from findings to JSON, with what is made once for a graph; that is a row of its own."""
    began = perf_counter()
    with_ = differ(graph)
    made = perf_counter() - began

    def ask(lists: Mapping[str, Sequence[str]]) -> object:
        found = differential(graph, told_of(graph, **lists), with_=with_)
        return json.dumps(differential_answer(found, next_questions(found, with_)))

    rows = _rows(
        "differential", 0, {"findings": partial(_calls, ask, stories(graph, number))}, runs, _DIFFERENTIAL_MOST
    )
    note = "once in a process, with places, patterns and fibers"
    return [*rows[:1], Row(name_of(0), "tables of the differential", "s", made, note=note)]


def _paths(graph: KnowledgeGraph, size: int, number: int, runs: int) -> list[Row]:
    """Time paths in a store that has answered nothing yet, so that the first question about each node counts."""

    def answer(store: EmbeddedStore, ends: tuple[str, str]) -> str:
        return json.dumps(paths_answer(paths(store, *ends)))

    def fresh(some: Sequence[tuple[str, str]]) -> list[Call]:
        return _calls(partial(answer, EmbeddedStore(graph)), some)

    classes: dict[str, Callable[[], list[Call]]] = {
        name: partial(fresh, some) for name, some in pairs(graph, number).items()
    }
    return _rows("paths", size, classes, runs, _PATHS_MOST.get(size))


def _rows(
    what: str, size: int, classes: dict[str, Callable[[], list[Call]]], runs: int, most: float | None
) -> list[Row]:
    """Time all classes together, which the target is about, and each class alone."""
    for calls in classes.values():  # the first calls fill caches of the program, not of the answers
        calls()[0]()
    whole = timing(lambda: [call for calls in classes.values() for call in calls()], runs=runs)
    return [
        _row(f"{what}, all", size, whole, most),
        *(_row(f"{what}: {name}", size, timing(calls, runs=runs)) for name, calls in classes.items()),
    ]


def _calls(ask: Callable[[Any], object], about: Sequence[Any]) -> list[Call]:
    return [partial(ask, one) for one in about]


def _row(what: str, size: int, taken: Timing, most: float | None = None) -> Row:
    note = f"processor p95 {taken.cpu_p95:.1f} ms; slowest {taken.worst:.1f} ms"
    return Row(name_of(size), what, "ms", taken.p50, taken.p95, most=most, note=note)


def main(arguments: Iterable[str] | None = None) -> None:
    """Measure one graph and write the answer to standard output."""
    parser = argparse.ArgumentParser(prog="python -m bench.server")
    parser.add_argument("size", type=int, help="number of nodes of a synthetic graph, 0 for the shipped one")
    parser.add_argument("--number", type=int, default=200, help="searches and clicks of each class")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args(None if arguments is None else list(arguments))
    sys.stdout.write(json.dumps(measured(options.size, number=options.number, runs=options.runs)))


if __name__ == "__main__":
    main()
