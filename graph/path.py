"""A path between two nodes, and how it reads itself out: sentences, sources, and its weakest link."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graph.model import Claim, Node, Source, sentence
from graph.vocabulary import SOURCE_TYPES, STEPS

_CAUSAL = frozenset({"involves", "leads_to", "is_a"})


def flow_of(claim: Claim, origin: str) -> int:
    """Return the flow of a claim that is walked from one of its ends: 1 from cause to effect, -1 back, 0 neither.

    >>> flow_of(Claim("cause:x", "leads_to", "mechanism:y", ()), "mechanism:y")
    -1
    """
    flow = STEPS[claim.relation].flow
    return flow if claim.subject == origin else -flow


@dataclass(frozen=True, slots=True)
class Told:
    """What a path needs to be read out: its nodes and the sources of its claims."""

    nodes: Mapping[str, Node]
    sources: Mapping[str, Source]


@dataclass(frozen=True)
class Path:
    """A path: its nodes from source to target, a claim for each step, and how long it is in meaning."""

    nodes: tuple[str, ...]
    claims: tuple[Claim, ...]
    length: float
    alike: tuple[str, ...] = ()
    """Other nodes that could stand in the place of one on the way, and would say the same."""
    told: Told = field(default_factory=lambda: Told({}, {}), repr=False, compare=False)

    @cached_property
    def flow(self) -> int:
        """Return in how many more steps the path goes from cause to effect than back: below 0 it is read backward."""
        return sum(flow_of(claim, node) for claim, node in zip(self.claims, self.nodes, strict=False))

    @property
    def turns(self) -> bool:
        """Tell whether some steps go from cause to effect and others back."""
        return len({flow_of(claim, node) for claim, node in zip(self.claims, self.nodes, strict=False)} - {0}) > 1

    @property
    def causal(self) -> bool:
        """Tell whether the path is a chain: each step leads from cause to effect (or each back), or to a kind of it."""
        return {claim.relation for claim in self.claims} <= _CAUSAL and bool(self.flow) and not self.turns

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return each claim in a sentence, in the order of the steps."""
        return tuple(map(self.sentence_of, self.claims))

    def sentence_of(self, claim: Claim) -> str:
        """Say one claim of the path."""
        return sentence(claim, self.told.nodes[claim.subject], self.told.nodes[claim.object])

    @property
    def paragraph(self) -> str:
        """Read the path out, from cause to effect."""
        said = self.sentences if self.flow >= 0 else self.sentences[::-1]
        also = [self.told.nodes[node].label for node in self.alike[:3]]
        more = f" and {len(self.alike) - 3} more" if len(self.alike) > 3 else ""  # noqa: PLR2004 - three are named
        return " ".join(said) + (f" The same goes for: {', '.join(also)}{more}." if also else "")

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return every work that a claim of the path cites, strongest first."""
        cited = dict.fromkeys(source for claim in self.claims for source in claim.sources)
        works = [self.told.sources[source] for source in cited if source in self.told.sources]
        return tuple(sorted(works, key=lambda work: (SOURCE_TYPES.index(work.type), work.id)))

    @property
    def weakest(self) -> Claim:
        """Return the least supported claim: disputed, else with the weakest best source, then with the fewest."""
        return max(self.claims, key=self._weakness)  # of several, the first

    def _weakness(self, claim: Claim) -> tuple[bool, int, int]:
        types = self._types(claim)
        return claim.disputed, min(types, default=len(SOURCE_TYPES)), -len(types)

    def _types(self, claim: Claim) -> list[int]:
        known = self.told.sources
        return [SOURCE_TYPES.index(known[source].type) for source in claim.sources if source in known]

    @property
    def why_weakest(self) -> str:
        """Say why the weakest claim is the weakest."""
        claim = self.weakest
        types = sorted(self._types(claim))
        if claim.disputed:
            return f"is disputed: {claim.dispute}" if claim.dispute else "is disputed"
        best = SOURCE_TYPES[types[0]] if types else "unknown work"
        return f"rests on one work ({best})" if len(types) == 1 else f"rests on {len(types)} works (the best: {best})"
