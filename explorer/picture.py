"""The picture of a state: nodes with their places, edges, and the legend, as compact as they can be sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from explorer.components import look, shapes
from explorer.state import Explore
from graph.boxes import Metrics, Place
from graph.chain import explanation, way
from graph.groups import Group, is_group
from graph.layout import TALL, WIDE, Sheet, layout
from graph.model import Claim
from graph.neighborhood import USUAL_LIMIT, Neighborhood, neighborhood
from graph.store import GraphStore
from graph.vocabulary import KINDS, RELATIONS


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn; `members` are the ids of the nodes."""

    members: frozenset[str]
    groups: dict[str, Group]
    nodes: list[shapes.ShownNode]
    edges: list[shapes.EdgeRow]
    lit: list[int]
    """The edges of the chain that answers the link's question, by their places in `edges`."""
    relations: dict[str, tuple[str, str]]
    legend: list[shapes.LegendRow]


@cache
def metrics() -> Metrics:
    """Return the sizes of look.json in the layout's terms."""
    sizes = look.metrics()
    classes = dict(sizes["char_em"])
    other = float(classes.pop("other"))
    return Metrics(
        font=sizes["font_px"],
        line=sizes["line_px"],
        char=other,
        widths=MappingProxyType(
            {character: float(em) for em, characters in classes.items() for character in characters}
        ),
        wrap=sizes["wrap_chars"],
        label_gap=sizes["label_gap_px"],
        focus_scale=sizes["focus_font_px"] / sizes["font_px"],
        symbol=MappingProxyType({kind: size for kind, size in sizes["node_px"].items() if size}),
        margin=MappingProxyType(dict(sizes["inside_margin_px"])),
        shape=MappingProxyType({kind: entry["shape"] for kind, entry in look.kinds().items()}),
    )


def around(store: GraphStore, state: Explore) -> Neighborhood:
    """Return the neighborhood that a state shows: as many neighbors as can be read at first sight."""
    first = _first(store, state.focus)
    if state.depth == 1 and not state.opened and not state.start:
        return first.found
    steps = way(answer(store, state))[::-1]
    return neighborhood(
        store, state.focus, depth=state.depth, limit=first.limit, opened=state.opened, also=steps, grouped=True
    )


@dataclass(frozen=True, slots=True)
class _First:
    """The picture of a node as it opens on a screen, and the number of neighbors that it had room for."""

    found: Neighborhood
    places: dict[str, Place]
    limit: int


@lru_cache(maxsize=1024)
def _first(store: GraphStore, focus: str) -> _First:
    """Return the picture of a node as it opens, with fewer neighbors where those of usual number do not fit the sheet.

    What is opened later, and more steps, begin from the same picture: so it stays as it is.
    """
    limit = USUAL_LIMIT
    while True:
        found = neighborhood(store, focus, limit=limit, grouped=True)
        places = layout(found, metrics=metrics())
        if limit <= _FEWEST or WIDE.fits([place.box for place in places.values()]):
            return _First(found, places, limit)
        limit -= _LESS


_LESS, _FEWEST = 2, 10
"""How many neighbors are left out at a time until a picture fits, and how many stay even in one that does not."""


def answer(store: GraphStore, state: Explore) -> tuple[Claim, ...]:
    """Return the chain that answers "can the start cause the focus?"; nothing where the link does not ask."""
    return explanation(store, state.start, state.focus) if state.start else ()


def picture(store: GraphStore, state: Explore, *, tall: bool = False) -> Picture:
    """Return the picture of a state; most clicks only select in one that is there already, so the last ones are kept.

    `tall` lays it out for a screen that is higher than wide.
    """
    return _picture(store, Explore(state.focus, depth=state.depth, opened=state.opened, start=state.start), tall)


@lru_cache(maxsize=256)
def _picture(store: GraphStore, state: Explore, tall: bool) -> Picture:  # noqa: FBT001 - part of the key
    found = around(store, state)
    numbers = {identifier: number for number, identifier in enumerate(found.ids)}
    steps = {claim.key for claim in answer(store, state)}
    return Picture(
        members=frozenset(found.ids),
        groups={group.id: group for group in found.groups},
        nodes=_nodes(store, found, state.opened, TALL if tall else WIDE),
        edges=[
            *(_edge(claim, numbers) for claim in found.claims),
            *(_tie(group, numbers) for group in found.groups),
        ],
        lit=[number for number, claim in enumerate(found.claims) if claim.key in steps],
        relations={
            name: (RELATIONS[name].there, RELATIONS[name].back)
            for name in dict.fromkeys(
                [*(claim.relation for claim in found.claims), *(group.relation for group in found.groups)]
            )
        },
        legend=_legend(found),
    )


def _nodes(store: GraphStore, found: Neighborhood, opened: Sequence[str], sheet: Sheet) -> list[shapes.ShownNode]:
    first = _first(store, found.center)
    places = first.places if found is first.found and sheet is WIDE else layout(found, metrics=metrics(), sheet=sheet)
    degrees = store.degrees(found.ids)
    beside: dict[str, set[str]] = {identifier: set() for identifier in found.ids}
    for claim in found.claims:
        beside[claim.subject].add(claim.object)
        beside[claim.object].add(claim.subject)
    unseen = {group.id: len(set(group.ids) - set(found.ids)) for group in found.groups}
    shown: list[shapes.ShownNode] = []
    for member in found.members:
        identifier, place = member.node.id, places[member.node.id]
        node: shapes.ShownNode = {
            "id": identifier,
            "label": place.label,
            "x": place.x,
            "y": place.y,
            "hop": member.hop,
        }
        hidden = unseen[identifier] if identifier in unseen else sum(degrees[identifier].values())
        if more := hidden - len(beside[identifier]):
            node["more"] = more
        if identifier in opened:
            node["open"] = True
        shown.append(node)
    return shown


def _edge(claim: Claim, places: dict[str, int]) -> shapes.EdgeRow:
    ends = places[claim.subject], places[claim.object]
    return (*ends, claim.relation, True) if claim.disputed else (*ends, claim.relation)


def _tie(group: Group, places: dict[str, int]) -> shapes.EdgeRow:
    """Return the edge between a group and the focus, which is the first of the nodes."""
    return (places[group.id], 0, group.relation) if group.inward else (0, places[group.id], group.relation)


def _legend(found: Neighborhood) -> list[shapes.LegendRow]:
    counts = dict.fromkeys(KINDS, 0)
    for member in found.members:
        counts[member.node.kind] += not is_group(member.node.id)
    rows: list[shapes.LegendRow] = []
    for kind, shown in counts.items():
        omitted = found.omitted.get(kind, 0)
        if shown or omitted:
            row: shapes.LegendRow = {"kind": kind, "shown": shown}
            if omitted:
                row["omitted"] = omitted
            rows.append(row)
    return rows
