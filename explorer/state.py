"""The state of Explore, which is its URL: what a link holds, what an action does to it, what could not be read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from explorer.components.shapes import Action
from graph.groups import is_group
from graph.neighborhood import DEEPEST
from graph.vocabulary import KINDS

MOST_OPENED = 8
"""Nodes that can be opened at once: more would not be a picture."""


@dataclass(frozen=True, slots=True)
class Explore:
    """What Explore shows. Every field stands in the URL, so that a copied link shows the same."""

    focus: str = ""
    depth: int = 1
    dim: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    selected: str = ""
    presenting: bool = False
    start: str = ""
    """Where a chain of cause and effect to the focus begins: "can a pinched nerve cause spasms?"."""

    @property
    def picked(self) -> str:
        """Return the node whose card is shown: the selected one, else the focus."""
        return self.selected or self.focus

    def to_query(self) -> dict[str, str]:
        """Return the query parameters of the URL, without those that have their usual value."""
        pairs = {
            "node": self.focus,
            "from": self.start,
            "depth": str(self.depth) if self.depth != 1 else "",
            "dim": ",".join(self.dim),
            "hide": ",".join(self.hide),
            "open": ",".join(self.opened),
            "pick": self.selected if self.selected != self.focus else "",
            "present": "1" if self.presenting else "",
        }
        return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True, slots=True)
class Link:
    """A link as read: the state, and a remark for each part that could not be used."""

    state: Explore
    remarks: tuple[str, ...] = ()


def from_query(query: Mapping[str, str]) -> Link:
    """Read the state from query parameters; what cannot be used is left out with a remark, never an error.

    >>> from_query({"node": "nerve:median", "depth": "9"}).remarks
    ('depth=9 is not 1, 2 or 3: 1 is shown.',)
    """
    remarks: list[str] = []
    depth_text = query.get("depth", "1")
    depth = int(depth_text) if depth_text in {str(number) for number in range(1, DEEPEST + 1)} else 0
    if not depth:
        remarks.append(f"depth={harmless(depth_text)[:20]} is not 1, 2 or 3: 1 is shown.")
        depth = 1
    kinds: dict[str, tuple[str, ...]] = {}
    for name in ("dim", "hide"):
        words = _words(query.get(name, ""))
        unknown = [word for word in words if word not in KINDS]
        if unknown:
            remarks.append(f"{name}={harmless(','.join(unknown))[:60]} is no kind of node and is left out.")
        kinds[name] = tuple(kind for kind in KINDS if kind in words)
    state = Explore(
        focus=query.get("node", "").strip(),
        depth=depth,
        dim=tuple(kind for kind in kinds["dim"] if kind not in kinds["hide"]),
        hide=kinds["hide"],
        opened=tuple(_words(query.get("open", ""))[:MOST_OPENED]),
        selected=query.get("pick", "").strip(),
        presenting=query.get("present") == "1",
        start=query.get("from", "").strip(),
    )
    return Link(state, tuple(remarks))


def harmless(text: str) -> str:
    """Return what of a text from a link may be shown, so that none can put a picture of its own on the page.

    >>> harmless("nerve:medain ![](http://x)")
    'nerve:medain http:x'
    """
    return _HARMFUL.sub("", text)


_HARMFUL = re.compile(r"[^\w:,. -]")


def _words(text: str) -> Sequence[str]:
    return list(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def after(state: Explore, action: Action) -> Explore:  # noqa: PLR0911 - one way out for each action
    """Return the state after an action of the person's; undo and home are the page's, which knows the past.

    >>> after(Explore("nerve:median"), {"act": "depth", "value": 2}).depth
    2
    """
    match action:
        case {"act": "select", "id": str(node)}:
            return replace(state, selected=node)
        case {"act": "focus", "id": str(node)} if not is_group(node):
            return focused(state, node)
        case {"act": "focus" | "expand", "id": str(node)}:
            opened = tuple(dict.fromkeys((*state.opened, node)))[-MOST_OPENED:]
            return replace(state, opened=opened, selected=node)
        case {"act": "collapse", "id": str(node)}:
            return replace(state, opened=tuple(other for other in state.opened if other != node))
        case {"act": "depth", "value": int(depth)}:
            return replace(state, depth=depth)
        case {"act": "filter", "dim": list(dim), "hide": list(hide)}:
            return replace(
                state,
                dim=tuple(kind for kind in KINDS if kind in dim and kind not in hide),
                hide=tuple(kind for kind in KINDS if kind in hide),
            )
        case {"act": "present", "on": bool(on)}:
            return replace(state, presenting=on)
        case _:
            return state


def focused(state: Explore, node: str) -> Explore:
    """Return the state with another focus: filters and presenting stay, what belonged to the old picture goes."""
    return Explore(focus=node, dim=state.dim, hide=state.hide, presenting=state.presenting)
