"""What a visit remembers beside the URL: where the person came from, and what can be undone."""

from dataclasses import dataclass, replace

import streamlit as st

from explorer.components.shapes import Action
from explorer.resources import resources
from explorer.state import Explore, after, from_query, harmless
from graph.errors import UnknownNameError
from graph.groups import is_group
from graph.text import nearest

_LONGEST_TRAIL = 6
_MOST_PAST = 50


@dataclass(frozen=True, slots=True)
class Here:
    """The state in the URL as it can be shown, the remarks on the link, and the node that it names in vain."""

    state: Explore
    remarks: tuple[str, ...] = ()
    unknown: UnknownNameError | None = None


def here() -> Here:
    """Read the state from the URL and check it against the graph: unknown nodes are left out and said."""
    link = from_query(st.query_params)
    state, remarks = _current(link.state), list(link.remarks)
    store = resources().store
    named = {node.id for node in store.nodes({state.focus, state.selected, state.start, *state.opened} - {""})}
    unknown = None
    if state.focus and state.focus not in named:
        unknown = UnknownNameError(state.focus, meant(state.focus))
        state = Explore()
    strangers = [
        node
        for node in (state.selected, state.start, *state.opened)
        if node and node not in named and not is_group(node)
    ]
    if strangers:
        remarks.append(left_out(*strangers))
        state = replace(
            state,
            selected="" if state.selected in strangers else state.selected,
            start="" if state.start in strangers else state.start,
            opened=tuple(node for node in state.opened if node in named or is_group(node)),
        )
    return Here(state, tuple(remarks), unknown)


def _current(state: Explore) -> Explore:
    """Put the nodes that stand for retired ids now into a state, so that an old link still leads somewhere."""
    now = resources().index.now
    return replace(
        state,
        focus=now(state.focus),
        selected=now(state.selected),
        start=now(state.start),
        opened=tuple(dict.fromkeys(map(now, state.opened))),
    )


def meant(name: str) -> list[str]:
    """Find what an unknown id may have meant, by its spelling and by the words in it."""
    made = resources()
    hits = made.index.search(name.partition(":")[2] or name, limit=3)
    near = nearest(name, (named.id for named in made.store.names()), limit=2, cutoff=0.75)
    return list(dict.fromkeys((*near, *(hit.id for hit in hits))))[:4]


def go(state: Explore) -> None:
    """Put a state into the URL; Streamlit makes it a step of the browser's history."""
    before = from_query(st.query_params).state
    if before.focus and before.focus != state.focus:
        steps = [node for node in trail() if node not in {before.focus, state.focus}]
        st.session_state["trail"] = [*steps, before.focus][-_LONGEST_TRAIL:]
    st.session_state.pop("whole", None)
    st.query_params.from_dict(state.to_query())


def act(action: Action) -> None:
    """Do what a person asked for in the view."""
    state = here().state
    match action:
        case {"act": "home"}:
            go(Explore())
        case {"act": "undo"}:
            _undo(state)
        case _ if noted(action):
            pass
        case _:
            then = after(state, action)
            if action["act"] != "select" and then != state:
                st.session_state["past"] = [*past(), state.to_query()][-_MOST_PAST:]
            go(then)


def noted(action: Action) -> bool:
    """Remember what is no state of the URL: the shape of the stage, and the card that is to be shown whole.

    Return whether the action was one of these.
    """
    match action:
        case {"act": "shape", "tall": bool(upright)}:
            st.session_state["tall"] = upright
        case {"act": "all", "id": str(node)}:
            st.session_state["whole"] = node
        case _:
            return False
    return True


def left_out(*names: str) -> str:
    """Say of nodes of a link that are not in the graph that they are left out."""
    return f"Not in the graph, and left out: {harmless(', '.join(names))[:120]}."


def _undo(state: Explore) -> None:
    """Take back the last step of this visit; a link that was opened with nodes expanded folds the last of them."""
    steps = past()
    if steps:
        *st.session_state["past"], last = steps
        go(from_query(last).state)
    elif state.opened:
        go(replace(state, opened=state.opened[:-1]))


def past() -> list[dict[str, str]]:
    """Return the states that can be gone back to, oldest first."""
    return list(st.session_state.get("past", ()))


def trail() -> list[str]:
    """Return the nodes that were in the middle before, oldest first."""
    return list(st.session_state.get("trail", ()))


def whole() -> str:
    """Return the node whose card is to show all of its claims."""
    return str(st.session_state.get("whole", ""))


def tall() -> bool:
    """Tell whether the stage is higher than wide: as the view said, and until then as the browser's name suggests."""
    usual = "Mobi" in st.context.headers.get("User-Agent", "")
    return bool(st.session_state.get("tall", usual))
