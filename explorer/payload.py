"""From a state to what the view component draws: the picture with places, the legend, and the card."""

from collections.abc import Sequence
from functools import cache
from types import MappingProxyType

from explorer.components import look, shapes
from explorer.state import Explore
from graph.chain import chain
from graph.layout import Metrics, layout
from graph.model import Claim, Fact, Source
from graph.neighborhood import Neighborhood, neighborhood
from graph.show import Shown, show
from graph.store import GraphStore
from graph.vocabulary import KINDS, RELATIONS

NOTICE = "For education only: no medical advice. See a professional about symptoms of your own."
_PER_GROUP = 6
"""Claims of one meaning on a card before "show all"."""
_ONTOLOGIES = MappingProxyType(
    {
        "UBERON": "https://purl.obolibrary.org/obo/UBERON_",
        "HP": "https://purl.obolibrary.org/obo/HP_",
        "MONDO": "https://purl.obolibrary.org/obo/MONDO_",
    }
)


@cache
def metrics() -> Metrics:
    """Return the sizes of look.json in the layout's terms."""
    sizes = look.metrics()
    return Metrics(
        char=sizes["char_px"],
        line=sizes["line_px"],
        wrap=sizes["wrap_chars"],
        label_gap=sizes["label_gap_px"],
        focus_scale=sizes["focus_font_px"] / sizes["font_px"],
        symbol=MappingProxyType({kind: size for kind, size in sizes["node_px"].items() if size}),
        margin=MappingProxyType(dict(sizes["inside_margin_px"])),
        shape=MappingProxyType({kind: entry["shape"] for kind, entry in look.kinds().items()}),
    )


def around(store: GraphStore, state: Explore) -> Neighborhood:
    """Return the neighborhood that a state shows."""
    steps = [claim.subject for claim in reversed(answer(store, state))]
    return neighborhood(store, state.focus, depth=state.depth, opened=state.opened, also=steps)


def answer(store: GraphStore, state: Explore) -> tuple[Claim, ...]:
    """Return the chain of cause and effect that answers "can the start cause the focus?"; none where the link does not ask."""
    return chain(store, state.start, state.focus) if state.start else ()


def view_payload(
    store: GraphStore, state: Explore, *, trail: Sequence[str] = (), can_undo: bool = False, whole: bool = False
) -> shapes.ViewPayload:
    """Return all that the view shows; `whole` sends every claim of the card. An unknown focus raises UnknownNameError."""
    found = around(store, state)
    picked = state.picked if state.picked in found.ids or store.nodes([state.picked]) else state.focus
    labels = {node.id: node.label for node in store.nodes(trail)}
    payload: shapes.ViewPayload = {
        "focus": state.focus,
        "selected": picked,
        "depth": state.depth,
        "dim": list(state.dim),
        "hide": list(state.hide),
        "presenting": state.presenting,
        "can_undo": can_undo,
        "trail": [{"id": node, "label": labels[node]} for node in trail if node in labels],
        "nodes": _nodes(store, found, state.opened),
        "edges": [_edge(claim) for claim in found.claims],
        "legend": _legend(found),
        "card": card(show(store, picked), whole=whole),
        "links": {"page": page_link(state), "node": f"api/nodes/{picked}"},
        "notice": NOTICE,
    }
    return payload


def page_link(state: Explore) -> str:
    """Return the address of the self-contained page of a state's picture, relative to the app."""
    options = [f"depth={state.depth}"] if state.depth != 1 else []
    if state.opened:
        options.append(f"open={','.join(state.opened)}")
    if state.start:
        options.append(f"from={state.start}")
    return f"api/picture/{state.focus}" + (f"?{'&'.join(options)}" if options else "")


def _nodes(store: GraphStore, found: Neighborhood, opened: Sequence[str]) -> list[shapes.ShownNode]:
    places = layout(found, metrics=metrics())
    degrees = store.degrees(found.ids)
    beside: dict[str, set[str]] = {identifier: set() for identifier in found.ids}
    for claim in found.claims:
        beside[claim.subject].add(claim.object)
        beside[claim.object].add(claim.subject)
    shown: list[shapes.ShownNode] = []
    for member in found.members:
        identifier, place = member.node.id, places[member.node.id]
        node: shapes.ShownNode = {
            "id": identifier,
            "kind": member.node.kind,
            "label": place.label,
            "x": place.x,
            "y": place.y,
            "hop": member.hop,
        }
        if more := sum(degrees[identifier].values()) - len(beside[identifier]):
            node["more"] = more
        if identifier in opened:
            node["open"] = True
        shown.append(node)
    return shown


def _edge(claim: Claim) -> shapes.ShownEdge:
    relation = RELATIONS[claim.relation]
    edge: shapes.ShownEdge = {
        "from": claim.subject,
        "to": claim.object,
        "relation": claim.relation,
        "there": relation.there,
        "back": relation.back,
    }
    if claim.disputed:
        edge["disputed"] = True
    return edge


def _legend(found: Neighborhood) -> list[shapes.LegendRow]:
    counts = dict.fromkeys(KINDS, 0)
    for member in found.members:
        counts[member.node.kind] += 1
    rows: list[shapes.LegendRow] = []
    for kind, shown in counts.items():
        omitted = found.omitted.get(kind, 0)
        if shown or omitted:
            row: shapes.LegendRow = {"kind": kind, "shown": shown}
            if omitted:
                row["omitted"] = omitted
            rows.append(row)
    return rows


def card(shown: Shown, *, whole: bool = False) -> shapes.Card:
    """Return the card of a node: what it is, and its claims grouped by meaning, strongest first."""
    node = shown.node
    groups = _groups(shown, whole=whole)
    cited = {short for group in groups for claim in group["claims"] for short in claim.get("sources", ())}
    facts = [_fact(fact) for fact in node.facts]
    cited |= {short for fact in facts for short in fact.get("sources", ())}
    filled: shapes.Card = {
        "id": node.id,
        "kind": node.kind,
        "label": node.label,
        "definition": node.definition,
        "also": list(node.synonyms),
        "lay": list(node.lay),
        "facts": facts,
        "groups": groups,
        "sources": {_short(source.id): _work(source) for source in shown.sources.values() if _short(source.id) in cited},
        "xrefs": [{"id": curie, "label": label, "url": _xref_url(curie)} for curie, label in node.xrefs.items()],
    }
    return filled


def _groups(shown: Shown, *, whole: bool) -> list[shapes.ClaimGroup]:
    groups: dict[str, list[Claim]] = {}
    for claim in shown.claims:
        relation = RELATIONS[claim.relation]
        title = relation.there if claim.subject == shown.node.id else relation.back
        groups.setdefault(title, []).append(claim)
    made: list[shapes.ClaimGroup] = []
    for title, claims in groups.items():
        sent = claims if whole else claims[:_PER_GROUP]
        group: shapes.ClaimGroup = {"title": title, "claims": [_claim(shown, claim) for claim in sent]}
        if len(claims) > len(sent):
            group["more"] = len(claims) - len(sent)
        made.append(group)
    return made


def _claim(shown: Shown, claim: Claim) -> shapes.CardClaim:
    other = shown.nodes[claim.other(shown.node.id)]
    row: shapes.CardClaim = {
        "id": other.id,
        "kind": other.kind,
        "label": other.label,
        "sentence": shown.sentence(claim),
        "sources": [_short(source) for source in claim.sources],
    }
    details = details_of(claim)
    if details:
        row["details"] = details
    if claim.note:
        row["note"] = claim.note
    if claim.disputed:
        row["dispute"] = claim.dispute
    return row


def details_of(claim: Claim) -> list[str]:
    """Return what a claim carries beside its ends, a short text each.

    >>> details_of(Claim("nerve:a", "supplies", "muscle:b", ("source:x",), roots={"root:c6": "main", "root:c7": "minor"}))
    ['Roots: C6, a little C7']
    """
    texts = [claim.figure, claim.finding, claim.why, claim.distinguished_by]
    if claim.roots:
        main = [_root(root) for root, weight in claim.roots.items() if weight == "main"]
        minor = [_root(root) for root, weight in claim.roots.items() if weight == "minor"]
        texts.append("Roots: " + ", ".join([*main, *(f"a little {root}" for root in minor)]))
    if claim.share == "minor":
        texts.append("Only a small part of the supply")
    for accuracy in claim.accuracy:
        said = str(accuracy)
        if said:
            texts.append(f"{said[0].upper()}{said[1:]} [{_short(accuracy.source)}]" + (f". {accuracy.note}" if accuracy.note else ""))
    return [text for text in texts if text]


def _root(identifier: str) -> str:
    return identifier.partition(":")[2].upper()


def _fact(fact: Fact) -> shapes.Fact:
    row: shapes.Fact = {"name": fact.name, "text": fact.text}
    if fact.sources:
        row["sources"] = [_short(source) for source in fact.sources]
    return row


def _short(source: str) -> str:
    return source.partition(":")[2]


def _work(source: Source) -> shapes.CitedWork:
    work: shapes.CitedWork = {"text": source.citation, "type": source.type, "read": source.read}
    if source.link:
        work["url"] = source.link
    return work


def _xref_url(curie: str) -> str:
    prefix, _, number = curie.partition(":")
    return _ONTOLOGIES[prefix] + number
