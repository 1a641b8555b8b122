"""What to ask, examine or test next: what would tell the contenders apart best.

The scores give each condition a weight (e to the score, over the sum of the first ones). Every symptom, test and part
that was not told has a chance with each condition; the information gained is the entropy of the answer less the mean
entropy under each condition (their mutual information, in bits), as in `graph.next_findings`. What needs a machine or a
laboratory counts less, and so does a muscle that no bedside test of the graph examines.

How it began and how it goes on are one question each with several answers, worth the information of them all: the
entropy of which answer is given, an answer that the graph does not have among them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from graph import evidence
from graph import examination as exam
from graph.conditions import Conditions
from graph.differential import Differ, Differential
from graph.model import Node
from graph.next_findings import LEAST, entropy, how_to_examine
from graph.scoring import Array, chances
from graph.time_course import groups_of
from graph.vocabulary import TIME_QUESTIONS, kind_of

Do = Literal["ask", "examine", "test"]
_AMONG = 20
"""Conditions that the next answer is to tell apart; those behind them weigh next to nothing."""
_EACH = 2
"""Of asking, examining and testing at most so many: the next muscle tells little more once one has been tested."""
_ALIKE = 0.12
"""Answers whose chances differ by less with every condition tell the same."""


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """What to do next: how, what it would tell, and how much, in bits."""

    node: Node
    do: Do
    how: str
    why: str
    gain: float
    answers: tuple[Node, ...] = ()
    """The answers to a question that has several, of which `node` tells most; empty for yes or no."""


def next_questions(found: Differential, with_: Differ, *, limit: int = 5) -> tuple[NextQuestion, ...]:
    """Return what would best tell the contenders apart, the most telling first.

    >>> from graph.differential import differ, differential
    >>> from graph.load import load
    >>> from graph.told import told_of
    >>> of = differ(graph := load())
    >>> found = differential(graph, told_of(graph, present=["symptom:foot-drop"]), with_=of)
    >>> len(next_questions(found, of, limit=3))
    3
    """
    return _Asking(found, with_.conditions).answer(limit)


class _Asking:
    """The chance of every answer with the conditions that lead."""

    def __init__(self, found: Differential, of: Conditions) -> None:
        self.of = of
        self.found = found
        order = sorted(range(len(of.ids)), key=lambda row: (-found.scores[row], of.ids[row]))[:_AMONG]
        self.order = order
        scores = found.scores[order]
        weights = np.exp(scores - scores.max())
        self.weights = weights / weights.sum()
        self.names = of.askable
        self.chances = np.hstack([of.chance[order], of.found[order], self._parts()])

    def _parts(self) -> Array:
        """Return the chance that each part is found lost: by the place or pattern that fits best, or by the sheet."""
        of = self.of.localizer
        rows = [self._row(condition) for condition in self.order]
        lost = chances(of.table.share[np.maximum(rows, 0)], of.masks)
        for index, (row, condition) in enumerate(zip(rows, self.order, strict=True)):
            if row < 0:
                for kind, mask in of.masks.items():
                    lost[index, mask] = exam.DETECTION[kind].found(self.of.plain[condition][mask])
        return lost

    def _row(self, condition: int) -> int:
        best = self.found.best_rows[condition]
        return best if best >= 0 else next(iter(self.of.rows[condition]), -1)

    @cached_property
    def gain(self) -> Array:
        """Return the bits that each answer is worth."""
        mean = self.weights @ self.chances
        gained = np.asarray((entropy(mean) - self.weights @ entropy(self.chances)) * self.of.effort)
        for columns in self.several:
            best = max(columns, key=lambda column: (gained[column], -column))
            gained[columns] = 0.0
            gained[best] = self._of_several(columns)
        return gained

    @cached_property
    def several(self) -> tuple[list[int], ...]:
        """Return the columns of the questions about time that have several answers left."""
        gone = frozenset(self.found.told.absent)
        left = {name: question for name, question in self.of.time.items() if name not in gone}
        groups = groups_of(left, {name: index for index, name in enumerate(self.names) if name in left})
        return tuple(columns for columns in groups if len(columns) > 1)

    def _of_several(self, columns: list[int]) -> float:
        """Return the bits that the answer to a question with several answers is worth."""
        each = self.chances[:, columns]
        none = np.maximum(evidence.EXTREME, 1 - each.sum(axis=1))
        each = np.column_stack([each, none])
        each /= each.sum(axis=1, keepdims=True)
        mean = self.weights @ each
        return float(_bits(mean) - self.weights @ _bits(each))

    def answer(self, limit: int) -> tuple[NextQuestion, ...]:
        """Return the best answers to seek that differ from each other."""
        told = frozenset(self._told())
        kept: list[int] = []
        doing: list[Do] = []
        for column in sorted(range(len(self.names)), key=lambda one: (-round(float(self.gain[one]), 6), one)):
            if self.gain[column] < LEAST or len(kept) == limit:
                break
            own = self.chances[:, column]
            alike = any(float(np.abs(own - self.chances[:, other]).max()) < _ALIKE for other in kept)
            do = _do(self.names[column])
            if self.names[column] not in told and not alike and doing.count(do) < _EACH:
                kept.append(column)
                doing.append(do)
        return tuple(self._question(column) for column in kept)

    def _told(self) -> Iterator[str]:
        """Yield what needs no asking: what was told, what that implies, and the parts that were examined."""
        told = self.found.told
        yield from (*told.present, *told.absent)
        for name in told.present:
            yield from self.of.above.get(name, ())
        for name, general in self.of.above.items():
            if general & set(told.absent):
                yield name
        answered = self.of.answered(told.present)
        yield from (name for name, question in self.of.time.items() if question in answered)
        for finding in told.exam:
            yield finding.node.id
            yield from finding.parts

    def _question(self, column: int) -> NextQuestion:
        node = self.of.graph.node(self.names[column])
        gain = round(float(self.gain[column]), 4)
        columns = next((columns for columns in self.several if column in columns), [])
        if not columns:
            return NextQuestion(node, _do(node.id), self._how(node), self._why(column), gain)
        answers = tuple(self.of.graph.node(self.names[one]) for one in columns)
        question = TIME_QUESTIONS[self.of.time[node.id]]
        how = f"Ask {question}: {', '.join(answer.label for answer in answers[:-1])} or {answers[-1].label}."
        named = [(answer.label, self._for(one)) for answer, one in zip(answers, columns, strict=True)]
        why = ", ".join(f"{label} speaks for {condition}" for label, condition in named if condition)
        why = f"{why[:1].upper()}{why[1:]}." if why else "The answers differ between the likeliest."
        return NextQuestion(node, "ask", how, why, gain, answers)

    def _for(self, column: int) -> str:
        """Return the label of the likeliest condition for which an answer about time speaks; empty for none."""
        usual = self.of.background[self.of.symptom[self.names[column]]]
        row = next((row for row in range(len(self.order)) if self.chances[row, column] > usual), None)
        return self.of.graph.node(self.of.ids[self.order[row]]).label if row is not None else ""

    def _how(self, node: Node) -> str:
        if node.kind == "symptom":
            return f"Ask or look for it: {node.definition[:1].lower()}{node.definition[1:]}"
        if node.kind == "test":
            return next((fact.text for fact in node.facts if fact.name == "How it is done"), node.definition)
        return how_to_examine(self.of.graph, node.id)

    def _why(self, column: int) -> str:
        """Say for which of the leading conditions the one answer speaks and for which the other."""
        own = self.chances[:, column]
        mean = float(self.weights @ own)
        yes = next((row for row in range(len(own)) if own[row] > mean), None)
        no = next((row for row in range(len(own)) if own[row] < mean), None)
        labels = [
            self.of.graph.node(self.of.ids[self.order[row]]).label if row is not None else "none" for row in (yes, no)
        ]
        kind = kind_of(self.names[column])
        there, gone = {"symptom": ("If so", "if not"), "test": ("A positive result", "a negative one")}.get(
            kind, ("A loss", "a normal finding")
        )
        if kind == "symptom":
            return f"{there}, it speaks for {labels[0]}; {gone}, for {labels[1]}."
        return f"{there} speaks for {labels[0]}, {gone} for {labels[1]}."


def _bits(chances: Array) -> Array:
    """Return the entropy of outcomes of which one happens, along the last axis."""
    return np.asarray(-(chances * np.log2(np.maximum(chances, 1e-12))).sum(axis=-1))


def _do(name: str) -> Do:
    """Return what one does to learn of a finding."""
    return "ask" if kind_of(name) == "symptom" else "test" if kind_of(name) == "test" else "examine"
