"""Groups: a hub has more neighbors than a picture holds, so those of a kind stand in it by region, with their number.

"Pain" and "MRI" are linked to most syndromes. Thirty of them, chosen by rank, say little; "9 syndromes of the wrist and
hand" says where to go on. A group is drawn as one node of its kind; it is opened like any node, and is never in the
graph itself: its id, `syndrome:*hand`, is one that no record can have.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from graph.model import Claim, Node
from graph.vocabulary import KINDS, REGIONS, kind_of

MANY = MappingProxyType({"syndrome": 12, "site": 12, "muscle": 12, "skin": 12, "symptom": 20})
"""Kinds whose nodes have a region, and the number of neighbors from which on they stand in groups, where all together
are too many for the picture. A syndrome's own symptoms are its picture: only a hub of symptoms is grouped."""


_WHY = "They stand together here because the picture has no room for each; show them to see every one."


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbors of one center, of one kind and region, and the relation that ties most of them to it."""

    id: str
    ids: tuple[str, ...]
    relation: str
    inward: bool
    """Whether the relation runs from the members to the center."""

    @property
    def node(self) -> Node:
        """Return the node that stands for the group in a picture."""
        kind, region = kind_of(self.id), REGIONS[self.id.partition("*")[2]]
        kinds = KINDS[kind].plural if len(self.ids) > 1 else KINDS[kind].label
        name = f"{len(self.ids)} {kinds}: {region}"
        return Node(self.id, name, _WHY, plural=True)

    def without(self, shown: Iterable[str]) -> "Group":
        """Return the group without those that stand in the picture on their own."""
        gone = set(shown)
        return replace(self, ids=tuple(identifier for identifier in self.ids if identifier not in gone))


def is_group(identifier: str) -> bool:
    """Tell whether an id is that of a group.

    >>> is_group("syndrome:*hand"), is_group("syndrome:carpal-tunnel")
    (True, False)
    """
    kind, _, region = identifier.partition(":*")
    return kind in MANY and region in REGIONS


def group_by_region(center: str, claims: Mapping[str, Claim], nodes: Sequence[Node]) -> tuple[Group, ...]:
    """Group the neighbors of a center, given each with its strongest claim, kind by kind, in order of regions.

    A kind with too few neighbors for it (see MANY), a neighbor without a region and one that is alone in its region
    make no group.

    >>> group_by_region("test:mri", {}, ())
    ()
    """
    kinds: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.kind in MANY:
            kinds[node.kind].append(node)
    made: list[Group] = []
    for kind, members in kinds.items():
        if len(members) < MANY[kind]:
            continue
        for region in REGIONS:
            ids = tuple(sorted(node.id for node in members if node.attributes.get("region") == region))
            if len(ids) > 1:
                made.append(_group(f"{kind}:*{region}", ids, center, claims))
    return tuple(made)


def _group(identifier: str, ids: tuple[str, ...], center: str, claims: Mapping[str, Claim]) -> Group:
    ties = [(claims[member].relation, claims[member].object == center) for member in ids]
    relation, inward = max(dict.fromkeys(ties), key=ties.count)
    return Group(identifier, ids, relation, inward)
