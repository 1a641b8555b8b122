"""What every page and route shares: the loaded graph, its store and its search index, made once in a process."""

import gc
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from graph.asked import Asked, read_asked
from graph.conditions import conditions_of
from graph.differential import Differ, differ
from graph.errors import DataError
from graph.fibers import Fibers, fibers_of
from graph.load import DATA, load
from graph.localize import Localizer, localizer
from graph.marks import Profiles
from graph.model import KnowledgeGraph
from graph.places import places_of
from graph.search import SearchIndex
from graph.statistics import Statistics, statistics
from graph.store import EmbeddedStore, GraphStore

_lock = threading.Lock()
_made: dict[Path, "Resources"] = {}


@dataclass(frozen=True, slots=True)
class Resources:
    """The graph and what is built over it. `graph` is for exports; questions go to `store` and `index`."""

    graph: KnowledgeGraph
    store: GraphStore
    index: SearchIndex
    counted: Statistics
    fibers: Fibers
    localizer: Localizer
    profiles: Profiles
    differ: Differ
    asked: tuple[Asked, ...]


def data_folder() -> Path:
    """Return the data folder: the project's own, or the one that PINCHPOINT_DATA names."""
    return Path(os.environ.get("PINCHPOINT_DATA") or DATA)


def resources() -> Resources:
    """Return the shared resources, loading them at the first call; raise DataError while the data have problems.

    A failure is not kept: once the data are mended, the next call loads them.
    """
    folder = data_folder()
    with _lock:
        if folder not in _made:
            graph = load(folder)
            store = EmbeddedStore(graph)
            fibers = fibers_of(graph)
            places = places_of(graph, fibers)
            of = localizer(graph, places)
            _made[folder] = Resources(
                graph=graph,
                store=store,
                index=SearchIndex(store.names()),
                counted=statistics(graph),
                fibers=fibers,
                localizer=of,
                differ=differ(graph, conditions_of(graph, of)),
                profiles=Profiles(graph, places),
                asked=read_asked(folder),
            )
            settle()
        return _made[folder]


@asynccontextmanager
async def loading(_: object) -> AsyncIterator[None]:
    """Begin to load when the server starts, so that the first person does not wait for it.

    Problems in the data are left for that person's page, which says them.
    """
    threading.Thread(target=_load_quietly, name="load", daemon=True).start()
    yield


def _load_quietly() -> None:
    with suppress(DataError):
        resources()


def settle() -> None:
    """Take all that is loaded out of the rounds of the garbage collector, for it stays as long as the process does.

    Else a question that makes many small things, as paths do, now and then waits until the whole graph was looked
    through: 50 ms for nothing.
    """
    gc.collect()
    gc.freeze()
