"""What is most easily confused with a thing, and why: what sheets say first, then what overlaps.

**The score** is a sum of named parts, by convention: `said` 1 for each direction in which a sheet says that one
imitates the other; `symptoms`, the weight of the symptoms that both present with over that of all that either does,
each weighing its stated frequency and more, the fewer things have it; `cut`, the share of what the places of both cut
over what either does. So what any sheet states stands before what merely overlaps. What is a kind of the other is no
other.
"""

from dataclasses import dataclass

import numpy as np

from graph.errors import BadQuestionError
from graph.marks import COMPARED, Profile, Profiles
from graph.model import Claim, KnowledgeGraph, Node, in_sentence
from graph.rows import ScorePart
from graph.vocabulary import KINDS

USUAL_CONFUSIONS, MOST_CONFUSIONS = 6, 20
_LEAST = 0.1
"""Overlap below which two things are not said to be alike."""
_NAMED = 4
"""Symptoms or parts that a reason names at most."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """A thing that may be taken for another: the reasons in sentences, strongest first, and what sheets say."""

    node: Node
    score: float
    parts: tuple[ScorePart, ...]
    why: tuple[str, ...]
    claims: tuple[Claim, ...]


def confusable(
    graph: KnowledgeGraph, identifier: str, *, limit: int = USUAL_CONFUSIONS, profiles: Profiles | None = None
) -> tuple[Confusion, ...]:
    """Return what is most easily confused with a syndrome, mimic, site or root, likeliest first, at most `limit`.

    Syndromes and mimics are set beside each other, sites and roots beside each other. An unknown id raises
    UnknownNameError, another kind or a limit outside 1 to 20 BadQuestionError.

    >>> from graph.load import load
    >>> confusable(load(), "syndrome:carpal-tunnel", limit=2)[0].node.id
    'syndrome:pronator'
    """
    node = graph.node(identifier)
    if node.kind not in COMPARED:
        message = f"'{identifier}' is a {KINDS[node.kind].label}: name a syndrome, mimic, site or root"
        raise BadQuestionError(message)
    if not 1 <= limit <= MOST_CONFUSIONS:
        message = f"limit must be from 1 to {MOST_CONFUSIONS}, not {limit}"
        raise BadQuestionError(message)
    of = profiles or Profiles(graph)
    kinds = next(pair for pair in (frozenset(COMPARED[:2]), frozenset(COMPARED[2:])) if node.kind in pair)
    family = of.of(identifier).family
    found = []
    for other in graph.nodes.values():
        if other.kind in kinds and other.id not in family:
            parts = _parts(of.of(identifier), of.of(other.id))
            if parts:
                found.append((round(sum(part.value for part in parts), 4), other, parts))
    found.sort(key=lambda one: (-one[0], one[1].id))
    return tuple(_confusion(of, node, *one) for one in found[:limit])


def _parts(one: Profile, two: Profile) -> tuple[ScorePart, ...]:
    """Return the parts of the score of two things, none where nothing is said and nothing overlaps."""
    if one.node.kind in COMPARED[2:] and (one.rows <= two.rows or two.rows <= one.rows):
        return ()  # what cuts the same, or may mean the other, cannot be confused with it
    either = {**one.weights, **two.weights}
    shared = sum(min(one.weights[symptom], two.weights[symptom]) for symptom in one.weights if symptom in two.weights)
    whole = sum(max(one.weights.get(symptom, 0.0), two.weights.get(symptom, 0.0)) for symptom in either)
    symptoms = round(shared / whole, 4) if shared else 0.0
    both = float(np.minimum(one.lost, two.lost).sum())
    cut = round(both / float(np.maximum(one.lost, two.lost).sum()), 4) if both else 0.0
    named = (
        ("said", float(len(one.imitates.get(two.node.id, ())))),
        ("symptoms", symptoms if symptoms >= _LEAST else 0.0),
        ("cut", cut if cut >= _LEAST else 0.0),
    )
    return tuple(ScorePart(name, value) for name, value in named if value)


def _confusion(of: Profiles, node: Node, score: float, other: Node, parts: tuple[ScorePart, ...]) -> Confusion:
    """Say why two things are confused."""
    one, two = of.of(node.id), of.of(other.id)
    claims = one.imitates.get(other.id, ())
    why = [
        f"{in_sentence(of.graph.node(claim.subject))} can look like "
        f"{in_sentence(of.graph.node(claim.object))}: {claim.distinguished_by}"
        for claim in claims
    ]
    names = {part.name for part in parts}
    if "symptoms" in names:
        both = [symptom for symptom in one.weights if symptom in two.weights]
        both.sort(key=lambda symptom: (-min(one.weights[symptom], two.weights[symptom]), symptom))
        why.append(f"both present with {_listed(of, both)}.")
    if "cut" in names:
        lost = np.minimum(one.lost, two.lost)
        order = [column for column in np.argsort(-lost, kind="stable") if lost[column] > 0]
        why.append(f"by the course of the nerves, both can take {_listed(of, [of.places.targets[c] for c in order])}.")
    return Confusion(other, score, parts, tuple(text[0].upper() + text[1:] for text in why), claims)


def _listed(of: Profiles, ids: list[str]) -> str:
    labels = [of.graph.node(identifier).label for identifier in ids[:_NAMED]]
    more = len(ids) - len(labels)
    return "; ".join(labels) + (f"; and {more} more" if more else "")  # a label may have a comma
