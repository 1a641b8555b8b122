"""The neighborhood of a node: what it is linked to within one to three steps, bounded, and a count of the rest."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import BadQuestionError, UnknownNameError
from graph.groups import Group, group_by_region
from graph.model import Claim, Node
from graph.search import check_kinds
from graph.store import MOST, GraphStore, Hop, check_limit, every_kind
from graph.vocabulary import KINDS, RELATIONS, kind_of

DEEPEST = 3
_Rank = tuple[int, int, int, str]
"""How a neighbor ranks among those of its kind, and the node through which it came in."""
USUAL_LIMIT = 30
"""Nodes that a picture can hold with every label readable at 1280×720."""


@dataclass(frozen=True, slots=True)
class Member:
    """A node in a neighborhood: how many steps away, and through which node it came in (its own id for the center)."""

    node: Node
    hop: int
    parent: str
    later: bool = False
    """Whether it is there only because a node was opened: it takes a place that the picture before it left free."""


@dataclass(frozen=True, slots=True)
class Neighborhood:
    """A neighborhood: members, nearest first, the claims among them, and how many of each kind were left out."""

    center: str
    members: tuple[Member, ...]
    claims: tuple[Claim, ...]
    omitted: Mapping[str, int]
    groups: tuple[Group, ...] = ()
    """Groups that stand among the members in place of the neighbors that they hold."""
    truncated: bool = False
    """Whether even that count may be too low, because a hub has more neighbors than are looked at."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the members, nearest first."""
        return tuple(member.node.id for member in self.members)


def neighborhood(  # noqa: PLR0913 - every filter is a question of its own, keyword-only
    store: GraphStore,
    center: str,
    *,
    depth: int = 1,
    kinds: Collection[str] | None = None,
    relations: Collection[str] | None = None,
    limit: int = USUAL_LIMIT,
    opened: Sequence[str] = (),
    also: Sequence[str] = (),
    grouped: bool = False,
) -> Neighborhood:
    """Return what is linked to a node within `depth` steps (1 to 3), at most `limit` nodes beside the center.

    `kinds` and `relations` keep only nodes of these kinds and claims of these relations (the center always stays).
    Where there are more nodes than the limit, every kind keeps a fair share of the places (the core kinds first), and
    those left out are counted by kind in `omitted`. `opened` are nodes whose own neighbors are shown too, each with up
    to `limit` / 2 more, whatever the depth. The result for depth n is contained in that for depth n+1. `also` are nodes
    to show in any case, such as the steps of a chain; each is joined to the first shown node that it is linked to. With
    `grouped`, a center with too many neighbors shows those of a kind by region (see `graph.groups`); a group is opened
    by its id. An unknown center raises UnknownNameError, bounds BadQuestionError.
    """
    if not 1 <= depth <= DEEPEST:
        message = f"depth must be between 1 and {DEEPEST}, not {depth}"
        raise BadQuestionError(message)
    check_limit(limit)
    check_kinds(kinds)
    check_relations(relations)
    found = store.nodes([center])
    if not found:
        raise UnknownNameError(center)
    growth = _Growth(store, center, kinds, relations)
    frontier: Sequence[str] = [center]
    room = limit
    for hop in range(1, depth + 1):
        frontier = growth.expand(frontier, hop, room, grouped=grouped and hop == 1)
        room = limit - (len(growth.hops) - 1)
    growth.join(also)
    groups = growth.shown_groups(also)
    before = len(growth.hops)
    for identifier in dict.fromkeys(opened):
        if identifier in growth.hops:
            growth.open(identifier, max(1, limit // 2))
    nodes = {node.id: node for node in (*store.nodes(growth.hops), *(group.node for group in groups))}
    members = tuple(
        Member(nodes[identifier], hop, growth.parents[identifier], later=rank >= before)
        for rank, (identifier, hop) in enumerate(growth.hops.items())
        if identifier in nodes
    )
    claims = store.between(growth.hops, limit=MOST)
    if relations is not None:
        claims = tuple(claim for claim in claims if claim.relation in relations)
    return Neighborhood(center, members, claims, growth.omitted(), groups, growth.truncated)


class _Growth:
    """The state of one expansion: who is in, from where, and who was left out."""

    def __init__(
        self,
        store: GraphStore,
        center: str,
        kinds: Collection[str] | None,
        relations: Collection[str] | None,
    ) -> None:
        self.store = store
        self.kinds = kinds
        self.relations = relations
        self.hops = {center: 0}
        self.parents = {center: center}
        self.left: set[str] = set()
        self.groups: dict[str, Group] = {}
        self.truncated = False

    def expand(self, frontier: Sequence[str], hop: int, room: int, *, grouped: bool = False) -> list[str]:
        """Take in the neighbors of a frontier, as many as there is room for; return those taken in."""
        best: dict[str, _Rank] = {}
        by: dict[str, Claim] = {}
        order = {identifier: rank for rank, identifier in enumerate(frontier)}
        for step in self._hops(frontier):
            if step.neighbor not in self.hops:
                rank = (-RELATIONS[step.claim.relation].weight, step.claim.rank, order[step.origin], step.origin)
                if rank <= best.get(step.neighbor, rank):
                    best[step.neighbor], by[step.neighbor] = rank, step.claim
        if grouped and len(best) > room:
            self._group(best, by)
        chosen = _fair(best, max(0, room))
        for identifier in chosen:
            self.hops[identifier] = hop
            self.parents[identifier] = best[identifier][3]
            self.left.discard(identifier)
        self.left.update(set(best) - set(chosen) - set(self.groups))
        return chosen

    def _group(self, best: dict[str, _Rank], by: Mapping[str, Claim]) -> None:
        """Put groups in the place of the neighbors that they hold."""
        center = next(iter(self.hops))
        for group in group_by_region(center, by, self.store.nodes(best)):
            self.groups[group.id] = group
            weight, _, order, origin = min(best.pop(identifier) for identifier in group.ids)
            best[group.id] = (weight, -len(group.ids), order, origin)  # before any one neighbor, the largest first
            self.left.update(group.ids)

    def open(self, identifier: str, room: int) -> None:
        """Show what a node is linked to, or what a group holds."""
        if identifier not in self.groups:
            self.expand([identifier], self.hops[identifier] + 1, room)
            return
        for member in self.groups[identifier].ids[:room]:
            self.hops.setdefault(member, 1)
            self.parents.setdefault(member, identifier)
            self.left.discard(member)

    def shown_groups(self, also: Collection[str]) -> tuple[Group, ...]:
        """Return the groups in the picture, without those of theirs that the question names.

        What depth or an opened node brings in stays counted: a group keeps its label, so its size and place.
        """
        return tuple(
            rest if (rest := group.without(also)).ids else group
            for group in self.groups.values()
            if group.id in self.hops
        )

    def join(self, ids: Sequence[str]) -> None:
        """Take in nodes by name, each beside the one before it, or the first shown node that it is linked to."""
        before = ""
        for node in self.store.nodes(ids):
            if node.id not in self.hops:
                linked = {hop.neighbor for hop in self.store.neighbors([node.id], limit=MOST).hops}
                center = next(iter(self.hops))
                parent = next((shown for shown in (before, *self.hops) if shown in linked), center)
                self.hops[node.id] = self.hops[parent] + 1
                self.parents[node.id] = parent
                self.left.discard(node.id)
            before = node.id

    def _hops(self, frontier: Sequence[str]) -> Sequence[Hop]:
        expansion = every_kind(self.store, frontier, kinds=self.kinds, relations=self.relations)
        self.truncated = self.truncated or expansion.truncated
        return expansion.hops

    def omitted(self) -> dict[str, int]:
        """Count those left out by kind, in the order of the vocabulary."""
        counts: dict[str, int] = defaultdict(int)
        for identifier in self.left:
            counts[kind_of(identifier)] += 1
        return {kind: counts[kind] for kind in KINDS if kind in counts}


def _fair(ranked: Mapping[str, _Rank], room: int) -> list[str]:
    """Choose `room` ids so that kinds take turns, core kinds first, and within a kind the best ranked go first."""
    if len(ranked) <= room:
        return sorted(
            ranked, key=lambda identifier: (list(KINDS).index(kind_of(identifier)), ranked[identifier], identifier)
        )
    queues: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for identifier in sorted(ranked, key=lambda identifier: (ranked[identifier], identifier), reverse=True):
        queues[kind_of(identifier)].append(identifier)
    chosen: list[str] = []
    while len(chosen) < room:
        for queue in queues.values():
            if queue and len(chosen) < room:
                chosen.append(queue.pop())
    return chosen


def check_relations(relations: Collection[str] | None) -> None:
    """Raise BadQuestionError for a relation that is none of ours."""
    unknown = sorted(set(relations or ()) - set(RELATIONS))
    if unknown:
        message = f"unknown relation {', '.join(map(repr, unknown))}: choose from {', '.join(RELATIONS)}"
        raise BadQuestionError(message)
