"""What the rules look at: the entries by id, and every claim, citation and branch with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph import records as r
from graph.assemble import Located, all_claims, root_id
from graph.errors import Location
from graph.read import Entry
from graph.vocabulary import kind_of


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
