"""The rules that the data obey, one small generator each; every problem of every rule is reported at once.

A rule takes the `Material` and yields problems at the line that a curator has to change. To add a rule, write a
generator and list it in `RULES`; `tests/test_check.py` fails until there is a test for it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from graph import records as r
from graph.assemble import ANATOMY, Located, all_claims, root_id
from graph.errors import Location, Problem
from graph.read import Entry, Reading
from graph.text import nearest, plain, word_count
from graph.vocabulary import RELATIONS, kind_of, pair_allowed

LONGEST_DEFINITION = 35
"""Words: a longer definition is not one plain sentence."""


@dataclass(frozen=True)
class Material:
    """What the rules look at: the entries by id, and every claim with its place."""

    entries: tuple[Entry, ...]
    unread: frozenset[str] = frozenset()
    """What could not be read (see `Reading.unread`): rules do not add its consequences to the problem itself."""

    def missing(self, identifier: str) -> bool:
        """Tell whether no record has an id, and none that could not be read may have it."""
        lost = {identifier, f"{kind_of(identifier)}:*"} & self.unread
        return not lost and identifier not in self.nodes and identifier not in self.sources

    @cached_property
    def nodes(self) -> Mapping[str, Entry]:
        """Return the entries of nodes by id; the first of two with one id."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            if isinstance(entry.record, r.NodeRecord):
                found.setdefault(entry.record.id, entry)
        return found

    @cached_property
    def now(self) -> Mapping[str, str]:
        """Return the node that stands for each retired id."""
        return {
            former: identifier
            for identifier, entry in self.nodes.items()
            for former in entry.record.formerly  # type: ignore[attr-defined]
        }

    @cached_property
    def sources(self) -> Mapping[str, Entry]:
        """Return the entries of sources by id."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            if isinstance(entry.record, r.SourceRecord):
                found.setdefault(entry.record.id, entry)
        return found

    @cached_property
    def claims(self) -> tuple[Located, ...]:
        """Return every claim of every node, in the order in which it is written."""
        return all_claims(self.entries)

    @cached_property
    def citations(self) -> tuple[tuple[str, Location], ...]:
        """Return every citation of a source with its place."""
        return tuple(citation for entry in self.entries for citation in _citations(entry))

    @cached_property
    def branches(self) -> tuple[tuple[str, str, Location], ...]:
        """Return every branch that a course lists: parent, branch, place."""
        return tuple(
            (entry.record.id, step.branch, entry.at("course", index))
            for entry in self.entries
            if isinstance(entry.record, r.CourseRecord)
            for index, step in enumerate(entry.record.course)
            if isinstance(step, r.BranchStep)
        )

    def carried(self, identifier: str) -> frozenset[str]:
        """Return the ids of the roots whose fibers a nerve carries, or the root itself."""
        entry = self.nodes.get(identifier)
        if entry is None:
            return frozenset()
        if isinstance(entry.record, r.RootRecord):
            return frozenset({identifier})
        origins = getattr(entry.record, "arises_from", ())
        return frozenset(root_id(root) for origin in origins for root in origin.roots)


def _citations(entry: Entry) -> Iterator[tuple[str, Location]]:
    """Find every source id in a record, wherever it stands."""
    if isinstance(entry.record, r.SourceRecord):
        return

    def walk(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[str, Location]]:
        if isinstance(value, dict):
            for key, item in value.items():
                yield from walk(item, (*path, key))
        elif isinstance(value, (list, tuple)):
            for index, item in enumerate(value):
                yield from walk(item, (*path, index))
        elif isinstance(value, str) and path and ("sources" in path[-2:] or path[-1] == "source"):
            yield value, entry.at(*path)

    yield from walk(entry.record.model_dump(by_alias=True, exclude_none=True), ())


def problems(reading: Reading) -> tuple[Problem, ...]:
    """Return all problems of a reading, its own and those of every rule, in order of files and lines."""
    material = Material(reading.entries, reading.unread)
    found = set(reading.problems)
    for rule in RULES:
        found.update(rule(material))
    return tuple(sorted(found))


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
    seen: dict[str, Entry] = {}
    for entry in material.entries:
        identifier = entry.record.id  # type: ignore[attr-defined]
        first = seen.setdefault(identifier, entry)
        if first is not entry:
            yield Problem(entry.at("id"), "duplicate id", f"'{identifier}' is already defined at {first.at('id')}")


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


def dangling_source(material: Material) -> Iterator[Problem]:
    """Every source that is cited has a record."""
    for source, location in material.citations:
        if material.missing(source):
            meant = "".join(nearest(source, material.sources, cutoff=0.75))
            yield Problem(location, "dangling source", f"no source has the id '{source}'", meant)


def unused_source(material: Material) -> Iterator[Problem]:
    """Every source is cited by something."""
    if material.unread:
        return  # what could not be read may cite it
    cited = {source for source, _ in material.citations}
    for identifier, entry in material.sources.items():
        if identifier not in cited:
            yield Problem(entry.at("id"), "unused source", f"nothing cites '{identifier}': cite it or remove it")


def source_without_link(material: Material) -> Iterator[Problem]:
    """A source can be found again, and names who wrote it."""
    for identifier, entry in material.sources.items():
        record = entry.record
        assert isinstance(record, r.SourceRecord)  # noqa: S101 - `sources` holds nothing else
        if not (record.url or record.doi or record.pmid or record.file):
            yield Problem(
                entry.at("id"),
                "source without link",
                f"'{identifier}' has no url, doi or pmid (or file, where it has no lasting address)",
            )


def same_work_twice(material: Material) -> Iterator[Problem]:
    """No two sources are the same work."""
    seen: dict[tuple[str, str], str] = {}
    for identifier, entry in material.sources.items():
        for field in ("doi", "pmid", "url"):
            value = getattr(entry.record, field)
            first = seen.setdefault((field, str(value).lower().rstrip("/")), identifier) if value else identifier
            if first != identifier:
                yield Problem(entry.at(field), "same work twice", f"'{identifier}' has the {field} of '{first}'", first)


def wrong_kinds(material: Material) -> Iterator[Problem]:
    """A relation joins the kinds that it allows."""
    for located in material.claims:
        claim = located.claim
        relation = RELATIONS[claim.relation]
        kinds = kind_of(claim.subject), kind_of(claim.object)
        if not pair_allowed(relation, *kinds):
            yield Problem(
                located.other,
                "wrong kinds",
                f"'{claim.relation}' cannot join {kinds[0]} → {kinds[1]} ({claim.subject} → {claim.object})",
            )


def self_claim(material: Material) -> Iterator[Problem]:
    """Nothing is claimed of a node and itself; circles of is_a and arises_from are the cycle rule's."""
    for located in material.claims:
        claim = located.claim
        if claim.subject == claim.object and claim.relation not in {"is_a", "arises_from"}:
            yield Problem(located.location, "self claim", f"'{' '.join(claim.key)}' joins a node to itself")


def duplicate_claim(material: Material) -> Iterator[Problem]:
    """A claim is made once."""
    seen: dict[tuple[str, str, str], Location] = {}
    for located in material.claims:
        first = seen.setdefault(located.claim.key, located.location)
        if first is not located.location:
            yield Problem(
                located.location, "duplicate claim", f"'{' '.join(located.claim.key)}' is already claimed at {first}"
            )


def claim_without_source(material: Material) -> Iterator[Problem]:
    """A claim has at least one source."""
    for located in material.claims:
        if not located.claim.sources:
            yield Problem(located.location, "claim without source", f"'{' '.join(located.claim.key)}' names no source")


def anatomy_without_source(material: Material) -> Iterator[Problem]:
    """A record of the anatomy has a source."""
    for identifier, entry in material.nodes.items():
        if entry.kind in ANATOMY and not entry.record.sources:  # type: ignore[attr-defined]
            yield Problem(
                entry.at("id"), "claim without source", f"'{identifier}' has no sources: anatomy needs at least one"
            )


def fact_without_source(material: Material) -> Iterator[Problem]:
    """How a test is done is a fact, and rests on the record's sources."""
    for identifier, entry in material.nodes.items():
        if getattr(entry.record, "how", None) and not entry.record.sources:  # type: ignore[attr-defined]
            yield Problem(
                entry.at("how"), "claim without source", f"'{identifier}' says how it is done, but has no sources"
            )


def dispute_unsaid(material: Material) -> Iterator[Problem]:
    """A disputed claim says what is disputed, and only a disputed one does."""
    for located in material.claims:
        claim = located.claim
        if claim.disputed and not claim.dispute:
            yield Problem(
                located.location, "dispute unsaid", f"'{' '.join(claim.key)}' is disputed, but no 'dispute:' says how"
            )
        if claim.dispute and not claim.disputed:
            yield Problem(
                located.location,
                "dispute unsaid",
                f"'{' '.join(claim.key)}' has a 'dispute:', but not 'status: disputed'",
            )


def orphan_node(material: Material) -> Iterator[Problem]:
    """Every node is joined to another."""
    if material.unread:
        return  # what could not be read may join it
    joined = {end for located in material.claims for end in (located.claim.subject, located.claim.object)}
    for identifier, entry in material.nodes.items():
        if identifier not in joined:
            yield Problem(entry.at("id"), "orphan node", f"no claim touches '{identifier}': link it or remove it")


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


def cycle(material: Material) -> Iterator[Problem]:
    """Nothing is a kind of itself or arises from itself, however far round."""
    for relation in ("is_a", "arises_from"):
        graph: nx.DiGraph[str] = nx.DiGraph()
        places: dict[tuple[str, str], Location] = {}
        for located in material.claims:
            if located.claim.relation == relation:
                edge = (located.claim.subject, located.claim.object)
                graph.add_edge(*edge)
                places[edge] = located.location
        for component in nx.strongly_connected_components(graph):
            edges = sorted((places[edge], edge) for edge in graph.subgraph(component).edges)
            if edges:
                around = " → ".join(sorted(component))
                yield Problem(edges[0][0], "cycle", f"'{relation}' goes round in a circle: {around}")


def branch_unlisted(material: Material) -> Iterator[Problem]:
    """A branch names its parent, and the parent's course lists the branch."""
    listed = {(parent, branch): location for parent, branch, location in material.branches}
    named = {
        (located.claim.object, located.claim.subject): located.location
        for located in material.claims
        if located.claim.relation == "arises_from"
    }
    for (parent, branch), location in listed.items():
        if branch in material.nodes and (parent, branch) not in named:
            yield Problem(location, "branch unlisted", f"'{branch}' does not name '{parent}' in its arises_from")
    for (parent, branch), location in named.items():
        if parent in material.nodes and (parent, branch) not in listed:
            yield Problem(location, "branch unlisted", f"the course of '{parent}' does not list 'branch: {branch}'")


def branch_twice(material: Material) -> Iterator[Problem]:
    """A course lists a branch once."""
    seen: set[tuple[str, str]] = set()
    for parent, branch, location in material.branches:
        if (parent, branch) in seen:
            yield Problem(location, "duplicate claim", f"the course of '{parent}' lists '{branch}' twice")
        seen.add((parent, branch))


def impossible_root(material: Material) -> Iterator[Problem]:
    """What a nerve supplies or passes on has only roots that the nerve itself carries."""
    for located in material.claims:
        claim = located.claim
        if claim.relation == "supplies":
            carrier, given = claim.subject, material.carried(claim.subject)
        elif claim.relation == "arises_from":
            carrier, given = claim.object, material.carried(claim.object)
        else:
            continue
        lacking = sorted(set(claim.roots) - given)
        if carrier in material.nodes and lacking:
            short = ", ".join(root.partition(":")[2].upper() for root in lacking)
            yield Problem(
                located.location,
                "impossible root",
                f"'{carrier}' carries no {short}, which '{claim.key[2 if claim.relation == 'supplies' else 0]}' has",
            )


RULES: tuple[Callable[[Material], Iterator[Problem]], ...] = (
    bad_kind,
    duplicate_id,
    retired_id,
    dangling_reference,
    dangling_source,
    unused_source,
    source_without_link,
    same_work_twice,
    wrong_kinds,
    self_claim,
    duplicate_claim,
    claim_without_source,
    anatomy_without_source,
    fact_without_source,
    dispute_unsaid,
    orphan_node,
    poor_definition,
    ambiguous_name,
    cycle,
    branch_unlisted,
    branch_twice,
    impossible_root,
)
"""Every rule, in the order of a curator's thinking."""

__all__ = ["LONGEST_DEFINITION", "RULES", "Material", "problems"]
