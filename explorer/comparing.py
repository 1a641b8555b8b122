"""The state of Compare, which is its URL: what is compared, what of a link could not be used, and how it changes."""

from dataclasses import dataclass

import streamlit as st

from explorer.resources import resources
from explorer.session import meant
from explorer.state import harmless
from graph.compare import MOST
from graph.errors import UnknownNameError
from graph.marks import COMPARED
from graph.model import in_sentence
from graph.vocabulary import KINDS, kind_of

PAIRS = (
    ("syndrome:carpal-tunnel", "syndrome:c6-radiculopathy"),
    ("syndrome:carpal-tunnel", "syndrome:pronator"),
    ("syndrome:cubital-tunnel", "syndrome:c8-radiculopathy"),
    ("syndrome:cubital-tunnel", "syndrome:guyon-canal"),
    ("syndrome:radial-spiral-groove", "syndrome:posterior-interosseous"),
    ("syndrome:common-fibular", "syndrome:l5-radiculopathy"),
    ("syndrome:meralgia-paresthetica", "syndrome:l3-radiculopathy"),
    ("syndrome:tarsal-tunnel", "mimic:plantar-fasciitis"),
)
"""Pairs that every student has to tell apart, offered while nothing is compared."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared, remarks on what of the link is left out, and the first id that is not in the graph."""

    ids: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    unknown: UnknownNameError | None = None


def here() -> Compared:
    """Read `?ids=a,b` from the URL; what cannot be compared is left out with a remark."""
    made = resources()
    asked = [made.index.now(word.strip()) for word in st.query_params.get("ids", "").split(",") if word.strip()]
    remarks: list[str] = []
    if len(set(asked)) < len(asked):
        remarks.append("What stands twice in the link is compared once.")
    named = {node.id: node for node in made.store.nodes(asked)}
    unknown = next((UnknownNameError(name, meant(name)) for name in asked if name not in named), None)
    kept = [name for name in dict.fromkeys(asked) if name in named and kind_of(name) in COMPARED]
    for node in named.values():
        if node.kind not in COMPARED:
            kind = KINDS[node.kind].label
            name = in_sentence(node)
            remarks.append(
                f"{name[0].upper()}{name[1:]} is a {kind}: syndromes, mimics, sites and roots can be compared."
            )
    if len(kept) > MOST:
        left = ", ".join(named[name].label for name in kept[MOST:])
        remarks.append(f"At most {MOST} can be compared at once. Left out: {harmless(left)[:120]}.")
    return Compared(tuple(kept[:MOST]), tuple(remarks), unknown)


def go(ids: tuple[str, ...]) -> None:
    """Put what is compared into the URL; Streamlit makes it a step of the browser's history."""
    st.query_params.from_dict({"ids": ",".join(ids)} if ids else {})


def add(identifier: str) -> None:
    """Compare one more; beyond the most that can be, nothing changes."""
    ids = here().ids
    if identifier not in ids and len(ids) < MOST:
        go((*ids, identifier))


def remove(identifier: str) -> None:
    """Compare one fewer."""
    go(tuple(one for one in here().ids if one != identifier))
