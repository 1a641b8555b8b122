"""What could this be? Findings, present and absent, against every syndrome and mimic of the graph.

**Model.** A candidate's score is the sum of named parts, in natural logarithms: for each finding, how much likelier it
is with the candidate than in general. A symptom's part is the logarithm of its chance with the candidate over its
background chance, an absent one's that of the chances of absence; a test's that of its likelihood ratio, published or
by default; a cause's a fixed one; that of weakness, numbness or a reflex what the fiber model says of the candidate's
sites and roots, or of its pattern, as in `graph.localize`. To these come named costs: of a partial lesion, of what is
predicted and not reported, of several nerves at once, of no single place, and of what the candidate shows and nobody
told. `graph.evidence` and `graph.examination` hold every parameter, `graph.conditions` says what is passed on.

**A word implied by another counts once.** Who is said to have a numb thumb is numb: of the two the special one counts.

**Time course.** How it began, how it goes on and when it is worst are symptoms too; of several answers to one question
mostly one is true, so what is stated speaks against the others, and silence says nothing (`graph.time_course`).

**Beside the ranking** stand red flags (`graph.red_flags`), whatever comes first, and what to ask or test next
(`graph.next_questions`).

**Limits.** Findings are taken as independent and of one person, one side and one time; a symptom that shows in a patch
and the numbness of that patch are counted both. How common a condition is does not count, nor do age and sex, nor
figures that hold more than one share or one of other people (`graph.figures`). A positive test means the finding that
its row states. Mimics with neither pattern nor signs are weighed as if their muscles, skin and reflexes were whole.
Sheets have gaps. So a score orders what to think of; it is not the probability of a disease. For education only, never
a diagnosis.

**Sources.** The sum of logarithms of likelihood ratios is naive Bayes without prior chances. Accuracies are those of
the data's `detects` claims; nothing is fitted to cases.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph import evidence
from graph import examination as exam
from graph.conditions import Basis, Conditions, conditions_of
from graph.errors import BadQuestionError
from graph.localize import Part
from graph.model import KnowledgeGraph, Node
from graph.red_flags import RedFlags, Urgent
from graph.scoring import Array, Exam, Scores
from graph.told import Told
from graph.vocabulary import kind_of

_TELLS = 0.1
"""A part nearer to 0 neither supports nor opposes."""
_EXPECTED = 0.5
"""The chance from which a symptom that nobody told is missing."""
_MOST_MISSING = 8
_COSTS = (
    "a partial lesion",
    "predicted, not reported",
    "several nerves at once",
    "no single place",
    "shown by it, not told",
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one finding adds to a candidate's score, and why, with the sources of the claim behind it."""

    node: Node
    present: bool
    value: float
    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contender:
    """A syndrome or mimic with its score and what speaks for and against it; the score is the sum of the parts."""

    node: Node
    score: float
    parts: tuple[Part, ...]
    supporting: tuple[Weighed, ...]
    """Strongest first; so `opposing`."""
    opposing: tuple[Weighed, ...]
    missing: tuple[Node, ...]
    """What it mostly shows and nobody told, likeliest first."""
    place: str
    """The id of the place or pattern that fits the examination best; empty where none was needed or there is none."""


@dataclass(frozen=True, slots=True)
class Differential:
    """The contenders, best first; what is urgent; and the scores of all conditions, in their order."""

    told: Told
    contenders: tuple[Contender, ...]
    urgent: tuple[Urgent, ...]
    scores: Array
    best_rows: tuple[int, ...]
    """Of each condition, the row of the localizer's table that fits best; -1 for none."""


@dataclass(frozen=True)
class Differ:
    """The conditions of a graph made ready for findings; make one for a graph and ask it often."""

    conditions: Conditions

    @cached_property
    def red_flags(self) -> RedFlags:
        """Return what is urgent in the graph."""
        return RedFlags(self.conditions)


def differ(graph: KnowledgeGraph, conditions: Conditions | None = None) -> Differ:
    """Return what answers differentials of a graph.

    >>> from graph.load import load
    >>> len(differ(load()).conditions.ids) > 200
    True
    """
    return Differ(conditions or conditions_of(graph))


def differential(graph: KnowledgeGraph, told: Told, *, limit: int = 10, with_: Differ | None = None) -> Differential:
    """Return what findings may mean, likeliest by the model first, at most `limit`; and what is urgent in it.

    `with_` is the `Differ` of the graph, for callers that ask often. Raises BadQuestionError for a limit below 1.

    >>> from graph.load import load
    >>> from graph.told import told_of
    >>> told = told_of(graph := load(), present=["symptom:numb-thumb", "symptom:night-time-tingling", "test:phalen"])
    >>> differential(graph, told).contenders[0].node.label
    'carpal tunnel syndrome'
    """
    if limit < 1:
        message = f"limit must be at least 1, not {limit}"
        raise BadQuestionError(message)
    return _Weighing(with_ or differ(graph), told).answer(limit)


class _Weighing:
    """One set of findings put to every condition."""

    def __init__(self, with_: Differ, told: Told) -> None:
        self.red_flags = with_.red_flags
        self.of = with_.conditions
        self.told = told
        self.given = [*((name, True) for name in told.present), *((name, False) for name in told.absent)]
        self.implied = {
            name for name in told.present if any(name in self.of.above.get(other, ()) for other in told.present)
        }
        columns = [self._column(name, present=present) for name, present in self.given]
        self.parts = np.column_stack(columns) if columns else np.zeros((len(self.of.ids), 0))
        self.exam_parts = np.zeros((len(self.of.ids), len(told.exam)))
        self.costs = np.zeros((len(self.of.ids), len(_COSTS)))
        self.rows = [-1] * len(self.of.ids)
        if told.exam:
            self._examine()
        self.costs[:, -1] = self._unsaid()
        # what is shown is what is added up, so that the parts make the score to the last digit
        for table in (self.parts, self.exam_parts, self.costs):
            table.round(4, out=table)
        self.scores = (self.parts.sum(axis=1) + self.exam_parts.sum(axis=1) + self.costs.sum(axis=1)).round(4)

    def answer(self, limit: int) -> Differential:
        """Return the conditions in order, with words for those that are shown."""
        order = sorted(range(len(self.of.ids)), key=lambda row: (-self.scores[row], self.of.ids[row]))
        ranked = [(self.of.ids[row], float(self.scores[row])) for row in order]
        return Differential(
            self.told,
            tuple(self._contender(row) for row in order[:limit]),
            self.red_flags.raised(self.told, ranked, self._agreeing()),
            self.scores,
            tuple(self.rows),
        )

    def _agreeing(self) -> dict[str, int]:
        """Return how many findings speak for each condition."""
        number = (self.parts >= _TELLS).sum(axis=1) + (self.exam_parts >= _TELLS).sum(axis=1)
        return {name: int(many) for name, many in zip(self.of.ids, number, strict=True)}

    def _column(self, name: str, *, present: bool) -> Array:
        """Return what a symptom, test or cause adds to every condition."""
        of = self.of
        match kind_of(name):
            case "symptom":
                column = of.symptom[name]
                chance, usual = of.chance[:, column], of.background[column]
                if name in self.implied:
                    return np.zeros(len(of.ids))
                return np.asarray(np.log(chance / usual) if present else np.log((1 - chance) / (1 - usual)))
            case "test":
                return (of.positive if present else of.negative)[:, of.test[name]].copy()
            case _:
                return (of.caused if present else of.without)[:, of.cause[name]].copy()

    def _examine(self) -> None:
        """Weigh the examination: by the best place or pattern of a condition, or by the signs of its sheet."""
        of = self.of.localizer
        asked = Exam(self.told.exam, of.places.column, of.masks)
        scores = asked.scores(of.table)
        fixed = np.array([exam.SEVERAL_NERVES if place.wide else 0.0 for place in of.places.all])
        whole = scores.score.copy()
        whole[: len(fixed)] += fixed
        whole[len(fixed) :] += exam.NO_PLACE
        self.exam_parts = self._by_signs(asked)
        for condition, rows in enumerate(self.of.rows):
            if rows:
                row = max(rows, key=lambda row: (round(float(whole[row]), 6), -row))
                self.rows[condition] = row
                self._by_row(condition, row, scores, fixed)

    def _by_row(self, condition: int, row: int, scores: Scores, fixed: Array) -> None:
        self.exam_parts[condition] = scores.parts[row]
        place = row < len(fixed)
        self.costs[condition, :4] = (
            scores.severity[row],
            scores.unseen[row],
            fixed[row] if place else 0.0,
            0.0 if place else exam.NO_PLACE,
        )

    def _by_signs(self, asked: Exam) -> Array:
        """Weigh findings by how plainly parts fail according to a sheet's signs; what none names is taken as whole."""
        columns = []
        for finding, kind, looked in zip(asked.findings, asked.kinds, asked.columns, strict=True):
            detect = exam.DETECTION[kind]
            plain = self.of.plain[:, looked].mean(axis=1) if looked else np.zeros(len(self.of.ids))
            found, usual = detect.found(plain), detect.false_loss
            ratio = found / usual if finding.lost else (1 - found) / (1 - usual)
            columns.append((1.0 if finding.sure else exam.DOUBTFUL) * np.log(ratio))
        return np.column_stack(columns)

    def _unsaid(self) -> Array:
        """Return the cost of how little was told of what each condition shows."""
        told = {*self.told.present}
        for name in self.told.present:
            told |= self.of.above.get(name, frozenset())
        columns = [self.of.symptom[name] for name in sorted(told) if name in self.of.symptom]
        complaints = self.of.stated * self.of.complaints  # nobody complains of a beginning
        whole = np.minimum(complaints.sum(axis=1), evidence.ENOUGH)
        said = complaints[:, columns].sum(axis=1)
        share = np.divide(said, whole, out=np.ones_like(whole), where=whole > 0)
        return np.asarray(-evidence.UNSAID * np.maximum(0.0, 1.0 - share))

    def _contender(self, row: int) -> Contender:
        graph = self.of.graph
        name = self.of.ids[row]
        weighed = [
            *(
                Weighed(graph.node(finding), present, float(value), basis.why, basis.sources)
                for (finding, present), value in zip(self.given, self.parts[row], strict=True)
                for basis in [self._basis(name, finding)]
            ),
            *(
                Weighed(finding.node, finding.lost, float(value), self._place(row), ())
                for finding, value in zip(self.told.exam, self.exam_parts[row], strict=True)
            ),
        ]
        costs = [Part(cost, float(value)) for cost, value in zip(_COSTS, self.costs[row], strict=True) if value]
        by_worth = sorted(weighed, key=lambda one: (-abs(one.value), one.node.id))
        best = self.rows[row]
        places = self.of.localizer.places.all
        return Contender(
            node=graph.node(name),
            score=float(self.scores[row]),
            parts=(*(Part(_label(one), one.value) for one in weighed), *costs),
            supporting=tuple(one for one in by_worth if one.value >= _TELLS),
            opposing=tuple(one for one in by_worth if one.value <= -_TELLS),
            missing=self._missing(row),
            place=""
            if best < 0
            else places[best].id
            if best < len(places)
            else self.of.localizer.patterns[best - len(places)].id,
        )

    def _basis(self, condition: str, finding: str) -> Basis:
        """Say why a finding counts as it does."""
        if finding in self.implied:
            return Basis("implied by a more special finding")
        basis = self.of.basis.get((condition, finding))
        if basis is not None:
            return basis
        if finding in self.of.time:
            return Basis("nothing is stated of this for it")
        silent = {
            "symptom": "not named for it",
            "test": "not said to detect it",
            "cause": "not said to predispose to it",
        }
        return Basis(silent[kind_of(finding)])

    def _place(self, row: int) -> str:
        best = self.rows[row]
        places = self.of.localizer.places.all
        if best < 0:
            return "by the signs that its sheet names"
        if best < len(places):
            return f"by the fibers at: {places[best].label}"
        return f"by its pattern: {self.of.localizer.patterns[best - len(places)].label}"

    def _missing(self, row: int) -> tuple[Node, ...]:
        told = {*self.told.present, *self.told.absent, *(finding.node.id for finding in self.told.exam)}
        for name in self.told.present:
            told |= self.of.above.get(name, frozenset())
        chances = self.of.stated[row]
        answered = self.of.answered(told)
        left = [
            (-float(chances[column]), name)
            for name, column in self.of.symptom.items()
            if chances[column] >= _EXPECTED and name not in told and self.of.time.get(name) not in answered
        ]
        return tuple(self.of.graph.node(name) for _, name in sorted(left)[:_MOST_MISSING])


def _label(one: Weighed) -> str:
    """Name a part of a score: a finding, with what was found where that is not its presence."""
    kind = one.node.kind
    if kind in {"muscle", "skin", "reflex"}:
        lost = {"muscle": "weak", "skin": "numb", "reflex": "reflex lost or weaker"}[kind]
        return f"{one.node.label}: {lost if one.present else 'normal'}"
    if kind == "test":
        return f"{one.node.label}: {'positive' if one.present else 'negative'}"
    return one.node.label if one.present else f"{one.node.label}: absent"
