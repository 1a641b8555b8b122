"""Time: how it began, how it goes on, when in the day it is worst; the chances of the answers to these questions.

Symptoms that answer one question about time (`time` in the data) exclude each other to a degree. A condition of which
one answer is stated has for the others what is left of the whole, by how usual they are among those of which something
is stated (`evidence.OTHER_TIME` at least); its own sheet's answer counts alone, without that of its kinds or general
form. A condition of which nothing is stated is neutral: whatever is answered adds nothing to its score.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from graph import evidence
from graph.model import KnowledgeGraph
from graph.scoring import Array


@dataclass(frozen=True, slots=True)
class Excluded:
    """The answers (columns) that a condition (row) has only because another one is stated for it."""

    row: int
    stated: int
    others: tuple[int, ...]


def questions_of(graph: KnowledgeGraph, symptoms: Iterable[str]) -> dict[str, str]:
    """Return of each symptom of time the question that it answers.

    >>> from graph.load import load
    >>> questions_of(load(), ["symptom:sudden-onset", "symptom:tingling"])
    {'symptom:sudden-onset': 'onset'}
    """
    return {name: question for name in symptoms if (question := graph.node(name).attributes.get("time", ""))}


def groups_of(time: Mapping[str, str], columns: Mapping[str, int]) -> tuple[list[int], ...]:
    """Return the columns of the answers to each question."""
    return tuple(
        [columns[name] for name, of in time.items() if of == question] for question in sorted(set(time.values()))
    )


def own_alone(own: Array, passed: Array, groups: Iterable[list[int]]) -> tuple[Array, list[tuple[int, int]]]:
    """Let a sheet's own answer to a question count alone; return the table, and the cells that lost what was passed."""
    table = passed.copy()
    lost: list[tuple[int, int]] = []
    for columns in groups:
        for row in np.flatnonzero(own[:, columns].any(axis=1)):
            table[row, columns] = own[row, columns]
            lost += [(int(row), column) for column in columns if not own[row, column]]
    return table, lost


def fill(chance: Array, columns: list[int]) -> tuple[Array, list[Excluded]]:
    """Give every condition a chance of every answer to a question, in place.

    Return how usual each answer is, and which answers have their chances because another one is stated.
    """
    said = np.flatnonzero(chance[:, columns].any(axis=1))
    usual = chance[said][:, columns].mean(axis=0) if len(said) else np.zeros(len(columns))
    none = max(0.0, 1.0 - float(usual.sum()))
    background = np.clip(usual, evidence.LEAST_BACKGROUND, evidence.MOST_BACKGROUND)
    excluded: list[Excluded] = []
    for row in said:
        own = chance[row, columns]
        left = own == 0
        own = own * min(1.0, (1 - evidence.EXTREME) / float(own.sum()))
        weights = usual * left
        whole = float(weights.sum()) + none
        rest = (1 - float(own.sum())) * weights / whole if whole else weights
        chance[row, columns] = np.where(left, np.maximum(rest, evidence.OTHER_TIME), own)
        others = tuple(int(column) for column in np.asarray(columns)[left])
        excluded.append(Excluded(int(row), columns[int(own.argmax())], others))
    silent = np.setdiff1d(np.arange(len(chance)), said)
    chance[silent[:, None], columns] = background
    return background, excluded
