"""Rows of figures, and how they are taken: quantiles of a run, and the median of several runs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from time import perf_counter, thread_time


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a median, perhaps a 95th percentile, and perhaps a target that one of them has to meet."""

    graph: str
    """The graph that was measured: shipped, or the number of nodes of a synthetic one."""
    what: str
    unit: str
    middle: float
    high: float | None = None
    """The 95th percentile."""
    most: float | None = None
    """Target: not more than this; the 95th percentile is judged where there is one, else the median."""
    least: float | None = None
    """Target: not less than this."""
    note: str = ""

    @property
    def judged(self) -> float:
        """Return the figure that the target is about."""
        return self.middle if self.high is None else self.high

    @property
    def met(self) -> bool | None:
        """Tell whether the target is met; None where there is no target."""
        if self.most is not None:
            return self.judged <= self.most
        return None if self.least is None else self.judged >= self.least

    @property
    def target(self) -> str:
        """Return the target in words, or nothing."""
        if self.most is not None:
            return f"≤ {self.most:g} {self.unit}"
        return "" if self.least is None else f"≥ {self.least:g} {self.unit}"


def quantile(values: Iterable[float], share: float) -> float:
    """Return the value that `share` of the values do not exceed (nearest rank, never interpolated).

    >>> quantile([5, 1, 2, 3, 4], 0.95), quantile([5, 1, 2, 3, 4], 0.5)
    (5, 3)
    """
    ranked = sorted(values)
    return ranked[max(0, ceil(share * len(ranked)) - 1)]


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of many calls, wall time and processor time of the thread: medians of the runs' quantiles."""

    p50: float
    p95: float
    cpu_p95: float
    worst: float


Call = Callable[[], object]


def timing(calls: Callable[[], Sequence[Call]], *, runs: int) -> Timing:
    """Make the calls anew for each run, call each once, and give the median over the runs of each run's quantiles.

    Wall time is what a person waits and is judged; processor time beside it tells how much of it other programs took.
    """
    walls: list[list[float]] = []
    cpus: list[list[float]] = []
    for _ in range(runs):
        wall, cpu = [], []
        for call in calls():
            began, began_cpu = perf_counter(), thread_time()
            call()
            cpu.append(1000 * (thread_time() - began_cpu))
            wall.append(1000 * (perf_counter() - began))
        walls.append(wall)
        cpus.append(cpu)
    return Timing(
        median(quantile(wall, 0.5) for wall in walls),
        median(quantile(wall, 0.95) for wall in walls),
        median(quantile(cpu, 0.95) for cpu in cpus),
        median(max(wall) for wall in walls),
    )
