"""The single best bedside discriminator, said in one sentence.

It is the row of the highest score that can be examined at the bedside. A sheet's own sentence counts `SENTENCE`: where
no finding does better, or the best one rests on silence or on mere frequency, as with mimics, whose feeling and
strength no course tells, it is the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.marks import COMPARED
from graph.model import Claim, KnowledgeGraph, Node, in_sentence
from graph.rows import LEAST, Row
from graph.telling import names, telling
from graph.vocabulary import kind_of

SENTENCE = 0.8
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Best:
    """The single best bedside discriminator: one sentence, what it rests on, and its sources, if a sheet states it."""

    sentence: str
    basis: str
    sources: tuple[str, ...]
    finding: Node | None = None


def best_of(graph: KnowledgeGraph, nodes: Sequence[Node], told: Sequence[Claim], rows: Sequence[Row]) -> Best | None:
    """Return the best bedside discriminator, or nothing where nothing tells them apart."""
    row = next((row for row in rows if row.bedside and row.split >= LEAST), None)
    claims = sorted((claim for claim in told if claim.distinguished_by), key=lambda claim: (claim.disputed, *claim.key))
    vague = row is not None and (row.shared or any(mark.state == "silent" for mark in row.marks))
    if claims and len(nodes) == _PAIR and (not row or vague or row.score < SENTENCE):
        claim = claims[0]
        subject, other = (in_sentence(graph.node(end)) for end in (claim.subject, claim.object))
        return Best(claim.distinguished_by, f"Stated of {subject} beside {other}.", claim.sources)
    return _examined(graph, nodes, told, row) if row else None


def _examined(graph: KnowledgeGraph, nodes: Sequence[Node], told: Sequence[Claim], row: Row) -> Best:
    """Return the best discriminator that is a finding."""
    claims = [claim for mark in row.marks for claim in mark.claims]
    naming = [claim for claim in told if names(row.node, telling(claim.distinguished_by))]
    basis = [*dict.fromkeys(filter(None, map(_basis, (*claims, *naming))))][:2]
    following = [_whose(node) for node, mark in zip(nodes, row.marks, strict=True) if mark.basis == "course"]
    if following:
        what = "What is found " + " and ".join(following) if basis else "This"
        basis.append(f"{what} follows from the course of the nerves.")
    if not basis:
        things = dict.fromkeys(in_sentence(graph.node(_thing(claim))) for claim in claims)
        basis = [f"Stated of {' and of '.join(things)}."]
    sources = dict.fromkeys(source for claim in (*claims, *naming) for source in claim.sources)
    return Best(f"{_ask(row.node)}: {_told_by(nodes, row)}.", " ".join(basis), tuple(sources), row.node)


def _told_by(nodes: Sequence[Node], row: Row) -> str:
    """Say what a finding is in each: "numb in A, spared in B"; of a test, whom it speaks for."""
    if row.node.kind == "test":
        given = [in_sentence(node) for node, mark in zip(nodes, row.marks, strict=True) if mark.there]
        return f"if it is positive, it speaks for {' or '.join(given)}"
    groups: dict[str, list[str]] = {}
    for node, mark in zip(nodes, row.marks, strict=True):
        groups.setdefault(mark.word, []).append(_whose(node))
    return ", ".join(f"{word} {' and '.join(whose)}" for word, whose in _strongest_first(row, groups))


def _thing(claim: Claim) -> str:
    """Return the end of a claim that is compared."""
    return claim.subject if kind_of(claim.subject) in COMPARED else claim.object


def _basis(claim: Claim) -> str:
    """Say what a claim gives as the reason, and that it is disputed, if it is."""
    disputed = f"Disputed: {claim.dispute}" if claim.disputed else ""
    return " ".join(filter(None, (claim.why or claim.distinguished_by or claim.finding, disputed)))


def _strongest_first(row: Row, groups: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    chance = {mark.word: mark.chance or 0.0 for mark in row.marks}
    return sorted(groups.items(), key=lambda item: -chance[item[0]])


def _whose(node: Node) -> str:
    if node.kind in {"site", "root"}:
        return f"in a lesion {'of' if node.kind == 'root' else 'at'} {in_sentence(node)}"
    return f"in {in_sentence(node)}"


def _ask(node: Node) -> str:
    match node.kind:
        case "skin":
            return f"Touch the {node.label.removeprefix('the ')}"
        case "muscle":
            return f"Test {in_sentence(node)}"
        case "reflex":
            return f"Tap out {in_sentence(node)}"
        case "test":
            return f"Try the {node.label}" if "test" in node.label else f"Try this: {node.label}"
        case "cause":
            return f"Ask about {in_sentence(node)}"
        case _:
            return f"{'Ask' if 'time' in node.attributes else 'Look and ask'} for {in_sentence(node)}"
