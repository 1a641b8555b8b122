"""Answers as plain JSON values: the one shape that the command line, the HTTP API and the tests share."""

from collections.abc import Iterable
from typing import Any

from graph.errors import AmbiguousNameError, BadQuestionError, DataError, PinchpointError, UnknownNameError
from graph.lesion import Lesion, Loss
from graph.model import Claim, Node, as_mapping, sentence
from graph.neighborhood import Neighborhood
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


def lesion_answer(found: Lesion) -> Json:
    """Return `{"at": {"id", "label"}, "weak": [{"id", "label", "severity"}], "numb", "reflexes", "spared"}`.

    Of several lesions at once, `at` joins the ids by "+" and the labels by " and ".
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
