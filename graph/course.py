"""A nerve's course as a person walks it: the stops at which it can be cut, and what each item of it keeps or loses."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import KnowledgeGraph, Node, in_sentence
from graph.places import Place, Places


@dataclass(frozen=True, slots=True)
class Stop:
    """A place along a course where a lesion can be told from those above and below, and where it lies in words."""

    place: Place
    row: int
    """The cut is just above this row of the course."""
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """What stands at a row of a course: a site, muscle, patch of skin or branch, with what a lesion leaves of it.

    `severity` is the share of fibers cut, of a branch the mean over what it feeds; None at a site, which feeds nothing.
    """

    node: Node
    row: int
    severity: float | None
    feeds: tuple[Node, ...] = ()
    """What a branch leads to, in order of ids."""


def stops(places: Places, course: str) -> tuple[Stop, ...]:
    """Return the stops of a course, proximal to distal; none if nothing can be told apart on it.

    >>> from graph.load import load
    >>> from graph.places import places_of
    >>> [stop.label for stop in stops(places_of(load()), "nerve:suprascapular")]
    ['at the suprascapular notch', 'at the spinoglenoid notch']
    """
    rows: dict[int, Place] = {}
    for place in places.all:
        if not place.wide:
            rows.update({row: place for own, row in place.points if own == course})
    found: list[Stop] = []
    for row in sorted(rows):
        place = rows[row]
        if not found or found[-1].place is not place:
            found.append(Stop(place, row, _label(places.graph, course, place, row)))
    return tuple(found)


def _label(graph: KnowledgeGraph, course: str, place: Place, row: int) -> str:
    here = [site for site in place.sites if any(claim.object == course for claim in graph.claims_of(site))]
    if here:
        return "at " + " or ".join(_named(graph.node(site)) for site in here)
    if row == 0:
        return "at its beginning"
    above = {item.row: item.node for item in _items(graph, course) if item.row < row}
    return f"below {_named(above[max(above)])}" if above else "at its beginning"


def _named(node: Node) -> str:
    """Name what stands on a course: a site or branch itself, of a muscle or patch of skin its branch."""
    return in_sentence(node) if node.kind in {"site", "nerve"} else f"the branch to the {node.label}"


def courses(places: Places) -> tuple[str, ...]:
    """Return the nerves, parts of plexuses and roots on which a lesion has a place, by their names, roots last.

    >>> from graph.load import load
    >>> from graph.places import places_of
    >>> "nerve:median" in courses(places_of(load()))
    True
    """
    graph = places.graph
    found = {course for place in places.all if not place.wide for course, _ in place.points}
    return tuple(sorted(found, key=lambda name: (name.startswith("root:"), graph.node(name).label.casefold())))


def items(places: Places, course: str, lost: Mapping[str, float]) -> tuple[Item, ...]:
    """Return what stands along a course, proximal to distal, with what a lesion that cuts these shares leaves of it.

    >>> from graph.load import load
    >>> from graph.places import places_of
    >>> places = places_of(load())
    >>> [item.node.label for item in items(places, "nerve:suprascapular", {})][:2]
    ['suprascapular notch', 'supraspinatus']
    """
    graph, fibers = places.graph, places.fibers
    found: list[Item] = []
    for item in _items(graph, course):
        match item.node.kind:
            case "site":
                found.append(item)
            case "nerve":
                feeds = sorted({fiber.target for fiber in fibers.through.get((item.node.id, 0), ())})
                severity = sum(lost.get(target, 0.0) for target in feeds) / len(feeds) if feeds else 0.0
                found.append(Item(item.node, item.row, severity, tuple(graph.node(target) for target in feeds)))
            case _:
                found.append(Item(item.node, item.row, lost.get(item.node.id, 0.0)))
    return tuple(found)


def _items(graph: KnowledgeGraph, course: str) -> list[Item]:
    """Return what stands on a course, in its order."""
    return sorted(
        (
            Item(graph.node(claim.other(course)), claim.position, None)
            for claim in graph.claims_of(course)
            if claim.position is not None and not (claim.relation == "arises_from" and claim.subject == course)
        ),
        key=lambda item: (item.row, item.node.id),
    )
