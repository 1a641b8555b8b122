"""What people ask: questions whose answer is a path, for the start page, the cards and the tests."""

from dataclasses import dataclass
from pathlib import Path

from graph.errors import DataError, Location, Problem
from graph.read import read_text
from graph.records import LIST_FILES, QuestionRecord

FILE = "questions.yaml"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in a person's words, its two ends, and the path that answers it best."""

    id: str
    text: str
    source: str
    target: str
    path: tuple[str, ...]


def read_asked(folder: Path) -> tuple[Asked, ...]:
    """Read the questions of a data folder, in their order; none where there is no such file.

    A file that cannot be read raises DataError with all its problems. Whether its ids exist is the check's to say.

    >>> from graph.load import DATA
    >>> read_asked(DATA)[0].text
    'Can a pinched nerve cause muscle spasms?'
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problem = Problem(Location(str(path)), "unreadable", f"the file cannot be read: {error}")
        raise DataError([problem]) from None
    kind, record = LIST_FILES[FILE]
    entries, problems = read_text(text, path.name, kind, record, is_list=True)
    if problems:
        raise DataError(problems)
    records = (entry.record for entry in entries)
    return tuple(
        Asked(one.id, one.label, one.from_, one.to, tuple(one.path))
        for one in records
        if isinstance(one, QuestionRecord)
    )
