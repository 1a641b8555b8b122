"""A picture as one web page that works with no network: made with pyvis, with legend, sentences, sources and date."""

import re
from datetime import date
from html import escape

from pyvis.network import Network

from explorer.components import look
from explorer.payload import NOTICE
from explorer.picture import metrics
from graph.layout import layout
from graph.model import sentence
from graph.neighborhood import Neighborhood
from graph.store import GraphStore
from graph.vocabulary import KINDS, RELATIONS, SOURCE_TYPES

_REMOTE = re.compile(r"<link\b[^>]*https?://[^>]*>|<script\b[^>]*\bsrc=[\"']https?://[^>]*>\s*</script>", re.IGNORECASE)
_EMPTY_HEADING = re.compile(r"<center>\s*<h1></h1>\s*</center>")
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #161a21; background: #fff; }
body { margin: 0 auto; max-width: 1200px; padding: 16px; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.125rem; } a { color: #0b57d0; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 0; list-style: none; }
.legend svg { width: 18px; height: 18px; vertical-align: -3px; margin-right: 4px; }
.card { border: 1px solid #848c99 !important; } small, .muted { color: #5a6270; }
"""
_POLICY = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:"


def saved_page(store: GraphStore, found: Neighborhood, *, today: date) -> str:
    """Return the HTML of the page: about 700 kB, most of it vis-network itself. It asks the network for nothing."""
    center = found.members[0].node
    page = _picture(found).generate_html()
    page = _EMPTY_HEADING.sub("", _REMOTE.sub("", page))
    head = (
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{escape(center.label)} · Pinchpoint</title>"
    )
    page = page.replace("<html>", '<!doctype html>\n<html lang="en">', 1).replace("<head>", f"<head>{head}", 1)
    page = page.replace("</head>", f"<style>{_STYLE}</style></head>", 1)
    top = (
        f"<header><h1>{escape(center.label)}</h1><p>{escape(center.definition)}</p>"
        f'<p class="muted">Pinchpoint, {today.isoformat()}, data {escape(store.version)}. {escape(NOTICE)}</p>'
        f"{_legend(found)}</header>"
    )
    page = page.replace("<body>", f"<body>{top}", 1)
    head_part, _, tail = page.rpartition("</body>")
    return f"{head_part}{_text(store, found)}</body>{tail}"


def _picture(found: Neighborhood) -> Network:
    """Draw the neighborhood with pyvis, in the colors of the light theme: paper and projectors are light."""
    net = Network(height="640px", width="100%", directed=True, cdn_resources="in_line", bgcolor="#ffffff")
    places, kinds, canvas = layout(found, metrics=metrics()), look.kinds(), look.look()["canvas"]["light"]
    for member in found.members:
        node, place, entry = member.node, places[member.node.id], kinds[member.node.kind]
        colors = entry["light"]
        net.add_node(
            node.id,
            label=place.label,
            title=f"{KINDS[node.kind].label}: {node.definition}",
            x=place.x,
            y=place.y,
            shape=entry["shape"],
            size=entry["size"],
            color={"background": colors["fill"], "border": colors["border"]},
            font={
                "color": colors["text"],
                "size": 20 if node.id == found.center else 16,
                "vadjust": 0 if entry["inside"] else look.look()["font"]["lift"],
            },
            borderWidth=entry.get("border", 1.6),
            margin=entry.get("margin", 5),
            shapeProperties={"borderRadius": entry.get("radius", 6), "borderDashes": entry.get("dashes", False)},
        )
    for claim in found.claims:
        said = RELATIONS[claim.relation].there + (" (disputed)" if claim.disputed else "")
        net.add_edge(claim.subject, claim.object, title=said, color=canvas["edge"], dashes=claim.disputed)
    for group in found.groups:
        ends = (group.id, found.center) if group.inward else (found.center, group.id)
        net.add_edge(*ends, title=RELATIONS[group.relation].there, color=canvas["edge"])
    net.options = {  # pyvis keeps whatever JSON stands here
        "physics": {"enabled": False},
        "interaction": {"hover": True, "keyboard": False},
        "edges": {"smooth": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}}},
    }
    return net


def _legend(found: Neighborhood) -> str:
    present = {member.node.kind for member in found.members}
    items = "".join(f"<li>{_swatch(kind)}{escape(KINDS[kind].plural)}</li>" for kind in KINDS if kind in present)
    dashed = "<li>dashed line: sources disagree</li>" if any(claim.disputed for claim in found.claims) else ""
    left = ", ".join(f"{number} {KINDS[kind].plural}" for kind, number in found.omitted.items())
    note = f"<p class='muted'>Not in this picture: {escape(left)}.</p>" if left else ""
    return f"<ul class='legend'>{items}{dashed}</ul>{note}"


_OUTLINES = {
    "dot": '<circle cx="9" cy="9" r="7"/>',
    "diamond": '<path d="M9 1 17 9 9 17 1 9z"/>',
    "triangle": '<path d="M9 2 17 16H1z"/>',
    "triangleDown": '<path d="M9 16 1 2h16z"/>',
    "square": '<path d="M2 2h14v14H2z"/>',
    "hexagon": '<path d="M5 2h8l4 7-4 7H5L1 9z"/>',
    "star": '<path d="m9 1 2.4 5.2 5.6.7-4.1 3.9 1 5.6L9 13.6l-4.9 2.8 1-5.6L1 6.9l5.6-.7z"/>',
    "ellipse": '<ellipse cx="9" cy="9" rx="8" ry="5"/>',
    "circle": '<circle cx="9" cy="9" r="8"/>',
    "database": '<path d="M2 4q7-4 14 0v10q-7 4-14 0z"/>',
}


def _swatch(kind: str) -> str:
    entry = look.kinds()[kind]
    outline = _OUTLINES.get(entry["shape"], '<rect x="1" y="4" width="16" height="10" rx="2"/>')
    colors = entry["light"]
    paint = f'fill="{colors["fill"]}" stroke="{colors["border"]}"'
    return f'<svg viewBox="0 0 18 18" {paint} aria-hidden="true">{outline}</svg>'


def _text(store: GraphStore, found: Neighborhood) -> str:
    """Return every claim of the picture as a sentence with its sources, and the sources."""
    nodes = {member.node.id: member.node for member in found.members}
    cited = dict.fromkeys(source for claim in found.claims for source in claim.sources)
    works = sorted(store.sources(cited), key=lambda source: (SOURCE_TYPES.index(source.type), source.id))
    numbers = {source.id: number for number, source in enumerate(works, 1)}
    rows = []
    for claim in found.claims:
        said = escape(sentence(claim, nodes[claim.subject], nodes[claim.object]))
        disputed = f" <em>Disputed: {escape(claim.dispute)}</em>" if claim.disputed else ""
        refs = ", ".join(
            f'<a href="#s{numbers[source]}">{numbers[source]}</a>' for source in claim.sources if source in numbers
        )
        rows.append(f"<li>{said}{disputed} <small>[{refs}]</small></li>")
    listed = "".join(
        f'<li id="s{numbers[source.id]}">{escape(source.citation)} {_link(source.link)}'
        f" <small>({escape(source.type)}; read: {escape(source.read)})</small></li>"
        for source in works
    )
    return f"<main><h2>What the picture says</h2><ul>{''.join(rows)}</ul><h2>Sources</h2><ol>{listed}</ol></main>"


def _link(address: str) -> str:
    return f'<a href="{escape(address, quote=True)}">{escape(address)}</a>' if address else ""
