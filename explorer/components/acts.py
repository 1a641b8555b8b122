"""What a person does in a component, as numbered acts: each is taken once and in order, and none is lost."""

from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st


def acknowledged(key: str) -> Mapping[str, Any] | None:
    """Return the last act that Python has of the component with this key, as the browser wants to hear it."""
    seen: Mapping[str, Any] | None = st.session_state.get(_seen(key))
    return seen


def new_acts(key: str) -> Iterator[Mapping[str, Any]]:
    """Yield what is new among the acts that the browser sent, for a callback of the trigger `act`.

    Streamlit merges triggers that follow each other quickly, and may run a callback twice for one: so the browser
    numbers its acts and sends each one until the answer to it arrives.
    """
    match st.session_state[key].get("act"):
        case {"client": str(client), "acts": list(acts)}:
            seen = acknowledged(key)
            done = seen["number"] if seen and seen["client"] == client else 0
        case _:
            return
    for sent in acts:
        match sent:
            case {"number": int(number)} if number > done:
                done = number
                st.session_state[_seen(key)] = {"client": client, "number": number}
                yield sent


def _seen(key: str) -> str:
    return f"{key}:seen"
