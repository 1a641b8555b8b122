"""Where is the lesion? Findings, weak and normal alike, against every place at which a nerve can be hurt.

**Model.** A lesion at a place cuts a share of each target's fibers (`graph.places`), and each finding has a chance that
rises with that share (`graph.examination`, with the reasons for every parameter). A candidate's score is the sum of the
logarithms of how much likelier each finding is with the lesion than without one; to it come named costs: of a partial
lesion, of what the place predicts and nobody reported, of a second place. Strength and feeling may fail to different
degrees; the degrees that fit best are taken. So a score is a sum of parts that are all shown, in natural logarithms.

**Beside single places** stand two lesions at once, where they explain clearly more than one, and patterns of no single
place (`graph.patterns`), for which the mimics that have them are named.

**Limits.** Findings are taken as independent, all on one side, and of one time. How common each place is does not
count: anatomy alone decides. Bundles that lie apart within a nerve are known only where a sheet states what is spared.
Pain, tingling and tests of provocation are not used. It is for education only, never a diagnosis.

**Sources.** The step from findings to a place by common supply is that of any textbook of clinical neurology; the sum
of logarithms of likelihood ratios is naive Bayes. No parameter is taken from a study or fitted to cases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph import examination as exam
from graph.errors import BadQuestionError
from graph.findings import Finding
from graph.model import KnowledgeGraph, Node
from graph.patterns import Pattern, patterns_of
from graph.places import Place, Places, places_of
from graph.scoring import Array, Exam, Flags, Scores, Table, chances, masks_of, table_of
from graph.vocabulary import kind_of

_SHOWN = 0.05
"""A share of fibers below which a place is not said to explain a loss."""
_PLAIN = 0.5
"""How plain a predicted loss must be for a normal finding to contradict it, or for it to be expected."""
_TELLING = 0.5
"""How far behind the best a finding must put a candidate to be named as what rules it out."""
_FIRST, _SECOND, _PAIRS = 12, 8, 3
"""Places from which pairs are built, partners tried for each, and pairs that are shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of a score: a finding's, or a cost's, in natural logarithms."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible answer: one place, two at once (`kind` two), or a pattern of no single place (`kind` pattern)."""

    id: str
    kind: str
    label: str
    nerve: str
    score: float
    parts: tuple[Part, ...]
    explains: tuple[Finding, ...]
    contradicts: tuple[Finding, ...]
    unexplained: tuple[Finding, ...]
    expected: tuple[Node, ...]
    """What it predicts plainly and nobody has examined, plainest first."""
    sites: tuple[str, ...]
    syndromes: tuple[str, ...]
    mimics: tuple[str, ...]
    ruled_out_by: Finding | None
    """The finding that speaks most against it, if it is far behind the best."""
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Localization:
    """The candidates, best first, and the chance of loss that each gives every target (candidates x targets)."""

    findings: tuple[Finding, ...]
    candidates: tuple[Candidate, ...]
    chances: Array


@dataclass(frozen=True)
class Localizer:
    """Places and patterns made ready for findings; make one for a graph and ask it often."""

    places: Places
    patterns: tuple[Pattern, ...]
    table: Table
    """A row a place, then a row a pattern."""
    masks: Mapping[str, Flags]


def localizer(graph: KnowledgeGraph, places: Places | None = None) -> Localizer:
    """Return the localizer of a graph.

    >>> from graph.load import load
    >>> len(localizer(load()).patterns)
    9
    """
    places = places or places_of(graph)
    patterns = patterns_of(graph, places.targets)
    share = np.vstack([places.cut, *(pattern.shares for pattern in patterns)])
    spared = np.vstack([places.spared, np.zeros((len(patterns), share.shape[1]), dtype=np.bool_)])
    masks = masks_of(places.targets)
    return Localizer(places, patterns, table_of(share, spared, masks), masks)


def localize(
    graph: KnowledgeGraph, findings: Sequence[Finding], *, limit: int = 12, with_: Localizer | None = None
) -> Localization:
    """Return the candidates that findings leave, best first, at most `limit`; ruled-out ones say by what.

    Without a single loss there is nothing to localize: BadQuestionError. `with_` is the localizer of the graph, for
    callers that ask often.

    >>> from graph.findings import findings_of
    >>> from graph.load import load
    >>> graph = load()
    >>> found = findings_of(graph, weak=["muscle:infraspinatus"], normal=["muscle:supraspinatus"])
    >>> localize(graph, found).candidates[0].id
    'site:spinoglenoid-notch'
    """
    if not any(finding.lost for finding in findings):
        message = "nothing to localize: name at least one thing that is weak, numb or a lost reflex"
        raise BadQuestionError(message)
    if limit < 1:
        message = f"limit must be at least 1, not {limit}"
        raise BadQuestionError(message)
    return _Search(with_ or localizer(graph), tuple(findings)).answer(limit)


@dataclass(frozen=True, slots=True)
class _Row:
    """A candidate in the making: what it is called, what it cuts, and its share of the scores."""

    id: str
    kind: str
    label: str
    places: tuple[Place, ...]
    share: Array
    spared: Flags
    score: float
    parts: Array
    costs: tuple[Part, ...]
    mimics: tuple[str, ...] = ()


class _Search:
    """One set of findings put to every candidate."""

    def __init__(self, localizer_: Localizer, findings: tuple[Finding, ...]) -> None:
        self.of = localizer_
        self.all = localizer_.places.all
        self.exam = Exam(findings, localizer_.places.column, localizer_.masks)
        self.findings = findings
        self.scores = self.exam.scores(localizer_.table)
        self.score = self.scores.score.copy()
        self.score[: len(self.all)] += [0.0 if _known(place) else exam.UNKNOWN_PLACE for place in self.all]
        self.score[len(self.all) :] += exam.NO_PLACE
        self.cut, _ = self.exam.shares(localizer_.table)
        self.order = sorted(
            range(len(self.score)), key=lambda row: (-round(float(self.score[row]), 6), *self._tie(row))
        )

    def answer(self, limit: int) -> Localization:
        """Return single places, pairs of places and patterns in one list, best first."""
        rows = [self._single(group) for group in self._groups()[: 2 * limit]]
        rows += self._pairs()
        made = [(row, candidate) for row in rows if (candidate := self._candidate(row)).explains]
        made.sort(key=lambda pair: (-pair[1].score, pair[1].kind in {"two", "pattern"}))
        made = made[:limit]
        best = made[0][0]
        return Localization(
            self.findings,
            tuple(self._against(candidate, row, best) for row, candidate in made),
            chances(np.array([row.share for row, _ in made]), self.of.masks),
        )

    def _tie(self, row: int) -> tuple[int, int]:
        """Order candidates that score alike: places that are known to be compressed first, then as courses run."""
        if row >= len(self.all):
            return (3, row)
        return (0 if self.all[row].syndromes else 1 if _known(self.all[row]) else 2, row)

    def _groups(self) -> list[list[int]]:
        """Group places of one course that these findings cannot tell apart, and the forms of one pattern.

        Each group begins with the place that stands for it: the best that is known to be compressed, else the best.
        """
        groups: dict[tuple[str, bytes], list[int]] = {}
        for row in self.order:
            place = row < len(self.all)
            key = (self.all[row].nerve, self.cut[row].tobytes()) if place else (self._pattern(row).id, b"")
            groups.setdefault(key, []).append(row)
        return [
            rows if rows[0] >= len(self.all) else sorted(rows, key=lambda row: self._tie(row)[0])
            for rows in groups.values()
        ]

    def _pattern(self, row: int) -> Pattern:
        return self.of.patterns[row - len(self.all)]

    def _single(self, rows: list[int]) -> _Row:
        """Make the row of a group: named for its first place, scored as its best one."""
        top = max(rows, key=lambda row: round(float(self.score[row]), 6))
        costs = self._costs(self.scores, top)
        if rows[0] < len(self.all):
            places = tuple(self.all[row] for row in rows)
            names = (places[0].id, places[0].kind, places[0].label, places)
            costs.append(Part("no known site", 0.0 if _known(self.all[top]) else exam.UNKNOWN_PLACE))
            mimics: tuple[str, ...] = ()
        else:
            pattern = self._pattern(rows[0])
            names = (pattern.id, "pattern", pattern.label, ())
            costs.append(Part("no single place", exam.NO_PLACE))
            mimics = pattern.mimics
        return _Row(
            *names,
            share=self.of.table.share[rows[0]],
            spared=self.of.table.spared[rows[0]],
            score=float(self.score[top]),
            parts=self.scores.parts[top],
            costs=tuple(costs),
            mimics=mimics,
        )

    @staticmethod
    def _costs(scores: Scores, row: int) -> list[Part]:
        return [
            Part("a partial lesion", float(scores.severity[row])),
            Part("predicted, not reported", float(scores.unseen[row])),
        ]

    def _pairs(self) -> list[_Row]:
        """Return the best two lesions at once, where no single place explains all without contradiction."""
        ranked = [row for row in self.order if row < len(self.all)]
        losses = [index for index, finding in enumerate(self.findings) if finding.lost]
        explains = self.cut[:, losses] >= _SHOWN
        if len(losses) == 1 or (explains[ranked].all(axis=1).any() and not self._contradicted(ranked[0])):
            return []
        against = np.minimum(0.0, self.scores.parts).sum(axis=1) + self.scores.unseen
        pairs: dict[tuple[int, int], None] = {}
        for first in ranked[:_FIRST]:
            missing = [loss for loss, seen in zip(losses, explains[first], strict=True) if not seen]
            value = self.scores.parts[:, missing].sum(axis=1) + against if missing else against
            helps = [row for row in ranked if missing and (self.cut[row, missing] >= _SHOWN).any()]
            helps.sort(key=lambda row: (-round(float(value[row]), 6), *self._tie(row)))
            pairs.update(dict.fromkeys((min(first, row), max(first, row)) for row in helps[:_SECOND] if row != first))
        if not pairs:
            return []
        table = table_of(
            np.array([1 - (1 - self.of.table.share[a]) * (1 - self.of.table.share[b]) for a, b in pairs]),
            np.array([self.of.table.spared[a] & self.of.table.spared[b] for a, b in pairs]),
            self.of.masks,
        )
        scores = self.exam.scores(table)
        made = [self._two(pair, row, table, scores) for row, pair in enumerate(pairs)]
        made.sort(key=lambda row: (-round(row.score, 6), *(self._tie(self.of.places.row[p.id])[0] for p in row.places)))
        return self._different(made)

    def _different(self, rows: Sequence[_Row]) -> list[_Row]:
        """Keep the best few pairs that differ in the nerves that are hurt."""
        kept: dict[frozenset[str], _Row] = {}
        for row in rows:
            kept.setdefault(frozenset(place.nerve for place in row.places), row)
        return list(kept.values())[:_PAIRS]

    def _two(self, pair: tuple[int, int], row: int, table: Table, scores: Scores) -> _Row:
        first, second = (self.all[index] for index in pair)
        return _Row(
            f"{first.id}+{second.id}",
            "two",
            f"{first.label} and {second.label}",
            (first, second),
            share=table.share[row],
            spared=table.spared[row],
            score=float(scores.score[row]) + exam.TWO_PLACES,
            parts=scores.parts[row],
            costs=(*self._costs(scores, row), Part("two places at once", exam.TWO_PLACES)),
        )

    def _contradicted(self, row: int) -> bool:
        return any(
            not finding.lost and _plain(kind, self.cut[row, index]) >= _PLAIN
            for index, (finding, kind) in enumerate(zip(self.findings, self.exam.kinds, strict=True))
        )

    def _candidate(self, row: _Row) -> Candidate:
        """Say of a row what it explains, what speaks against it, and what else it predicts."""
        graph = self.of.places.graph
        cut = [float(row.share[looked].mean()) if looked else 0.0 for looked in self.exam.columns]
        given = list(zip(self.findings, self.exam.kinds, cut, strict=True))
        expected = sorted(
            (-plain, target)
            for target, column in self.of.places.column.items()
            if column not in self.exam.seen
            and not row.spared[column]
            and (plain := _plain(kind_of(target), row.share[column])) >= _PLAIN
        )
        parts = zip(self.findings, row.parts, strict=True)
        return Candidate(
            id=row.id,
            kind=row.kind,
            label=row.label,
            nerve=row.places[0].nerve if row.places else "",
            score=round(row.score, 4),
            parts=(
                *(Part(finding.node.label, round(float(part), 4)) for finding, part in parts),
                *(Part(cost.name, round(cost.value, 4)) for cost in row.costs if round(cost.value, 4)),
            ),
            explains=tuple(finding for finding, _, share in given if finding.lost and share >= _SHOWN),
            contradicts=tuple(
                finding for finding, kind, share in given if not finding.lost and _plain(kind, share) >= _PLAIN
            ),
            unexplained=tuple(finding for finding, _, share in given if finding.lost and share < _SHOWN),
            expected=tuple(graph.node(target) for _, target in expected),
            sites=tuple(dict.fromkeys(site for place in row.places for site in place.sites)),
            syndromes=tuple(dict.fromkeys(syndrome for place in row.places for syndrome in place.syndromes)),
            mimics=row.mimics,
            ruled_out_by=None,
            places=row.places,
        )

    def _against(self, candidate: Candidate, row: _Row, best: _Row) -> Candidate:
        """Say which finding speaks most against a candidate that is far behind the best."""
        if best.score - row.score < exam.RULED_OUT:
            return candidate
        behind = row.parts - best.parts
        worst = int(behind.argmin())
        return candidate if behind[worst] > -_TELLING else replace(candidate, ruled_out_by=self.findings[worst])


def _known(place: Place) -> bool:
    """Tell whether the graph knows of lesions at a place: a site, or somewhere on a root or a part of a plexus."""
    return bool(place.sites) or place.kind in {"root", "plexus"} or kind_of(place.nerve) == "root"


def _plain(kind: str, share: float) -> float:
    return float(exam.DETECTION[kind].plain(np.array(share)))
