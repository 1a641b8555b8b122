"""`python -m graph …`: curate the data and ask the graph. `python -m graph --help` lists the commands."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from graph.cli.curation import add_curation, run_curation
from graph.cli.questions import QUESTIONS, run_question
from graph.cli.verbs import add_questions
from graph.errors import DataError, PinchpointError
from graph.load import DATA


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 well, 1 problems or no answer, 2 nothing could be done."""
    parser = ArgumentParser(
        prog="python -m graph", description="Pinchpoint: a sourced knowledge graph of nerve compression."
    )
    parser.add_argument("--data", default=str(DATA), help="the data folder (default: the project's own)")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    add_questions(verbs)
    add_curation(verbs)
    options = parser.parse_args(arguments)
    try:
        return run_question(options) if options.verb in QUESTIONS else run_curation(options)
    except DataError as error:
        print(f"The data have problems:\n{error}\nSee all of them: python -m graph check", file=sys.stderr)
        return 2
    except PinchpointError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        sys.stderr.close()
        return 0


if __name__ == "__main__":
    sys.exit(main())
