"""GraphML, for Gephi, yEd, Cytoscape and networkx; lists and mappings become text, as GraphML has neither."""

import json
from io import BytesIO

import networkx as nx

from graph.export.node_link import plain_graph
from graph.model import KnowledgeGraph


def _flat(value: object) -> str | int | float | bool:
    """Turn a value into what GraphML can hold: lists joined by |, anything deeper as JSON."""
    if isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "|".join(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def to_graphml(graph: KnowledgeGraph) -> bytes:
    """Return GraphML, UTF-8, the same bytes for the same graph."""
    full = plain_graph(graph)
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    flat.graph.update((key, _flat(value)) for key, value in sorted(full.graph.items()))
    for identifier, attributes in full.nodes(data=True):
        flat.add_node(identifier, **{key: _flat(value) for key, value in sorted(attributes.items())})
    for subject, object_, key, attributes in full.edges(keys=True, data=True):
        flat.add_edge(subject, object_, key=key, **{name: _flat(value) for name, value in sorted(attributes.items())})
    buffer = BytesIO()
    nx.write_graphml(flat, buffer)
    return buffer.getvalue()
