"""The questions of the command line, each a verb: from search and show to path, localize, compare and differential.

Each takes names or ids, `--json` and `--batch FILE`.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.answers import (
    Json,
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
from graph.compare import MOST, compare
from graph.conditions import conditions_of
from graph.confusable import USUAL_CONFUSIONS, confusable
from graph.differential import Differ, differ, differential
from graph.errors import BadQuestionError, DataError, PinchpointError
from graph.lesion import PLACES, lesion
from graph.load import load
from graph.localize import Localizer, localize, localizer
from graph.marks import COMPARED, Profiles
from graph.named import FINDING_KINDS, TOLD_LISTS, named_findings, named_told, named_variants
from graph.neighborhood import USUAL_LIMIT, neighborhood
from graph.next_findings import next_findings
from graph.next_questions import next_questions
from graph.no_path import paths_or_why
from graph.paths import LONGEST, MOST_PATHS, USUAL_CUTOFF
from graph.paths import USUAL_LIMIT as USUAL_PATHS
from graph.search import SearchIndex
from graph.show import show
from graph.store import EmbeddedStore
from graph.vocabulary import KINDS, RELATIONS


@dataclass(frozen=True)
class Asked:
    """The loaded graph that questions are put to; nothing is loaded before the first of them."""

    data: Path

    @cached_property
    def store(self) -> EmbeddedStore:
        """Return the store over the data."""
        return EmbeddedStore(load(self.data))

    @cached_property
    def index(self) -> SearchIndex:
        """Return the search index over the store."""
        return SearchIndex(self.store.names())

    @cached_property
    def localizer(self) -> Localizer:
        """Return the localizer of the graph."""
        return localizer(self.store.graph)

    @cached_property
    def profiles(self) -> Profiles:
        """Return the profiles of what can be compared."""
        return Profiles(self.store.graph)

    @cached_property
    def differ(self) -> Differ:
        """Return what answers differentials of the graph."""
        return differ(self.store.graph, conditions_of(self.store.graph, self.localizer))


def ask_search(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"query", "kind"?, "limit"?}`."""
    query = _text(arguments, "query")
    hits = asked.index.search(query, kinds=_words(arguments, "kind"), limit=_number(arguments, "limit", 10))
    return search_answer(query, hits)


def ask_show(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"name"}`."""
    return show_answer(show(asked.store, asked.index.resolve(_text(arguments, "name"))))


def ask_neighborhood(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"name", "depth"?, "kinds"?, "relations"?, "limit"?}`."""
    found = neighborhood(
        asked.store,
        asked.index.resolve(_text(arguments, "name")),
        depth=_number(arguments, "depth", 1),
        kinds=_words(arguments, "kinds"),
        relations=_words(arguments, "relations"),
        limit=_number(arguments, "limit", USUAL_LIMIT),
    )
    return neighborhood_answer(found)


def ask_path(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"from", "to", "cutoff"?, "limit"?}`: names or ids of both ends."""
    source, target = (asked.index.resolve(_text(arguments, name)) for name in ("from", "to"))
    cutoff, limit = _number(arguments, "cutoff", USUAL_CUTOFF), _number(arguments, "limit", USUAL_PATHS)
    return paths_answer(*paths_or_why(asked.store, source, target, cutoff=cutoff, limit=limit))


def ask_lesion(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"where", "beyond"?, "variants"?}`: names of places, an item of the one nerve's course, variants."""
    where = _words(arguments, "where")
    if not where:
        message = "where must be given: a site, a nerve, a part of a plexus or a root"
        raise BadQuestionError(message)
    places = [asked.index.resolve(name, kinds=PLACES) for name in where]
    beyond = asked.index.resolve(_text(arguments, "beyond")) if arguments.get("beyond") else ""
    variants = named_variants(asked.index, _words(arguments, "variants") or ())
    return lesion_answer(lesion(asked.store.graph, places, beyond=beyond, variants=variants))


def ask_localize(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"weak"?, "numb"?, "reflex"?, "normal"?, "doubtful"?, "limit"?}`: names, synonyms or ids of findings."""
    names = {name: _words(arguments, name, split=False) or [] for name in FINDING_KINDS}
    found = localize(
        asked.store.graph,
        named_findings(asked.store.graph, asked.index, names),
        limit=_number(arguments, "limit", 12),
        with_=asked.localizer,
    )
    return localize_answer(found, next_findings(found, asked.localizer))


def ask_differential(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"present"?, "absent"?, "limit"?}` and the lists of `ask_localize`, all of names."""
    names = {name: _words(arguments, name, split=False) or [] for name in TOLD_LISTS}
    found = differential(
        asked.store.graph,
        named_told(asked.store.graph, asked.index, names),
        limit=_number(arguments, "limit", 10),
        with_=asked.differ,
    )
    return differential_answer(found, next_questions(found, asked.differ))


def ask_compare(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"ids"}`: a list of two to four names or ids."""
    ids = [asked.index.resolve(name, kinds=COMPARED) for name in _words(arguments, "ids", split=False) or []]
    return compare_answer(compare(asked.store.graph, ids, profiles=asked.profiles))


def ask_confusable(asked: Asked, arguments: Mapping[str, Any]) -> Json:
    """Answer `{"name", "limit"?}`."""
    of = asked.index.resolve(_text(arguments, "name"), kinds=COMPARED)
    limit = _number(arguments, "limit", USUAL_CONFUSIONS)
    return confusable_answer(of, confusable(asked.store.graph, of, limit=limit, profiles=asked.profiles))


@dataclass(frozen=True)
class Question:
    """A verb: its function, the arguments that a batch line may have, and how an answer reads."""

    ask: Callable[[Asked, Mapping[str, Any]], Json]
    arguments: frozenset[str]
    say: Callable[[Json], str]


def _say_search(answer: Json) -> str:
    if not answer["hits"]:
        return f"Nothing found for {answer['query']!r}. Try fewer or other words, such as 'funny bone' or 'numb thumb'."
    return "\n".join(
        f"{hit['score']:5.1f}  {hit['label']}  ({hit['id']})"
        + (f"  matched: {hit['matched']}" if hit["matched"] != hit["label"] else "")
        for hit in answer["hits"]
    )


def _say_show(answer: Json) -> str:
    node = answer["node"]
    lines = [f"{node['label']}  ({KINDS[node['kind']].label}, {node['id']})", node["definition"]]
    also = [*node.get("synonyms", ()), *node.get("lay", ())]
    if also:
        lines.append(f"Also called: {', '.join(also)}")
    lines += [f"{fact['name']}: {fact['text']}" for fact in node.get("facts", ())]
    heading = ""
    for claim in answer["claims"]:
        outward = claim["subject"] == node["id"]
        relation = RELATIONS[claim["relation"]]
        title = relation.there if outward else relation.back
        if title != heading:
            heading = title
            lines.append(f"\n{title[0].upper()}{title[1:]}")
        disputed = f" [disputed: {claim['dispute']}]" if claim["status"] == "disputed" else ""
        lines.append(f"  {claim['sentence']}{disputed}  [{', '.join(claim['sources'])}]")
    return "\n".join(lines)


def _say_neighborhood(answer: Json) -> str:
    lines = [f"{answer['center']}: {len(answer['nodes']) - 1} nodes, {len(answer['claims'])} claims"]
    lines += [f"  {node['hop']}  {node['label']}  ({node['id']})" for node in answer["nodes"]]
    if answer["omitted"]:
        left = ", ".join(f"{number} {KINDS[kind].plural}" for kind, number in answer["omitted"].items())
        lines.append(f"Not shown: {left}. Raise --limit to see more.")
    return "\n".join(lines)


def _say_path(answer: Json) -> str:
    if not answer["paths"]:
        none = answer["none"]
        return f"{none['say']} Look further with --cutoff {none['cutoff']}." if none["cutoff"] else str(none["say"])
    lines: list[str] = []
    for number, path in enumerate(answer["paths"], 1):
        lines += [f"{number}. {' → '.join(node['label'] for node in path['nodes'])}"]
        lines += [f"   {claim['sentence']}  [{', '.join(claim['sources'])}]" for claim in path["claims"]]
        if path["alike"]:
            lines.append(f"   The same goes for: {', '.join(node['label'] for node in path['alike'])}")
        lines += [f"   Weakest link: {path['weakest']['sentence']} It {path['weakest']['because']}".rstrip("."), ""]
    return "\n".join([*lines, "For education only, never a diagnosis."])


def _say_lesion(answer: Json) -> str:
    lines = [f"A complete lesion at {answer['at']['label']} ({answer['at']['id']})"]
    lines += [f"with {variant['label']} ({variant['id']})" for variant in answer.get("variants", ())]
    for name, title in (("weak", "Weak"), ("numb", "Numb"), ("reflexes", "Reflexes lost or weaker")):
        if answer[name]:
            lines += [
                "",
                title,
                *(f"  {loss['severity']:4.0%}  {loss['label']}  ({loss['id']})" for loss in answer[name]),
            ]
    if answer["spared"]:
        lines += ["", "Spared", *(f"  {spared['label']}: {spared['why']}" for spared in answer["spared"])]
    return "\n".join([*lines, "", "For education only: compression is seldom complete."])


def _say_localize(answer: Json) -> str:
    lines: list[str] = []
    for number, candidate in enumerate(answer["candidates"], 1):
        out = f"  ruled out by {candidate['ruled_out_by']}" if "ruled_out_by" in candidate else ""
        lines.append(f"{number:2}. {candidate['score']:6.2f}  {candidate['label']}  ({candidate['id']}){out}")
        lines += [
            f"      {title}: {', '.join(candidate[name][:8])}"
            for name, title in (
                ("contradicts", "contradicted by"),
                ("unexplained", "does not explain"),
                ("syndromes", "syndromes"),
                ("mimics", "think of"),
            )
            if candidate[name]
        ]
    if answer["next"]:
        lines += ["", "Examine next"]
        lines += [f"  {item['label']}: {item['how']} {item['why']}" for item in answer["next"]]
    return "\n".join([*lines, "", "For education only, never a diagnosis."])


def _say_compare(answer: Json) -> str:
    rows = {row["id"]: row for row in answer["rows"]}
    compared = [one["label"] for one in answer["compared"]]
    lines = [f"How to tell apart: {' | '.join(compared)}", ""]
    if answer["best"]:
        lines += [answer["best"]["sentence"], answer["best"]["basis"]]
        lines += [f"[{', '.join(answer['best']['sources'])}]"] if answer["best"]["sources"] else []
    else:
        lines.append("No finding of the graph tells these apart.")
    for name, title, most in (("discriminators", "What differs, best first", 12), ("shared", "What all have", 12)):
        if answer[name]:
            lines += ["", title]
            for row in (rows[identifier] for identifier in answer[name][:most]):
                marks = " | ".join(mark["word"] for mark in row["marks"])
                lines.append(f"  {row['score']:5.2f}  {row['label']}: {marks}")
            if len(answer[name]) > most:
                lines.append(f"         and {len(answer[name]) - most} more (--json shows all)")
    return "\n".join([*lines, "", "For education only, never a diagnosis."])


def _say_confusable(answer: Json) -> str:
    if not answer["confusable"]:
        return f"The graph knows nothing that is easily confused with {answer['of']}."
    lines: list[str] = []
    for one in answer["confusable"]:
        lines.append(f"{one['score']:5.2f}  {one['label']}  ({one['id']})")
        lines += [f"         {why}" for why in one["why"]]
    return "\n".join(lines)


def _say_differential(answer: Json) -> str:
    lines: list[str] = []
    for item in answer["urgent"]:
        lines += [item["say"], *(f"    {why}" for why in item["why"]), f"    [{', '.join(item['sources'])}]"]
    lines += [""] if lines else []
    for number, candidate in enumerate(answer["candidates"], 1):
        lines.append(f"{number:2}. {candidate['score']:6.2f}  {candidate['label']}  ({candidate['id']})")
        lines.append("      = " + ", ".join(f"{part['name']} {part['value']:+.2f}" for part in candidate["parts"]))
        lines += [
            f"      {title}: {', '.join(item['label'] for item in candidate[name])}"
            for name, title in (("supporting", "for"), ("opposing", "against"), ("missing", "not told"))
            if candidate[name]
        ]
    if answer["next"]:
        lines += ["", "Ask or test next"]
        lines += [f"  {item['do']}: {item['label']}. {item['how']} {item['why']}" for item in answer["next"]]
    return "\n".join([*lines, "", "Scores order what to think of. For education only, never a diagnosis."])


QUESTIONS: Mapping[str, Question] = {
    "search": Question(ask_search, frozenset({"query", "kind", "limit"}), _say_search),
    "show": Question(ask_show, frozenset({"name"}), _say_show),
    "neighborhood": Question(
        ask_neighborhood, frozenset({"name", "depth", "kinds", "relations", "limit"}), _say_neighborhood
    ),
    "path": Question(ask_path, frozenset({"from", "to", "cutoff", "limit"}), _say_path),
    "lesion": Question(ask_lesion, frozenset({"where", "beyond", "variants"}), _say_lesion),
    "differential": Question(ask_differential, frozenset({*TOLD_LISTS, "limit"}), _say_differential),
    "localize": Question(
        ask_localize, frozenset({"weak", "numb", "reflex", "normal", "doubtful", "limit"}), _say_localize
    ),
    "compare": Question(ask_compare, frozenset({"ids"}), _say_compare),
    "confusable": Question(ask_confusable, frozenset({"name", "limit"}), _say_confusable),
}


def add_questions(verbs: Any) -> None:  # noqa: ANN401 - argparse does not name the type of its subparsers
    """Add the verbs to the command line."""
    search = _verb(verbs, "search", "find nodes by any name", "query", "what to look for")
    search.add_argument(
        "--kind", action="append", metavar="KIND", help=f"only this kind (repeatable): {', '.join(KINDS)}"
    )
    search.add_argument("--limit", type=int, default=10, help="hits at most (default 10)")
    _verb(verbs, "show", "everything about one node", "name", "a name or id")
    path = _verb(verbs, "path", "how two things are related", "from", "a name or id")
    path.add_argument("to", nargs="?", help="a name or id")
    path.add_argument("--cutoff", type=int, default=USUAL_CUTOFF, help=f"steps at most (1 to {LONGEST})")
    path.add_argument("--limit", type=int, default=USUAL_PATHS, help=f"paths at most (1 to {MOST_PATHS})")
    cut = _verb(
        verbs, "lesion", "what a complete lesion there does", "where", "a site, nerve, plexus part or root", "*"
    )
    cut.add_argument(
        "--beyond", metavar="ITEM", help="cut the nerve below this muscle, skin, branch or site of its course"
    )
    cut.add_argument(
        "--variant",
        action="append",
        dest="variants",
        metavar="NAME",
        help="with this variant of course, such as martin-gruber (repeatable)",
    )
    where = _verb(verbs, "localize", "where a lesion must be, from what is weak, numb or normal")
    _add_lists(where, FINDING_KINDS, 12)
    what = _verb(verbs, "differential", "what it could be, from what is present and absent; red flags first")
    _add_lists(what, TOLD_LISTS, 10)
    _verb(
        verbs,
        "compare",
        "how to tell apart what looks alike",
        "ids",
        f"2 to {MOST} syndromes, mimics, sites, roots",
        "*",
    )
    alike = _verb(verbs, "confusable", "what is most easily confused with it", "name", "a name or id")
    alike.add_argument("--limit", type=int, default=USUAL_CONFUSIONS, help=f"at most (default {USUAL_CONFUSIONS})")
    around = _verb(verbs, "neighborhood", "what a node is linked to", "name", "a name or id")
    around.add_argument("--depth", type=int, default=1, help="steps, 1 to 3 (default 1)")
    around.add_argument("--kinds", action="append", metavar="KIND", help="only this kind (repeatable)")
    around.add_argument("--relations", action="append", metavar="RELATION", help="only this relation (repeatable)")
    around.add_argument("--limit", type=int, default=USUAL_LIMIT, help=f"nodes at most (default {USUAL_LIMIT})")


_LISTS = {
    "present": "a symptom, a positive test or a cause that is there",
    "absent": "a symptom, a test or a cause that was asked for and is not there, or is negative",
    "weak": "a weak muscle, or a sign such as 'weak thumb extension'",
    "numb": "a numb patch of skin",
    "reflex": "a reflex that is weaker or lost",
    "normal": "a muscle, patch of skin or reflex that was examined and is normal",
    "doubtful": "one of the findings above that is slight or uncertain",
}


def _add_lists(parser: ArgumentParser, names: Iterable[str], usual: int) -> None:
    """Add the lists of findings, and how many candidates to show."""
    for name in names:
        parser.add_argument(f"--{name}", action="append", metavar="NAME", help=f"{_LISTS[name]} (repeatable)")
    parser.add_argument("--limit", type=int, default=usual, help=f"candidates at most (default {usual})")


def _verb(  # noqa: PLR0913, PLR0917 - what a verb's parser needs
    verbs: Any,  # noqa: ANN401 - argparse does not name the type of its subparsers
    name: str,
    help_: str,
    argument: str = "",
    argument_help: str = "",
    number: str = "?",
) -> ArgumentParser:
    parser: ArgumentParser = verbs.add_parser(name, help=help_, description=help_)
    if argument:
        parser.add_argument(argument, nargs=number, help=argument_help)
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument(
        "--batch",
        metavar="FILE",
        help="one JSON object of arguments a line in (- for standard input), one JSON answer a line out",
    )
    return parser


def run_question(options: Namespace) -> int:
    """Answer the question or the batch; return the exit status: 0 answered, 1 not."""
    question, asked = QUESTIONS[options.verb], Asked(Path(options.data))
    if options.batch:
        return _batch(question, asked, options.batch)
    arguments = {name: getattr(options, name) for name in question.arguments if getattr(options, name) is not None}
    try:
        answer = question.ask(asked, arguments)
    except DataError:  # no question can be answered: the command says so
        raise
    except PinchpointError as error:
        print(
            json.dumps(error_answer(error), ensure_ascii=False) if options.json else f"error: {error}",
            file=sys.stdout if options.json else sys.stderr,
        )
        return 1
    print(json.dumps(answer, ensure_ascii=False, indent=1) if options.json else question.say(answer))
    return 0


def _batch(question: Question, asked: Asked, name: str) -> int:
    """Answer every line of a file, in order; a line that fails answers with its error, and the rest goes on."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        print(f"error: {name} cannot be read: {error}", file=sys.stderr)
        return 2
    for line in text.splitlines():
        if line.strip():
            print(json.dumps(_answer_line(question, asked, line), ensure_ascii=False))
    return 0


def _answer_line(question: Question, asked: Asked, line: str) -> Json:
    try:
        arguments = json.loads(line)
        if not isinstance(arguments, dict):
            message = "a line of a batch is one JSON object of arguments"
            raise BadQuestionError(message)
        unknown = sorted(set(arguments) - question.arguments)
        if unknown:
            message = (
                f"unknown argument {', '.join(map(repr, unknown))}: choose from {', '.join(sorted(question.arguments))}"
            )
            raise BadQuestionError(message)
        return question.ask(asked, arguments)
    except json.JSONDecodeError as error:
        return error_answer(BadQuestionError(f"not JSON: {error}"))
    except DataError:  # no line can be answered
        raise
    except PinchpointError as error:
        return error_answer(error)


def _text(arguments: Mapping[str, Any], name: str) -> str:
    value = arguments.get(name)
    if not isinstance(value, str) or not value.strip():
        message = f"{name} must be given, as text"
        raise BadQuestionError(message)
    return value


def _number(arguments: Mapping[str, Any], name: str, usual: int) -> int:
    value = arguments.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool):
        message = f"{name} must be a whole number, not {value!r}"
        raise BadQuestionError(message)
    return value


def _words(arguments: Mapping[str, Any], name: str, *, split: bool = True) -> list[str] | None:
    value = arguments.get(name)
    if value is None:
        return None
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        message = f"{name} must be a word or a list of words"
        raise BadQuestionError(message)
    return [part.strip() for word in words for part in (word.split(",") if split else [word]) if part.strip()]
