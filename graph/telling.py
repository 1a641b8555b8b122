"""The words of a sentence that tell, and whether they name a finding."""

from collections.abc import Sequence

from graph.model import Node
from graph.text import fold

_FILLING = frozenset("a an and at by for from in into is it of on or over side skin muscle muscles the to with".split())
_LONG = 6
"""Letters of a muscle's name that may be known by one word; other names need two."""
_NAMED = frozenset({"muscle", "skin", "reflex", "symptom"})
"""Kinds that a sentence may name."""


def telling(text: str) -> list[str]:
    """Return the words of a sentence, folded, without those that only fill it.

    >>> telling("Numb over the ball of the thumb")
    ['numb', 'ball', 'thumb']
    """
    return [word for word in fold(text).split() if word not in _FILLING]


def names(node: Node, words: Sequence[str]) -> bool:
    """Tell whether a sentence, by its telling words, names a finding: all those of one of its names stand together.

    One other word may stand between: "neck and shoulder pain" names neck pain.
    """
    if node.kind not in _NAMED:
        return False
    for name in node.names:
        told = set(telling(name))
        if len(told) > 1 or (node.kind == "muscle" and len("".join(told)) >= _LONG):
            width = len(told) + 1
            if any(told <= set(words[at : at + width]) for at in range(max(1, len(words) - len(told) + 1))):
                return True
    return False
