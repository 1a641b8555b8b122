"""The state of Compare, which is its URL: what is compared, what of a link could not be used, and how it changes."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import streamlit as st

from explorer.components.shapes import Action
from explorer.resources import resources
from explorer.session import left_out, meant, noted
from explorer.state import Explore, after, from_query, harmless
from graph.compare import MOST
from graph.errors import UnknownNameError
from graph.marks import COMPARED
from graph.model import in_sentence
from graph.vocabulary import KINDS, kind_of

PICTURE = "picture"
"""The value of `view` in the URL where a comparison is shown as a picture."""
_OF_THE_PICTURE = ("pick", "dim", "hide", "present")

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
    drawn: bool = False
    """Whether it is shown as a picture, and not side by side."""
    look: Explore = field(default_factory=Explore)
    """What is selected, filtered and presented in the picture; the rest of it counts nothing."""
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
    look, more = _look(made.index.now)
    return Compared(
        tuple(kept[:MOST]),
        drawn=st.query_params.get("view") == PICTURE,
        look=look,
        remarks=(*remarks, *more),
        unknown=unknown,
    )


def _look(now: Callable[[str], str]) -> tuple[Explore, tuple[str, ...]]:
    link = from_query({name: st.query_params[name] for name in _OF_THE_PICTURE if name in st.query_params})
    selected = now(link.state.selected)
    if not selected or resources().store.nodes([selected]):
        return replace(link.state, selected=selected), link.remarks
    return replace(link.state, selected=""), (*link.remarks, left_out(selected))


def go(ids: tuple[str, ...]) -> None:
    """Put what is compared into the URL; Streamlit makes it a step of the browser's history."""
    _put(ids, drawn=bool(ids) and here().drawn, look=Explore())


def draw(*, drawn: bool) -> None:
    """Show the comparison as a picture, or side by side."""
    _put(here().ids, drawn=drawn, look=Explore())


def do(action: Action) -> None:
    """Do what a person asked for in the picture, which walks to Explore by itself."""
    link = here()
    match action:
        case {"act": "home"}:
            go(())
        case _ if noted(action):
            pass
        case {"act": "select" | "filter" | "present"}:
            _put(link.ids, drawn=True, look=after(link.look, action))


def _put(ids: tuple[str, ...], *, drawn: bool, look: Explore) -> None:
    st.session_state.pop("whole", None)
    pairs = {"ids": ",".join(ids), "view": PICTURE if drawn else "", **look.to_query()}
    st.query_params.from_dict({name: value for name, value in pairs.items() if value})


def add(identifier: str) -> None:
    """Compare one more; beyond the most that can be, nothing changes."""
    ids = here().ids
    if identifier not in ids and len(ids) < MOST:
        go((*ids, identifier))


def remove(identifier: str) -> None:
    """Compare one fewer."""
    go(tuple(one for one in here().ids if one != identifier))
