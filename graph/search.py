"""Search by any name: what people type, in any order, with typos, in lay words.

The index is local and built once from `GraphStore.names()`. A query is folded as the names are (`graph.text.fold`) and
then tried in five tiers, each ranked below the one before:

1. exact: the whole name, in any order of words, with or without hyphens and spaces; or the id
2. prefix: a name that begins with the query
3. words: a name that has every word of the query, the last one perhaps unfinished
4. typos: as 3, where words may differ by a letter or two (optimal string alignment on the vocabulary, not on every
  name)
5. part: nodes whose names together have most of the query's words, rare words counting more (inverse document
  frequency)

Within a tier the label beats a synonym, a synonym a lay word, a short name a long one, and a core kind the others.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.errors import AmbiguousNameError, BadQuestionError, UnknownNameError
from graph.store import Names
from graph.text import fold, fold_word, plain
from graph.vocabulary import KINDS, kind_of

LONGEST_QUERY = 200
MOST_HITS = 100

_STOP_WORDS = frozenset(
    fold_word(word)
    for word in "a an and are at be by can cause could do does for from get give gives got have has hurt i if in is "
    "it its lead make me my of on or syndrome that the their this to was what when where which why will with you "
    "your".split()
)
"""Words that carry no meaning of their own in a question; they count only where nothing else is left."""

_SAME: Mapping[str, tuple[str, ...]] = {
    "pinky": ("little", "finger"),
    "pinkie": ("little", "finger"),
    "numbness": ("numb",),
    "weakness": ("weak",),
    "tingly": ("tingling",),
    "tingle": ("tingling",),
    "peroneal": ("fibular",),
    "pinched": ("trapped",),
    "shin": ("leg",),
    "calve": ("calf",),
    "twitch": ("twitching",),
}
"""Words of one meaning, tried in place of each other when the query as typed does not match whole."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that was found, with the name that matched and a score from 0 to 100."""

    id: str
    kind: str
    label: str
    matched: str
    score: float


@dataclass(frozen=True, slots=True)
class _Name:
    folded: str
    node: int
    field: int
    """0 label, 1 synonym, 2 lay."""
    written: str


_EXACT, _PREFIX, _WORDS, _TYPOS = 100.0, 88.0, 76.0, 60.0
_PART = 50.0
_MOST_NEARS = 4096
"""Words whose likes are kept: a person who types asks for the same ones again and again."""


class SearchIndex:
    """An index over the names of a store.

    >>> from graph.load import load
    >>> from graph.store import EmbeddedStore
    >>> index = SearchIndex(EmbeddedStore(load()).names())
    >>> index.search("carpel tunel", kinds=["syndrome"])[0].label
    'carpal tunnel syndrome'
    """

    def __init__(self, names: Iterator[Names] | Sequence[Names]) -> None:
        """Index what every node is called."""
        self._ids: list[str] = []
        self._labels: list[str] = []
        self._names: list[_Name] = []
        self._by_text: dict[str, list[int]] = defaultdict(list)
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._former: dict[str, str] = {}
        found: list[_Name] = []
        for node, named in enumerate(names):
            self._ids.append(named.id)
            self._former.update(dict.fromkeys(named.formerly, named.id))
            self._labels.append(named.label)
            fields = ((0, (named.label,)), (1, named.synonyms), (2, named.lay))
            found += (_Name(fold(written), node, field, written) for field, texts in fields for written in texts)
        self._kind_rank = {kind: rank for rank, kind in enumerate(KINDS)}
        # Names are numbered in the order in which they rank, so that the first of any list of numbers are the best.
        self._names_of: list[list[int]] = [[] for _ in self._ids]
        for name in sorted(found, key=self._rank):
            self._add(name)
        self._nears: dict[str, dict[str, float]] = {}
        self._sorted = sorted(range(len(self._names)), key=lambda index: self._names[index].folded)
        self._sorted_text = [self._names[index].folded for index in self._sorted]
        self._vocabulary = sorted(self._postings)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._vocabulary:
            self._by_length[len(word)].append(word)
        self._node_of = {identifier: node for node, identifier in enumerate(self._ids)}

    def _add(self, name: _Name) -> None:
        index = len(self._names)
        self._names.append(name)
        self._names_of[name.node].append(index)
        words = name.folded.split()
        keys = {name.folded, " ".join(sorted(words)), name.folded.replace(" ", "")}
        for key in keys:
            self._by_text[key].append(index)
        for word in set(words):
            self._postings[word].append(index)

    def _rank(self, name: _Name) -> tuple[int, int, int, str]:
        identifier = self._ids[name.node]
        kind = self._kind_rank.get(kind_of(identifier), len(self._kind_rank))
        return (name.field, len(name.folded), kind, identifier)

    def search(self, query: str, *, kinds: Collection[str] | None = None, limit: int = 10) -> tuple[Hit, ...]:
        """Return the best hits, best first, a node once; nothing found is an empty tuple.

        `kinds` keeps only these kinds. A limit outside 1 to MOST_HITS, or an unknown kind, raises BadQuestionError; a
        query is cut at LONGEST_QUERY characters.
        """
        if not 1 <= limit <= MOST_HITS:
            message = f"limit must be between 1 and {MOST_HITS}, not {limit}"
            raise BadQuestionError(message)
        check_kinds(kinds)
        text = query.strip()[:LONGEST_QUERY]
        found: dict[int, Hit] = {}
        for tier in (self._exact, self._prefixed, self._worded, self._typed, self._partly):
            for index, score in tier(text, kinds, limit):
                name = self._names[index]
                if name.node not in found:
                    identifier = self._ids[name.node]
                    found[name.node] = Hit(
                        identifier, kind_of(identifier), self._labels[name.node], name.written, round(score, 1)
                    )
            if len(found) >= limit:
                break
        return tuple(found.values())[:limit]

    def now(self, identifier: str) -> str:
        """Return the id that stands for a retired one now; any other comes back as it is."""
        return self._former.get(identifier, identifier)

    def resolve(self, name: str, *, kinds: Collection[str] | None = None) -> str:
        """Return the id that an id or an exact name means, else raise UnknownNameError or AmbiguousNameError.

        The label of one node beats the synonym or lay word of another; a retired id means the node that stands for it
        now.
        """
        name = self.now(name)
        if name in self._node_of:
            return name
        found = [(index, self._names[index]) for index, _ in self._exact(name.strip(), kinds, MOST_HITS)]
        for field in (0, 1, 2):
            nodes = sorted({self._ids[match.node] for _, match in found if match.field == field})
            if len(nodes) == 1:
                return nodes[0]
            if nodes:
                raise AmbiguousNameError(name, nodes)
        raise UnknownNameError(name, [hit.id for hit in self.search(name, kinds=kinds, limit=3)])

    def _best(self, names: Collection[int], kinds: Collection[str] | None, limit: int) -> list[int]:
        """Return the names that rank first, enough of them for `limit` different nodes of the kinds."""
        kept = names if kinds is None else [index for index in names if self._of(index, kinds)]
        return nsmallest(4 * limit, kept)

    def _of(self, index: int, kinds: Collection[str]) -> bool:
        return kind_of(self._ids[self._names[index].node]) in kinds

    def _exact(self, text: str, kinds: Collection[str] | None, limit: int) -> Iterator[tuple[int, float]]:
        folded = fold(text)
        node = self._node_of.get(text.lower())
        if node is not None:
            index = next(index for index in self._by_text[fold(self._labels[node])] if self._names[index].node == node)
            if kinds is None or self._of(index, kinds):
                yield index, _EXACT
        if not folded:
            return
        keys = dict.fromkeys((folded, " ".join(sorted(folded.split())), folded.replace(" ", "")))
        for loss, key in enumerate(keys):
            for index in self._best(self._by_text.get(key, ()), kinds, limit):
                yield index, _EXACT - self._names[index].field - 3 * loss

    def _prefixed(self, text: str, kinds: Collection[str] | None, limit: int) -> Iterator[tuple[int, float]]:
        forms = dict.fromkeys(form for form in (fold(text), plain(text)) if form)
        spans = (
            (bisect_left(self._sorted_text, form), bisect_left(self._sorted_text, form + "\U0010ffff"))
            for form in forms
        )
        found = [index for low, high in spans for index in self._sorted[low:high]]
        for index in self._best(found, kinds, limit):
            yield index, _PREFIX - self._names[index].field

    def _worded(self, text: str, kinds: Collection[str] | None, limit: int) -> Iterator[tuple[int, float]]:
        words = fold(text).split()
        for loss, variant in enumerate(_variants(words)):
            found = self._with_all(variant)
            for index in self._best(found, kinds, limit):
                yield index, _WORDS - self._names[index].field - 3 * loss

    def _typed(self, text: str, kinds: Collection[str] | None, limit: int) -> Iterator[tuple[int, float]]:
        words = [word for word in fold(text).split() if word not in _STOP_WORDS] or fold(text).split()
        near = [self._near(word) for word in words]
        if not near or not all(near):
            return
        sized = sorted(near, key=lambda choices: sum(len(self._postings[word]) for word in choices))
        closeness = self._reached(sized[0])
        for choices in sized[1:]:
            likeness = self._reached(choices, closeness)
            closeness = {index: closeness[index] + value for index, value in likeness.items()}
        kept = closeness if kinds is None else {i: value for i, value in closeness.items() if self._of(i, kinds)}
        best = nsmallest(4 * limit, kept, key=lambda index: (-round(kept[index], 3), index))
        for index in best:
            yield index, _TYPOS * kept[index] / len(words) - self._names[index].field

    def _reached(self, choices: Mapping[str, float], among: Collection[int] | None = None) -> dict[int, float]:
        """Return the names, all or those among some, that have one of the words, with the best likeness of theirs."""
        reached: dict[int, float] = {}
        if among is not None and 4 * len(among) < sum(len(self._postings[word]) for word in choices):
            for index in among:
                likeness = max(choices.get(word, 0.0) for word in self._names[index].folded.split())
                if likeness:
                    reached[index] = likeness
            return reached
        for word, likeness in choices.items():
            for index in self._postings[word]:
                if (among is None or index in among) and likeness > reached.get(index, 0.0):
                    reached[index] = likeness
        return reached

    def _partly(self, text: str, kinds: Collection[str] | None, limit: int) -> Iterator[tuple[int, float]]:
        words = [word for word in dict.fromkeys(fold(text).split()) if word not in _STOP_WORDS]
        near = [self._near(word) for word in words]
        weights = [
            self._rarity([word] if word in self._postings else choices)
            for word, choices in zip(words, near, strict=True)
        ]
        total = sum(weights)
        by_node: dict[int, float] = defaultdict(float)
        by_name: dict[int, float] = defaultdict(float)
        rest = total  # what a node can still have that has none of the words so far: too little, and it needs no look
        among: set[int] | None = None
        for number in sorted(range(len(words)), key=lambda number: -weights[number]):
            if among is None and rest < 0.4 * total:
                among = {index for node in by_node for index in self._names_of[node]}
            rest -= weights[number]
            best: dict[int, float] = {}
            for index, likeness in self._reached(near[number], among).items():
                name = self._names[index]
                value = weights[number] * likeness * (1.0 - 0.05 * name.field)
                by_name[index] += value
                if value > best.get(name.node, 0.0):
                    best[name.node] = value
            for node, value in best.items():
                by_node[node] += value
        kept: dict[int, float] = {}
        for node, value in by_node.items():
            if value >= 0.4 * total and (kinds is None or kind_of(self._ids[node]) in kinds):
                index = min(
                    (index for index in self._names_of[node] if index in by_name),
                    key=lambda index: (-round(by_name[index], 6), index),
                )
                kept[index] = (value + by_name[index]) / 2  # words that stand together in one name count for more
        for index in nsmallest(limit, kept, key=lambda index: (-round(kept[index], 6), index)):
            yield index, _PART * kept[index] / total

    def _rarity(self, words: Collection[str]) -> float:
        """Weigh a word by how few names have it; one that no name has weighs as the rarest."""
        names = sum(len(self._postings[word]) for word in words)
        return log((1 + len(self._names)) / (1 + names))

    def _with_all(self, words: Sequence[str]) -> Collection[int]:
        """Return the names that have every word; the last may be unfinished."""
        *others, last = words
        finished = sorted((self._postings.get(word, []) for word in others if word != last), key=len)
        low, high = bisect_left(self._vocabulary, last), bisect_left(self._vocabulary, last + "\U0010ffff")
        begun = self._vocabulary[low:high]
        if not finished:
            return (
                {index for word in begun for index in self._postings[word]}
                if len(begun) != 1
                else self._postings[begun[0]]
            )
        chosen: Collection[int] = finished[0]
        for other in finished[1:]:
            chosen = [index for index in chosen if _holds(other, index)]
        if sum(len(self._postings[word]) for word in begun) < len(chosen):
            begun_names = {index for word in begun for index in self._postings[word]}
            return begun_names.intersection(chosen)
        return [index for index in chosen if f" {last}" in f" {self._names[index].folded}"]

    def _near(self, word: str) -> dict[str, float]:
        """Return the words of the vocabulary that a word may be meant for, with their likeness from 0 to 1."""
        if word not in self._nears:
            if len(self._nears) >= _MOST_NEARS:
                self._nears.clear()
            self._nears[word] = self._meant(word)
        return self._nears[word]

    def _meant(self, word: str) -> dict[str, float]:
        same = _SAME.get(word, ())
        found = {
            other: 1.0 / len(same) for other in same if other in self._postings
        }  # "finger" alone is only half a pinky
        if word in self._postings:
            found[word] = 1.0
        if len(word) >= 4:
            low, high = bisect_left(self._vocabulary, word), bisect_left(self._vocabulary, word + "\U0010ffff")
            for other in self._vocabulary[low:high]:
                found.setdefault(other, 0.9)
        if found or len(word) < 4:
            return found
        allowed = 1 if len(word) < 7 else 2
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            matches = process.extract(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=allowed, limit=20
            )
            for other, distance, _ in matches:
                found[other] = 1.0 - distance / max(len(word), length)
        return found


def _holds(posting: Sequence[int], index: int) -> bool:
    place = bisect_left(posting, index)
    return place < len(posting) and posting[place] == index


def _variants(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words as typed, then without stop words, then with words of the same meaning."""
    if not words:
        return
    yield list(words)
    meant = [word for word in words if word not in _STOP_WORDS]
    if meant and meant != list(words):
        yield meant
    same = [other for word in meant for other in _SAME.get(word, (word,))]
    if same and same != meant:
        yield same


def check_kinds(kinds: Collection[str] | None) -> None:
    """Raise BadQuestionError for a kind that is none of ours."""
    unknown = sorted(set(kinds or ()) - set(KINDS))
    if unknown:
        message = f"unknown kind {', '.join(map(repr, unknown))}: choose from {', '.join(KINDS)}"
        raise BadQuestionError(message)
