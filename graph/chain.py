"""A chain of cause and effect between two nodes: the answer to "can A cause B?", as claims that anyone can check."""

from collections.abc import Mapping, Sequence

from graph.errors import BadQuestionError, UnknownNameError
from graph.model import Claim
from graph.store import MOST, GraphStore

CAUSAL = ("involves", "leads_to")
"""Relations that lead from a cause to its effect."""
LONGEST = 6
"""Steps that a chain may have: a longer one persuades nobody."""
HIGHEST = 3
"""Steps from a special thing up to a general one."""


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


def explanation(store: GraphStore, start: str, end: str) -> tuple[Claim, ...]:
    """Return the chain from `start` to `end`, or to something more general, and from there down to `end`.

    "Can nerve compression make the little finger numb?" That is a kind of numbness, and to numbness there is a chain:
    its claims come first, then those that say what is a kind of what, read from the general to the special. A chain to
    `end` itself always wins, then one to the nearest general node.

    >>> from graph.load import load
    >>> from graph.store import EmbeddedStore
    >>> found = explanation(EmbeddedStore(load()), "mechanism:nerve-compression", "symptom:numb-little-finger")
    >>> way(found)[-2:]
    ['symptom:numbness', 'symptom:numb-little-finger']
    """
    level: dict[str, tuple[Claim, ...]] = {end: ()}
    for _ in range(HIGHEST + 1):
        for general, down in sorted(level.items()):
            found = chain(store, start, general)
            if found:
                return (*found, *down)
        hops = store.neighbors(list(level), relations=["is_a"], limit=MOST).hops
        level = {hop.neighbor: (hop.claim, *level[hop.origin]) for hop in hops if hop.claim.subject == hop.origin}
        if not level:
            break
    return ()


def way(steps: Sequence[Claim]) -> list[str]:
    """Return the nodes of a chain or explanation in the order in which they are walked."""
    nodes = [claim.object if claim.relation != "is_a" else claim.subject for claim in steps]
    return [steps[0].subject, *nodes] if steps else []


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
