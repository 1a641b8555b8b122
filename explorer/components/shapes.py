"""What goes to the view and what comes back, as types. Fields that are absent or empty may be left out of a payload."""

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict


class Crumb(TypedDict):
    """A place where the person has been."""

    id: str
    label: str


class ShownNode(TypedDict):
    """A node in the picture: its label is already wrapped with line breaks, its place is in the picture's own units."""

    id: str
    kind: NotRequired[str]
    """Left out where the id says it, as ours do: `kind:slug`."""
    label: str
    x: float
    y: float
    hop: NotRequired[int]
    more: NotRequired[int]
    """How many neighbors the picture does not show."""
    open: NotRequired[bool]
    """Whether the person expanded it."""


ShownEdge = TypedDict(
    "ShownEdge",
    {
        "from": str,
        "to": str,
        "relation": str,
        "there": str,
        "back": str,
        "disputed": NotRequired[bool],
    },
)
"""A claim in the picture; `there` reads from → to, `back` reads to → from."""

EdgeRow = tuple[int, int, str] | tuple[int, int, str, bool]
"""The same in a quarter of the bytes: the places of both ends in `nodes`, the relation, and whether it is disputed."""


class LegendRow(TypedDict):
    """A kind with the number of its nodes in the picture and of those left out."""

    kind: str
    shown: int
    omitted: NotRequired[int]


class CitedWork(TypedDict):
    """A source as the card shows it."""

    text: str
    url: NotRequired[str]
    type: NotRequired[str]
    read: NotRequired[str]


class Fact(TypedDict):
    """A named fact about a node."""

    name: str
    text: str
    sources: NotRequired[list[str]]
    late: NotRequired[bool]
    """Whether it stands below the claims."""
    flag: NotRequired[bool]
    """Whether it is a sign that needs urgent care."""


class CardClaim(TypedDict):
    """A claim on the card, as a sentence; id, kind and label are the other node's."""

    id: str
    kind: str
    label: str
    sentence: str
    details: NotRequired[list[str]]
    note: NotRequired[str]
    dispute: NotRequired[str]
    sources: NotRequired[list[str]]


class ClaimGroup(TypedDict):
    """Claims of one meaning; `more` counts those that were not sent."""

    title: str
    claims: list[CardClaim]
    more: NotRequired[int]


class CrossReference(TypedDict):
    """The same thing in another vocabulary."""

    id: str
    label: NotRequired[str]
    url: NotRequired[str]


class Way(TypedDict):
    """A way from a card to another page of the app; the address is relative to the app's own."""

    text: str
    url: str


class Question(TypedDict):
    """A question that people ask, and where its answer is, relative to the app."""

    text: str
    page: str


class Card(TypedDict):
    """Everything that the card says about the selected node."""

    id: str
    kind: str
    label: str
    definition: NotRequired[str]
    also: NotRequired[list[str]]
    lay: NotRequired[list[str]]
    facts: NotRequired[list[Fact]]
    groups: NotRequired[list[ClaimGroup]]
    apart: NotRequired[list[Crumb]]
    """What it is to be told apart from, on the Compare page."""
    sources: NotRequired[dict[str, CitedWork]]
    ways: NotRequired[list[Way]]
    xrefs: NotRequired[list[CrossReference]]
    asked: NotRequired[list[Question]]


class Links(TypedDict):
    """Addresses that belong to the view, relative to the page."""

    page: NotRequired[str]
    """The self-contained web page of this picture."""
    node: NotRequired[str]
    """The selected node's record."""
    sources: NotRequired[str]
    """Where to ask for works that a card cites and does not bring: `?ids=a,b` is added, the answer is
    `{"sources": {id: CitedWork}}`.
    """


class ViewPayload(TypedDict):
    """All that the view shows at one moment."""

    focus: str
    nodes: list[ShownNode]
    edges: Sequence[ShownEdge] | Sequence[EdgeRow]
    relations: NotRequired[dict[str, tuple[str, str]]]
    """With edges as rows: how each relation reads there and back."""
    lit: NotRequired[list[int]]
    """The edges that answer a question, by their places in `edges`: they are drawn strong."""
    roomy: NotRequired[bool]
    """Whether there is room to name each of the edges that answer; left out where only those at the focus are named."""
    tall: NotRequired[bool]
    """Whether the places are for a stage that is higher than wide."""
    walks: NotRequired[str]
    """Where one walks to by centering on a node, if this picture cannot: an address that lacks the node's id."""
    heads: NotRequired[list[str]]
    """The nodes that the picture is about, if it is about several: all are drawn large, and no filter hides them."""
    selected: NotRequired[str]
    depth: NotRequired[int]
    dim: NotRequired[list[str]]
    hide: NotRequired[list[str]]
    presenting: NotRequired[bool]
    can_undo: NotRequired[bool]
    trail: NotRequired[list[Crumb]]
    legend: NotRequired[list[LegendRow]]
    card: NotRequired[Card]
    links: NotRequired[Links]
    notice: NotRequired[str]


class NodeAction(TypedDict):
    """The person chose something about a node; `all` asks for the claims that a card left out."""

    act: Literal["select", "focus", "expand", "collapse", "all"]
    id: str


class PlainAction(TypedDict):
    """Take back the last step, or go to the start page."""

    act: Literal["undo", "home"]


class DepthAction(TypedDict):
    """Show neighbors up to `value` steps away."""

    act: Literal["depth"]
    value: Literal[1, 2, 3]


class FilterAction(TypedDict):
    """Dim these kinds and hide those; all others are shown."""

    act: Literal["filter"]
    dim: list[str]
    hide: list[str]


class PresentAction(TypedDict):
    """Start or stop presenting."""

    act: Literal["present"]
    on: bool


class ShapeAction(TypedDict):
    """The stage is higher than wide, or no longer."""

    act: Literal["shape"]
    tall: bool


Action = NodeAction | PlainAction | DepthAction | FilterAction | PresentAction | ShapeAction
"""What the person did in the view."""
