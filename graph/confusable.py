"""What is most easily confused with a thing, and why: what sheets say first, then what overlaps.

**The score** is a sum of named parts, by convention: `said` 1 for each direction in which a sheet says that one
imitates the other; `symptoms`, the weight of the symptoms that both present with over that of all that either does,
each weighing its stated frequency and more, the fewer things have it; `cut`, the share of what the places of both cut
over what either does. So what any sheet states stands before what merely overlaps. What is a kind of the other is no
other.
"""

from dataclasses import dataclass

import numpy as np

from graph.compare import ScorePart
from graph.errors import BadQuestionError
from graph.marks import CHANCES, COMPARED, Profile, Profiles
from graph.model import Claim, KnowledgeGraph, Node, in_sentence
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
    found = [
        confusion
        for other in graph.nodes.values()
        if other.kind in kinds and other.id not in family and (confusion := _confusion(of, node, other))
    ]
    found.sort(key=lambda confusion: (-confusion.score, confusion.node.id))
    return tuple(found[:limit])


def _confusion(of: Profiles, node: Node, other: Node) -> Confusion | None:
    one, two = of.of(node.id), of.of(other.id)
    if node.kind in COMPARED[2:] and (one.rows <= two.rows or two.rows <= one.rows):
        return None  # what cuts the same, or may mean the other, cannot be confused with it
    said = one.imitates.get(other.id, ())
    symptoms, shared = _symptoms(of, one, two)
    cut, both = _cut(of, one, two)
    parts = [ScorePart("said", float(len(said)))]
    parts += [ScorePart("symptoms", symptoms)] if symptoms >= _LEAST else []
    parts += [ScorePart("cut", cut)] if cut >= _LEAST else []
    score = round(sum(part.value for part in parts), 4)
    if not score:
        return None
    why = [
        f"{in_sentence(of.graph.node(claim.subject))} can look like "
        f"{in_sentence(of.graph.node(claim.object))}: {claim.distinguished_by}"
        for claim in said
    ]
    if symptoms >= _LEAST:
        why.append(f"both present with {_listed(of, shared)}.")
    if cut >= _LEAST:
        why.append(f"by the course of the nerves, both can take {_listed(of, both)}.")
    return Confusion(
        other,
        score,
        tuple(part for part in parts if part.value),
        tuple(text[0].upper() + text[1:] for text in why),
        said,
    )


def _symptoms(of: Profiles, one: Profile, two: Profile) -> tuple[float, list[str]]:
    """Return how far the symptoms of two overlap, 0 to 1, and those of both, most telling first."""
    weights = {
        symptom: (_weight(one, symptom) * of.rarity(symptom), _weight(two, symptom) * of.rarity(symptom))
        for symptom in {*one.symptoms, *two.symptoms}
    }
    either = sum(map(max, weights.values()))
    both = {symptom: min(pair) for symptom, pair in weights.items() if min(pair) > 0}
    share = round(sum(both.values()) / either, 4) if either else 0.0
    return share, sorted(both, key=lambda symptom: (-round(both[symptom], 6), symptom))


def _weight(profile: Profile, symptom: str) -> float:
    claim = profile.symptoms.get(symptom)
    return CHANCES.get(claim.frequency, CHANCES["occasional"]) if claim else 0.0


def _cut(of: Profiles, one: Profile, two: Profile) -> tuple[float, list[str]]:
    """Return how far what the places of two cut overlaps, 0 to 1, and what both can cut, most first."""
    if not len(one.cut) or not len(two.cut):
        return 0.0, []
    first, second = one.cut.mean(axis=0), two.cut.mean(axis=0)
    both = np.minimum(first, second)
    share = round(float(both.sum() / np.maximum(first, second).sum()), 4)
    order = np.argsort(-both, kind="stable")
    return share, [of.places.targets[column] for column in order if both[column] > 0]


def _listed(of: Profiles, ids: list[str]) -> str:
    labels = [of.graph.node(identifier).label for identifier in ids[:_NAMED]]
    more = len(ids) - len(labels)
    return "; ".join(labels) + (f"; and {more} more" if more else "")  # a label may have a comma
