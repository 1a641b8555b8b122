"""The HTTP API and the static files. JSON answers have the shapes of `graph.answers`; `docs/api.md` describes them."""

import json
from collections.abc import Awaitable, Callable, Collection
from datetime import UTC, datetime
from functools import wraps

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from explorer.card import cited_work, short_id
from explorer.components.assets import mounts
from explorer.payload import view_payload
from explorer.picture import around
from explorer.resources import resources
from explorer.saved_page import saved_page
from explorer.state import from_query
from graph.answers import (
    compare_answer,
    confusable_answer,
    differential_answer,
    error_answer,
    lesion_answer,
    localize_answer,
    neighborhood_answer,
    paths_answer,
    search_answer,
    show_answer,
)
from graph.compare import compare
from graph.confusable import MOST_CONFUSIONS, USUAL_CONFUSIONS, confusable
from graph.differential import differential
from graph.errors import BadQuestionError, DataError, PinchpointError, UnknownNameError
from graph.export import FORMATS
from graph.lesion import PLACES, lesion
from graph.localize import localize
from graph.marks import COMPARED
from graph.named import FINDING_KINDS, TOLD_LISTS, named_findings, named_told, named_variants
from graph.neighborhood import USUAL_LIMIT, neighborhood
from graph.next_findings import next_findings
from graph.next_questions import next_questions
from graph.no_path import paths_or_why
from graph.paths import LONGEST, MOST_PATHS, USUAL_CUTOFF
from graph.paths import USUAL_LIMIT as USUAL_PATHS
from graph.show import show

LARGEST_LIMIT = 200
"""Nodes that one answer may hold."""
_HITS = 10
_CANDIDATES, _CONTENDERS, _MOST_CANDIDATES = 12, 10, 50
_LARGEST_BODY = 100_000
_LONGEST_NUMBER = 9

Endpoint = Callable[[Request], Awaitable[Response]]


def _answers(endpoint: Callable[[Request], Response]) -> Endpoint:
    """Turn an error into its JSON answer: 404 unknown name, 400 bad question, 503 while the data have problems."""

    @wraps(endpoint)
    async def answered(request: Request) -> Response:
        request.state.body = await request.body() if request.method == "POST" else b""
        try:
            return endpoint(request)
        except UnknownNameError as error:
            return JSONResponse(error_answer(error), status_code=404)
        except DataError as error:
            return JSONResponse(error_answer(error), status_code=503)
        except PinchpointError as error:
            return JSONResponse(error_answer(error), status_code=400)

    return answered


def _number(request: Request, name: str, usual: int, most: int) -> int:
    """Read a whole number from 1 to `most` from the query."""
    text = request.query_params.get(name, str(usual))
    if len(text) > _LONGEST_NUMBER or not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= most:
        message = f"{name} must be a whole number from 1 to {most}, not {text[:40]!r}"
        raise BadQuestionError(message)
    return int(text)


def _words(request: Request, name: str) -> list[str] | None:
    """Read a list from the query: the parameter repeated, or its values joined by commas."""
    words = [word.strip() for text in request.query_params.getlist(name) for word in text.split(",") if word.strip()]
    return words or None


def _text(request: Request, name: str) -> str:
    """Read a text from the query that must be there."""
    text = request.query_params.get(name, "")
    if not text.strip():
        message = f"{name} must be given: a name or id"
        raise BadQuestionError(message)
    return text


@_answers
def health(_: Request) -> Response:
    """Tell that the app runs, and on which data."""
    made = resources()
    counts = made.store.counts()
    return JSONResponse(
        {
            "status": "ok",
            "version": made.store.version,
            "nodes": sum(counts.kinds.values()),
            "claims": sum(counts.relations.values()),
        }
    )


@_answers
def search(request: Request) -> Response:
    """Find nodes by any name."""
    query = request.query_params.get("q", "")
    limit = _number(request, "limit", _HITS, 50)
    hits = resources().index.search(query, kinds=_words(request, "kind"), limit=limit)
    return JSONResponse(search_answer(query, hits))


@_answers
def node(request: Request) -> Response:
    """Return everything about one node."""
    made = resources()
    return JSONResponse(show_answer(show(made.store, made.index.resolve(request.path_params["id"]))))


@_answers
def nearby(request: Request) -> Response:
    """Return what a node is linked to."""
    made = resources()
    found = neighborhood(
        made.store,
        made.index.resolve(request.path_params["id"]),
        depth=_number(request, "depth", 1, 3),
        kinds=_words(request, "kinds"),
        relations=_words(request, "relations"),
        limit=_number(request, "limit", USUAL_LIMIT, LARGEST_LIMIT),
    )
    return JSONResponse(neighborhood_answer(found))


@_answers
def connect(request: Request) -> Response:
    """Return how two nodes are related."""
    made = resources()
    source, target = (made.index.resolve(_text(request, name)) for name in ("from", "to"))
    cutoff = _number(request, "cutoff", USUAL_CUTOFF, LONGEST)
    limit = _number(request, "limit", USUAL_PATHS, MOST_PATHS)
    return JSONResponse(paths_answer(*paths_or_why(made.store, source, target, cutoff=cutoff, limit=limit)))


@_answers
def ahead(request: Request) -> Response:
    """Return what the view will show with a node in the middle, so that it can draw before the script has run."""
    made = resources()
    query = {**request.query_params, "node": made.index.resolve(request.path_params["id"])}
    state = from_query(query).state
    return JSONResponse(view_payload(made.store, state, tall=request.query_params.get("tall") == "1", asked=made.asked))


@_answers
def cut(request: Request) -> Response:
    """Return what a complete lesion at a node does, with or without variants; several nodes are joined by a comma."""
    made = resources()
    names = [name.strip() for name in request.path_params["id"].split(",") if name.strip()]
    places = [made.index.resolve(name, kinds=PLACES) for name in names]
    beyond = request.query_params.get("beyond", "")
    variants = named_variants(made.index, _words(request, "variant") or ())
    found = lesion(
        made.graph,
        places,
        beyond=made.index.resolve(beyond) if beyond else "",
        variants=variants,
        fibers=made.fibers,
    )
    return JSONResponse(lesion_answer(found))


@_answers
def find(request: Request) -> Response:
    """Return where a lesion must be, from findings in the query or, posted, as one JSON object of the same names."""
    made = resources()
    names, limit = _lists(request, FINDING_KINDS, _CANDIDATES)
    findings = named_findings(made.graph, made.index, names)
    found = localize(made.graph, findings, limit=limit, with_=made.localizer)
    return JSONResponse(localize_answer(found, next_findings(found, made.localizer)))


@_answers
def differ(request: Request) -> Response:
    """Return what it could be, from what is present and absent, in the query or posted as one JSON object."""
    made = resources()
    names, limit = _lists(request, TOLD_LISTS, _CONTENDERS)
    found = differential(made.graph, named_told(made.graph, made.index, names), limit=limit, with_=made.differ)
    return JSONResponse(differential_answer(found, next_questions(found, made.differ)))


def _lists(request: Request, wanted: Collection[str], usual: int) -> tuple[dict[str, list[str]], int]:
    """Read lists of names and the limit, from the query or from the JSON object that was posted."""
    asked = _posted(request) if request.method == "POST" else {}
    if stray := sorted(set(asked) - {*wanted, "limit"}):
        message = f"unknown argument {stray[0]!r}: choose from {', '.join(wanted)} and limit"
        raise BadQuestionError(message)
    names = {}
    for name in wanted:
        words = asked.get(name, request.query_params.getlist(name))
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            message = f"{name} must be a list of names"
            raise BadQuestionError(message)
        names[name] = [str(word) for word in words]
    limit = asked.get("limit", _number(request, "limit", usual, _MOST_CANDIDATES))
    if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= _MOST_CANDIDATES:
        message = f"limit must be a whole number from 1 to {_MOST_CANDIDATES}, not {limit!r}"
        raise BadQuestionError(message)
    return names, limit


def _posted(request: Request) -> dict[str, object]:
    """Read the one JSON object that was posted."""
    if len(request.state.body) > _LARGEST_BODY:
        message = f"the body must be at most {_LARGEST_BODY:,} bytes"
        raise BadQuestionError(message)
    try:
        asked = json.loads(request.state.body)
    except (ValueError, RecursionError) as error:
        message = f"the body must be one JSON object: {error}"
        raise BadQuestionError(message) from None
    if not isinstance(asked, dict):
        message = "the body must be one JSON object"
        raise BadQuestionError(message)
    return asked


@_answers
def beside(request: Request) -> Response:
    """Return what tells two to four things apart, and what they share."""
    made = resources()
    ids = [made.index.resolve(name, kinds=COMPARED) for name in _words(request, "ids") or []]
    return JSONResponse(compare_answer(compare(made.graph, ids, profiles=made.profiles)))


@_answers
def alike(request: Request) -> Response:
    """Return what is most easily confused with a node."""
    made = resources()
    of = made.index.resolve(request.path_params["id"], kinds=COMPARED)
    limit = _number(request, "limit", USUAL_CONFUSIONS, MOST_CONFUSIONS)
    return JSONResponse(confusable_answer(of, confusable(made.graph, of, limit=limit, profiles=made.profiles)))


@_answers
def sources(request: Request) -> Response:
    """Return the works with these ids, as a card cites them; those unknown are left out."""
    asked = (_words(request, "ids") or [])[:LARGEST_LIMIT]
    works = resources().store.sources(f"source:{short}" for short in asked)
    return JSONResponse({"sources": {short_id(source.id): cited_work(source) for source in works}})


@_answers
def picture(request: Request) -> Response:
    """Return a picture as one self-contained web page, as a download."""
    made = resources()
    state = from_query({**request.query_params, "node": made.index.resolve(request.path_params["id"])}).state
    page = saved_page(made.store, around(made.store, state), today=datetime.now(tz=UTC).date())
    name = state.focus.partition(":")[2]
    headers = {"Content-Disposition": f'attachment; filename="pinchpoint-{name}.html"'}
    return HTMLResponse(page, headers=headers)


@_answers
def export(request: Request) -> Response:
    """Return the whole graph in another format, as a download."""
    name = request.path_params["format"]
    if name not in FORMATS:
        raise UnknownNameError(name, sorted(FORMATS))
    file, media, make = FORMATS[name]
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(make(resources().graph), media_type=media, headers=headers)


@_answers
def nothing(request: Request) -> Response:
    """Answer for an address of the API that does not exist: else Streamlit would answer with its own page."""
    raise UnknownNameError(
        request.url.path,
        [
            "/api/search",
            "/api/nodes/{id}",
            "/api/neighborhood/{id}",
            "/api/lesion/{id}",
            "/api/localize",
            "/api/differential",
            "/api/compare",
            "/api/paths",
        ],
    )


def routes() -> list[BaseRoute]:
    """Return every route that stands beside Streamlit's own."""
    api = [
        Route("/api/health", health),
        Route("/api/search", search),
        Route("/api/nodes/{id:path}", node),
        Route("/api/neighborhood/{id:path}", nearby),
        Route("/api/paths", connect),
        Route("/api/lesion/{id:path}", cut),
        Route("/api/localize", find, methods=["GET", "POST"]),
        Route("/api/differential", differ, methods=["GET", "POST"]),
        Route("/api/compare", beside),
        Route("/api/confusable/{id:path}", alike),
        Route("/api/view/{id:path}", ahead),
        Route("/api/sources", sources),
        Route("/api/picture/{id:path}", picture),
        Route("/api/export/{format}", export),
        Route("/api/{rest:path}", nothing),
    ]
    return [*api, *mounts()]
