"""Findings and variants by any name that people use: ids, labels, synonyms and lay words become ids and findings."""

from collections.abc import Iterable, Mapping

from graph.errors import UnknownNameError
from graph.findings import Finding, findings_of
from graph.model import KnowledgeGraph
from graph.search import SearchIndex
from graph.told import TOLD_KINDS, Told, told_of

FINDING_KINDS: Mapping[str, tuple[str, ...]] = {
    "weak": ("muscle", "symptom"),
    "numb": ("skin", "symptom"),
    "reflex": ("reflex", "symptom"),
    "normal": ("muscle", "skin", "reflex", "symptom"),
    "doubtful": ("muscle", "skin", "reflex", "symptom"),
}
"""What each list of findings may name; the first kinds are meant before the later ones."""
TOLD_LISTS: Mapping[str, tuple[str, ...]] = {"present": TOLD_KINDS, "absent": TOLD_KINDS, **FINDING_KINDS}
"""As `FINDING_KINDS`, for all that a differential takes."""


def named_findings(
    graph: KnowledgeGraph, index: SearchIndex, names: Mapping[str, Iterable[str]]
) -> tuple[Finding, ...]:
    """Return the findings of lists of names, by the keys of `FINDING_KINDS`; lists that are left out are empty.

    A name that means nothing, or several things of one kind, raises UnknownNameError or AmbiguousNameError; what does
    not fit its list raises BadQuestionError.

    >>> from graph.load import load
    >>> from graph.store import EmbeddedStore
    >>> graph = load()
    >>> index = SearchIndex(EmbeddedStore(graph).names())
    >>> [finding.node.id for finding in named_findings(graph, index, {"weak": ["FPL"]})]
    ['muscle:flexor-pollicis-longus']
    """
    return findings_of(graph, **_ids(index, names, FINDING_KINDS))


def named_told(graph: KnowledgeGraph, index: SearchIndex, names: Mapping[str, Iterable[str]]) -> Told:
    """Return what is told in lists of names, by the keys of `TOLD_LISTS`; errors are those of `named_findings`.

    >>> from graph.load import load
    >>> from graph.store import EmbeddedStore
    >>> graph = load()
    >>> index = SearchIndex(EmbeddedStore(graph).names())
    >>> named_told(graph, index, {"present": ["foot drop"], "absent": ["low back pain"]}).absent
    ('symptom:low-back-pain',)
    """
    return told_of(graph, **_ids(index, names, TOLD_LISTS))


def _ids(
    index: SearchIndex, names: Mapping[str, Iterable[str]], lists: Mapping[str, tuple[str, ...]]
) -> dict[str, list[str]]:
    return {name: [_resolved(index, word, kinds) for word in names.get(name, ())] for name, kinds in lists.items()}


def named_variants(index: SearchIndex, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of variants by any name, or by an id without its kind.

    >>> from graph.load import load
    >>> from graph.store import EmbeddedStore
    >>> named_variants(SearchIndex(EmbeddedStore(load()).names()), ["martin-gruber", "Marinacci anastomosis"])
    ('variant:martin-gruber', 'variant:marinacci')
    """
    found: list[str] = []
    for name in names:
        try:
            found.append(index.resolve(f"variant:{name.strip()}"))
        except UnknownNameError:
            found.append(index.resolve(name, kinds=("variant",)))
    return tuple(found)


def _resolved(index: SearchIndex, word: str, kinds: tuple[str, ...]) -> str:
    """Return the id that a name means: a part of the body before a sign that has its name."""
    parts = tuple(kind for kind in kinds if kind != "symptom")
    exact = [hit for hit in index.search(word, kinds=parts, limit=1) if hit.matched.lower() == word.strip().lower()]
    return index.resolve(word, kinds=parts if exact else kinds)
