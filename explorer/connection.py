"""The state of Connect, which is its URL: the two ends, the path that is lit, and what the picture shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from explorer.components.shapes import Action
from explorer.state import after, from_query, harmless
from graph.paths import USUAL_LIMIT

ADDRESS = "connect"
"""Where the page is, relative to the app."""


@dataclass(frozen=True, slots=True)
class Connection:
    """What Connect shows. Every field stands in the URL, so that a copied link shows the same."""

    source: str = ""
    target: str = ""
    path: int = 1
    """The number of the path that is lit, from 1."""
    selected: str = ""
    dim: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    presenting: bool = False

    @property
    def whole(self) -> bool:
        """Tell whether both ends are chosen."""
        return bool(self.source and self.target)

    @property
    def turned(self) -> "Connection":
        """Return the same question asked from the other end."""
        return Connection(self.target, self.source)

    def with_end(self, end: str, node: str) -> "Connection":
        """Return the state with another source or target, by the name of the field."""
        return replace(self, source=node) if end == "source" else replace(self, target=node)

    def to_query(self) -> dict[str, str]:
        """Return the query parameters of the URL, without those that have their usual value.

        >>> Connection("nerve:median", "symptom:pain", path=2).to_query()
        {'from': 'nerve:median', 'to': 'symptom:pain', 'path': '2'}
        """
        pairs = {
            "from": self.source,
            "to": self.target,
            "path": str(self.path) if self.path != 1 else "",
            "pick": self.selected,
            "dim": ",".join(self.dim),
            "hide": ",".join(self.hide),
            "present": "1" if self.presenting else "",
        }
        return {name: value for name, value in pairs.items() if value}


def connection_of(query: Mapping[str, str]) -> tuple[Connection, tuple[str, ...]]:
    """Read the state from query parameters; what cannot be used is left out with a remark, never an error.

    >>> connection_of({"from": "nerve:median", "path": "99"})[1]
    ('path=99 is not 1 to 5: 1 is lit.',)
    """
    link = from_query({name: query[name] for name in ("dim", "hide", "present") if name in query})
    remarks = list(link.remarks)
    number = query.get("path", "1")
    path = int(number) if number in {str(one) for one in range(1, USUAL_LIMIT + 1)} else 0
    if not path:
        remarks.append(f"path={harmless(number)[:20]} is not 1 to {USUAL_LIMIT}: 1 is lit.")
    source, target, selected = (query.get(name, "").strip() for name in ("from", "to", "pick"))
    state = Connection(source, target, path or 1, selected, link.state.dim, link.state.hide, link.state.presenting)
    return state, tuple(remarks)


def changed(state: Connection, action: Action) -> Connection:
    """Return the state after an action in the view; those that lead elsewhere are the page's.

    >>> changed(Connection("a:b", "c:d"), {"act": "select", "id": "e:f"}).selected
    'e:f'
    """
    match action:
        case {"act": "select", "id": str(node)}:
            return replace(state, selected=node)
        case {"act": "filter"} | {"act": "present"}:
            view = from_query({name: ",".join(getattr(state, name)) for name in ("dim", "hide")}).state
            view = after(replace(view, presenting=state.presenting), action)
            return replace(state, dim=view.dim, hide=view.hide, presenting=view.presenting)
        case _:
            return state
