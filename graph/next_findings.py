"""What to examine next: the finding that would tell the remaining candidates apart best.

The candidates' scores give each a weight (e to the score, over the sum). For every part that was not examined each
candidate gives a chance of loss; the information gained is the entropy of the outcome less the mean entropy under each
candidate (the mutual information of outcome and candidate, in bits; Shannon's measure). Parts that would tell nearly
the same are named once.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph import examination as exam
from graph.findings import bedside_tests
from graph.localize import Candidate, Localization, Localizer
from graph.model import KnowledgeGraph, Node
from graph.vocabulary import kind_of

LEAST = 0.02
"""Bits: a finding that tells less is not worth naming."""
_LIKELY = 0.5
_ALIKE = 0.12
"""Parts whose chances differ by less for every candidate tell the same."""


@dataclass(frozen=True, slots=True)
class NextFinding:
    """A part to examine: how, what it would tell, and how much, in bits."""

    node: Node
    how: str
    why: str
    gain: float


def next_findings(found: Localization, localizer: Localizer, *, limit: int = 5) -> tuple[NextFinding, ...]:
    """Return what would best tell apart the candidates that are left, the most telling first.

    >>> from graph.findings import findings_of
    >>> from graph.load import load
    >>> from graph.localize import localize, localizer
    >>> graph = load()
    >>> of = localizer(graph)
    >>> found = localize(graph, findings_of(graph, weak=["muscle:tibialis-anterior"]), with_=of)
    >>> len(next_findings(found, of, limit=3))
    3
    """
    graph = localizer.places.graph
    scores = np.array([candidate.score for candidate in found.candidates])
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    chances = found.chances
    mean = weights @ chances
    gain = entropy(mean) - weights @ entropy(chances)
    gain *= [
        exam.UNTESTED if kind_of(target) == "muscle" and not any(bedside_tests(graph, target)) else 1.0
        for target in localizer.places.targets
    ]
    seen = {part for finding in found.findings for part in finding.parts}
    kept: list[int] = []
    for column in sorted(range(len(gain)), key=lambda column: (-round(float(gain[column]), 6), column)):
        if gain[column] < LEAST or len(kept) == limit:
            break
        target = localizer.places.targets[column]
        alike = any(float(np.abs(chances[:, column] - chances[:, other]).max()) < _ALIKE for other in kept)
        if target not in seen and not alike:
            kept.append(column)
    return tuple(
        NextFinding(
            graph.node(localizer.places.targets[column]),
            how_to_examine(graph, localizer.places.targets[column]),
            _why(found.candidates, chances[:, column], weights),
            round(float(gain[column]), 4),
        )
        for column in kept
    )


def how_to_examine(graph: KnowledgeGraph, target: str) -> str:
    """Say in a sentence how a muscle, patch of skin or reflex is examined.

    >>> from graph.load import load
    >>> how_to_examine(load(), "skin:palm-side-of-little-finger")
    'Compare light touch and pinprick over the palm side of the little finger with the other side.'
    """
    node = graph.node(target)
    match kind_of(target):
        case "muscle":
            action = next((fact.text for fact in node.facts if fact.name == "Action"), "")
            test = next(bedside_tests(graph, target), None)
            by = f" ({test.label})" if test else ""
            return f"Test it against resistance{by}. {action}".strip()
        case "skin":
            return f"Compare light touch and pinprick over the {node.label.removeprefix('the ')} with the other side."
        case _:
            return f"Tap out the {node.label} on both sides and compare."


def _why(candidates: tuple[Candidate, ...], chances: NDArray[np.float64], weights: NDArray[np.float64]) -> str:
    """Say which candidates a loss and a normal finding would speak for."""
    order = np.argsort(-weights, kind="stable")
    likely = next((int(row) for row in order if chances[row] >= _LIKELY), None)
    unlikely = next((int(row) for row in order if chances[row] < _LIKELY), None)
    if likely is None or unlikely is None:
        row = int(order[0]) if likely is None else likely
        return f"A loss speaks for {_named(candidates[row])}."
    return f"A loss speaks for {_named(candidates[likely])}, a normal finding for {_named(candidates[unlikely])}."


def _named(candidate: Candidate) -> str:
    if candidate.kind == "pattern":
        return f"no single place ({candidate.label})"
    if candidate.kind == "two":
        return f"two lesions ({candidate.label})"
    place = candidate.places[0]
    has_article = place.kind in {"root", "nerve", "plexus"} or "'s" in place.label.partition(" ")[0]
    return f"the {place.label}" if has_article and "'s" not in place.label.partition(" ")[0] else place.label


def entropy(chance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the entropy, in bits, of outcomes with these chances.

    >>> entropy(np.array([0.5])).tolist()
    [1.0]
    """
    clipped = np.clip(chance, 1e-9, 1 - 1e-9)
    return np.asarray(-(clipped * np.log2(clipped) + (1 - clipped) * np.log2(1 - clipped)))
