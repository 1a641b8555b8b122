"""The one canonical form of a data file: fields in the order of the record, one style of YAML, comments kept.

Needs ruamel.yaml (a curator's tool, in requirements-dev.txt), which alone keeps comments through a change.
"""

import re
from io import StringIO
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from graph.records import Record, Row, fields_of, rows_in

WIDTH = 120
_FLOW = 100
"""A row that fits on a line of this many characters, and holds no other row, stands on one line in braces."""
_ROW_LAST = ("note", "status", "dispute", "sources")
"""What any row may hold comes after what this row says."""


def canonical(text: str, record: type[Record], *, is_list: bool) -> str:
    """Return a file's text in canonical form; canonical text comes back unchanged.

    The text must be valid YAML of the record's shape (check first). Raises ruamel.yaml.error.YAMLError where it is not
    YAML.
    """
    if not is_list:
        return _canonical(text, record, is_list=False)
    # A record at a time: else a comment above a record belongs to the end of the one before, and moves with its keys.
    head, *items = _ITEM.split(text)
    parts = [head.rstrip()] if head.strip() else []
    above = ""
    for item in items:
        body, below = _comments_below(item)
        parts += [part for part in (above, _canonical(body, record, is_list=True).rstrip("\n")) if part]
        above = below
    return "\n".join([*parts, *([above] if above else [])]) + "\n" if parts else text


_ITEM = re.compile(r"(?m)^(?=- )")
_COMMENTS = re.compile(r"(?:^#.*\n?|^[ \t]*\n)+\Z", re.MULTILINE)


def _comments_below(item: str) -> tuple[str, str]:
    """Part an item of a list from the comments at the left margin below it, which are about the next one."""
    found = _COMMENTS.search(item)
    if found is None:
        return item, ""
    return item[: found.start()], found.group().strip("\n")


def _canonical(text: str, record: type[Record], *, is_list: bool) -> str:
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = WIDTH
    yaml.allow_unicode = True
    yaml.preserve_quotes = True
    data = yaml.load(text)
    if data is None:
        return text
    if is_list:
        yaml.indent(mapping=2, sequence=2, offset=0)
    for item in data if is_list else [data]:
        _order(item, record)
    out = StringIO()
    yaml.dump(data, out)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    return "\n".join(lines).strip("\n") + "\n"


def _order(mapping: Any, record: type[BaseModel]) -> None:  # noqa: ANN401 - ruamel's containers are untyped
    """Bring the keys of a mapping, and of the rows below it, into the order of the record's fields."""
    if not isinstance(mapping, CommentedMap):
        return
    names = fields_of(record)
    last = _ROW_LAST if issubclass(record, Row) else ("course",)
    names = dict(sorted(names.items(), key=lambda item: last.index(item[0]) if item[0] in last else -1))
    wanted = [name for name in names if name in mapping]
    for name in [key for key in mapping if key in names]:
        below = rows_in(names[name].annotation)
        value = mapping[name]
        if isinstance(value, CommentedSeq):
            for item in value:
                fitting = next((kind for kind in below if isinstance(item, CommentedMap) and _fits(item, kind)), None)
                if fitting:
                    _order(item, fitting)
        elif below:
            _order(value, below[0])
    if [key for key in mapping if key in names] != wanted:
        for name in wanted:
            mapping.move_to_end(name)


def _fits(item: CommentedMap, kind: type[BaseModel]) -> bool:
    return set(item) <= set(fields_of(kind))
