"""Ids of other ontologies: the label that stands beside each is one that fits the node."""

import re

from graph.model import KnowledgeGraph


def stems(text: str) -> set[str]:
    """Return the words of a text, cut to five letters: "tibial" and "tibialis" are then the same."""
    return {word[:5] for word in re.findall(r"[a-z]{3,}", text.lower())}


def test_the_label_of_an_xref_shares_a_word_with_the_node(real: KnowledgeGraph) -> None:
    odd = [
        f"{node.id}: {identifier} is called '{label}'"
        for node in real.nodes.values()
        for identifier, label in node.xrefs.items()
        if not stems(label) & stems(" ".join((*node.names, node.definition)))
    ]
    assert not odd, "another thing, or a name is missing among the synonyms:\n" + "\n".join(odd)
