"""How one syndrome, mimic, site or root stands to a finding: present, absent, in between, or nothing is said.

What is cut follows from the courses (`graph.places`); symptoms, spared parts, tests and causes are what sheets state.
A statement goes before what follows from the course. Of a syndrome with several places each is taken; where they
differ, the mark says so.

**The chance of a mark** is how likely the finding is thought to be there, 0 to 1. Of what follows from a course it is
that of `graph.examination`. The others are conventions, set by argument and not measured: a symptom by its stated
frequency (`CHANCES`); one that a sheet does not name, `SILENT`, which is no statement; a beginning or course other than
the stated one, as what is rare; a test by its mean stated sensitivity and, for whom it is not meant, one less its mean
stated specificity, else `UNMEASURED`; a cause `CAUSE`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import log
from types import MappingProxyType

import numpy as np

from graph import examination as exam
from graph.fibers import points_of
from graph.model import Claim, KnowledgeGraph, Node
from graph.places import Places, Shares, places_of
from graph.vocabulary import kind_of

COMPARED = ("syndrome", "mimic", "site", "root")
"""Kinds that can be compared."""
TARGETS = ("muscle", "skin", "reflex")

CHANCES: Mapping[str, float] = MappingProxyType({"typical": 0.8, "common": 0.5, "occasional": 0.2, "rare": 0.05})
SILENT = 0.1
UNMEASURED = (0.4, 0.2)
"""Of a test without figures: the chance that it is positive in whom it is meant for, and in others."""
CAUSE = 0.3
_PLAINLY = 0.7
"""How plain a loss by the course must be to be called one without "partly"."""

_LOSSES = frozenset(
    {
        "symptom:weakness",
        "symptom:numbness",
        "symptom:loss-of-sensation",
        "symptom:reflex-loss",
        "symptom:muscle-wasting",
    }
)
_LOST = MappingProxyType({"muscle": "weak", "skin": "numb", "reflex": "weak or lost"})
_KEPT = MappingProxyType({"muscle": "strong", "skin": "feeling normal", "reflex": "normal"})


@dataclass(frozen=True, slots=True)
class Mark:
    """How one thing stands to one finding.

    `state` is yes, partly, no, or silent when nothing is said. `basis` is course, stated, or nothing. `chance` is None
    where there is nothing to go by at all.
    """

    state: str
    word: str
    chance: float | None = None
    basis: str = ""
    claims: tuple[Claim, ...] = ()

    @property
    def there(self) -> bool:
        """Tell whether the finding belongs to the thing, at least sometimes."""
        return self.state in {"yes", "partly"}


NOTHING = Mark("silent", "nothing said")


@dataclass(frozen=True)
class Profile:
    """What is known of one thing: what is cut (a row for each of its places), and what is stated, by the other end."""

    node: Node
    rows: frozenset[int]
    """The rows of its places in `Places`."""
    cut: Shares
    lost: Shares
    """What is cut of each target: the mean over the places; all 0 where no course tells."""
    chances: Shares
    """The chance that each target is found lost, by the courses alone: the mean over the places."""
    symptoms: Mapping[str, Claim]
    wider: Mapping[str, Claim]
    """Symptoms that a stated one is a kind of, each with the strongest statement under it."""
    spares: Mapping[str, Claim]
    tests: Mapping[str, Claim]
    causes: Mapping[str, Claim]
    weights: Mapping[str, float]
    """How much each stated symptom tells: its chance, and more, the fewer things present with it."""
    imitates: Mapping[str, tuple[Claim, ...]]
    """What sheets say of likeness with each other thing, in either direction."""
    family: frozenset[str] = field(default_factory=frozenset)
    """Its own id, and those of what it is a kind of and what is a kind of it."""


class Profiles:
    """The profiles of a graph, each made when it is first asked for; make one for a graph and ask it often.

    >>> from graph.load import load
    >>> profiles = Profiles(load())
    >>> profiles.mark("syndrome:carpal-tunnel", "muscle:abductor-pollicis-brevis").word
    'weak'
    >>> profiles.mark("syndrome:carpal-tunnel", "skin:thenar-eminence").word
    'spared'
    """

    def __init__(self, graph: KnowledgeGraph, places: Places | None = None) -> None:
        """Make no profile yet; `places` are those of the graph, where a caller has them."""
        self.graph = graph
        self.places = places or places_of(graph)
        self._made: dict[str, Profile] = {}
        self._marks: dict[tuple[str, str], Mark] = {}

    @cached_property
    def shown_in(self) -> Mapping[str, tuple[str, ...]]:
        """Return the muscles, skin and reflexes that each loss shows in, and the losses that show in each part.

        Pain and brisk reflexes show in parts too, but are no loss, and no course tells of them.
        """
        found: dict[str, list[str]] = defaultdict(list)
        for claim in self.graph.claims():
            if claim.relation == "shows_in" and claim.object in self.places.column and self._is_loss(claim.subject):
                found[claim.subject].append(claim.object)
                found[claim.object].append(claim.subject)
        return MappingProxyType({node: tuple(others) for node, others in found.items()})

    def _is_loss(self, symptom: str) -> bool:
        return not _LOSSES.isdisjoint((symptom, *_kinds(self.graph, symptom, up=True)))

    @cached_property
    def _at_point(self) -> Mapping[tuple[str, int], int]:
        return {point: row for row, place in enumerate(self.places.all) if not place.wide for point in place.points}

    @cached_property
    def _with(self) -> Mapping[str, int]:
        return Counter(claim.object for claim in self.graph.claims() if claim.relation == "presents_with")

    def of(self, identifier: str) -> Profile:
        """Return the profile of a syndrome, mimic, site or root."""
        if identifier not in self._made:
            self._made[identifier] = self._profile(self.graph.node(identifier))
        return self._made[identifier]

    def mark(self, identifier: str, finding: str) -> Mark:
        """Return how a thing stands to a muscle, patch of skin, reflex, symptom, test or cause."""
        key = (identifier, finding)
        if key not in self._marks:
            profile, kind = self.of(identifier), kind_of(finding)
            if kind in TARGETS:
                made = self._target(profile, finding)
            elif question := self.graph.node(finding).attributes.get("time"):
                made = self._time(profile, finding, question)
            elif kind == "symptom":
                made = self._symptom(profile, finding)
            elif kind == "test":
                made = _test(profile, finding)
            else:
                claim = profile.causes.get(finding)
                made = Mark("yes", "makes it likelier", CAUSE, "stated", (claim,)) if claim else _unnamed(profile)
            self._marks[key] = made
        return self._marks[key]

    def _profile(self, node: Node) -> Profile:
        symptoms, spares, tests, causes = {}, {}, {}, {}
        wider: dict[str, Claim] = {}
        imitates: dict[str, tuple[Claim, ...]] = defaultdict(tuple)
        for claim in self.graph.claims_of(node.id):
            match claim.relation:
                case "presents_with":
                    symptoms[claim.object] = claim
                case "spares":
                    spares[claim.object] = claim
                case "detects":
                    tests[claim.subject] = claim
                case "predisposes_to":
                    causes[claim.subject] = claim
                case "imitates":
                    imitates[claim.other(node.id)] += (claim,)
        for symptom, claim in sorted(symptoms.items(), key=lambda item: (item[1].rank, item[0])):
            for above in _kinds(self.graph, symptom, up=True):
                wider.setdefault(above, claim)
        family = {node.id, *_kinds(self.graph, node.id, up=True), *_kinds(self.graph, node.id, up=False)}
        rows = sorted(set(self._rows(node)))
        cut = self.places.cut[rows] if rows else np.zeros((0, len(self.places.targets)))
        weights = {
            symptom: CHANCES.get(claim.frequency, CHANCES["occasional"])
            * log((1 + len(self.graph)) / (1 + self._with[symptom]))
            for symptom, claim in symptoms.items()
        }
        return Profile(
            node=node,
            rows=frozenset(rows),
            cut=cut,
            lost=cut.mean(axis=0) if rows else np.zeros(cut.shape[1]),
            chances=self._chances(cut),
            symptoms=symptoms,
            wider=wider,
            spares=spares,
            tests=tests,
            causes=causes,
            weights=weights,
            imitates=imitates,
            family=frozenset(family),
        )

    def _chances(self, cut: Shares) -> Shares:
        found = np.zeros(cut.shape)
        for kind, detection in exam.DETECTION.items():
            of_kind = [column for column, target in enumerate(self.places.targets) if kind_of(target) == kind]
            found[:, of_kind] = detection.found(detection.plain(cut[:, of_kind]))
        return np.asarray(found.mean(axis=0)) if len(cut) else np.zeros(cut.shape[1])

    def _rows(self, node: Node) -> Iterator[int]:
        """Yield the rows of the places of a thing: of a site of one level, or a general one, each that it may mean."""
        if node.kind == "syndrome":
            for claim in self.graph.claims_of(node.id):
                if claim.relation == "leads_to" and claim.object == node.id:
                    yield from self._rows(self.graph.node(claim.subject))
        elif node.kind in {"site", "root"}:
            narrower = [
                claim.subject
                for claim in self.graph.claims_of(node.id)
                if claim.relation == "is_a" and claim.object == node.id
            ]
            if narrower:
                for site in narrower:
                    yield from self._rows(self.graph.node(site))
            elif node.id in self.places.row:
                yield self.places.row[node.id]
            else:
                points = points_of(self.graph, node.id)
                yield from (self._at_point[point] for point in points if point in self._at_point)

    def _target(self, profile: Profile, target: str) -> Mark:
        shown = [
            claim
            for symptom in self.shown_in.get(target, ())
            if (claim := profile.symptoms.get(symptom)) and len(self.shown_in[symptom]) == 1
        ]
        spared = profile.spares.get(target)
        if spared:
            return Mark("no", "spared", self._spared_chance(profile, target), "stated", (spared,))
        if len(profile.cut) and target in self.places.column:
            return self._by_course(profile, target, tuple(shown))
        if shown:
            strongest = min(shown, key=lambda claim: claim.rank)
            return replace(_stated(strongest, _LOST[kind_of(target)]), claims=tuple(shown))
        return NOTHING

    def _spared_chance(self, profile: Profile, target: str) -> float:
        least = exam.DETECTION[kind_of(target)].false_loss
        if not len(profile.cut) or target not in self.places.column:
            return least
        return least + exam.SPARED * (float(profile.chances[self.places.column[target]]) - least)

    def _by_course(self, profile: Profile, target: str, shown: tuple[Claim, ...]) -> Mark:
        """Return the mark of a target by what is cut; `shown` are stated symptoms that show in it alone."""
        kind, column = kind_of(target), self.places.column[target]
        share, chance = profile.cut[:, column], float(profile.chances[column])
        basis = "stated" if shown else "course"
        if not share.any():
            return Mark("no", _KEPT[kind], chance, "course")
        if not share.all():
            return Mark("partly", f"{_LOST[kind]} at some of its places", chance, basis, shown)
        if exam.DETECTION[kind].plain(share).min() < _PLAINLY:
            return Mark("partly", f"partly {_LOST[kind]}", chance, basis, shown)
        return Mark("yes", _LOST[kind], chance, basis, shown)

    def _symptom(self, profile: Profile, symptom: str) -> Mark:
        if claim := profile.symptoms.get(symptom):
            return _stated(claim, claim.frequency or "named")
        if claim := profile.wider.get(symptom):
            word = f"{claim.frequency or 'named'}, as {self.graph.node(claim.object).label}"
            return replace(_stated(claim, word), chance=None)  # how often the wider symptom comes is not stated
        targets = self.shown_in.get(symptom, ())
        if targets and len(profile.cut):
            columns = [self.places.column[target] for target in targets]
            if profile.cut[:, columns].any():  # how often, no course tells
                return Mark("partly", "possible", None, "course")
            return Mark("no", "absent", float(profile.chances[columns].mean()), "course")
        for above in _kinds(self.graph, symptom, up=True):
            if above in profile.symptoms:
                return Mark("silent", f"named only as {self.graph.node(above).label}")
        return _unnamed(profile)

    def _time(self, profile: Profile, symptom: str, question: str) -> Mark:
        """Return the mark for an answer to a question about time: of several answers mostly one is true."""
        if claim := profile.symptoms.get(symptom):
            return _stated(claim, claim.frequency or "named")
        others = [
            claim
            for other, claim in sorted(profile.symptoms.items())
            if self.graph.node(other).attributes.get("time") == question
        ]
        if not others:
            return NOTHING
        stated = max(others, key=lambda claim: CHANCES.get(claim.frequency, CHANCES["occasional"]))
        return Mark("no", f"{self.graph.node(stated.object).label} instead", CHANCES["rare"], "stated", (stated,))


def _stated(claim: Claim, word: str) -> Mark:
    state = "yes" if claim.frequency in {"typical", "common"} else "partly"
    return Mark(state, word, CHANCES.get(claim.frequency, CHANCES["occasional"]), "stated", (claim,))


def _unnamed(profile: Profile) -> Mark:
    """Return the mark for what a sheet does not name; a site or root has no sheet, so its silence means nothing."""
    return Mark("silent", "not named", SILENT) if profile.symptoms else NOTHING


def _test(profile: Profile, test: str) -> Mark:
    claim = profile.tests.get(test)
    if not claim:
        return NOTHING
    sensitivity = _mean(claim, "sensitivity")
    return Mark("yes", "helps to detect it", UNMEASURED[0] if sensitivity is None else sensitivity, "stated", (claim,))


def positive_in_others(claim: Claim) -> float:
    """Return the chance that a test for one thing is positive in another: by its stated specificity, else a default.

    >>> positive_in_others(Claim("test:a", "detects", "syndrome:b", ("source:x",)))
    0.2
    """
    specificity = _mean(claim, "specificity")
    return UNMEASURED[1] if specificity is None else round(1 - specificity, 4)


def _mean(claim: Claim, name: str) -> float | None:
    """Return the mean of a test's figures, each study by the middle of its range; None where none is stated."""
    figures = [sum(value) / 200 for accuracy in claim.accuracy if (value := getattr(accuracy, name))]
    return round(sum(figures) / len(figures), 4) if figures else None


def _kinds(graph: KnowledgeGraph, identifier: str, *, up: bool) -> list[str]:
    """Return what a node is a kind of, nearest first, or what is a kind of it."""
    found: dict[str, None] = {}
    wanted = [identifier]
    while wanted:
        at = wanted.pop(0)
        for claim in graph.claims_of(at):
            if claim.relation == "is_a" and at == (claim.subject if up else claim.object):
                other = claim.other(at)
                if other not in found:
                    found[other] = None
                    wanted.append(other)
    return list(found)
