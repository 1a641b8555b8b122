"""Groups: a hub has more neighbors than a picture holds, so those of a kind stand in it by region, with their number.

"Pain" and "MRI" are linked to most syndromes. Thirty of them, chosen by rank, say little; "9 syndromes of the wrist and
hand" says where to go on. A group is drawn as one node of its kind; it is opened like any node, and is never in the
graph itself: its id, `syndrome:*hand`, is one that no record can have.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.model import Claim, Node
from graph.vocabulary import KINDS, REGIONS, kind_of

GROUPED = frozenset({"syndrome", "site", "muscle", "skin"})
"""Kinds whose nodes have a region."""
MANY = 12
"""Neighbors of a kind from which on they stand in groups, where all together are too many for the picture."""


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
        name = f"{len(self.ids)} {KINDS[kind].plural}: {region}"
        return Node(self.id, name, f"{name[0].upper()}{name[1:]}; open it to see each.", plural=True)

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
    return kind in GROUPED and region in REGIONS


def group_by_region(center: str, claims: Mapping[str, Claim], nodes: Sequence[Node]) -> tuple[Group, ...]:
    """Group the neighbors of a center, given each with its strongest claim, kind by kind, in order of regions.

    A kind with fewer than MANY neighbors, a neighbor without a region and one that is alone in its region make no
    group.

    >>> group_by_region("test:mri", {}, ())
    ()
    """
    kinds: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.kind in GROUPED:
            kinds[node.kind].append(node)
    made: list[Group] = []
    for kind, members in kinds.items():
        if len(members) < MANY:
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
