"""Names for synthetic nodes: the shipped names with rare words replaced, from a vocabulary that grows with the graph.

The most frequent words of the shipped names ("nerve", "pain", "of") keep their share of all names, so their posting
lists grow in proportion with the graph, which is what makes a search over many names hard. Every rarer word stands for
a family of words, one of which replaces it. The vocabulary so grows as Heaps' law says, V = K · nᵝ, with the exponent
measured on the shipped names themselves (see `heaps`). New words are made from the syllables of the shipped ones, so
that prefixes and typos meet real rivals.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log2
from random import Random

from graph.model import Node
from graph.text import plain

FREQUENT = 200
"""Words that are kept as they are."""
_LONGEST_SYLLABLE = 4
_SYLLABLE = re.compile(r"[^aeiouy]*[aeiouy]+(?:[^aeiouy](?![aeiouy]))?|[^aeiouy]+")
_WORD = re.compile(r"[A-Za-z]{4,}")


class Namer:
    """Gives clones of the shipped nodes names of their own."""

    def __init__(self, nodes: Sequence[Node], scale: float) -> None:
        """Learn the words and syllables of the shipped names; `scale` is how many times larger the graph will be."""
        counts = Counter(word for node in nodes for name in node.names for word in plain(name).split())
        ranked = sorted(counts, key=lambda word: (-counts[word], word))
        self.frequent = frozenset(ranked[:FREQUENT])
        self.rare = [word for word in ranked[FREQUENT:] if _WORD.fullmatch(word)]
        self.exponent = heaps(nodes)
        wanted = len(counts) * scale**self.exponent
        self.family = max(1, round((wanted - FREQUENT) / len(self.rare)))
        parts = {part for word in counts if word.isalpha() for part in _SYLLABLE.findall(word)}
        self.syllables = sorted(part for part in parts if len(part) <= _LONGEST_SYLLABLE)
        self.made: dict[tuple[str, int], str] = {}
        self.taken: set[str] = set()

    def rename(self, name: str, rng: Random) -> str:
        """Return a name like this one that was not given before, with words added where there was one."""
        made = _WORD.sub(lambda found: self._word(found.group(), rng), name)
        while made.casefold() in self.taken:
            made = f"{made} {self._member(rng.choice(self.rare), rng)}"
        self.taken.add(made.casefold())
        return made

    def _word(self, word: str, rng: Random) -> str:
        if word.lower() in self.frequent:
            return word
        made = self._member(word.lower(), rng)
        if word.isupper():
            return made.upper()
        return made.capitalize() if word[0].isupper() else made

    def _member(self, word: str, rng: Random) -> str:
        """Return a member of a word's family, drawn at random; the first member is the word itself."""
        key = word, rng.randrange(self.family)
        if not key[1]:
            return word
        if key not in self.made:
            self.made[key] = "".join(rng.choice(self.syllables) for _ in range(max(2, len(_SYLLABLE.findall(word)))))
        return self.made[key]


def heaps(nodes: Sequence[Node], *, halvings: int = 21) -> float:
    """Return the exponent by which the vocabulary of names grows with the number of nodes, from random halves of them.

    Twice the nodes have 2ᵝ times the words; the result is the mean over `halvings` halves drawn with a fixed seed.
    """
    rng = Random(0)  # noqa: S311 - a benchmark, no secret
    whole = _vocabulary(nodes)
    halves = [_vocabulary(rng.sample(nodes, len(nodes) // 2)) for _ in range(halvings)]
    return log2(whole * len(halves) / sum(halves))


def _vocabulary(nodes: Iterable[Node]) -> int:
    return len({word for node in nodes for name in node.names for word in plain(name).split()})
