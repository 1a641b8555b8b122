"""Load the data in a new process and tell as JSON what it took: `python -m bench.cold`. Imports are timed apart."""

import json
import sys
from time import perf_counter, process_time

from bench.process import memory


def cold() -> dict[str, float]:
    """Import, load the shipped data, build the index; return seconds, and MB before and after."""
    began = perf_counter()
    from explorer.resources import data_folder  # noqa: PLC0415 - the import is what is timed
    from graph.load import load  # noqa: PLC0415
    from graph.search import SearchIndex  # noqa: PLC0415
    from graph.store import EmbeddedStore  # noqa: PLC0415

    imported, before, cpu = perf_counter(), memory(), process_time()
    graph = load(data_folder())
    loaded = perf_counter()
    index = SearchIndex(EmbeddedStore(graph).names())
    done = perf_counter()
    return {
        "imports": imported - began,
        "load": loaded - imported,
        "index": done - loaded,
        "cpu": process_time() - cpu,
        "memory_before": before,
        "memory": memory() if index else 0.0,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(cold()))
