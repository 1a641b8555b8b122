"""A comparison side by side: the best discriminator in large type, then a table for each group of findings.

It is HTML of our own, since no table of Streamlit's stacks on a phone, prints, or says its rows to a screen reader. All
that comes from the data is escaped. The roles are written out, because a table that is stacked loses its own.
"""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from graph.compare import Comparison
from graph.marks import TARGETS, Mark
from graph.model import Claim, KnowledgeGraph, Node
from graph.rows import Row

_FIRST = 8
"""Rows of a group before the rest is folded."""
_SIGNS = {"yes": "●", "partly": "◐", "no": "○", "silent": "–"}


def show_best(graph: KnowledgeGraph, found: Comparison, *, brief: bool = False) -> None:
    """Show the best discriminator; `brief` folds what it rests on, so that a picture below stays in sight."""
    st.html(_best(graph, found, brief=brief))


def show_comparison(graph: KnowledgeGraph, found: Comparison) -> None:
    """Show what differs, what is shared, tests, and what is cut."""
    st.html(_groups(graph, found) + _key())


def _best(graph: KnowledgeGraph, found: Comparison, *, brief: bool) -> str:
    best = found.best
    if not best:
        return (
            '<section class="pc-best" aria-label="Best discriminator">'
            '<p class="pc-sentence">No finding of the graph tells these apart.</p>'
            "<p>What they share stands below.</p></section>"
        )
    sentence = f'<p class="pc-sentence">{escape(best.sentence)}</p>'
    basis = f'<p class="pc-basis">{escape(best.basis)}</p>{_sources(graph, best.sources)}'
    if brief:
        return (
            f'<section class="pc-best pc-brief" aria-label="Best discriminator">{sentence}'
            f'<details class="pc-why"><summary>Why</summary>{basis}</details></section>'
        )
    title = "Best at the bedside" if best.finding else "What tells them apart"  # a sheet's own words may name a scan
    return (
        f'<section class="pc-best" aria-label="Best discriminator"><p class="pc-eyebrow">{title}</p>'
        f"{sentence}{basis}</section>"
    )


def _groups(graph: KnowledgeGraph, found: Comparison) -> str:
    differing = [row for row in found.discriminators if row.bedside and row.node.kind not in {"test", "cause"}]
    first = differing[:_FIRST]
    shown = {row.node.id for row in first}
    shared = [row for row in found.shared if row.node.kind == "symptom" and row.node.id not in shown]
    shown |= {row.node.id for row in shared}

    def rest(*kinds: str) -> list[Row]:
        return [row for row in found.rows if row.node.kind in kinds and row.node.id not in shown]

    cut = [row for row in rest(*TARGETS) if not row.shared] + [row for row in rest(*TARGETS) if row.shared]
    groups = (
        ("What differs most", first),
        ("What they share", shared),
        ("Tests", rest("test")),
        ("Weak, numb, reflexes: by the course of the nerves", cut),
        ("Other symptoms and signs", [row for row in rest("symptom") if not row.echo]),
        ("What makes each likelier", rest("cause")),
    )
    tables = [_group(graph, found.nodes, title, rows) for title, rows in groups if rows]
    return "".join((*tables[:1], _told(graph, found.told), *tables[1:]))


def _group(graph: KnowledgeGraph, nodes: Sequence[Node], title: str, rows: Sequence[Row]) -> str:
    more = rows[_FIRST:]
    folded = (
        f'<details class="pc-more"><summary>Show {len(more)} more: {escape(title)}</summary>'
        f"{_table(graph, nodes, f'{title}, continued', more)}</details>"
        if more
        else ""
    )
    table = _table(graph, nodes, title, rows[:_FIRST])
    return f'<section class="pc-group"><h2>{escape(title)}</h2>{table}{folded}</section>'


def _table(graph: KnowledgeGraph, nodes: Sequence[Node], title: str, rows: Iterable[Row]) -> str:
    heads = "".join(f'<th role="columnheader" scope="col">{_link(node)}</th>' for node in nodes)
    body = "".join(
        f'<tr role="row"><th role="rowheader" scope="row">{_link(row.node)}</th>'
        + "".join(_cell(graph, node, mark) for node, mark in zip(nodes, row.marks, strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        f'<table class="pc-table pc-{len(nodes)}" role="table" aria-label="{escape(title)}"><thead role="rowgroup">'
        f'<tr role="row"><th role="columnheader" scope="col">Finding</th>{heads}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _cell(graph: KnowledgeGraph, node: Node, mark: Mark) -> str:
    test = next((claim for claim in mark.claims if claim.relation == "detects"), None)
    word = test.finding if test and test.finding else mark.word
    figures = f'<p class="pc-figure">{escape(str(test.accuracy[0]))}</p>' if test and test.accuracy else ""
    return (
        f'<td role="cell" class="pc-{mark.state}"><span class="pc-of">{escape(node.label)}: </span>'
        f'<span class="pc-sign" aria-hidden="true">{_SIGNS[mark.state]}</span> {escape(word)}{figures}'
        f"{_why(graph, mark)}</td>"
    )


def _why(graph: KnowledgeGraph, mark: Mark) -> str:
    """Return what a mark rests on, folded up: what its claims say, and their sources."""
    if not mark.claims:
        return '<span class="pc-basis"> (by the course)</span>' if mark.basis == "course" else ""
    said = [text for claim in mark.claims for text in _says(claim)]
    ids = dict.fromkeys(source for claim in mark.claims for source in claim.sources)
    return _sources(graph, tuple(ids), said)


def _says(claim: Claim) -> Iterable[str]:
    yield from filter(None, (claim.why, claim.figure, claim.note))
    yield from (f"{accuracy}. {accuracy.note}".strip() for accuracy in claim.accuracy[1:])
    if claim.disputed:
        yield f"Disputed: {claim.dispute}"


def _told(graph: KnowledgeGraph, claims: Sequence[Claim]) -> str:
    said = "".join(
        f"<li>{escape(claim.distinguished_by)}{_sources(graph, claim.sources)}</li>"
        for claim in claims
        if claim.distinguished_by
    )
    return (
        f'<section class="pc-group"><h2>How they are told apart, in words</h2><ul>{said}</ul></section>' if said else ""
    )


def _sources(graph: KnowledgeGraph, ids: Sequence[str], said: Sequence[str] = ()) -> str:
    if not ids:
        return ""
    count = f"{len(ids)} source{'s' if len(ids) != 1 else ''}"
    texts = "".join(f"<p>{escape(text)}</p>" for text in said)
    works = "".join(f"<li>{_work(graph, source)}</li>" for source in ids)
    title = f"{'Why, ' if said else ''}{count}"
    return f'<details class="pc-sources"><summary>{title}</summary>{texts}<ul>{works}</ul></details>'


def _work(graph: KnowledgeGraph, identifier: str) -> str:
    source = graph.sources[identifier]
    text = escape(source.citation)
    return f'<a href="{escape(source.link)}" target="_blank" rel="noopener">{text}</a>' if source.link else text


def _link(node: Node) -> str:
    return f'<a data-page href="./?node={escape(node.id)}">{escape(node.label)}</a>'


def _key() -> str:
    words = {"yes": "there", "partly": "in part or at times", "no": "not there", "silent": "nothing is said"}
    signs = " ".join(
        f'<span><span aria-hidden="true">{_SIGNS[state]}</span> {word}</span>' for state, word in words.items()
    )
    return (
        f'<p class="pc-key">{signs} <span>“By the course” is a complete lesion; compression is seldom complete. '
        "What a sheet does not name is not thereby absent.</span></p>"
    )
