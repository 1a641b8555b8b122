"""The arithmetic of localization: what findings are worth for every row of a table of shares cut.

A row is a candidate: a place, two places at once, or a pattern; a column is a muscle, patch of skin or reflex.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph import examination as exam
from graph.findings import Finding
from graph.vocabulary import kind_of

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
_LEVELS = range(len(exam.SEVERITY))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of candidates: the share that each cuts of every target, how plain that is by severity, what is spared."""

    share: Array
    spared: Flags
    plain: tuple[Array, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """For each row of a table: the score without its fixed costs, and what it is the sum of."""

    score: Array
    parts: Array
    """What each finding adds: rows x findings."""
    severity: Array
    """The cost of the degree of damage that fits best."""
    unseen: Array
    """The cost of what is predicted and was not reported."""


def masks_of(targets: Sequence[str]) -> Mapping[str, Flags]:
    """Return, for each kind of target, which columns are of it."""
    kinds = np.array([kind_of(target) for target in targets])
    return {kind: kinds == kind for kind in exam.DETECTION}


def table_of(share: Array, spared: Flags, masks: Mapping[str, Flags]) -> Table:
    """Return the table of rows that cut these shares."""
    levels = []
    for severity, _ in exam.SEVERITY:
        level = np.zeros_like(share)
        for kind, mask in masks.items():
            level[:, mask] = exam.DETECTION[kind].plain(severity * share[:, mask])
        levels.append(level)
    return Table(share, spared, tuple(levels))


def chances(share: Array, masks: Mapping[str, Flags]) -> Array:
    """Return the chance that each target is found lost, if the lesion is complete."""
    found = np.zeros_like(share)
    for kind, mask in masks.items():
        detect = exam.DETECTION[kind]
        found[:, mask] = detect.found(detect.plain(share[:, mask]))
    return found


class Exam:
    """One set of findings, made ready to be weighed against tables."""

    def __init__(self, findings: Sequence[Finding], columns: Mapping[str, int], masks: Mapping[str, Flags]) -> None:
        """Note which columns each finding looks at, and how much of each column was looked at in all."""
        self.findings = tuple(findings)
        self.masks = masks
        self.kinds = tuple(kind_of(finding.parts[0]) for finding in findings)
        self.columns = tuple([columns[part] for part in finding.parts if part in columns] for finding in findings)
        self.seen = frozenset(column for looked in self.columns for column in looked)
        self._unseen = np.ones(len(columns))
        for finding, looked in zip(findings, self.columns, strict=True):
            much = (1.0 if finding.sure or finding.lost else exam.DOUBTFUL) / max(1, len(looked))
            for column in looked:
                self._unseen[column] = min(self._unseen[column], 1.0 - much)
        self._of = {kind: np.array([own == kind for own in self.kinds]) for kind in exam.DETECTION}

    def shares(self, table: Table) -> tuple[Array, Flags]:
        """Return, rows x findings, the share cut (the mean over a finding's parts) and whether a sheet says spared."""
        cut = np.zeros((len(table.share), len(self.findings)))
        often = np.zeros(cut.shape, dtype=np.bool_)
        for index, looked in enumerate(self.columns):
            if looked:
                cut[:, index] = table.share[:, looked].mean(axis=1)
                often[:, index] = table.spared[:, looked].any(axis=1)
        return cut, often

    def scores(self, table: Table) -> Scores:
        """Weigh the findings against every row, with the degrees of damage to strength and feeling that fit best."""
        cut, often = self.shares(table)
        value = np.zeros((len(_LEVELS), *cut.shape))
        for index, finding in enumerate(self.findings):
            detect = exam.DETECTION[self.kinds[index]]
            for level, (severity, _) in enumerate(exam.SEVERITY):
                value[level, :, index] = weigh(finding, detect, severity * cut[:, index], often[:, index])
        motor, feeling, reflex = (self._of[kind] for kind in ("muscle", "skin", "reflex"))
        muscles, skin, reflexes = self._predicted(table)
        most = min(exam.UNSEEN, exam.UNSEEN_EACH * len(self.seen))
        score = np.full(len(cut), -np.inf)
        severity_cost, unseen = np.zeros(len(cut)), np.zeros(len(cut))
        parts = np.zeros(cut.shape)
        for m in _LEVELS:
            for s in _LEVELS:
                r = min(m, s)
                expected = muscles[m] + skin[s] + reflexes[r]
                cost = -most * expected / (expected + exam.HALF_UNSEEN)
                degree = _degree(m, s)
                given = np.where(motor, value[m], np.where(feeling, value[s], np.where(reflex, value[r], 0.0)))
                total = given.sum(axis=1) + cost + degree
                better = total > score + 1e-12
                score[better] = total[better]
                severity_cost[better] = degree
                unseen[better] = cost[better]
                parts[better] = given[better]
        return Scores(score, parts, severity_cost, unseen)

    def _predicted(self, table: Table) -> list[Array]:
        """Return how much each row predicts that was not looked at: severities x rows, for each kind of target."""
        weight = np.where(table.spared, exam.SPARED, 1.0) * self._unseen
        return [
            np.array([(level * weight)[:, self.masks[kind]].sum(axis=1) for level in table.plain])
            for kind in ("muscle", "skin", "reflex")
        ]


def weigh(finding: Finding, detect: exam.Detection, share: Array, often: Flags) -> Array:
    """Return by how much a finding speaks for each row: the logarithm of a ratio of chances."""
    sure = 1.0 if finding.sure else exam.DOUBTFUL
    plain = detect.plain(share)
    if finding.lost:
        enough = plain if finding.sure else np.minimum(1.0, plain / exam.SLIGHT)
        return np.asarray(sure * np.log(detect.found(enough) / detect.false_loss))
    plain = plain * np.where(often, exam.SPARED, 1.0)
    return np.asarray(sure * np.log((1.0 - detect.found(plain)) / (1.0 - detect.false_loss)))


def _degree(motor: int, feeling: int) -> float:
    """Return the cost of a lesion that hurts strength and feeling to these degrees."""
    return min(exam.SEVERITY[motor][1], exam.SEVERITY[feeling][1]) + exam.UNEQUAL * abs(motor - feeling)
