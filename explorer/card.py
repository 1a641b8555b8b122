"""The card of a node: what it is, and each of its claims as a sentence, grouped by meaning, strongest first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from urllib.parse import urlencode

from explorer.components import shapes
from graph.asked import Asked
from graph.groups import Group
from graph.model import RED_FLAG, URGENCY, Claim, Fact, Source
from graph.show import Shown
from graph.vocabulary import RELATIONS

_LEAST, _MOST = 2, 20
"""Claims of each meaning that a card shows at least, and claims of all meanings together at most, before "show all"."""
_APART = 3
"""How many look-alikes a card offers to compare with."""
_MOST_WAYS = 3
_MOST_ASKED = 4
_LATE = frozenset({"How common", "Prognosis", "Not known"})
"""Facts that stand below the claims: a learner wants the picture of a syndrome first."""
_ONTOLOGIES = MappingProxyType(
    {
        "UBERON": "https://purl.obolibrary.org/obo/UBERON_",
        "HP": "https://purl.obolibrary.org/obo/HP_",
        "MONDO": "https://purl.obolibrary.org/obo/MONDO_",
    }
)


def card(shown: Shown, *, whole: bool = False, asked: Iterable[Asked] = ()) -> shapes.Card:
    """Return the card of a node: what it is, its claims by meaning, strongest first, and what people ask."""
    node = shown.node
    filled: shapes.Card = {
        "id": node.id,
        "kind": node.kind,
        "label": node.label,
        "definition": node.definition,
        "also": list(node.synonyms),
        "lay": list(node.lay),
        "facts": [_fact(fact) for fact in node.facts],
        "groups": _groups(shown, whole=whole),
        "ways": _ways(shown),
        "xrefs": [{"id": curie, "label": label, "url": _xref_url(curie)} for curie, label in node.xrefs.items()],
    }
    if apart := _apart(shown):
        filled["apart"] = apart
    about = [one for one in asked if node.id in {one.source, one.target}][:_MOST_ASKED]
    if about:
        filled["asked"] = [
            {"text": one.text, "page": f"connect?{urlencode({'from': one.source, 'to': one.target}, safe=':')}"}
            for one in about
        ]
    return filled


def _apart(shown: Shown) -> list[shapes.Crumb]:
    """Return the few that this is most taken for: first those of which sheets say so in both directions."""
    others = Counter(claim.other(shown.node.id) for claim in shown.claims if claim.relation == "imitates")
    return [{"id": other, "label": shown.nodes[other].label} for other, _ in others.most_common(_APART)]


def group_card(shown: Shown, group: Group) -> shapes.Card:
    """Return the card of a group in the picture of a center, of which `shown` is all: each claim that it holds."""
    held = tuple(claim for claim in shown.claims if claim.other(shown.node.id) in group.ids)
    filled = card(replace(shown, claims=held), whole=True)
    node = group.node
    return {
        **filled,
        "id": node.id,
        "kind": node.kind,
        "label": node.label,
        "definition": node.definition,
        "also": [],
        "lay": [],
        "apart": [],
        "facts": [],
        "ways": [],
        "xrefs": [],
    }


def _ways(shown: Shown) -> list[shapes.Way]:
    """Return the ways from a card to other pages: from a place, or a syndrome's sites, to what a lesion there does."""
    node = shown.node
    if node.kind in {"site", "nerve", "root"}:
        on_course = any(claim.position is not None for claim in shown.claims)
        text = "See what a lesion here does"
        return [{"text": text, "url": f"localize?at={node.id}"}] if on_course else []
    sites = [claim.subject for claim in shown.claims if claim.relation == "leads_to" and claim.object == node.id]
    sites = [site for site in sites if site.startswith("site:")]
    text = "See what follows from this site"
    return [
        {
            "text": text if len(sites) == 1 else f"See what follows from the {shown.nodes[site].label}",
            "url": f"localize?at={site}",
        }
        for site in sites[:_MOST_WAYS]
    ]


def _groups(shown: Shown, *, whole: bool) -> list[shapes.ClaimGroup]:
    groups: dict[str, list[Claim]] = {}
    for claim in shown.claims:
        relation = RELATIONS[claim.relation]
        title = relation.there if claim.subject == shown.node.id else relation.back
        groups.setdefault(title, []).append(claim)
    share = len(shown.claims) if whole else _share([len(claims) for claims in groups.values()])
    made: list[shapes.ClaimGroup] = []
    for title, claims in groups.items():
        group: shapes.ClaimGroup = {"title": title, "claims": [_claim(shown, claim) for claim in claims[:share]]}
        if len(claims) > share:
            group["more"] = len(claims) - share
        made.append(group)
    return made


def _share(sizes: list[int]) -> int:
    """Return how many claims each group shows, so that all together are at most _MOST, but each group shows _LEAST.

    >>> _share([3, 30, 2]), _share([9] * 20)
    (15, 2)
    """
    share = max(sizes, default=_LEAST)
    while share > _LEAST and sum(min(size, share) for size in sizes) > _MOST:
        share -= 1
    return share


def _claim(shown: Shown, claim: Claim) -> shapes.CardClaim:
    other = shown.nodes[claim.other(shown.node.id)]
    row: shapes.CardClaim = {
        "id": other.id,
        "kind": other.kind,
        "label": other.label,
        "sentence": shown.sentence(claim),
        "sources": [short_id(source) for source in claim.sources],
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

    >>> details_of(
    ...     Claim("nerve:a", "supplies", "muscle:b", ("source:x",), roots={"root:c6": "main", "root:c7": "minor"})
    ... )
    ['Roots: C6, a little C7']
    """
    texts = [claim.figure, claim.finding, claim.why, claim.distinguished_by, claim.effect]
    if claim.roots:
        main = [_root(root) for root, weight in claim.roots.items() if weight == "main"]
        minor = [_root(root) for root, weight in claim.roots.items() if weight == "minor"]
        texts.append("Roots: " + ", ".join([*main, *(f"a little {root}" for root in minor)]))
    if claim.share == "minor":
        texts.append("Only a small part of the supply")
    for accuracy in claim.accuracy:
        said = str(accuracy)
        if said:
            texts.append(
                f"{said[0].upper()}{said[1:]} [{short_id(accuracy.source)}]"
                + (f". {accuracy.note}" if accuracy.note else "")
            )
    return [text for text in texts if text]


def _root(identifier: str) -> str:
    return identifier.partition(":")[2].upper()


def _fact(fact: Fact) -> shapes.Fact:
    row: shapes.Fact = {"name": fact.name, "text": fact.text}
    if fact.name in _LATE:
        row["late"] = True
    if fact.name in {RED_FLAG, URGENCY}:
        row["flag"] = True
    if fact.sources:
        row["sources"] = [short_id(source) for source in fact.sources]
    return row


def short_id(source: str) -> str:
    """Return the id of a source without its kind, which every one of them has."""
    return source.partition(":")[2]


def cited_work(source: Source) -> shapes.CitedWork:
    """Return a source as the card shows it."""
    work: shapes.CitedWork = {"text": source.citation, "type": source.type, "read": source.read}
    if source.link:
        work["url"] = source.link
    return work


def _xref_url(curie: str) -> str:
    prefix, _, number = curie.partition(":")
    return _ONTOLOGIES[prefix] + number
