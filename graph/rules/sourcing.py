"""Sources can be found again, and everything that is claimed has one."""

import re
from collections.abc import Iterator

from graph import records as r
from graph.assemble import ANATOMY
from graph.errors import Problem
from graph.material import Material
from graph.text import nearest


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


IN_PRINT = re.compile(r"\d+(\(\d+\))?:\d+|chapter \d+")
"""Volume and page, or chapter: where a work is only seen at a mirror, the print is cited, not the mirror."""


def source_without_link(material: Material) -> Iterator[Problem]:
    """A source can be found again: by a link, or in print by volume and page or chapter."""
    for identifier, entry in material.sources.items():
        record = entry.record
        assert isinstance(record, r.SourceRecord)  # noqa: S101 - `sources` holds nothing else
        in_print = record.container and IN_PRINT.search(record.container)
        if not (record.url or record.doi or record.pmid or record.file or in_print):
            yield Problem(
                entry.at("id"),
                "source without link",
                f"'{identifier}' has no url, doi or pmid, nor a container with volume and pages",
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
