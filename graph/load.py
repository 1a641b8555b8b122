"""A data folder → the knowledge graph: read, check, assemble."""

import hashlib
from pathlib import Path

from graph.assemble import node_of, source_of, with_regions
from graph.check import problems
from graph.errors import DataError, Location, Problem
from graph.material import Material
from graph.model import KnowledgeGraph
from graph.read import Reading, data_files, read

DATA = Path(__file__).resolve().parent.parent / "data"
"""The curated data that ship with the project."""


def load(folder: Path | str = DATA) -> KnowledgeGraph:
    """Load the graph of a data folder; raise DataError with every problem if there is any.

    >>> graph = load()
    >>> "nerve:median" in graph
    True
    """
    reading = read_folder(Path(folder))
    found = problems(reading)
    if found:
        raise DataError(found)
    return assemble(reading, version=fingerprint(Path(folder)))


def read_folder(folder: Path) -> Reading:
    """Read a folder; one that is missing or holds no data is a DataError, because nothing could be checked."""
    if not folder.is_dir():
        raise DataError([Problem(Location(str(folder)), "no data", "there is no such folder")])
    if not any(data_files(folder)):
        raise DataError([Problem(Location(str(folder)), "no data", "the folder holds no data file that is known here")])
    return read(folder)


def assemble(reading: Reading, *, version: str = "") -> KnowledgeGraph:
    """Build the graph of a reading that has no problems."""
    material = Material(reading.entries)
    claims = tuple(located.claim for located in material.claims)
    nodes = {identifier: node_of(entry) for identifier, entry in material.nodes.items()}
    return KnowledgeGraph(
        nodes=with_regions(nodes, claims),
        claims=claims,
        sources=(source_of(entry) for entry in material.sources.values()),
        version=version,
    )


def fingerprint(folder: Path) -> str:
    """Return twelve hexadecimal digits that change when any data file changes."""
    digest = hashlib.sha256()
    for path, *_ in data_files(folder):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
