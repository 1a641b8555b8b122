"""Deficits that are those of no single place: how they are spread over muscles, skin and reflexes.

Each pattern gives every target the share of its fibers that is expected to fail, from the region of the body that the
target belongs to. The shares are conventions that follow from what defines a pattern: the longest fibers first, one
limb and no reflex lost, or anything anywhere. They are not measured.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from graph.model import KnowledgeGraph
from graph.vocabulary import kind_of

_STAGES: Mapping[str, tuple[Mapping[str, float], Mapping[str, float]]] = MappingProxyType(
    {
        "feet": ({"foot": 1.0, "leg": 0.3}, {"foot": 0.5}),
        "feet and legs": ({"foot": 1.0, "leg": 1.0, "hand": 0.2}, {"foot": 0.8, "leg": 0.2}),
        "feet, legs and hands": (
            {"foot": 1.0, "leg": 1.0, "hand": 1.0, "thigh": 0.2, "forearm": 0.2},
            {"foot": 1.0, "leg": 0.6, "hand": 0.5},
        ),
    }
)
"""What a length-dependent disorder does to skin and muscles of a region, stage by stage: the farthest first, and
feeling before strength."""
_LIMBS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "the hand": frozenset({"hand", "forearm"}),
        "the arm": frozenset({"shoulder", "arm", "forearm", "hand"}),
        "the leg": frozenset({"pelvis", "thigh", "leg", "foot"}),
    }
)
"""What a small lesion of the brain or cord can weaken, across all nerves."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A spread of deficits: its id, its label, and the mimics of the graph that can have it."""

    id: str
    name: str
    label: str
    shares: NDArray[np.float64]
    mimics: tuple[str, ...]


def patterns_of(graph: KnowledgeGraph, targets: Sequence[str]) -> tuple[Pattern, ...]:
    """Return every pattern with its shares in the order of the targets.

    >>> from graph.load import load
    >>> [pattern.name for pattern in patterns_of(load(), ["skin:heel"])][:2]
    ['length-dependent', 'length-dependent']
    """
    where = [_region(graph, target) for target in targets]
    kinds = [kind_of(target) for target in targets]

    def shares(by_kind: Mapping[str, Mapping[str, float] | float]) -> NDArray[np.float64]:
        found = []
        for kind, region in zip(kinds, where, strict=True):
            given = by_kind.get(kind, 0.0)
            found.append(given if isinstance(given, float) else given.get(region, 0.0))
        return np.array(found)

    spread: list[tuple[str, str, NDArray[np.float64]]] = [
        *(
            (
                "length-dependent",
                f"the longest fibers first: {stage}",
                shares({"skin": skin, "muscle": muscle, "reflex": {"leg": 1.0, "thigh": 0.2}}),
            )
            for stage, (skin, muscle) in _STAGES.items()
        ),
        *(
            ("central", f"brain or spinal cord: {limb}", shares({"muscle": dict.fromkeys(regions, 1.0)}))
            for limb, regions in _LIMBS.items()
        ),
        ("multifocal", "several nerves, patchy", shares({"muscle": 0.4, "skin": 0.4, "reflex": 0.4})),
        ("motor", "muscles only, across nerves", shares({"muscle": 0.5, "reflex": 0.3})),
        ("generalized", "all nerves or roots", shares({"muscle": 0.6, "skin": 0.3, "reflex": 1.0})),
    ]
    mimics = [node for node in graph.nodes.values() if node.kind == "mimic"]
    return tuple(
        Pattern(
            f"pattern:{name}",
            name,
            label,
            values,
            tuple(node.id for node in mimics if node.attributes.get("pattern") == name),
        )
        for name, label, values in spread
    )


def _region(graph: KnowledgeGraph, target: str) -> str:
    """Return the region of a muscle or patch; of a reflex that of its first muscle."""
    node = graph.node(target)
    if node.kind != "reflex":
        return node.attributes.get("region", "")
    ends = sorted(claim.object for claim in graph.claims_of(target) if kind_of(claim.object) in {"muscle", "skin"})
    return graph.node(ends[0]).attributes.get("region", "") if ends else ""
