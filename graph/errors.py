"""What can go wrong, as values and as exceptions.

Problems in the data are values (`Problem`): a check returns all of them at once. Exceptions are for callers::

    PinchpointError
    ├── DataError          the data folder cannot be loaded; carries the problems
    ├── UnknownNameError   no node has that id or name; carries suggestions
    ├── AmbiguousNameError several nodes have that name; carries them
    └── BadQuestionError   an argument is out of bounds
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A line of a file; lines count from 1, and 0 means the file as a whole."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        """Write `file:line`, the form that editors and terminals make clickable."""
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in the data: where, which rule, what, and what may have been meant."""

    location: Location
    rule: str
    what: str
    meant: str = ""

    def __str__(self) -> str:
        """Write `file:line: rule: what (did you mean …?)`.

        >>> str(Problem(Location("data/tests.yaml", 3), "dangling", "no node 'nerve:medain'", "nerve:median"))
        "data/tests.yaml:3: dangling: no node 'nerve:medain' (did you mean nerve:median?)"
        """
        hint = f" (did you mean {self.meant}?)" if self.meant else ""
        return f"{self.location}: {self.rule}: {self.what}{hint}"


class PinchpointError(Exception):
    """The base of all errors that this package raises on purpose."""


class DataError(PinchpointError):
    """The data cannot be loaded; `problems` says everything that is wrong with them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems; the message lists the first ten."""
        self.problems = tuple(problems)
        shown = "\n".join(str(problem) for problem in self.problems[:10])
        rest = len(self.problems) - 10
        super().__init__(shown + (f"\n… and {rest} more" if rest > 0 else ""))


class UnknownNameError(PinchpointError, LookupError):
    """No node has this id or name; `suggestions` holds the ids that come nearest."""

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        """Keep the name and the suggestions."""
        self.name = name
        self.suggestions = tuple(suggestions)
        hint = f" Did you mean {', '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"Nothing is called {name!r}.{hint}")


class AmbiguousNameError(PinchpointError, LookupError):
    """Several nodes have this name; `candidates` holds their ids."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        """Keep the name and the candidates."""
        self.name = name
        self.candidates = tuple(candidates)
        super().__init__(f"{name!r} may be {' or '.join(self.candidates)}: give the id.")


class BadQuestionError(PinchpointError, ValueError):
    """An argument of a question is out of bounds; the message says which and what is allowed."""
