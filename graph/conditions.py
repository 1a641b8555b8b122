"""Every condition with the chance of each symptom, the worth of each test and cause: the tables of the differential.

A row is a syndrome or a mimic; what only gathers kinds that have kinds of their own, as *pinched nerve* does, is a
field and no answer. A column is a symptom, a test or a cause. The parameters are in `graph.evidence`.

**Symptoms.** The chance is the sheet's figure, where it plainly is one share (`graph.figures`), else that of its word
for the frequency; else one that is passed on: from a general condition to its kinds, from kinds to the general one
(their mean), from a special symptom to a more general one and back; else one that follows from the courses of the
nerves, for a sign that shows in certain parts. A symptom that a sheet names in no way has some of the background
chance, which is the mean of its chances over all conditions.

**Time.** Symptoms that answer a question about time, as how it began, have rules of their own: `graph.time_course`.

**Tests and causes** hold logarithms of likelihood ratios. A test says nothing about conditions that it is not said to
detect, a cause nothing about those it is not said to predispose to. The relation `predisposes_to` has only syndromes as
objects; a mimic counts as following from a cause whose label stands in the mimic's own name, or in its definition as
"from …".
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np

from graph import evidence
from graph import examination as exam
from graph.accuracy import Power, power_of, says_normal
from graph.figures import share_of
from graph.findings import bedside_tests
from graph.localize import Localizer, localizer
from graph.model import Claim, KnowledgeGraph
from graph.scoring import Array, Flags
from graph.time_course import fill, groups_of, own_alone, questions_of
from graph.vocabulary import kind_of

_Worth = Callable[[str, str, Claim], float]
"""The worth of a claim, from its condition, its finding and itself."""

CONDITION_KINDS = ("syndrome", "mimic")
_BEDSIDE = frozenset({"history", "examination"})


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a finding counts as it does for a condition: a word for it, and the sources of the claim behind it."""

    why: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conditions:
    """The tables, conditions x symptoms, tests or causes; make one for a graph and ask it often."""

    graph: KnowledgeGraph
    localizer: Localizer
    ids: tuple[str, ...]
    symptom: Mapping[str, int]
    """The column of each symptom; so `test` and `cause`."""
    test: Mapping[str, int]
    cause: Mapping[str, int]
    chance: Array
    """The chance of each symptom, with what is passed on and what silence leaves."""
    stated: Array
    """The chance of each symptom that the condition's own sheet, or that of a kind or general form, names; else 0."""
    background: Array
    positive: Array
    """The worth of a positive test; so `negative`; and of a cause that is there; so `without`."""
    negative: Array
    found: Array
    """The chance that a test is positive."""
    caused: Array
    without: Array
    rows: tuple[tuple[int, ...], ...]
    """Of each condition, its rows in the localizer's table: its places, or its pattern."""
    plain: Array
    """How plainly each part fails, of conditions that have no such row: by the signs of their sheets."""
    basis: Mapping[tuple[str, str], Basis]
    """Of condition and finding; what is not in it, no sheet names."""
    above: Mapping[str, frozenset[str]]
    """The more general symptoms of each."""
    time: Mapping[str, str]
    """Of each symptom of time, the question that it answers."""

    def answered(self, told: Iterable[str]) -> frozenset[str]:
        """Return the questions about time that these findings answer."""
        return frozenset(self.time[name] for name in told if name in self.time)

    @cached_property
    def complaints(self) -> Flags:
        """Return which symptoms are complaints or signs, and not answers to a question about time."""
        return np.array([name not in self.time for name in self.symptom], dtype=np.bool_)

    @cached_property
    def askable(self) -> tuple[str, ...]:
        """Return all that can be asked, tested or examined: symptoms, tests, then parts, each in its columns' order."""
        return (*self.symptom, *self.test, *self.localizer.places.targets)

    @cached_property
    def effort(self) -> Array:
        """Return what the information of each of these counts for, given what it takes to get it."""
        return np.array([self._effort(name) for name in self.askable])

    def _effort(self, name: str) -> float:
        match kind_of(name):
            case "test":
                modality = self.graph.node(name).attributes.get("modality", "")
                return 1.0 if modality in _BEDSIDE else evidence.NEEDS_EQUIPMENT
            case "muscle":
                return 1.0 if any(bedside_tests(self.graph, name)) else exam.UNTESTED
            case _:
                return 1.0


def conditions_of(graph: KnowledgeGraph, of: Localizer | None = None) -> Conditions:
    """Return the tables of a graph; `of` is its localizer, for callers that have one.

    >>> from graph.load import load
    >>> made = conditions_of(load())
    >>> "syndrome:pinched-nerve" in made.ids, "mimic:polyneuropathy" in made.ids
    (False, True)
    """
    return _Making(graph, of or localizer(graph)).made()


class _Making:
    """The tables while they are made."""

    def __init__(self, graph: KnowledgeGraph, of: Localizer) -> None:
        self.graph = graph
        self.of = of
        self.up = _steps_up(graph)
        fields = {top for steps in self.up.values() for top, number in steps.items() if number > 1}
        self.ids = tuple(one for one in graph.nodes if kind_of(one) in CONDITION_KINDS and one not in fields)
        self.row = {identifier: index for index, identifier in enumerate(self.ids)}
        self.columns = {
            kind: {one: index for index, one in enumerate(node for node in graph.nodes if kind_of(node) == kind)}
            for kind in ("symptom", "test", "cause")
        }
        self.kinds: dict[str, list[str]] = defaultdict(list)
        for identifier in self.ids:
            for general in self.up.get(identifier, {}):
                self.kinds[general].append(identifier)
        self.basis: dict[tuple[str, str], Basis] = {}
        self.symptoms = tuple(self.columns["symptom"])
        self.time = questions_of(graph, self.symptoms)
        self.answers = groups_of(self.time, self.columns["symptom"])

    def made(self) -> Conditions:
        """Return the tables."""
        rows = tuple(self._rows(identifier) for identifier in self.ids)
        own = self._own("presents_with", "symptom", self._by_frequency)
        stated = self._own_time(own, self._passed_on(own))
        chance = self._related(stated)
        self._from_fibers(chance, rows)
        mean = chance.mean(axis=0) if len(self.ids) else np.zeros(len(self.columns["symptom"]))
        background = np.clip(mean, evidence.LEAST_BACKGROUND, evidence.MOST_BACKGROUND)
        plain = self._signs(chance, rows)
        silent = background * np.where(self._spared(), evidence.SPARED, evidence.SILENT)
        for columns in self.answers:
            background[columns] = self._by_time(chance, columns)
            silent[:, columns] = 0.0
        positive, negative, found = self._tests()
        caused = self._causes()
        return Conditions(
            graph=self.graph,
            localizer=self.of,
            ids=self.ids,
            symptom=self.columns["symptom"],
            test=self.columns["test"],
            cause=self.columns["cause"],
            chance=np.maximum(chance, silent),
            stated=stated,
            background=background,
            positive=positive,
            negative=negative,
            found=found,
            caused=caused,
            without=np.where(caused > 0, log(evidence.CAUSE_ABSENT), 0.0),
            rows=rows,
            plain=plain,
            basis=self.basis,
            above={name: frozenset(self.up.get(name, {})) for name in self.columns["symptom"]},
            time=self.time,
        )

    def _claims(self, relation: str) -> Iterable[tuple[str, str, Claim]]:
        """Yield condition, finding and claim of every claim of a relation, whichever way it is stated."""
        for claim in self.graph.claims():
            if claim.relation == relation:
                ends = (claim.subject, claim.object)
                condition = next((end for end in ends if end in self.row), None)
                if condition is not None:
                    yield condition, claim.other(condition), claim

    def _own(self, relation: str, kind: str, worth: _Worth) -> Array:
        """Return what the sheets state themselves, conditions x findings of a kind."""
        table = np.zeros((len(self.ids), len(self.columns[kind])))
        for condition, finding, claim in self._claims(relation):
            table[self.row[condition], self.columns[kind][finding]] = worth(condition, finding, claim)
        return table

    def _by_frequency(self, condition: str, finding: str, claim: Claim) -> float:
        share = share_of(claim.figure)
        if share is None:
            self.basis[condition, finding] = Basis(f"{claim.frequency} of it", claim.sources)
            return evidence.FREQUENCY_CHANCE[claim.frequency]
        self.basis[condition, finding] = Basis(f"{claim.frequency} of it, by the figure: {claim.figure}", claim.sources)
        return min(1 - evidence.EXTREME, max(evidence.EXTREME, share))

    def _passed_on(self, own: Array) -> Array:
        """Let kinds have what their general condition has, and the general condition the mean of its kinds."""
        table = own.copy()
        for general, kinds in self.kinds.items():
            if general not in self.row:
                continue
            members = [self.row[kind] for kind in kinds]
            mean = own[members].mean(axis=0)
            row = self.row[general]
            self._explain(general, table[row], mean, f"of kinds of {self.graph.node(general).label}")
            table[row] = _stronger(table[row], mean)
            for kind in kinds:
                passed = own[row] * evidence.INHERITED
                self._explain(kind, table[self.row[kind]], passed, f"of {self.graph.node(general).label}")
                table[self.row[kind]] = _stronger(table[self.row[kind]], passed)
        return table

    def _explain(self, condition: str, before: Array, passed: Array, why: str) -> None:
        """Note where what is passed on counts; only tables of symptoms are told apart by their columns."""
        names = next(names for names in self.columns.values() if len(names) == len(before))
        for name, column in names.items():
            if abs(passed[column]) > abs(before[column]):
                self.basis[condition, name] = Basis(why)

    def _related(self, stated: Array) -> Array:
        """Let a symptom speak for more general and more special ones, at a discount."""
        table = stated.copy()
        columns = self.columns["symptom"]
        for special, steps in self.up.items():
            if special not in columns:
                continue
            for general, number in steps.items():
                up = stated[:, columns[special]] * evidence.GENERAL**number
                # who is said to be worse at night is not thereby said to tingle at night
                down = stated[:, columns[general]] * (0.0 if general in self.time else evidence.SPECIAL)
                for target, source, passed in ((general, special, up), (special, general, down)):
                    column = columns[target]
                    better = passed > table[:, column]
                    for row in np.flatnonzero(better):
                        label = self.graph.node(source).label
                        origin = self.basis.get((self.ids[row], source), Basis(""))
                        self.basis[self.ids[row], target] = Basis(f"it shows {label}", origin.sources)
                    table[better, column] = passed[better]
        return table

    def _own_time(self, own: Array, passed: Array) -> Array:
        """Let a sheet's own answer to a question about time count alone."""
        table, lost = own_alone(own, passed, self.answers)
        for row, column in lost:
            self.basis.pop((self.ids[row], self.symptoms[column]), None)
        return table

    def _by_time(self, chance: Array, columns: list[int]) -> Array:
        """Give the answers to a question about time their chances; return how usual each is."""
        background, excluded = fill(chance, columns)
        for one in excluded:
            condition, stated = self.ids[one.row], self.symptoms[one.stated]
            sources = self.basis.get((condition, stated), Basis("")).sources
            why = Basis(f"{self.graph.node(stated).label} is stated for it", sources)
            self.basis |= {(condition, self.symptoms[column]): why for column in one.others}
        return background

    def _rows(self, condition: str) -> tuple[int, ...]:
        """Return the rows of a condition: its places, else those of its kinds; of a mimic, the forms of its pattern."""
        places = self.of.places.all
        pattern = self.graph.node(condition).attributes.get("pattern")
        if pattern:
            forms = enumerate(self.of.patterns, len(places))
            return tuple(row for row, form in forms if form.name == pattern)
        own = {condition}
        found = tuple(row for row, place in enumerate(places) if own & set(place.syndromes))
        kinds = set(self.kinds.get(condition, ()))
        return found or tuple(row for row, place in enumerate(places) if kinds & set(place.syndromes))

    def _shows_in(self) -> Iterable[tuple[int, list[int]]]:
        """Yield the column of each symptom that shows in certain parts, and the columns of these."""
        column = self.of.places.column
        for symptom, index in self.columns["symptom"].items():
            parts = [
                column[claim.object]
                for claim in self.graph.claims_of(symptom)
                if claim.relation == "shows_in" and claim.object in column
            ]
            if parts:
                yield index, parts

    def _from_fibers(self, chance: Array, rows: tuple[tuple[int, ...], ...]) -> None:
        """Add the signs that follow from the courses and are on no sheet."""
        names = list(self.columns["symptom"])
        member = np.zeros((len(rows), len(self.of.table.share)))
        for index, own in enumerate(rows):
            member[index, list(own)] = 1 / max(1, len(own))
        targets = self.of.places.targets
        for column, parts in self._shows_in():
            detect = exam.DETECTION[kind_of(targets[parts[0]])]
            plain = member @ detect.plain(self.of.table.share[:, parts].mean(axis=1))
            value = np.where(plain >= evidence.PLAIN, plain * evidence.FIBERS, 0.0)
            for row in np.flatnonzero(value > chance[:, column]):
                chance[row, column] = value[row]
                self.basis[self.ids[row], names[column]] = Basis("it follows from where the fibers run")

    def _spared(self) -> Flags:
        """Return which symptoms show only in parts that a condition is said to spare."""
        spared = np.zeros((len(self.ids), len(self.of.places.targets)), dtype=np.bool_)
        for condition, part, _ in self._claims("spares"):
            if part in self.of.places.column:
                spared[self.row[condition], self.of.places.column[part]] = True
        table = np.zeros((len(self.ids), len(self.columns["symptom"])), dtype=np.bool_)
        for column, parts in self._shows_in():
            table[:, column] = spared[:, parts].all(axis=1)
        return table

    def _signs(self, chance: Array, rows: tuple[tuple[int, ...], ...]) -> Array:
        """Return how plainly parts fail by the signs of the sheets, where there is neither a place nor a pattern."""
        plain = np.zeros((len(self.ids), len(self.of.places.targets)))
        without = np.array([not own for own in rows], dtype=np.bool_)
        for column, parts in self._shows_in():
            for part in parts:
                plain[without, part] = np.maximum(plain[without, part], chance[without, column])
        return plain

    def _tests(self) -> tuple[Array, Array, Array]:
        """Return what a positive and a negative result are worth, and the chance of a positive one."""
        powers: dict[tuple[str, str], Power] = {}
        specificities: dict[str, list[float]] = defaultdict(list)
        for condition, test, claim in self._claims("detects"):
            if not says_normal(claim):
                power = power_of(claim.accuracy)
                powers[condition, test] = power
                self.basis[condition, test] = Basis(str(power), claim.sources)
                specificities[test].append(power.specificity)
        found = np.zeros((len(self.ids), len(self.columns["test"])))
        for test, column in self.columns["test"].items():
            found[:, column] = 1 - float(np.median(specificities[test] or [evidence.SPECIFICITY]))
        positive, negative = np.zeros_like(found), np.zeros_like(found)
        for (condition, test), power in powers.items():
            cell = self.row[condition], self.columns["test"][test]
            positive[cell], negative[cell] = power.positive, power.negative
            found[cell] = max(found[cell], power.sensitivity)
        return self._passed_on(positive), self._passed_on(negative), found

    def _causes(self) -> Array:
        """Return what a cause is worth; a more special cause speaks for what the more general one does."""
        worth = log(evidence.CAUSE_PRESENT)

        def stated(condition: str, cause: str, claim: Claim) -> float:
            self.basis[condition, cause] = Basis("predisposes to it", claim.sources)
            return worth

        own = self._own("predisposes_to", "cause", stated)
        for condition, cause in self._named_causes():
            own[self.row[condition], self.columns["cause"][cause]] = worth
            self.basis[condition, cause] = Basis("named in what it is", self.graph.node(condition).sources)
        table = self._passed_on(own)
        for special, steps in self.up.items():
            if special in self.columns["cause"]:
                for general, number in steps.items():
                    passed = table[:, self.columns["cause"][general]] * evidence.GENERAL**number
                    column = self.columns["cause"][special]
                    for row in np.flatnonzero(passed > table[:, column]):
                        origin = self.basis.get((self.ids[row], general), Basis(""))
                        label = self.graph.node(general).label
                        self.basis[self.ids[row], special] = Basis(f"a kind of {label}", origin.sources)
                    table[:, column] = np.maximum(table[:, column], passed)
        return table

    def _named_causes(self) -> Iterable[tuple[str, str]]:
        """Yield mimics and the causes that their names hold, or their definitions at the beginning or as "from …"."""
        mimics = [self.graph.node(name) for name in self.ids if kind_of(name) == "mimic"]
        texts = [(node, ";".join((node.label, *node.synonyms)), node.definition) for node in mimics]
        for cause in self.columns["cause"]:
            label = re.escape(self.graph.node(cause).label)
            in_name = re.compile(rf"\b{label}\b", re.IGNORECASE)
            in_definition = re.compile(rf"(?:^|\b(?:after|by|from|in|of|with) ){label}\b", re.IGNORECASE)
            for node, names, definition in texts:
                if in_name.search(names) or in_definition.search(definition):
                    yield node.id, cause


def _stronger(first: Array, second: Array) -> Array:
    """Return of each pair the one that is farther from 0."""
    return np.where(np.abs(second) > np.abs(first), second, first)


def _steps_up(graph: KnowledgeGraph) -> Mapping[str, Mapping[str, int]]:
    """Return, for every node that is a kind of something, what it is a kind of, by how many steps."""
    parents: dict[str, list[str]] = defaultdict(list)
    for claim in graph.claims():
        if claim.relation == "is_a":
            parents[claim.subject].append(claim.object)
    found: dict[str, dict[str, int]] = {}
    for start in parents:
        steps: dict[str, int] = {}
        wave, number = [start], 0
        while wave:
            number += 1
            wave = [up for one in wave for up in parents.get(one, ()) if up not in steps and up != start]
            steps.update((up, number) for up in wave if up not in steps)
        found[start] = steps
    return found
