"""How hard our sentences are to read: school grades by Flesch and Kincaid (1975), a reader's age five years more.

Syllables are counted as groups of vowels, without a silent final e: libraries that count places where a word may be
hyphenated find 8 of the 14 syllables of "radiculopathy neuropathy ischemia". Labels are taken out first: a reader who
asks for "posterior interosseous neuropathy" has read its name already.
"""

import re
from collections.abc import Iterable, Iterator
from statistics import mean

import pytest

from graph.model import KnowledgeGraph, Node
from graph.vocabulary import KINDS

HARDEST_MEAN = {"lay": 9.0, "syndrome": 10.0, "anatomy": 11.0}
"""Mean grade of the definitions: what anybody may look up, syndromes that name a nerve and a place, and anatomy."""
HARDEST = 19.0
"""Grade of any one definition: above it, a sentence wants to be two, or shorter words."""
LAY = ("symptom", "mimic", "test", "treatment", "syndrome", "mechanism", "cause", "skin")


def syllables(word: str) -> int:
    """Count the syllables of a word."""
    word = word.lower()
    groups = len(re.findall(r"[aeiouy]+", word)) - (word.endswith("e") and not word.endswith(("le", "ee")))
    return max(1, groups)


def grade(text: str) -> float:
    """Return the school grade in which a text can be read."""
    words = re.findall(r"[A-Za-z][A-Za-z'’]*", text)
    sentences = max(1, len(re.findall(r"[.!?;:](?:\s|$)", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def told(node: Node) -> str:
    """Return a definition without the names of the node."""
    text = node.definition
    for name in sorted(node.names, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}\b", "it", text, flags=re.IGNORECASE)
    return text


@pytest.mark.parametrize(
    ("word", "count"), [("pain", 1), ("muscle", 2), ("nerve", 1), ("radiculopathy", 6), ("neuropathy", 4), ("the", 1)]
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_hard_text_is_harder_than_an_easy_one() -> None:
    assert grade("The hand goes numb. It tingles at night.") < 4
    assert grade("Electrophysiological examination demonstrates demyelinating conduction abnormalities.") > 20


def definitions(graph: KnowledgeGraph, kinds: Iterable[str]) -> Iterator[tuple[float, str]]:
    """Yield the grade of each definition of some kinds, with the node's id."""
    for node in graph.nodes.values():
        if node.kind in kinds:
            yield grade(told(node)), node.id


@pytest.mark.parametrize("kind", KINDS)
def test_definitions_can_be_read(real: KnowledgeGraph, kind: str) -> None:
    found = sorted(definitions(real, {kind}), reverse=True)
    most = HARDEST_MEAN.get(kind, HARDEST_MEAN["lay" if kind in LAY else "anatomy"])
    average = mean(score for score, _ in found)
    assert average <= most, f"grade {average:.1f} on average; the hardest: {found[:10]}"
    hard = [f"{identifier}: grade {score:.0f}" for score, identifier in found if score > HARDEST]
    assert not hard, "shorter sentences, shorter words: " + ", ".join(hard)


def test_what_tells_things_apart_can_be_read(real: KnowledgeGraph) -> None:
    sentences = [
        text
        for claim in real.claims()
        for text in (claim.distinguished_by, claim.why)
        if text and claim.object.startswith("syndrome:")
    ]
    average = mean(map(grade, sentences))
    assert average <= 12, f"grade {average:.1f} on average"
