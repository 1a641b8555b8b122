"""Urgency: what among the findings, and in what they may mean, calls for a doctor now or within days, whatever leads.

How urgent a *condition* is stands in the data with its source (`urgency`): an *emergency* needs a doctor now, another
one *soon*, within days, as what must be treated before it does lasting harm. A *finding* is a red flag by itself where
the graph has a red flag or urgent treatment for it, or where emergencies make up most of those that have it (`ALARM` of
`graph.evidence`, by their chances), as for a numb saddle. Where emergencies and what is needed soon together do, and it
is usual with one of them (`USUAL`), it asks for a doctor within days. Time courses are no red flags by themselves: most
of what begins suddenly is harmless.

A condition is raised where such a finding points to it. Its score raises it too, with more than one finding that
speaks for it (`AGREE`): an emergency where it is well ahead of all that is none (`AHEAD`), or where the beginning that
is typical of it was told, as of a stroke or of weakness that climbs within days; what is needed soon, where nothing
harmless fits better. Back pain alone, or sciatica, must not say that there may be pus in the spinal canal or a squeezed
cauda equina; what is only plausible is said as an *if*. So is an emergency that began as it typically does and for
which something else speaks, however much better another condition fits: a hand weak all at once may be a stroke.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

import numpy as np

from graph import evidence
from graph.conditions import Conditions
from graph.model import RED_FLAG, URGENCY, Node
from graph.told import Told
from graph.vocabulary import kind_of

Level = Literal["now", "soon", "if"]
_SAY: Mapping[Level, str] = MappingProxyType(
    {"now": "Urgent: see a doctor now.", "soon": "See a doctor within days.", "if": ""}
)
_SHOWN = 5
"""Plausible candidates whose red flags are worth a look; more would be read by nobody."""


@dataclass(frozen=True, slots=True)
class Urgent:
    """A reason to see a doctor: now, within days, or if what `why` says is so."""

    node: Node
    level: Level
    say: str
    why: tuple[str, ...]
    because: tuple[Node, ...]
    """The findings that raise it; empty where only the candidate does."""
    sources: tuple[str, ...]

    @property
    def emergency(self) -> bool:
        """Tell whether it is a condition that needs a doctor now, however sure it is."""
        return self.node.attributes.get("urgency") == "emergency"


@dataclass(frozen=True)
class RedFlags:
    """What is urgent in a graph, made once for its conditions."""

    of: Conditions

    @cached_property
    def emergencies(self) -> frozenset[str]:
        """Return the conditions that need a doctor now."""
        return self._of("emergency")

    @cached_property
    def soon(self) -> frozenset[str]:
        """Return the conditions that need a doctor within days."""
        return self._of("soon")

    def _of(self, urgency: str) -> frozenset[str]:
        return frozenset(name for name in self.of.ids if self.of.graph.node(name).attributes.get("urgency") == urgency)

    @cached_property
    def findings(self) -> Mapping[str, tuple[str, ...]]:
        """Return the symptoms and tests that are red flags, with the emergencies that have them, likeliest first.

        What is a red flag by itself may have none.
        """
        alone = {
            name: ()
            for name in (*self.of.symptom, *self.of.test)
            if any(claim.role == "urgent" for claim in self.of.graph.claims_of(name))
            or any(fact.name == RED_FLAG for fact in self.of.graph.node(name).facts)
        }
        return {**alone, **self._mostly_of(self.emergencies)}

    @cached_property
    def findings_soon(self) -> Mapping[str, tuple[str, ...]]:
        """Return the symptoms and tests that ask for a doctor within days, with what they may mean, likeliest first."""
        found = self._mostly_of(self.emergencies | self.soon, usual=evidence.USUAL)
        return {name: conditions for name, conditions in found.items() if name not in self.findings}

    def _mostly_of(self, conditions: frozenset[str], *, usual: float = 0.0) -> dict[str, tuple[str, ...]]:
        """Return the findings that belong mostly to some conditions, by their chances, and are `usual` with one."""
        urgent = np.array([name in conditions for name in self.of.ids], dtype=np.bool_)
        found: dict[str, tuple[str, ...]] = {}
        for columns, table in ((self.of.symptom, self.of.stated), (self.of.test, self.of.positive)):
            for name, column in columns.items():
                have = table[:, column]
                if name in self.of.time or have.sum() <= 0 or have[urgent].max(initial=0.0) < usual:
                    continue
                if have[urgent].sum() / have.sum() >= evidence.ALARM:
                    rows = [row for row in np.argsort(-have, kind="stable") if urgent[row] and have[row] > 0]
                    found[name] = tuple(self.of.ids[row] for row in rows)
        return found

    def raised(
        self, told: Told, ranked: Sequence[tuple[str, float]], agreeing: Mapping[str, int]
    ) -> tuple[Urgent, ...]:
        """Return what is urgent: what calls for a doctor now, then within days, then what would; each as ranked.

        `ranked` holds every condition with its score, best first, `agreeing` how many findings speak for each.
        """
        present = (*told.present, *(finding.node.id for finding in told.exam if finding.lost))
        flags = [name for name in present if name in self.findings]
        best = ranked[0][1] if ranked else 0.0
        plausible = [name for name, score in ranked if score > 0 and score >= best - evidence.PLAUSIBLE]
        order = [name for name, _ in ranked]
        now = _because(flags, self.findings)
        soon = _because(present, self.findings_soon)
        leading = {
            name: score for name, score in ranked[:_SHOWN] if name in plausible and agreeing[name] >= evidence.AGREE
        }
        first = self._leading_now(told, ranked, leading) | set(now)
        harmless = self._best_without(ranked, self.emergencies | self.soon)
        strong = {name for name, score in leading.items() if score >= max(evidence.STRONG, harmless)}
        second = self.soon & (strong | (set(soon) & set(plausible))) - first
        alone = [flag for flag in flags if not self.findings[flag]]
        begun = {name for name in self.emergencies & self._begun(told) if agreeing[name] >= evidence.AGREE}
        thinkable = [name for name in order if name in begun or name in plausible[:_SHOWN]]
        return (
            *(self._raise(flag, "now", [flag]) for flag in alone),
            *(self._raise(name, "now", now.get(name, ())) for name in order if name in first),
            *(self._raise(name, "soon", soon.get(name, ())) for name in order if name in second),
            *(found for name in self._ifs(thinkable, first | second) if (found := self._if(name))),
        )

    def _leading_now(
        self, told: Told, ranked: Sequence[tuple[str, float]], leading: Mapping[str, float]
    ) -> frozenset[str]:
        """Return the emergencies that lead clearly, or that began as they typically do."""
        least = max(evidence.STRONG, self._best_without(ranked, self.emergencies) + evidence.AHEAD)
        begun = self._begun(told)
        return frozenset(
            name for name, score in leading.items() if name in self.emergencies and (score >= least or name in begun)
        )

    def _begun(self, told: Told) -> frozenset[str]:
        """Return the conditions of which the beginning that was told is typical."""
        began = [self.of.symptom[name] for name in told.present if self.of.time.get(name) == "onset"]
        typical = self.of.stated[:, began].max(axis=1, initial=0.0) >= evidence.FREQUENCY_CHANCE["typical"]
        return frozenset(name for name, so in zip(self.of.ids, typical, strict=True) if so)

    @staticmethod
    def _best_without(ranked: Sequence[tuple[str, float]], without: frozenset[str]) -> float:
        return next((score for name, score in ranked if name not in without), 0.0)

    def _ifs(self, plausible: Sequence[str], raised: Iterable[str]) -> list[str]:
        """Return what is plausible and not raised: emergencies, then what is needed soon, then the others."""
        rest = [name for name in plausible if name not in raised]
        return sorted(rest, key=lambda name: (name not in self.emergencies, name not in self.soon))

    def _raise(self, name: str, level: Level, because: Sequence[str]) -> Urgent:
        graph = self.of.graph
        node = graph.node(name)
        treatments = [claim for claim in graph.claims_of(name) if claim.role == "urgent"] if level == "now" else []
        facts = [*self._facts(name, URGENCY), *self._facts(name)]
        why = (*(text for text, _ in facts), *(graph.sentence(claim) for claim in treatments))
        sources = (*(one for _, of in facts for one in of), *(one for claim in treatments for one in claim.sources))
        labels = ", ".join(graph.node(flag).label for flag in because if flag != name)
        if kind_of(name) in {"symptom", "test"}:
            say = f"{_capital(node.label)} is a red flag."
        else:
            say = f"{_capital(labels) or 'These findings'} can mean {node.label}."
        flags = tuple(graph.node(flag) for flag in because)
        return Urgent(node, level, f"{_SAY[level]} {say}", why, flags, tuple(dict.fromkeys(sources)))

    def _if(self, name: str) -> Urgent | None:
        node = self.of.graph.node(name)
        facts, urgency = self._facts(name), self._facts(name, URGENCY)
        if name in self.emergencies:
            say = f"If it is {node.label}, see a doctor now."
        elif name in self.soon:
            say = f"If it is {node.label}, see a doctor within days."
        elif facts:
            say = f"If it is {node.label}, see a doctor without delay when this is so:"
        else:
            return None
        why = [*urgency, *facts]
        return Urgent(
            node,
            "if",
            say,
            tuple(text for text, _ in why),
            (),
            tuple(dict.fromkeys(source for _, sources in why for source in sources)),
        )

    def _facts(self, name: str, title: str = RED_FLAG) -> list[tuple[str, tuple[str, ...]]]:
        return [(fact.text, fact.sources) for fact in self.of.graph.node(name).facts if fact.name == title]


def _because(present: Iterable[str], findings: Mapping[str, Sequence[str]]) -> Mapping[str, list[str]]:
    """Return the conditions that findings point to, each with those findings."""
    found: dict[str, list[str]] = {}
    for flag in present:
        for name in findings.get(flag, ()):
            found.setdefault(name, []).append(flag)
    return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
