"""What people ask: a mix of search queries, of clicks and of findings, drawn from a graph with a fixed seed."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from explorer.state import Explore
from graph.compare import MOST
from graph.findings import Finding, findings_of
from graph.localize import Localizer
from graph.marks import COMPARED
from graph.model import KnowledgeGraph
from graph.vocabulary import kind_of

_SEED = 7
_FINDINGS, _LOST = 12, 6
"""Findings at a bedside, and how many of them are losses at most."""
_QUESTIONS = (
    "why does my {} hurt",
    "can {} cause {}",
    "what is {}",
    "{} at night",
    "how do I get rid of {}",
    "is {} a pinched nerve",
)
_NOTHING = ("qqzzxx", "xylophone concerto", "1234567", "zzz wwvvk", "blockchain ledger", "@@@", "kkjjhhgg ffddss", "q")


def queries(graph: KnowledgeGraph, number: int) -> Mapping[str, Sequence[str]]:
    """Return `number` queries of each class, from labels, synonyms and lay words.

    exact: whole names; typed: every beginning of a name, as it is typed letter by letter; words: some words of a name
    in another order; typos: a name with a letter left out, doubled, changed or swapped; question: lay words in a
    sentence; nothing: what no name has.
    """
    rng = Random(_SEED)  # noqa: S311 - a benchmark, no secret
    nodes = list(graph.nodes.values())
    names = [rng.choice(rng.choice(nodes).names) for _ in range(4 * number)]
    lay = [rng.choice(node.lay or node.names) for node in rng.choices(nodes, k=2 * number)]
    typed = [name[:length] for name in names[:number] for length in range(1, len(name) + 1)]
    return {
        "exact": names[:number],
        "typed": rng.sample(typed, min(number, len(typed))),
        "words": [_words(name, rng) for name in names[number : 2 * number]],
        "typos": [_typo(name, rng) for name in names[2 * number : 3 * number]],
        "question": [rng.choice(_QUESTIONS).format(*pair) for pair in zip(lay[::2], lay[1::2], strict=True)],
        "nothing": [_NOTHING[index % len(_NOTHING)] for index in range(number)],
    }


def _words(name: str, rng: Random) -> str:
    words = name.split()
    return " ".join(rng.sample(words, rng.randint(1, len(words))))


def _typo(name: str, rng: Random) -> str:
    """Mistype one letter of the longest word."""
    word = max(name.split(), key=len)
    at = rng.randrange(len(word) - 1) if len(word) > 1 else 0
    wrong = rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[: at + 1] + word[at:],
            word[:at] + rng.choice("aeiorstn") + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        )
    )
    return name.replace(word, wrong, 1)


def clicks(graph: KnowledgeGraph, number: int) -> Mapping[str, Sequence[Explore]]:
    """Return `number` states of each class that a click leads to: half of the nodes drawn uniformly, half by degree.

    The classes are depth 1, depth 2, and depth 1 with one neighbor opened, itself drawn by degree, as people open what
    has much to show.
    """
    rng = Random(_SEED)  # noqa: S311 - a benchmark, no secret
    ids = list(graph.nodes)
    degrees = [graph.degree(identifier) for identifier in ids]

    def drawn() -> Iterator[str]:
        yield from rng.choices(ids, k=number - number // 2)
        yield from rng.choices(ids, degrees, k=number // 2)

    return {
        "depth 1": [Explore(focus) for focus in drawn()],
        "depth 2": [Explore(focus, depth=2) for focus in drawn()],
        "opened": [Explore(focus, opened=_opened(graph, focus, rng)) for focus in drawn()],
    }


def stories(graph: KnowledgeGraph, number: int) -> Sequence[Mapping[str, Sequence[str]]]:
    """Return findings of `number` people, each with a condition drawn at random: three of its symptoms are present.

    A test of it is positive where there is one, another symptom is absent, one muscle is weak and one normal.
    """
    rng = Random(_SEED)  # noqa: S311 - a benchmark, no secret
    symptoms = sorted(node for node in graph.nodes if kind_of(node) == "symptom")
    muscles = sorted({claim.object for claim in graph.claims() if kind_of(claim.object) == "muscle"})
    shown: dict[str, list[str]] = {}
    tests: dict[str, list[str]] = {}
    for claim in graph.claims():
        if claim.relation == "presents_with":
            shown.setdefault(claim.subject, []).append(claim.object)
        elif claim.relation == "detects":
            tests.setdefault(claim.object, []).append(claim.subject)
    found = []
    for condition in rng.choices(sorted(shown), k=number):
        present = shown[condition][:3]
        weak, normal = rng.sample(muscles, 2)
        found.append(
            {
                "present": [*present, *tests.get(condition, [])[:1]],
                "absent": rng.sample([symptom for symptom in symptoms if symptom not in present], 1),
                "weak": [weak],
                "normal": [normal],
            }
        )
    return found


def _opened(graph: KnowledgeGraph, focus: str, rng: Random) -> tuple[str, ...]:
    beside = sorted({claim.other(focus) for claim in graph.claims_of(focus)})
    return tuple(rng.choices(beside, [graph.degree(other) for other in beside])) if beside else ()


def comparisons(graph: KnowledgeGraph, number: int) -> Mapping[str, Sequence[Sequence[str]]]:
    """Return `number` comparisons of each class: pairs that a sheet says look alike, and four things of any kind."""
    rng = Random(_SEED)  # noqa: S311 - a benchmark, no secret
    alike = [(claim.subject, claim.object) for claim in graph.claims() if claim.relation == "imitates"]
    ids = [node.id for node in graph.nodes.values() if node.kind in COMPARED]
    return {"alike": rng.choices(alike, k=number), "four": [rng.sample(ids, MOST) for _ in range(number)]}


def places(localizer: Localizer, number: int) -> Sequence[str]:
    """Return `number` places at which a nerve can be cut, drawn uniformly."""
    rng = Random(_SEED)  # noqa: S311 - a benchmark, no secret
    return [place.id for place in rng.choices(localizer.places.all, k=number)]


def bedsides(localizer: Localizer, number: int) -> Sequence[tuple[Finding, ...]]:
    """Return `number` sets of twelve findings: up to six that a place drawn uniformly loses, the rest normal."""
    rng = Random(_SEED)  # noqa: S311 - a benchmark, no secret
    made = []
    for row in rng.choices(range(len(localizer.places.all)), k=number):
        cut = localizer.places.cut[row]
        lost = [target for target, column in localizer.places.column.items() if cut[column] > 0]
        kept = [target for target in localizer.places.targets if target not in lost]
        lost = rng.sample(lost, min(_LOST, len(lost)))
        lists = {kind: [target for target in lost if kind_of(target) == kind] for kind in ("muscle", "skin", "reflex")}
        made.append(
            findings_of(
                localizer.places.graph,
                weak=lists["muscle"],
                numb=lists["skin"],
                reflex=lists["reflex"],
                normal=rng.sample(kept, _FINDINGS - len(lost)),
            )
        )
    return made


def largest(graph: KnowledgeGraph) -> str:
    """Return the node with the most claims."""
    return max(graph.nodes, key=lambda identifier: (graph.degree(identifier), identifier))


def pairs(graph: KnowledgeGraph, number: int, *, seed: int = 21) -> dict[str, list[tuple[str, str]]]:
    """Return pairs of different nodes by class: drawn uniformly, and by their degree, so that hubs are often an end."""
    rng = Random(seed)  # noqa: S311 - a benchmark, no secret
    ids = list(graph.nodes)
    weights = [graph.degree(identifier) for identifier in ids]
    drawn = {"any two nodes": ids_of(rng, ids, None, number), "any two by degree": ids_of(rng, ids, weights, number)}
    return {name: [ends for ends in some if ends[0] != ends[1]] for name, some in drawn.items()}


def ids_of(rng: Random, ids: list[str], weights: list[int] | None, number: int) -> list[tuple[str, str]]:
    """Draw pairs of ids."""
    drawn = rng.choices(ids, weights, k=2 * number)
    return list(zip(drawn[::2], drawn[1::2], strict=True))
