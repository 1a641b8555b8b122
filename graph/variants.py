"""Variants of course switched on: the usual fibers, with those that a variant leads another way on that way.

A reroute (`graph.model.Reroute`) says whose fibers move, down which nerve or root they come and how far, and where they
join their usual way again. The part of the old route below the joining is kept, so that a lesion further distal still
finds them. Where the sources give no part, all fibers of the targets move: this is the variant in its full form, and
many who have it have less of it. Where only a small part moves (`share: minor`), it weighs as a minor root or nerve
does beside a main one (`graph.fibers.WEIGHTS`). A variant moves fibers; it neither adds nor takes any.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from graph.errors import BadQuestionError
from graph.fibers import WEIGHTS, Fiber, Fibers, Point, bundled, routes_to, rows_of
from graph.model import KnowledgeGraph, Node, Reroute, in_sentence
from graph.vocabulary import kind_of


@dataclass(frozen=True)
class Varied:
    """Fibers as they run with some variants."""

    variants: tuple[Node, ...]
    fibers: Fibers
    moved: Mapping[str, tuple[str, tuple[str, ...]]]
    """How the fibers of each target that a variant moves run now, in a sentence, and the sources."""


def variants_of(graph: KnowledgeGraph) -> tuple[Node, ...]:
    """Return the variants that can be switched on, by their names.

    >>> from graph.load import load
    >>> "variant:martin-gruber" in {variant.id for variant in variants_of(load())}
    True
    """
    return tuple(sorted((node for node in graph.nodes.values() if node.reroutes), key=lambda node: node.label))


def with_variants(graph: KnowledgeGraph, fibers: Fibers, variants: Sequence[str]) -> Varied:
    """Return the fibers as they run with these variants, in whatever order these are named.

    An unknown id raises UnknownNameError, a node that says nothing of courses BadQuestionError.

    >>> from graph.fibers import fibers_of, points_of
    >>> from graph.load import load
    >>> graph = load()
    >>> varied = with_variants(graph, fibers_of(graph), ["variant:martin-gruber"])
    >>> "muscle:first-dorsal-interosseous" in varied.fibers.cut(points_of(graph, "site:cubital-tunnel"))
    False
    """
    nodes = tuple(graph.node(name) for name in sorted(set(variants)))
    for node in nodes:
        if not node.reroutes:
            known = ", ".join(variant.id for variant in variants_of(graph))
            message = f"'{node.id}' does not say how fibers run with it: choose from {known or 'none'}"
            raise BadQuestionError(message)
    now = fibers.all
    moved: dict[str, tuple[str, tuple[str, ...]]] = {}
    for node in nodes:
        for way in node.reroutes:
            done: list[Fiber] = []
            for fiber in now:
                after = tuple(_led(graph, fibers, way, fiber))
                if after != (fiber,):
                    moved[fiber.target] = (_words(graph, node, way), way.sources)
                done += after if after != (fiber,) else (fiber,)
            now = tuple(done)
    return Varied(nodes, bundled(now, fibers.points) if moved else fibers, MappingProxyType(moved))


def _led(graph: KnowledgeGraph, fibers: Fibers, way: Reroute, fiber: Fiber) -> Iterator[Fiber]:
    """Yield what becomes of a fiber: the part that stays, and the part that goes the new way, by each of its routes.

    It stays as it is where the way is not its own: another target or root, no way to the new nerve, already on it, or
    not on the course that it would join.
    """
    ends = {fiber.target, *(course for course, _ in fiber.route)}
    rest = _below(graph, way, fiber.route)
    turn = (way.along, rows_of(graph, way.along)[way.until])
    own = not ends.isdisjoint(way.targets) and (not way.roots or fiber.root in way.roots)
    if not own or rest is None or (not rest and turn in fiber.route):
        yield fiber
        return
    root = way.along if kind_of(way.along) == "root" else fiber.root
    heads = tuple(routes_to(fibers.points, turn, root))
    if not heads:
        yield fiber
        return
    part = 1.0 if way.share == "main" else WEIGHTS[way.share] / (WEIGHTS["main"] + WEIGHTS[way.share])
    if part < 1.0:
        yield replace(fiber, weight=fiber.weight * (1 - part))
    for head in heads:
        yield replace(fiber, route=(*head, *rest), weight=fiber.weight * part / len(heads))


def _below(graph: KnowledgeGraph, way: Reroute, route: Sequence[Point]) -> tuple[Point, ...] | None:
    """Return what is kept of a route: from where the way joins it on; None if it does not come there."""
    if not way.joins:
        return ()
    above = rows_of(graph, way.joins)[way.after] if way.after else -1
    start = next((at for at, (course, row) in enumerate(route) if course == way.joins and row > above), None)
    return None if start is None else tuple(route[start:])


def _words(graph: KnowledgeGraph, variant: Node, way: Reroute) -> str:
    """Say a way in one sentence."""

    def named(identifier: str) -> str:
        return in_sentence(graph.node(identifier))

    what = "part of its fibers comes" if way.share == "minor" else "its fibers come"
    said = f"With {in_sentence(variant)}, {what} by {named(way.along)}"
    if way.joins:
        said += f" and {'joins' if way.share == 'minor' else 'join'} {named(way.joins)}"
        said += f" below {_plain(graph.node(way.after))}" if way.after else ""
    return said + "."


def _plain(node: Node) -> str:
    return f"the branch to the {node.label}" if node.kind in {"muscle", "skin"} else in_sentence(node)
