"""Larger graphs of the same shape as the shipped one, made from it, the same on every machine.

A graph of n nodes is n / (shipped nodes) times the shipped one, in these respects:

- **Kinds and fields.** Every shipped node is cloned equally often (the rest of the division goes to nodes drawn at
  random), so kinds keep their shares, and every clone has all fields of its model: label, synonyms, lay words,
  definition, facts, sources. Sources are cloned too.
- **Claims.** Every triple of relation, kind of subject and kind of object keeps its share of the claims, and so claims
  per node stay. A claim has a shipped claim of its triple as model for everything it carries: note, roots, frequency,
  accuracy, dispute, position, sources.
- **Hubs.** The 5 % of the shipped nodes of a kind with the most claims (one at least) are its hubs. The synthetic graph
  has as many hubs, each with the same share of all claims as its model: one that touches a seventh of 543 nodes touches
  a seventh of 100 000. This is the hard reading of "the same shape"; hubs of the shipped size would make every question
  easy. All other nodes have as many claims as a shipped node that is no hub. Where that makes too many ends of claims
  for a kind, ends drawn at random are left out, but never the last one of a node.
- **Names.** See `bench.names`.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from types import MappingProxyType

from bench.names import Namer
from graph.model import Claim, Fact, KnowledgeGraph, Node, Source
from graph.text import plain
from graph.vocabulary import kind_of

_SEED = 20
_HUBS = 0.05
"""Share of the nodes of a kind that are its hubs."""
_TRIES = 20
"""How often another end is drawn for a claim that is there already."""
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Parts:
    """All that a graph is made of."""

    nodes: Sequence[Node]
    claims: Sequence[Claim]
    sources: Sequence[Source]


@dataclass(frozen=True, slots=True)
class Shape:
    """A graph in a few figures, to tell how alike two graphs are."""

    nodes: int
    claims: int
    sources: int
    claims_per_node: float
    largest_hub: float
    """Claims that touch the node with the most, as a share of the number of nodes."""
    alone: int
    """Nodes with no claim."""
    words: int
    """Different words in all names."""


def shape(graph: KnowledgeGraph) -> Shape:
    """Describe a graph."""
    degrees = [graph.degree(identifier) for identifier in graph.nodes]
    words = {word for node in graph.nodes.values() for name in node.names for word in plain(name).split()}
    claims = sum(degrees) // 2
    return Shape(
        len(graph),
        claims,
        len(graph.sources),
        claims / len(graph),
        max(degrees) / len(graph),
        degrees.count(0),
        len(words),
    )


def synthetic(shipped: KnowledgeGraph, size: int, *, seed: int = _SEED) -> Parts:
    """Return the parts of a graph with `size` nodes of the shape of the shipped one, the same for the same seed."""
    return _Making(shipped, size, Random(seed)).parts()  # noqa: S311 - a benchmark, no secret


class _Making:
    """The state of making one graph."""

    def __init__(self, shipped: KnowledgeGraph, size: int, rng: Random) -> None:
        self.shipped = shipped
        self.rng = rng
        self.scale = size / len(shipped)
        self.size = size
        self.models = list(shipped.nodes.values())
        self.copies = max(1, round(self.scale))
        self.namer = Namer(self.models, self.scale)
        self.ids: dict[str, list[str]] = defaultdict(list)
        """Ids of the made nodes by kind; the first are the largest hubs."""

    def parts(self) -> Parts:
        """Make nodes, claims and sources."""
        nodes = self._nodes()
        sources = [
            replace(source, id=_clone(source.id, copy))
            for source in self.shipped.sources.values()
            for copy in range(self.copies)
        ]
        return Parts(nodes, self._claims(), sources)

    def _nodes(self) -> list[Node]:
        whole, rest = divmod(self.size, len(self.models))
        extra = {node.id for node in self.rng.sample(self.models, rest)}
        nodes = []
        for model in self.models:
            for copy in range(whole + (model.id in extra)):
                node = self._node(model, copy)
                nodes.append(node)
                self.ids[node.kind].append(node.id)
        for ids in self.ids.values():
            self.rng.shuffle(ids)
        return nodes

    def _node(self, model: Node, copy: int) -> Node:
        names = [self.namer.rename(name, self.rng) for name in model.names]
        end = 1 + len(model.synonyms)
        return replace(
            model,
            id=_clone(model.id, copy),
            label=names[0],
            synonyms=tuple(names[1:end]),
            lay=tuple(names[end:]),
            sources=self._sources(model.sources),
            facts=tuple(Fact(fact.name, fact.text, self._sources(fact.sources)) for fact in model.facts),
        )

    def _sources(self, models: Sequence[str]) -> tuple[str, ...]:
        return tuple(_clone(source, self.rng.randrange(self.copies)) for source in models)

    def _claims(self) -> list[Claim]:
        models: dict[Triple, list[Claim]] = defaultdict(list)
        for claim in self.shipped.claims():
            models[claim.relation, kind_of(claim.subject), kind_of(claim.object)].append(claim)
        wanted = {triple: round(len(claims) * self.scale) for triple, claims in models.items()}
        ends = self._ends(wanted)
        made: dict[tuple[str, str, str], Claim] = {}
        for triple, number in wanted.items():
            _, subjects, objects = triple
            for index in range(number):
                model = models[triple][index % len(models[triple])]
                subject, object_ = ends[subjects].pop(), ends[objects].pop()
                for attempt in range(_TRIES):
                    if subject != object_ and (subject, triple[0], object_) not in made:
                        made[subject, triple[0], object_] = self._claim(model, subject, object_)
                        break
                    pool = ends[objects] if attempt < _TRIES // 2 and ends[objects] else self.ids[objects]
                    object_ = self.rng.choice(pool)
        return list(made.values())

    def _claim(self, model: Claim, subject: str, object_: str) -> Claim:
        roots: Mapping[str, str] = model.roots
        if roots:
            roots = MappingProxyType(
                {self.rng.choice(self.ids[kind_of(root)]): weight for root, weight in roots.items()}
            )
        copy = self.rng.randrange(self.copies)
        return replace(
            model,
            subject=subject,
            object=object_,
            sources=tuple(_clone(source, copy) for source in model.sources),
            roots=roots,
            accuracy=tuple(replace(figures, source=_clone(figures.source, copy)) for figures in model.accuracy),
        )

    def _ends(self, wanted: Mapping[Triple, int]) -> dict[str, list[str]]:
        """Deal the ends of all claims out to the nodes of each kind, shuffled."""
        totals: Counter[str] = Counter()
        for (_, subjects, objects), number in wanted.items():
            totals[subjects] += number
            totals[objects] += number
        degrees: dict[str, list[int]] = defaultdict(list)
        for node in self.models:
            degrees[node.kind].append(self.shipped.degree(node.id))
        return {
            kind: self._dealt(self.ids[kind], sorted(degrees[kind], reverse=True), total)
            for kind, total in sorted(totals.items())
        }

    def _dealt(self, ids: Sequence[str], degrees: Sequence[int], total: int) -> list[str]:
        """Return `total` ends for the nodes of a kind, given the shipped degrees of the kind, most first."""
        hubs = max(1, round(_HUBS * len(degrees)))
        common = degrees[hubs:] or degrees
        wanted = [round(degree * self.scale) for degree in degrees[:hubs]]
        wanted += [common[index % len(common)] for index in range(len(ids) - hubs)]
        further = [identifier for identifier, degree in zip(ids, wanted, strict=True) for _ in range(degree - 1)]
        self.rng.shuffle(further)
        spare = max(0, total - len(ids))
        further = further[:spare] + self.rng.choices(further or ids, k=max(0, spare - len(further)))
        dealt = [*ids[:total], *further]
        self.rng.shuffle(dealt)
        return dealt


def _clone(identifier: str, copy: int) -> str:
    return f"{identifier}-{copy}" if copy else identifier
