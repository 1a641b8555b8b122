"""Red flags: what among the findings, and in what they may mean, calls for a doctor, whatever comes first.

A *condition is urgent* where the graph says so: a syndrome that has urgent treatment and none that is tried first, or a
mimic with a red flag; one that only says what does not belong to it flags something else. A *finding is a red flag*
where the graph has a red flag or urgent treatment for it, or where urgent conditions make up most of those that have it
(`ALARM` of `graph.evidence`, by their chances), as for a numb saddle.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from graph import evidence
from graph.conditions import Conditions
from graph.model import RED_FLAG, Node
from graph.told import Told
from graph.vocabulary import kind_of

Level = Literal["now", "if"]
_ELSEWHERE = "not belong to it"
_SHOWN = 5
"""Plausible candidates whose red flags are worth a look; more would be read by nobody."""


@dataclass(frozen=True, slots=True)
class Urgent:
    """A reason to see a doctor: now, or if what `why` says is so."""

    node: Node
    level: Level
    say: str
    why: tuple[str, ...]
    because: tuple[Node, ...]
    """The findings that raise it; empty where only the candidate does."""
    sources: tuple[str, ...]


@dataclass(frozen=True)
class RedFlags:
    """What is urgent in a graph, made once for its conditions."""

    of: Conditions

    @cached_property
    def conditions(self) -> frozenset[str]:
        """Return the conditions that are urgent in themselves."""
        return frozenset(name for name in self.of.ids if self._urgent(name))

    @cached_property
    def findings(self) -> Mapping[str, tuple[str, ...]]:
        """Return the symptoms and tests that are red flags, with the urgent conditions that have them, likeliest first.

        What is a red flag by itself may have none.
        """
        urgent = np.array([name in self.conditions for name in self.of.ids], dtype=np.bool_)
        found = {
            name: ()
            for name in (*self.of.symptom, *self.of.test)
            if any(claim.role == "urgent" for claim in self.of.graph.claims_of(name))
            or any(fact.name == RED_FLAG for fact in self.of.graph.node(name).facts)
        }
        for columns, table in ((self.of.symptom, self.of.stated), (self.of.test, self.of.positive)):
            for name, column in columns.items():
                have = table[:, column]
                if have.sum() > 0 and have[urgent].sum() / have.sum() >= evidence.ALARM:
                    rows = [row for row in np.argsort(-have, kind="stable") if urgent[row] and have[row] > 0]
                    found[name] = tuple(self.of.ids[row] for row in rows)
        return found

    def _urgent(self, name: str) -> bool:
        node = self.of.graph.node(name)
        if node.kind == "mimic":
            return any(fact.name == RED_FLAG and _ELSEWHERE not in fact.text for fact in node.facts)
        roles = {claim.role for claim in self.of.graph.claims_of(name) if claim.relation == "treats"}
        return "urgent" in roles and "first line" not in roles

    def raised(self, told: Told, ranked: Sequence[tuple[str, float]]) -> tuple[Urgent, ...]:
        """Return what is urgent: first what calls for a doctor now, then what would; each in order of the ranking.

        `ranked` holds every condition with its score, best first.
        """
        present = (*told.present, *(finding.node.id for finding in told.exam if finding.lost))
        flags = [name for name in present if name in self.findings]
        because: dict[str, list[str]] = {}
        for flag in flags:
            for name in self.findings[flag]:
                because.setdefault(name, []).append(flag)
        best = ranked[0][1] if ranked else 0.0
        plausible = [name for name, score in ranked if score > 0 and score >= best - evidence.PLAUSIBLE]
        strong = {name for name, score in ranked[:_SHOWN] if score >= evidence.STRONG and name in plausible}
        now = (strong & self.conditions) | set(because)
        order = [name for name, _ in ranked]
        alone = [flag for flag in flags if not self.findings[flag]]
        return (
            *(self._now(flag, [flag]) for flag in alone),
            *(self._now(name, because.get(name, [])) for name in order if name in now),
            *(self._if(name) for name in plausible[:_SHOWN] if name not in now and self._facts(name)),
        )

    def _now(self, name: str, because: Sequence[str]) -> Urgent:
        graph = self.of.graph
        node = graph.node(name)
        treatments = [claim for claim in graph.claims_of(name) if claim.role == "urgent"]
        facts = self._facts(name)
        why = (*(text for text, _ in facts), *(graph.sentence(claim) for claim in treatments))
        sources = (*(one for _, of in facts for one in of), *(one for claim in treatments for one in claim.sources))
        labels = ", ".join(graph.node(flag).label for flag in because if flag != name)
        if kind_of(name) in {"symptom", "test"}:
            say = f"Urgent: see a doctor now. {_capital(node.label)} is a red flag."
        elif because:
            say = f"Urgent: see a doctor now. {_capital(labels)} can mean {node.label}."
        else:
            say = f"Urgent: see a doctor now. These findings can mean {node.label}."
        return Urgent(node, "now", say, why, tuple(graph.node(flag) for flag in because), tuple(dict.fromkeys(sources)))

    def _if(self, name: str) -> Urgent:
        node = self.of.graph.node(name)
        facts = self._facts(name)
        return Urgent(
            node,
            "if",
            f"If it is {node.label}, see a doctor without delay when this is so:",
            tuple(text for text, _ in facts),
            (),
            tuple(dict.fromkeys(source for _, sources in facts for source in sources)),
        )

    def _facts(self, name: str) -> list[tuple[str, tuple[str, ...]]]:
        return [(fact.text, fact.sources) for fact in self.of.graph.node(name).facts if fact.name == RED_FLAG]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
