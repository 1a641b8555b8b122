"""The graph in the formats of other tools, one format a module; `FORMATS` names them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from graph.export.graphml import to_graphml
from graph.export.node_link import to_json
from graph.export.tables import to_csv_zip
from graph.model import KnowledgeGraph

FORMATS: Mapping[str, tuple[str, str, Callable[[KnowledgeGraph], bytes]]] = MappingProxyType(
    {
        "json": ("pinchpoint.json", "application/json", to_json),
        "graphml": ("pinchpoint.graphml", "application/xml", to_graphml),
        "csv": ("pinchpoint-csv.zip", "application/zip", to_csv_zip),
    }
)
"""Format → file name, media type, and the function that makes the bytes."""
