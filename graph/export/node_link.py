"""networkx node-link JSON: the whole graph with every attribute, to be read back with `networkx.node_link_graph`."""

import json
from typing import Any

import networkx as nx

from graph.model import KnowledgeGraph, as_mapping


def plain_graph(graph: KnowledgeGraph) -> "nx.MultiDiGraph[str]":
    """Return a networkx graph whose attributes are plain values, sources in its graph attributes."""
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        name="Pinchpoint",
        version=graph.version,
        license="CC BY 4.0",
        notice="For education only; no medical advice.",
        sources={identifier: as_mapping(source) for identifier, source in graph.sources.items()},
    )
    for node in graph.nodes.values():
        attributes = {"kind": node.kind, "synonyms": [], "lay": [], "xrefs": {}, **as_mapping(node)}
        attributes.pop("id")
        plain.add_node(node.id, **attributes)
    for claim in graph.claims():
        attributes = {**as_mapping(claim), "sentence": graph.sentence(claim)}
        subject, object_ = attributes.pop("subject"), attributes.pop("object")
        plain.add_edge(subject, object_, key=claim.relation, **attributes)
    return plain


def to_json(graph: KnowledgeGraph) -> bytes:
    """Return node-link JSON, UTF-8, the same bytes for the same graph."""
    data: dict[str, Any] = nx.node_link_data(plain_graph(graph), edges="links")
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode()
