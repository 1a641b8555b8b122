"""The verbs of the questions on the command line, with their options."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from graph.compare import MOST
from graph.confusable import USUAL_CONFUSIONS
from graph.named import FINDING_KINDS, TOLD_LISTS
from graph.neighborhood import USUAL_LIMIT
from graph.paths import LONGEST, MOST_PATHS, USUAL_CUTOFF
from graph.paths import USUAL_LIMIT as USUAL_PATHS
from graph.vocabulary import KINDS


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
