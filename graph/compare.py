"""How to tell apart what looks alike: what is shared, what only one has, what contradicts, and what splits best.

Two to four syndromes, mimics, sites or roots are put beside each other. Each row is a finding, with the mark of each
(`graph.marks`): from what sheets state, and from the courses of the fibers. `graph.rows` makes and scores the rows,
`graph.discriminator` says the best one in a sentence.

**Limits.** What follows from a course is a complete lesion. Silence of a sheet is no statement. How common each thing
is does not count. It is for education only, never a diagnosis.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.discriminator import Best, best_of
from graph.errors import BadQuestionError
from graph.marks import COMPARED, Profiles
from graph.model import Claim, KnowledgeGraph, Node
from graph.rows import LEAST, Row, rows_of
from graph.vocabulary import KINDS, kind_of

FEWEST, MOST = 2, 4
"""How many things can be compared at once."""


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
    rows = rows_of(of, nodes, told)
    return Comparison(tuple(nodes), best_of(graph, nodes, told, rows), told, rows)


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
