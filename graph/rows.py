"""The findings by which things are compared: a row for each, what it is in every one of them, and how well it splits.

**The score of a row** is a sum of named parts, by a convention that is not measured on patients: `split`, the mean
over all pairs of how far apart the chances are, 0 to 1 (half, where one of a pair is merely not named, and for tests,
whose figures are of other people than these two; nothing, where nothing is known); `named where they are told apart`
(`TOLD`), if the sentence that a sheet gives for telling two of them apart names it; `stated` (`STATED`), if a sheet
says so of one of them, and not only the course; `not at the bedside` (`APPARATUS`), for imaging, electrodiagnosis and
laboratory; `hard to test alone` (`HARD`), for a muscle that no bedside test or sign of the graph shows; `disputed`
(`DISPUTED`), if what is stated is. A row that splits by less than `LEAST` tells nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import fmean

import numpy as np

from graph.marks import Mark, Profiles, positive_in_others
from graph.model import Claim, Node
from graph.telling import names, telling
from graph.vocabulary import kind_of

TOLD, STATED, HARD, APPARATUS, DISPUTED = 0.4, 0.2, -0.3, -0.4, -0.2
LEAST = 0.15
_ORDER = ("skin", "muscle", "reflex", "symptom", "test", "cause")
_BEDSIDE = frozenset({"history", "examination"})


@dataclass(frozen=True, slots=True)
class ScorePart:
    """A named part of a row's score."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Row:
    """A finding, and the mark of each thing that is compared, in their order."""

    node: Node
    marks: tuple[Mark, ...]
    score: float
    parts: tuple[ScorePart, ...]
    echo: bool = False
    """Whether a row above tells the same: a numb thumb, beside the skin of the thumb."""

    @property
    def split(self) -> float:
        """Return how far apart the things are, 0 to 1."""
        return next((part.value for part in self.parts if part.name == "split"), 0.0)

    @property
    def shared(self) -> bool:
        """Tell whether all have it."""
        return all(mark.there for mark in self.marks)

    @property
    def bedside(self) -> bool:
        """Tell whether it is found by asking and examining."""
        return self.node.kind != "test" or self.node.attributes.get("modality") in _BEDSIDE


def rows_of(of: Profiles, nodes: Sequence[Node], told: Sequence[Claim]) -> tuple[Row, ...]:
    """Return a row for each finding that at least one has, best first.

    `told` are the claims on how two of them are told apart.
    """
    making = _Rows(of, nodes, told)
    return tuple(making.without_echo(sorted(making.rows(), key=_rank)))


def _rank(row: Row) -> tuple[float, int, str]:
    return (-row.score, _ORDER.index(row.node.kind), row.node.id)


class _Rows:
    """The rows of one comparison in the making."""

    def __init__(self, of: Profiles, nodes: Sequence[Node], told: Sequence[Claim]) -> None:
        self.of = of
        self.graph = of.graph
        self.nodes = nodes
        self.told_words = [telling(claim.distinguished_by) for claim in told]

    def rows(self) -> Iterator[Row]:
        """Yield a row for each finding that at least one has."""
        for finding in sorted(self._findings()):
            node = self.graph.node(finding)
            marks = tuple(self.of.mark(one.id, finding) for one in self.nodes)
            if any(mark.there for mark in marks):
                parts = tuple(self._parts(node, marks))
                yield Row(node, marks, round(sum(part.value for part in parts), 4), parts)

    def without_echo(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Yield the rows; one that shows in nothing but what a row above is about is marked as an echo."""
        said: set[str] = set()
        for row in rows:
            about = set(self.of.shown_in.get(row.node.id, ())) if row.node.kind == "symptom" else {row.node.id}
            yield replace(row, echo=bool(about) and about <= said)
            said |= about

    def _findings(self) -> set[str]:
        found: set[str] = set()
        for node in self.nodes:
            profile = self.of.of(node.id)
            found.update(profile.symptoms, profile.tests, profile.causes)
            targets = self.of.places.targets
            found.update(targets[column] for column in np.flatnonzero(profile.cut.any(axis=0)))
            for symptom in profile.symptoms:  # a sign that stands for one part shows a loss that no course tells
                shown = self.of.shown_in.get(symptom, ())
                found.update(shown if len(shown) == 1 else ())
        # A wider symptom is a row of its own only where things share it by different names: "numbness", not "symptom".
        wider = [self.of.of(node.id) for node in self.nodes]
        for symptom in {above for profile in wider for above in profile.wider} - found:
            by = {claim.object for profile in wider if (claim := profile.wider.get(symptom))}
            if len(by) > 1 and all(symptom in profile.wider for profile in wider):
                found.add(symptom)
        return found

    def _parts(self, node: Node, marks: Sequence[Mark]) -> Iterator[ScorePart]:
        split = round(fmean(self._apart(node, *pair) for pair in combinations(marks, 2)), 4)
        yield ScorePart("split", split)
        if split < LEAST:
            return
        if any(names(node, words) for words in self.told_words):
            yield ScorePart("named where they are told apart", TOLD)
        claims = [claim for mark in marks for claim in mark.claims]
        if claims:
            yield ScorePart("stated", STATED)
        if node.kind == "muscle" and not self._testable(node.id):
            yield ScorePart("hard to test alone", HARD)
        if node.kind == "test" and node.attributes.get("modality") not in _BEDSIDE:
            yield ScorePart("not at the bedside", APPARATUS)
        if any(claim.disputed for claim in claims):
            yield ScorePart("disputed", DISPUTED)

    @staticmethod
    def _apart(node: Node, one: Mark, other: Mark) -> float:
        """Return how far apart two marks are, 0 to 1."""
        if node.kind == "test":
            if one.there == other.there:  # for both, and by what finding is beyond a number
                return 0.0
            meant = one if one.there else other
            return max(0.0, (meant.chance or 0.0) - positive_in_others(meant.claims[0])) * 0.5
        if one.chance is None or other.chance is None or (one.state, one.word) == (other.state, other.word):
            return 0.0
        silent = "silent" in {one.state, other.state}
        return abs(one.chance - other.chance) * (0.5 if silent else 1.0)

    def _testable(self, muscle: str) -> bool:
        """Tell whether a bedside test or a sign shows this muscle."""
        return bool(self.of.shown_in.get(muscle)) or any(
            claim.relation == "examines"
            and kind_of(claim.subject) == "test"
            and self.graph.node(claim.subject).attributes.get("modality") in _BEDSIDE
            for claim in self.graph.claims_of(muscle)
        )
