"""Names and definitions are short, plain and not mixed up."""

from collections.abc import Iterator

from graph import records as r
from graph.errors import Location, Problem
from graph.material import Material
from graph.text import plain, word_count

LONGEST_DEFINITION = 35
"""Words: a longer definition is not one plain sentence."""


def poor_definition(material: Material) -> Iterator[Problem]:
    """A definition is one plain sentence that says more than the label."""
    for entry in material.nodes.values():
        record = entry.record
        assert isinstance(record, r.NodeRecord)  # noqa: S101 - `nodes` holds nothing else
        said = set(plain(record.definition).split()) - {"a", "an", "the", "of", "is", "it"}
        if said <= set(plain(record.label).split()):
            yield Problem(entry.at("definition"), "poor definition", "the definition only repeats the label")
        words = word_count(record.definition)
        if words > LONGEST_DEFINITION:
            yield Problem(
                entry.at("definition"),
                "poor definition",
                f"the definition has {words} words, at most {LONGEST_DEFINITION} are allowed",
            )


def ambiguous_name(material: Material) -> Iterator[Problem]:
    """No two nodes of a kind share a name, and no node has one name twice."""
    seen: dict[tuple[str, str], tuple[str, Location]] = {}
    for identifier, entry in material.nodes.items():
        record = entry.record
        assert isinstance(record, r.NodeRecord)  # noqa: S101 - `nodes` holds nothing else
        named = [("label", record.label, entry.at("label"))]
        for field in ("synonyms", "lay"):
            named.extend((field, name, entry.at(field, index)) for index, name in enumerate(getattr(record, field)))
        for field, name, location in named:
            owner, first = seen.setdefault((entry.kind, plain(name)), (identifier, location))
            if first is location:
                continue
            whose = "this record" if owner == identifier else f"'{owner}'"
            yield Problem(location, "ambiguous synonym", f"'{name}' ({field}) is already a name of {whose} at {first}")
