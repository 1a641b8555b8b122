"""Findings of an examination: what is weak, numb or lost, and what was found normal.

A finding names a muscle, patch of skin or reflex, or a sign that shows in some of them, as "weak thumb extension" does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.errors import BadQuestionError
from graph.model import KnowledgeGraph, Node
from graph.vocabulary import kind_of

TARGETS = frozenset({"muscle", "skin", "reflex"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: the node it names, the parts it shows in, whether it is a loss, and whether it is sure."""

    node: Node
    parts: tuple[str, ...]
    lost: bool
    sure: bool = True


def findings_of(  # noqa: PLR0913 - one list for each way to find something
    graph: KnowledgeGraph,
    *,
    weak: Iterable[str] = (),
    numb: Iterable[str] = (),
    reflex: Iterable[str] = (),
    normal: Iterable[str] = (),
    doubtful: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """Return findings in order of their ids; `doubtful` names those of them that are not sure.

    An unknown id raises UnknownNameError; one that no examination of strength, feeling or reflexes finds, one given
    as both lost and normal, or a doubtful one that is not given, raises BadQuestionError.

    >>> from graph.load import load
    >>> [finding.node.id for finding in findings_of(load(), weak=["muscle:deltoid"], normal=["muscle:supinator"])]
    ['muscle:deltoid', 'muscle:supinator']
    """
    unsure = set(doubtful)
    kinds = (("weak", tuple(weak), "muscle"), ("numb", tuple(numb), "skin"), ("reflex", tuple(reflex), "reflex"))
    found: dict[str, Finding] = {}
    for name, given, kind in kinds:
        for identifier in given:
            found[identifier] = Finding(
                graph.node(identifier),
                _parts(graph, identifier, {kind}, name),
                lost=True,
                sure=identifier not in unsure,
            )
    for identifier in normal:
        if identifier in found and found[identifier].lost:
            message = f"{graph.node(identifier).label} is given both as lost and as normal: leave one out"
            raise BadQuestionError(message)
        found[identifier] = Finding(
            graph.node(identifier),
            _parts(graph, identifier, TARGETS, "normal"),
            lost=False,
            sure=identifier not in unsure,
        )
    if stray := sorted(unsure - set(found)):
        message = f"doubtful, but not among the findings: {', '.join(stray)}"
        raise BadQuestionError(message)
    return tuple(found[identifier] for identifier in sorted(found))


def _parts(graph: KnowledgeGraph, identifier: str, kinds: Iterable[str], name: str) -> tuple[str, ...]:
    """Return the muscles, skin or reflexes that a finding names, or in which the sign shows."""
    if kind_of(identifier) in kinds:
        return (identifier,)
    if kind_of(identifier) == "symptom":
        shown = tuple(
            sorted(
                claim.object
                for claim in graph.claims_of(identifier)
                if claim.relation == "shows_in" and kind_of(claim.object) in kinds
            )
        )
        if shown:
            return shown
    wanted = {"weak": "a muscle", "numb": "a patch of skin", "reflex": "a reflex"}.get(
        name, "a muscle, a patch of skin or a reflex"
    )
    message = f"{graph.node(identifier).label} ({identifier}) does not fit under {name}: name {wanted}"
    raise BadQuestionError(message)


def bedside_tests(graph: KnowledgeGraph, target: str) -> Iterator[Node]:
    """Yield the bedside tests that examine a part and little else.

    >>> from graph.load import load
    >>> [test.id for test in bedside_tests(load(), "muscle:adductor-longus")]
    ['test:hip-adduction-strength']
    """
    for claim in graph.claims_of(target):
        if claim.relation == "examines" and kind_of(claim.subject) == "test":
            test = graph.node(claim.subject)
            if test.attributes.get("modality") == "examination":
                yield test
