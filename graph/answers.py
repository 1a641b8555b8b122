"""Answers as plain JSON values: the one shape that the command line, the HTTP API and the tests share."""

from collections.abc import Iterable, Sequence
from typing import Any

from graph.compare import Comparison
from graph.confusable import Confusion
from graph.differential import Contender, Differential, Weighed
from graph.errors import AmbiguousNameError, BadQuestionError, DataError, PinchpointError, UnknownNameError
from graph.lesion import Lesion, Loss
from graph.localize import Candidate, Localization
from graph.model import Claim, Node, as_mapping, sentence
from graph.neighborhood import Neighborhood
from graph.next_findings import NextFinding
from graph.next_questions import NextQuestion
from graph.no_path import NoPath
from graph.path import Path
from graph.rows import Row
from graph.search import Hit
from graph.show import Shown

Json = dict[str, Any]


def search_answer(query: str, hits: Iterable[Hit]) -> Json:
    """Return `{"query", "hits": [{"id", "kind", "label", "matched", "score"}]}`.

    >>> search_answer("x", [Hit("nerve:x", "nerve", "x", "x", 100.0)])["hits"][0]["id"]
    'nerve:x'
    """
    return {
        "query": query,
        "hits": [
            {"id": hit.id, "kind": hit.kind, "label": hit.label, "matched": hit.matched, "score": hit.score}
            for hit in hits
        ],
    }


def show_answer(shown: Shown) -> Json:
    """Return `{"node", "claims": [{"subject", "relation", "object", "sentence", "status", "sources"…}], "sources"}`."""
    return {
        "node": {"kind": shown.node.kind, **as_mapping(shown.node)},
        "claims": [claim_answer(claim, shown.sentence(claim)) for claim in shown.claims],
        "sources": {identifier: as_mapping(source) for identifier, source in shown.sources.items()},
        "truncated": shown.truncated,
    }


def neighborhood_answer(found: Neighborhood) -> Json:
    """Return `{"center", "nodes": [{"id", "kind", "label", "hop"}], "claims", "omitted": {kind: n}, "truncated"}`."""
    nodes: dict[str, Node] = {member.node.id: member.node for member in found.members}
    return {
        "center": found.center,
        "nodes": [
            {"id": member.node.id, "kind": member.node.kind, "label": member.node.label, "hop": member.hop}
            for member in found.members
        ],
        "claims": [
            claim_answer(claim, sentence(claim, nodes[claim.subject], nodes[claim.object])) for claim in found.claims
        ],
        "omitted": dict(found.omitted),
        "truncated": found.truncated,
    }


def paths_answer(found: Sequence[Path], none: NoPath | None = None) -> Json:
    """Return `{"paths": [{"nodes", "claims", "sentences", "text", "sources", "weakest", "alike", …}]}`.

    `nodes` and `claims` stand in the order of the path, a sentence for each claim; `text` reads the path out from cause
    to effect; `sources` are all works cited, strongest first; `weakest` is the least supported claim, with `because`;
    `alike` are nodes that could stand in the place of one on the way. Where there is no path, `none` says why:
    `{"reason", "say", "cutoff"}`, with the cutoff at which there is one, or null.
    """
    answer: Json = {"paths": [path_answer(path) for path in found]}
    if none is not None:
        cutoff = len(none.longer.claims) if none.longer else None
        answer["none"] = {"reason": none.reason, "say": none.say, "cutoff": cutoff}
    return answer


def path_answer(path: Path) -> Json:
    """Return one path of `paths_answer`."""
    told = path.told.nodes

    def named(ids: Iterable[str]) -> list[Json]:
        return [{"id": node, "kind": told[node].kind, "label": told[node].label} for node in ids]

    weakest = path.weakest
    return {
        "nodes": named(path.nodes),
        "claims": [claim_answer(claim, said) for claim, said in zip(path.claims, path.sentences, strict=True)],
        "sentences": list(path.sentences),
        "text": path.paragraph,
        "sources": [as_mapping(source) for source in path.sources],
        "weakest": {**claim_answer(weakest, path.sentence_of(weakest)), "because": path.why_weakest},
        "alike": named(path.alike),
        "causal": path.causal,
        "length": path.length,
    }


def lesion_answer(found: Lesion) -> Json:
    """Return `{"at": {"id", "label"}, "weak": [{"id", "label", "severity"}], "numb", "reflexes", "spared"}`.

    Of several lesions at once, `at` joins the ids by "+" and the labels by " and ". `variants` are there if any were
    asked for.
    """

    def lost(losses: Iterable[Loss]) -> list[Json]:
        return [{"id": loss.node.id, "label": loss.node.label, "severity": loss.severity} for loss in losses]

    return {
        "at": {"id": "+".join(node.id for node in found.at), "label": " and ".join(node.label for node in found.at)},
        "weak": lost(found.weak),
        "numb": lost(found.numb),
        "reflexes": lost(found.reflexes),
        "spared": [
            {"id": spared.node.id, "label": spared.node.label, "why": spared.why}
            | ({"sources": list(spared.sources)} if spared.sources else {})
            for spared in found.spared
        ],
    } | ({"variants": [{"id": node.id, "label": node.label} for node in found.variants]} if found.variants else {})


def localize_answer(found: Localization, following: Iterable[NextFinding]) -> Json:
    """Return `{"candidates": [{"id", "kind", "label", "nerve", "score", "explains", …}], "next": [{"id", "why", …}]}`.

    `explains`, `contradicts`, `unexplained` and `expected` hold ids, `parts` the named parts of the score, `places` the
    ids of all places that the findings cannot tell apart; `ruled_out_by` is left out of a candidate that is not.
    """
    return {
        "candidates": [candidate_answer(candidate) for candidate in found.candidates],
        "next": [
            {"id": item.node.id, "label": item.node.label, "how": item.how, "why": item.why, "bits": item.gain}
            for item in following
        ],
    }


def candidate_answer(candidate: Candidate) -> Json:
    """Return one candidate of `localize_answer`."""
    return {
        "id": candidate.id,
        "kind": candidate.kind,
        "label": candidate.label,
        "nerve": candidate.nerve,
        "score": candidate.score,
        "parts": [{"name": part.name, "value": part.value} for part in candidate.parts],
        "explains": [finding.node.id for finding in candidate.explains],
        "contradicts": [finding.node.id for finding in candidate.contradicts],
        "unexplained": [finding.node.id for finding in candidate.unexplained],
        "expected": [node.id for node in candidate.expected],
        "sites": list(candidate.sites),
        "syndromes": list(candidate.syndromes),
        "mimics": list(candidate.mimics),
        "places": [place.id for place in candidate.places],
    } | ({"ruled_out_by": candidate.ruled_out_by.node.id} if candidate.ruled_out_by else {})


def compare_answer(found: Comparison) -> Json:
    """Return `{"compared", "best", "told", "rows", "discriminators", "shared", "only", "contradicting"}`.

    `rows` holds each finding with a mark for each of the compared, in their order; the lists after it hold ids of rows,
    best discriminator first. `best` is null where nothing tells them apart.
    """
    nodes = {node.id: node for node in found.nodes}
    best = found.best
    return {
        "compared": [{"id": node.id, "kind": node.kind, "label": node.label} for node in found.nodes],
        "best": best
        and {"sentence": best.sentence, "basis": best.basis, "sources": list(best.sources)}
        | ({"finding": best.finding.id} if best.finding else {}),
        "told": [
            claim_answer(claim, sentence(claim, nodes[claim.subject], nodes[claim.object])) for claim in found.told
        ],
        "rows": [row_answer(row) for row in found.rows],
        "discriminators": [row.node.id for row in found.discriminators],
        "shared": [row.node.id for row in found.shared],
        "only": {one: [row.node.id for row in found.only(one)] for one in nodes},
        "contradicting": {one: [row.node.id for row in found.contradicting(one)] for one in nodes},
    }


def row_answer(row: Row) -> Json:
    """Return one row of `compare_answer`."""
    return {
        "id": row.node.id,
        "kind": row.node.kind,
        "label": row.node.label,
        "score": row.score,
        "parts": [{"name": part.name, "value": part.value} for part in row.parts],
        "marks": [
            {"state": mark.state, "word": mark.word}
            | ({"basis": mark.basis} if mark.basis else {})
            | (
                {"sources": list(dict.fromkeys(s for claim in mark.claims for s in claim.sources))}
                if mark.claims
                else {}
            )
            for mark in row.marks
        ],
    }


def confusable_answer(identifier: str, found: Iterable[Confusion]) -> Json:
    """Return `{"of", "confusable": [{"id", "kind", "label", "score", "parts", "why", "sources"}]}`."""
    return {
        "of": identifier,
        "confusable": [
            {
                "id": one.node.id,
                "kind": one.node.kind,
                "label": one.node.label,
                "score": one.score,
                "parts": [{"name": part.name, "value": part.value} for part in one.parts],
                "why": list(one.why),
                "sources": list(dict.fromkeys(source for claim in one.claims for source in claim.sources)),
            }
            for one in found
        ],
    }


def differential_answer(found: Differential, following: Iterable[NextQuestion]) -> Json:
    """Return `{"urgent": [{"id", "level", "say", …}], "candidates": [{"id", "score", "parts", …}], "next": […]}`.

    `urgent` comes first whatever the ranking; its `level` is now, soon or if. `because` and `missing` hold ids and
    labels.
    """
    return {
        "urgent": [
            {
                "id": item.node.id,
                "label": item.node.label,
                "level": item.level,
                "say": item.say,
                "why": list(item.why),
                "because": [{"id": node.id, "label": node.label} for node in item.because],
                "sources": list(item.sources),
            }
            for item in found.urgent
        ],
        "candidates": [contender_answer(contender) for contender in found.contenders],
        "next": [
            {
                "do": item.do,
                "id": item.node.id,
                "label": item.node.label,
                "how": item.how,
                "why": item.why,
                "bits": item.gain,
                "answers": [{"id": node.id, "label": node.label} for node in item.answers],
            }
            for item in following
        ],
    }


def contender_answer(contender: Contender) -> Json:
    """Return one candidate of `differential_answer`."""

    def weighed(items: Iterable[Weighed]) -> list[Json]:
        return [
            {
                "id": item.node.id,
                "label": item.node.label,
                "present": item.present,
                "value": item.value,
                "why": item.why,
                "sources": list(item.sources),
            }
            for item in items
        ]

    return {
        "id": contender.node.id,
        "kind": contender.node.kind,
        "label": contender.node.label,
        "score": contender.score,
        "parts": [{"name": part.name, "value": part.value} for part in contender.parts],
        "supporting": weighed(contender.supporting),
        "opposing": weighed(contender.opposing),
        "missing": [{"id": node.id, "label": node.label} for node in contender.missing],
        "place": contender.place,
    }


def claim_answer(claim: Claim, words: str) -> Json:
    """Return a claim with its sentence; what it does not carry is left out, `status` and `sources` always stand."""
    return {**as_mapping(claim), "sentence": words, "status": claim.status, "sources": list(claim.sources)}


def error_answer(error: PinchpointError) -> Json:
    """Return `{"error": {"code", "message", "suggestions"}}`.

    >>> error_answer(UnknownNameError("nerve:medain", ["nerve:median"]))["error"]["suggestions"]
    ['nerve:median']
    """
    codes: tuple[tuple[type[PinchpointError], str], ...] = (
        (UnknownNameError, "unknown name"),
        (AmbiguousNameError, "ambiguous name"),
        (BadQuestionError, "bad question"),
        (DataError, "bad data"),
    )
    code = next((name for kind, name in codes if isinstance(error, kind)), "error")
    suggestions = getattr(error, "suggestions", getattr(error, "candidates", ()))
    return {"error": {"code": code, "message": str(error), "suggestions": list(suggestions)}}
