"""Why a symptom comes is a path: from the compression of a nerve to every symptom that a nerve itself can make."""

import pytest

from graph.chain import explanation
from graph.model import KnowledgeGraph
from graph.store import EmbeddedStore

NERVE_COMPRESSION = "mechanism:nerve-compression"
GENERAL = (
    "pain",
    "numbness",
    "tingling",
    "weakness",
    "muscle-spasm",
    "muscle-cramp",
    "fasciculation",
    "muscle-wasting",
    "reflex-loss",
)
"""The symptoms that every other one of feeling or strength is a kind of."""


@pytest.mark.parametrize("name", GENERAL)
def test_a_general_symptom_follows_from_compression(store: EmbeddedStore, name: str) -> None:
    assert explanation(store, NERVE_COMPRESSION, f"symptom:{name}"), f"no path of mechanisms leads to symptom:{name}"


def test_numb_places_weak_movements_and_pains_follow_from_compression(
    real: KnowledgeGraph, store: EmbeddedStore
) -> None:
    lost = [
        node.id
        for node in real.nodes.values()
        if node.kind == "symptom"
        and (node.id.startswith(("symptom:numb-", "symptom:weak-", "symptom:wasted-")) or node.id.endswith("-drop"))
        and not explanation(store, NERVE_COMPRESSION, node.id)
    ]
    assert not lost, f"say what they are a kind of (is_a): {lost}"
