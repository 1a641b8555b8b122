"""CSV tables (nodes, claims, sources) in one ZIP, for spreadsheets and data frames."""

import csv
import json
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO, StringIO
from typing import Any

from graph.model import Claim, KnowledgeGraph, Node, Source, as_mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the ZIP, so that the bytes depend on the graph alone."""


def _table(kind: type, rows: Iterable[Mapping[str, Any]], extra: tuple[str, ...] = ()) -> str:
    columns = [*kind.__slots__, *extra]  # type: ignore[attr-defined]
    text = StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: _cell(row.get(column, "")) for column in columns})
    return text.getvalue()


def _cell(value: object) -> str:
    """Write a value in one cell: lists joined by |, anything deeper as JSON; a leading = + - @ starts no formula."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        text = "|".join(value)
    elif isinstance(value, (list, dict)):
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    else:
        text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def nodes_csv(graph: KnowledgeGraph) -> str:
    """Return one row a node."""
    return _table(Node, ({**as_mapping(node), "kind": node.kind} for node in graph.nodes.values()), ("kind",))


def claims_csv(graph: KnowledgeGraph) -> str:
    """Return one row a claim, with its sentence."""
    return _table(
        Claim, ({**as_mapping(claim), "sentence": graph.sentence(claim)} for claim in graph.claims()), ("sentence",)
    )


def sources_csv(graph: KnowledgeGraph) -> str:
    """Return one row a source."""
    return _table(Source, (as_mapping(source) for source in graph.sources.values()))


def to_csv_zip(graph: KnowledgeGraph) -> bytes:
    """Return a ZIP of nodes.csv, claims.csv and sources.csv, UTF-8, the same bytes for the same graph."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("nodes.csv", nodes_csv(graph)),
            ("claims.csv", claims_csv(graph)),
            ("sources.csv", sources_csv(graph)),
        ):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
