"""The graph itself: nodes, claims, sources, and the frozen `KnowledgeGraph` over one networkx MultiDiGraph."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import networkx as nx

from graph.errors import UnknownNameError
from graph.text import nearest
from graph.vocabulary import FREQUENCIES, FREQUENCY_VERBS, KINDS, PEER_REVIEWED, RELATIONS, ROLE_VERBS, ROLES, STANDARD


@dataclass(frozen=True, slots=True)
class Source:
    """A work that claims rest on, with what part of it was read."""

    id: str
    title: str
    type: str
    read: str
    used_for: str
    authors: str = ""
    body: str = ""
    year: int | None = None
    container: str = ""
    url: str = ""
    doi: str = ""
    pmid: str = ""
    file: str = ""
    """A document of this project that keeps what the work says, where the work itself has no lasting address."""

    @property
    def link(self) -> str:
        """Return where to read it: its address, else by DOI or PubMed number; nothing where only a file keeps it."""
        if self.url or self.doi:
            return self.url or f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else ""

    @property
    def citation(self) -> str:
        """Return one line that names the work, with the parts that are known."""
        year = str(self.year) if self.year else "no date"
        parts = [self.authors or self.body, self.title, self.container, year]
        return ". ".join(part.strip().rstrip(".") for part in parts if part) + "."

    @property
    def peer_reviewed(self) -> bool:
        """Tell whether the type of work is one that peers review."""
        return self.type in PEER_REVIEWED

    @property
    def standard(self) -> bool:
        """Tell whether the work is peer-reviewed or a standard reference."""
        return self.type in STANDARD


RED_FLAG = "Red flag"
"""The name of facts that call for urgent care."""
URGENCY = "How urgent"
"""The name of the fact that says how soon a condition needs a doctor; its level is the attribute `urgency`."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A plain fact about one node that is no relation (prognosis, how common …), with its sources."""

    name: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reroute:
    """Fibers that a variant leads another way: down a nerve or root, then on as usual or straight to their target."""

    targets: tuple[str, ...]
    along: str
    until: str
    """The last item of the course of `along` that they pass."""
    sources: tuple[str, ...]
    roots: tuple[str, ...] = ()
    """Only fibers of these roots; empty: all."""
    joins: str = ""
    """The nerve whose usual course they then follow; empty: none."""
    after: str = ""
    """The item of the course of `joins` below which they join; empty: at its beginning."""
    share: str = "main"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: what it is called, what it is, and its plain facts."""

    id: str
    label: str
    definition: str
    synonyms: tuple[str, ...] = ()
    lay: tuple[str, ...] = ()
    xrefs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sources: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What only this kind has: part, region, modality."""
    plural: bool = False
    """Whether the label is a plural, so that its sentences say "are"."""
    formerly: tuple[str, ...] = ()
    """Retired ids that this node now stands for."""
    reroutes: tuple[Reroute, ...] = ()
    """How fibers run with this variant, where it is one that says so."""

    @property
    def kind(self) -> str:
        """Return the name of the node's kind, which its id begins with."""
        return self.id.partition(":")[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Return all that the node is called: label, synonyms, lay words."""
        return (self.label, *self.synonyms, *self.lay)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How well a test does in one study: percents, each a range (low, high), equal where one figure is given."""

    source: str
    sensitivity: tuple[float, float] | None = None
    specificity: tuple[float, float] | None = None
    reference: str = ""
    note: str = ""

    def __str__(self) -> str:
        """Say the figures in words.

        >>> str(Accuracy("source:x", (68, 68), (42, 85), "nerve conduction studies"))
        'sensitivity 68 %, specificity 42-85 % against nerve conduction studies'
        """
        named = (("sensitivity", self.sensitivity), ("specificity", self.specificity))
        words = ", ".join(f"{name} {_percent(value)}" for name, value in named if value)
        return words + (f" against {self.reference}" if self.reference else "")


def _percent(value: tuple[float, float]) -> str:
    low, high = value
    return f"{low:g} %" if low == high else f"{low:g}-{high:g} %"


@dataclass(frozen=True, slots=True)
class Claim:
    """A stated relation between two nodes, with its sources, its status and what the relation carries."""

    subject: str
    relation: str
    object: str
    sources: tuple[str, ...]
    note: str = ""
    status: str = "accepted"
    dispute: str = ""
    frequency: str = ""
    figure: str = ""
    why: str = ""
    distinguished_by: str = ""
    role: str = ""
    finding: str = ""
    share: str = ""
    effect: str = ""
    """What a variant changes in the object."""
    roots: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Root ids → main or minor (supplies), or → main (arises_from)."""
    accuracy: tuple[Accuracy, ...] = ()
    position: int | None = None
    """Where in the course of the nerve or root, counted from 0, proximal first; for `arises_from`, in the parent's."""

    @property
    def key(self) -> tuple[str, str, str]:
        """Return subject, relation and object, which no two claims share."""
        return (self.subject, self.relation, self.object)

    @property
    def disputed(self) -> bool:
        """Tell whether sources disagree on it."""
        return self.status == "disputed"

    @property
    def rank(self) -> int:
        """Return how strong the claim is among those of its relation: 0 is the strongest, as a typical symptom."""
        how = (*FREQUENCIES, *ROLES)
        return next((how.index(word) for word in (self.frequency, self.role) if word), len(how))

    @property
    def verb(self) -> str:
        """Return the verb that the claim's details choose, or nothing for the relation's own."""
        return FREQUENCY_VERBS.get(self.frequency) or ROLE_VERBS.get(self.role, "")

    def other(self, node: str) -> str:
        """Return the end of the claim that is not `node`."""
        return self.object if node == self.subject else self.subject


class KnowledgeGraph:
    """Nodes, claims and sources, frozen after construction; `nx_graph` is the one networkx graph behind it.

    Nodes of `nx_graph` are ids with the attribute ``node``; edges have the relation's name as key and the attribute
    ``claim``. Iteration is in order of ids, whatever the order of the files was.
    """

    def __init__(
        self, nodes: Iterable[Node], claims: Iterable[Claim], sources: Iterable[Source] = (), *, version: str = ""
    ) -> None:
        """Build the graph from valid parts; the loader has checked them, so a dangling end is a KeyError here."""
        self.version = version
        self._nodes = {node.id: node for node in sorted(nodes, key=lambda node: node.id)}
        self._sources = {source.id: source for source in sorted(sources, key=lambda source: source.id)}
        multi: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in self._nodes.values():
            multi.add_node(node.id, node=node)
        for claim in sorted(claims, key=lambda claim: claim.key):
            if claim.subject not in self._nodes or claim.object not in self._nodes:
                raise KeyError(claim.key)
            multi.add_edge(claim.subject, claim.object, key=claim.relation, claim=claim)
        self.nx_graph = nx.freeze(multi)

    def __len__(self) -> int:
        """Return the number of nodes."""
        return len(self._nodes)

    def __contains__(self, identifier: object) -> bool:
        """Tell whether a node has this id."""
        return identifier in self._nodes

    @property
    def nodes(self) -> Mapping[str, Node]:
        """Return all nodes by id, in order of ids."""
        return MappingProxyType(self._nodes)

    @property
    def sources(self) -> Mapping[str, Source]:
        """Return all sources by id, in order of ids."""
        return MappingProxyType(self._sources)

    def node(self, identifier: str) -> Node:
        """Return the node with this id, or raise UnknownNameError with suggestions."""
        try:
            return self._nodes[identifier]
        except KeyError:
            raise UnknownNameError(identifier, nearest(identifier, self._nodes, limit=3)) from None

    def claims(self) -> Iterator[Claim]:
        """Yield every claim once, in order of subjects."""
        for _, _, claim in self.nx_graph.edges(data="claim"):
            yield claim

    def claims_of(self, identifier: str) -> tuple[Claim, ...]:
        """Return every claim in which a node is subject or object: first those it is the subject of."""
        self.node(identifier)
        outgoing = (data["claim"] for _, _, data in self.nx_graph.out_edges(identifier, data=True))
        incoming = (
            data["claim"] for source, _, data in self.nx_graph.in_edges(identifier, data=True) if source != identifier
        )
        return (*outgoing, *incoming)

    def sentence(self, claim: Claim) -> str:
        """Say a claim in one sentence, with the labels of both ends."""
        return sentence(claim, self._nodes[claim.subject], self._nodes[claim.object])

    def degree(self, identifier: str) -> int:
        """Return how many claims touch a node."""
        return int(self.nx_graph.degree(identifier))


def sentence(claim: Claim, subject: Node, object_: Node) -> str:
    """Say a claim in one sentence.

    >>> sentence(
    ...     Claim("site:x", "compresses", "root:c6", ("source:x",)),
    ...     Node("site:x", "C5-C6 foramen", ""),
    ...     Node("root:c6", "C6", ""),
    ... )
    'The C5-C6 foramen can compress the C6 root.'
    """
    named = RELATIONS[claim.relation]
    return named.sentence(in_sentence(subject), in_sentence(object_), verb=claim.verb, plural=subject.plural)


def in_sentence(node: Node) -> str:
    """Name a node within a sentence, with its article where its kind takes one.

    >>> in_sentence(Node("site:guyon-canal", "Guyon's canal", "")), in_sentence(Node("root:c6", "C6", ""))
    ("Guyon's canal", 'the C6 root')
    """
    if node.kind == "root":
        return f"the {node.label}" if "root" in node.label else f"the {node.label} root"
    has_one = node.label.startswith("the ") or node.label.partition(" ")[0].endswith(("'s", "’s"))
    return node.label if has_one or node.kind not in KINDS else KINDS[node.kind].article + node.label


def as_mapping(value: Any) -> Any:  # noqa: ANN401 - any of this module's values, made ready for JSON
    """Turn a value of this module into plain dicts, lists and numbers, leaving out what is empty.

    >>> as_mapping(Fact("prognosis", "Good.", ("source:x",)))
    {'name': 'prognosis', 'text': 'Good.', 'sources': ['source:x']}
    """
    if isinstance(value, (Node, Claim, Source, Accuracy, Fact, Reroute)):
        pairs = ((name, as_mapping(getattr(value, name))) for name in value.__slots__)
        return {name: item for name, item in pairs if item not in ("", [], {}, None)}
    if isinstance(value, Mapping):
        return {key: as_mapping(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [as_mapping(item) for item in value]
    return value
