"""The questions of the command line, each a verb: from search and show to path, localize, compare and differential.

Each takes names or ids, `--json` and `--batch FILE`.
"""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.answers import (
    Json,
    error_answer,
)
from graph.cli.answering import (
    ask_compare,
    ask_confusable,
    ask_differential,
    ask_lesion,
    ask_localize,
    ask_neighborhood,
    ask_path,
    ask_search,
    ask_show,
)
from graph.cli.asked import Asked
from graph.cli.saying import (
    say_compare,
    say_confusable,
    say_differential,
    say_lesion,
    say_localize,
    say_neighborhood,
    say_path,
    say_search,
    say_show,
)
from graph.errors import BadQuestionError, DataError, PinchpointError
from graph.named import TOLD_LISTS


@dataclass(frozen=True)
class Question:
    """A verb: its function, the arguments that a batch line may have, and how an answer reads."""

    ask: Callable[[Asked, Mapping[str, Any]], Json]
    arguments: frozenset[str]
    say: Callable[[Json], str]


QUESTIONS: Mapping[str, Question] = {
    "search": Question(ask_search, frozenset({"query", "kind", "limit"}), say_search),
    "show": Question(ask_show, frozenset({"name"}), say_show),
    "neighborhood": Question(
        ask_neighborhood, frozenset({"name", "depth", "kinds", "relations", "limit"}), say_neighborhood
    ),
    "path": Question(ask_path, frozenset({"from", "to", "cutoff", "limit"}), say_path),
    "lesion": Question(ask_lesion, frozenset({"where", "beyond", "variants"}), say_lesion),
    "differential": Question(ask_differential, frozenset({*TOLD_LISTS, "limit"}), say_differential),
    "localize": Question(
        ask_localize, frozenset({"weak", "numb", "reflex", "normal", "doubtful", "limit"}), say_localize
    ),
    "compare": Question(ask_compare, frozenset({"ids"}), say_compare),
    "confusable": Question(ask_confusable, frozenset({"name", "limit"}), say_confusable),
}


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
