"""A chain of cause and effect between two nodes: the answer to "can A cause B?", as claims that anyone can check."""

from collections.abc import Mapping

from graph.errors import BadQuestionError, UnknownNameError
from graph.model import Claim
from graph.store import MOST, GraphStore

CAUSAL = ("involves", "leads_to")
"""Relations that lead from a cause to its effect."""
LONGEST = 6
"""Steps that a chain may have: a longer one persuades nobody."""


def chain(store: GraphStore, start: str, end: str, *, longest: int = LONGEST) -> tuple[Claim, ...]:
    """Return the shortest chain of causal claims from `start` to `end`, or an empty tuple where there is none.

    Among chains of one length, that whose nodes come first by id wins, so the answer is always the same. Disputed
    claims are used only where no chain of accepted ones exists. Unknown ends raise UnknownNameError; `longest` outside
    1 to LONGEST raises BadQuestionError. The method is breadth-first search.

    >>> from graph.load import load
    >>> from graph.store import EmbeddedStore
    >>> found = chain(EmbeddedStore(load()), "mechanism:nerve-compression", "symptom:muscle-spasm")
    >>> found[0].subject, found[-1].object
    ('mechanism:nerve-compression', 'symptom:muscle-spasm')
    """
    if not 1 <= longest <= LONGEST:
        message = f"longest must be between 1 and {LONGEST}, not {longest}"
        raise BadQuestionError(message)
    for identifier in (start, end):
        if not store.nodes([identifier]):
            raise UnknownNameError(identifier)
    for disputed in (False, True):
        found = _search(store, start, end, longest, disputed=disputed)
        if found:
            return found
    return ()


def _search(store: GraphStore, start: str, end: str, longest: int, *, disputed: bool) -> tuple[Claim, ...]:
    came: dict[str, Claim | None] = {start: None}
    frontier = [start]
    for _ in range(longest):
        reached: dict[str, Claim] = {}
        for hop in store.neighbors(frontier, relations=CAUSAL, limit=MOST).hops:
            forward = hop.claim.subject == hop.origin
            if forward and hop.neighbor not in came and (disputed or not hop.claim.disputed):
                reached.setdefault(hop.neighbor, hop.claim)
        came |= reached
        if end in reached:
            return _back(came, end)
        frontier = sorted(reached)
    return ()


def _back(came: Mapping[str, Claim | None], end: str) -> tuple[Claim, ...]:
    """Walk from the end back to the start."""
    steps: list[Claim] = []
    claim = came[end]
    while claim is not None:
        steps.append(claim)
        claim = came[claim.subject]
    return tuple(reversed(steps))
