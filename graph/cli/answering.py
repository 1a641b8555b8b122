"""How each question is answered, from arguments as a batch line or the command line gives them."""

from collections.abc import Mapping
from typing import Any

from graph.answers import (
    Json,
    compare_answer,
    confusable_answer,
    differential_answer,
    lesion_answer,
    localize_answer,
    neighborhood_answer,
    paths_answer,
    search_answer,
    show_answer,
)
from graph.cli.arguments import lists, number, text, words
from graph.cli.asked import Asked
from graph.compare import compare
from graph.confusable import USUAL_CONFUSIONS, confusable
from graph.differential import differential
from graph.errors import BadQuestionError
from graph.lesion import PLACES, lesion
from graph.localize import localize
from graph.marks import COMPARED
from graph.named import FINDING_KINDS, TOLD_LISTS, named_findings, named_told, named_variants
from graph.neighborhood import USUAL_LIMIT, neighborhood
from graph.next_findings import next_findings
from graph.next_questions import next_questions
from graph.no_path import paths_or_why
from graph.paths import USUAL_CUTOFF
from graph.paths import USUAL_LIMIT as USUAL_PATHS
from graph.show import show


def ask_search(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"query", "kind"?, "limit"?}`."""
    query = text(arguments, "query")
    hits = asked.index.search(query, kinds=words(arguments, "kind"), limit=number(arguments, "limit", 10))
    return search_answer(query, hits)


def ask_show(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"name"}`."""
    return show_answer(show(asked.store, asked.index.resolve(text(arguments, "name"))))


def ask_neighborhood(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"name", "depth"?, "kinds"?, "relations"?, "limit"?}`."""
    found = neighborhood(
        asked.store,
        asked.index.resolve(text(arguments, "name")),
        depth=number(arguments, "depth", 1),
        kinds=words(arguments, "kinds"),
        relations=words(arguments, "relations"),
        limit=number(arguments, "limit", USUAL_LIMIT),
    )
    return neighborhood_answer(found)


def ask_path(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"from", "to", "cutoff"?, "limit"?}`: names or ids of both ends."""
    source, target = (asked.index.resolve(text(arguments, name)) for name in ("from", "to"))
    cutoff, limit = number(arguments, "cutoff", USUAL_CUTOFF), number(arguments, "limit", USUAL_PATHS)
    return paths_answer(*paths_or_why(asked.store, source, target, cutoff=cutoff, limit=limit))


def ask_lesion(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"where", "beyond"?, "variants"?}`: names of places, an item of the one nerve's course, variants."""
    where = words(arguments, "where")
    if not where:
        message = "where must be given: a site, a nerve, a part of a plexus or a root"
        raise BadQuestionError(message)
    places = [asked.index.resolve(name, kinds=PLACES) for name in where]
    beyond = asked.index.resolve(text(arguments, "beyond")) if arguments.get("beyond") else ""
    variants = named_variants(asked.index, words(arguments, "variants") or ())
    return lesion_answer(lesion(asked.store.graph, places, beyond=beyond, variants=variants))


def ask_localize(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"weak"?, "numb"?, "reflex"?, "normal"?, "doubtful"?, "limit"?}`: names, synonyms or ids of findings."""
    names = lists(arguments, FINDING_KINDS)
    found = localize(
        asked.store.graph,
        named_findings(asked.store.graph, asked.index, names),
        limit=number(arguments, "limit", 12),
        with_=asked.localizer,
    )
    return localize_answer(found, next_findings(found, asked.localizer))


def ask_differential(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"present"?, "absent"?, "limit"?}` and the lists of `ask_localize`, all of names."""
    names = lists(arguments, TOLD_LISTS)
    found = differential(
        asked.store.graph,
        named_told(asked.store.graph, asked.index, names),
        limit=number(arguments, "limit", 10),
        with_=asked.differ,
    )
    return differential_answer(found, next_questions(found, asked.differ))


def ask_compare(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"ids"}`: a list of two to four names or ids."""
    ids = [asked.index.resolve(name, kinds=COMPARED) for name in words(arguments, "ids", split=False) or []]
    return compare_answer(compare(asked.store.graph, ids, profiles=asked.profiles))


def ask_confusable(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"name", "limit"?}`."""
    of = asked.index.resolve(text(arguments, "name"), kinds=COMPARED)
    limit = number(arguments, "limit", USUAL_CONFUSIONS)
    return confusable_answer(of, confusable(asked.store.graph, of, limit=limit, profiles=asked.profiles))
