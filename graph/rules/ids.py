"""What is referred to is there, and has one id."""

from collections import defaultdict
from collections.abc import Iterator

from graph.errors import Location, Problem
from graph.material import Material
from graph.text import nearest
from graph.vocabulary import kind_of


def bad_kind(material: Material) -> Iterator[Problem]:
    """An id begins with the kind that its file holds."""
    for entry in material.entries:
        identifier = entry.record.id  # type: ignore[attr-defined]
        if kind_of(identifier) != entry.kind:
            slug = identifier.partition(":")[2]
            yield Problem(
                entry.at("id"),
                "bad id",
                f"'{identifier}' stands in a file of kind '{entry.kind}'",
                f"{entry.kind}:{slug}",
            )


def duplicate_id(material: Material) -> Iterator[Problem]:
    """No two records have one id."""
    seen: dict[str, Location] = {}
    for entry in material.entries:
        identifier = entry.record.id  # type: ignore[attr-defined]
        here = entry.at("id")
        first = seen.setdefault(identifier, here)
        if first is not here:
            yield Problem(here, "duplicate id", f"'{identifier}' is already defined at {first}")


def retired_id(material: Material) -> Iterator[Problem]:
    """A retired id is used by no record, and one node stands for it."""
    seen: dict[str, str] = {}
    for identifier, entry in material.nodes.items():
        for index, former in enumerate(entry.record.formerly):  # type: ignore[attr-defined]
            where = entry.at("formerly", index)
            if former in material.nodes:
                yield Problem(where, "retired id", f"'{former}' is retired here, but a record has it")
            first = seen.setdefault(former, identifier)
            if first != identifier:
                yield Problem(where, "retired id", f"'{first}' stands for '{former}' already")


def dangling_reference(material: Material) -> Iterator[Problem]:
    """Every id that is referred to has a record."""
    missing: dict[str, list[Location]] = defaultdict(list)
    for located in material.claims:
        for end in (located.claim.subject, located.claim.object):
            if material.missing(end):
                missing[end].append(located.other)
        for root in located.claim.roots:
            if material.missing(root):
                missing[root].append(located.location)
    for _, branch, location in material.branches:
        if material.missing(branch):
            missing[branch].append(location)
    for identifier, locations in missing.items():
        meant = material.now.get(identifier) or "".join(nearest(identifier, material.nodes, cutoff=0.75))
        for location in locations:
            yield Problem(location, "dangling reference", f"no node has the id '{identifier}'", meant)


def orphan_node(material: Material) -> Iterator[Problem]:
    """Every node is joined to another."""
    if material.unread:
        return  # what could not be read may join it
    joined = {end for located in material.claims for end in (located.claim.subject, located.claim.object)}
    for identifier, entry in material.nodes.items():
        if identifier not in joined:
            yield Problem(entry.at("id"), "orphan node", f"no claim touches '{identifier}': link it or remove it")
