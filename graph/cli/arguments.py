"""What a question is asked with, checked: a wrong kind of value is a BadQuestionError that names it."""

from collections.abc import Iterable, Mapping
from typing import Any

from graph.errors import BadQuestionError


def text(arguments: Mapping[str, Any], name: str) -> str:
    """Return an argument that must be there, as text that is not empty."""
    value = arguments.get(name)
    if not isinstance(value, str) or not value.strip():
        message = f"{name} must be given, as text"
        raise BadQuestionError(message)
    return value


def number(arguments: Mapping[str, Any], name: str, usual: int) -> int:
    """Return a whole number, or what is usual."""
    value = arguments.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool):
        message = f"{name} must be a whole number, not {value!r}"
        raise BadQuestionError(message)
    return value


def lists(arguments: Mapping[str, Any], names: Iterable[str]) -> dict[str, list[str]]:
    """Return a list of whole names for each of these arguments; empty for what is not there."""
    return {name: words(arguments, name, split=False) or [] for name in names}


def words(arguments: Mapping[str, Any], name: str, *, split: bool = True) -> list[str] | None:
    """Return a list of words, or None if it is not there; text may be several, joined by commas, where they `split`."""
    value = arguments.get(name)
    if value is None:
        return None
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        message = f"{name} must be a word or a list of words"
        raise BadQuestionError(message)
    return [part.strip() for word in words for part in (word.split(",") if split else [word]) if part.strip()]
