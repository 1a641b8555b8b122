"""How to tell apart what looks alike: what is shared, what only one has, what contradicts, and what splits best.

Two to four syndromes, mimics, sites or roots are put beside each other. Each row is a finding, with the mark of each
(`graph.marks`): from what sheets state, and from the courses of the fibers.

**The score of a row** is a sum of named parts, by a convention that is not measured on patients: `split`, the mean
over all pairs of how far apart the chances are, 0 to 1 (half, where one of a pair is merely not named, and for tests,
whose figures are of other people than these two; nothing, where nothing is known); `named where they are told apart`
(`TOLD`), if the sentence that a sheet gives for telling two of them apart names it; `stated` (`STATED`), if a sheet
says so of one of them, and not only the course; `not at the bedside` (`APPARATUS`), for imaging, electrodiagnosis and
laboratory; `hard to test alone` (`HARD`), for a muscle that no bedside test or sign of the graph shows; `disputed`
(`DISPUTED`), if what is stated is. A row that splits by less than `LEAST` tells nothing.

**The best discriminator** is the row of the highest score that can be examined at the bedside. A sheet's own sentence
counts `SENTENCE`: where no finding does better, or the best one rests on silence or on mere frequency, as with mimics,
whose feeling and strength no course tells, it is the answer.

**Limits.** What follows from a course is a complete lesion. Silence of a sheet is no statement. How common each thing
is does not count. It is for education only, never a diagnosis.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import fmean

import numpy as np

from graph.errors import BadQuestionError
from graph.marks import COMPARED, TARGETS, Mark, Profiles, positive_in_others
from graph.model import Claim, KnowledgeGraph, Node, in_sentence
from graph.text import fold
from graph.vocabulary import KINDS, kind_of

FEWEST, MOST = 2, 4
"""How many things can be compared at once."""
TOLD, STATED, HARD, APPARATUS, DISPUTED = 0.4, 0.2, -0.3, -0.4, -0.2
SENTENCE = 0.8
LEAST = 0.15
_ORDER = ("skin", "muscle", "reflex", "symptom", "test", "cause")
_BEDSIDE = frozenset({"history", "examination"})
_FILLING = frozenset("a an and at by for from in into is it of on or over side skin muscle muscles the to with".split())
_LONG = 6
"""Letters of a muscle's name that may be known by one word; other names need two."""


@dataclass(frozen=True, slots=True)
class ScorePart:
    """A named part of a row's score."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Row:
    """A finding, and the mark of each thing that is compared, in their order."""

    node: Node
    marks: tuple[Mark, ...]
    score: float
    parts: tuple[ScorePart, ...]
    echo: bool = False
    """Whether a row above tells the same: a numb thumb, beside the skin of the thumb."""

    @property
    def split(self) -> float:
        """Return how far apart the things are, 0 to 1."""
        return next((part.value for part in self.parts if part.name == "split"), 0.0)

    @property
    def shared(self) -> bool:
        """Tell whether all have it."""
        return all(mark.there for mark in self.marks)

    @property
    def bedside(self) -> bool:
        """Tell whether it is found by asking and examining."""
        return self.node.kind != "test" or self.node.attributes.get("modality") in _BEDSIDE


@dataclass(frozen=True, slots=True)
class Best:
    """The single best bedside discriminator: one sentence, what it rests on, and its sources, if a sheet states it."""

    sentence: str
    basis: str
    sources: tuple[str, ...]
    finding: Node | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two to four things side by side; rows come best discriminator first."""

    nodes: tuple[Node, ...]
    best: Best | None
    told: tuple[Claim, ...]
    """What sheets say on how two of them are told apart."""
    rows: tuple[Row, ...]

    @property
    def discriminators(self) -> tuple[Row, ...]:
        """Return the rows that split, best first, without those that say again what a better one said."""
        return tuple(row for row in self.rows if row.split >= LEAST and not row.echo)

    @property
    def shared(self) -> tuple[Row, ...]:
        """Return the rows that all have."""
        return tuple(row for row in self.rows if row.shared)

    def only(self, identifier: str) -> tuple[Row, ...]:
        """Return the rows that only this one has."""
        at = self._at(identifier)
        return tuple(
            row for row in self.rows if [mark.there for mark in row.marks].count(True) == 1 and row.marks[at].there
        )

    def contradicting(self, identifier: str) -> tuple[Row, ...]:
        """Return the findings that speak against this one: it plainly lacks what another has."""
        at = self._at(identifier)
        return tuple(
            row for row in self.rows if row.marks[at].state == "no" and any(mark.state == "yes" for mark in row.marks)
        )

    def _at(self, identifier: str) -> int:
        return [node.id for node in self.nodes].index(identifier)


def compare(graph: KnowledgeGraph, ids: Sequence[str], *, profiles: Profiles | None = None) -> Comparison:
    """Return what two to four syndromes, mimics, sites or roots share, what tells them apart, and by what best.

    `profiles` are those of the graph, for callers that ask often. An unknown id raises UnknownNameError; too few, too
    many, one twice or one of another kind BadQuestionError, which says the way out.

    >>> from graph.load import load
    >>> found = compare(load(), ["syndrome:carpal-tunnel", "syndrome:pronator"])
    >>> found.best.finding.id
    'skin:thenar-eminence'
    """
    nodes = _checked(graph, ids)
    of = profiles or Profiles(graph)
    told = tuple(
        claim
        for first, second in combinations(sorted(node.id for node in nodes), 2)
        for claim in graph.claims_of(first)
        if claim.relation == "imitates" and claim.other(first) == second
    )
    comparing = _Comparing(of, tuple(nodes), told)
    rows = tuple(comparing.without_echo(sorted(comparing.rows(), key=_rank)))
    return Comparison(tuple(nodes), comparing.best(rows), told, rows)


def _checked(graph: KnowledgeGraph, ids: Sequence[str]) -> list[Node]:
    nodes = [graph.node(identifier) for identifier in ids]
    for node in nodes:
        if node.kind not in COMPARED:
            beside = sorted({claim.other(node.id) for claim in graph.claims_of(node.id)})
            near = next((other for kind in COMPARED for other in beside if kind_of(other) == kind), "root:c6")
            message = (
                f"'{node.id}' is a {KINDS[node.kind].label}: only syndromes, mimics, sites and roots "
                f"can be compared, such as {near}"
            )
            raise BadQuestionError(message)
    twice = next((node.id for number, node in enumerate(nodes) if node in nodes[:number]), "")
    if twice:
        message = f"'{twice}' stands twice: name another in its place, or leave it out"
        raise BadQuestionError(message)
    if len(nodes) < FEWEST:
        message = "name at least 2 to compare: syndromes, mimics, sites or roots, such as CTS and pronator syndrome"
        raise BadQuestionError(message)
    if len(nodes) > MOST:
        message = f"at most {MOST} can be compared at once, not {len(nodes)}: leave some out"
        raise BadQuestionError(message)
    return nodes


def _rank(row: Row) -> tuple[float, int, str]:
    return (-row.score, _ORDER.index(row.node.kind), row.node.id)


class _Comparing:
    """One comparison in the making."""

    def __init__(self, of: Profiles, nodes: tuple[Node, ...], told: tuple[Claim, ...]) -> None:
        self.of = of
        self.graph = of.graph
        self.nodes = nodes
        self.told = told
        self.told_words = [_telling(claim.distinguished_by) for claim in told]

    def rows(self) -> Iterator[Row]:
        """Yield a row for each finding that at least one has."""
        for finding in sorted(self._findings()):
            node = self.graph.node(finding)
            marks = tuple(self.of.mark(one.id, finding) for one in self.nodes)
            if any(mark.there for mark in marks):
                parts = tuple(self._parts(node, marks))
                yield Row(node, marks, round(sum(part.value for part in parts), 4), parts)

    def without_echo(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Yield the rows; one that shows in nothing but what a row above is about is marked as an echo."""
        said: set[str] = set()
        for row in rows:
            about = set(self.of.shown_in.get(row.node.id, ())) if row.node.kind == "symptom" else {row.node.id}
            yield replace(row, echo=bool(about) and about <= said)
            said |= about

    def _findings(self) -> set[str]:
        found: set[str] = set()
        for node in self.nodes:
            profile = self.of.of(node.id)
            found.update(profile.symptoms, profile.tests, profile.causes)
            targets = self.of.places.targets
            found.update(targets[column] for column in np.flatnonzero(profile.cut.any(axis=0)))
            for symptom in profile.symptoms:  # a sign that stands for one part shows a loss that no course tells
                shown = self.of.shown_in.get(symptom, ())
                found.update(shown if len(shown) == 1 else ())
        # A wider symptom is a row of its own only where things share it by different names: "numbness", not "symptom".
        wider = [self.of.of(node.id) for node in self.nodes]
        for symptom in {above for profile in wider for above in profile.wider} - found:
            by = {claim.object for profile in wider if (claim := profile.wider.get(symptom))}
            if len(by) > 1 and all(symptom in profile.wider for profile in wider):
                found.add(symptom)
        return found

    def _parts(self, node: Node, marks: Sequence[Mark]) -> Iterator[ScorePart]:
        split = round(fmean(self._apart(node, *pair) for pair in combinations(marks, 2)), 4)
        yield ScorePart("split", split)
        if split < LEAST:
            return
        if any(_names(node, words) for words in self.told_words):
            yield ScorePart("named where they are told apart", TOLD)
        claims = [claim for mark in marks for claim in mark.claims]
        if claims:
            yield ScorePart("stated", STATED)
        if node.kind == "muscle" and not self._testable(node.id):
            yield ScorePart("hard to test alone", HARD)
        if node.kind == "test" and node.attributes.get("modality") not in _BEDSIDE:
            yield ScorePart("not at the bedside", APPARATUS)
        if any(claim.disputed for claim in claims):
            yield ScorePart("disputed", DISPUTED)

    @staticmethod
    def _apart(node: Node, one: Mark, other: Mark) -> float:
        """Return how far apart two marks are, 0 to 1."""
        if node.kind == "test":
            if one.there == other.there:  # for both, and by what finding is beyond a number
                return 0.0
            meant = one if one.there else other
            return max(0.0, (meant.chance or 0.0) - positive_in_others(meant.claims[0])) * 0.5
        if one.chance is None or other.chance is None or (one.state, one.word) == (other.state, other.word):
            return 0.0
        silent = "silent" in {one.state, other.state}
        return abs(one.chance - other.chance) * (0.5 if silent else 1.0)

    def _testable(self, muscle: str) -> bool:
        """Tell whether a bedside test or a sign shows this muscle."""
        return bool(self.of.shown_in.get(muscle)) or any(
            claim.relation == "examines"
            and kind_of(claim.subject) == "test"
            and self.graph.node(claim.subject).attributes.get("modality") in _BEDSIDE
            for claim in self.graph.claims_of(muscle)
        )

    def best(self, rows: Sequence[Row]) -> Best | None:
        """Return the best bedside discriminator, or nothing where nothing tells them apart."""
        row = next((row for row in rows if row.bedside and row.split >= LEAST), None)
        claims = sorted(
            (claim for claim in self.told if claim.distinguished_by), key=lambda claim: (claim.disputed, *claim.key)
        )
        vague = row is not None and (row.shared or any(mark.state == "silent" for mark in row.marks))
        if claims and len(self.nodes) == FEWEST and (not row or vague or row.score < SENTENCE):
            claim = claims[0]
            subject, other = (in_sentence(self.graph.node(end)) for end in (claim.subject, claim.object))
            return Best(claim.distinguished_by, f"Stated of {subject} beside {other}.", claim.sources)
        return self._best_of(row) if row else None

    def _best_of(self, row: Row) -> Best:
        claims = [claim for mark in row.marks for claim in mark.claims]
        telling = [claim for claim, words in zip(self.told, self.told_words, strict=True) if _names(row.node, words)]
        basis = [*dict.fromkeys(filter(None, map(_basis, (*claims, *telling))))][:2]
        following = [_whose(node) for node, mark in zip(self.nodes, row.marks, strict=True) if mark.basis == "course"]
        if following:
            what = "What is found " + " and ".join(following) if basis else "This"
            basis.append(f"{what} follows from the course of the nerves.")
        if not basis:
            things = dict.fromkeys(in_sentence(self.graph.node(_thing(claim))) for claim in claims)
            basis = [f"Stated of {' and of '.join(things)}."]
        sources = dict.fromkeys(source for claim in (*claims, *telling) for source in claim.sources)
        return Best(f"{_ask(row.node)}: {self._told_by(row)}.", " ".join(basis), tuple(sources), row.node)

    def _told_by(self, row: Row) -> str:
        """Say what a finding is in each: "numb in A, spared in B"; of a test, whom it speaks for."""
        if row.node.kind == "test":
            given = [in_sentence(node) for node, mark in zip(self.nodes, row.marks, strict=True) if mark.there]
            return f"if it is positive, it speaks for {' or '.join(given)}"
        groups: dict[str, list[str]] = {}
        for node, mark in zip(self.nodes, row.marks, strict=True):
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
            return f"Look and ask for {in_sentence(node)}"


def _names(node: Node, words: Sequence[str]) -> bool:
    """Tell whether a sentence, by its telling words, names a finding: all those of one of its names stand together.

    One other word may stand between: "neck and shoulder pain" names neck pain.
    """
    if node.kind not in {*TARGETS, "symptom"}:
        return False
    for name in node.names:
        told = set(_telling(name))
        if len(told) > 1 or (node.kind == "muscle" and len("".join(told)) >= _LONG):
            width = len(told) + 1
            if any(told <= set(words[at : at + width]) for at in range(max(1, len(words) - len(told) + 1))):
                return True
    return False


def _telling(text: str) -> list[str]:
    return [word for word in fold(text).split() if word not in _FILLING]
