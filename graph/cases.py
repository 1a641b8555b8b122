"""Worked cases from published works, and how well the models do on them.

A case may be scored three ways. **Forward**: a lesion at its place; a stated loss is right if the lesion cuts some of
the part's fibers, a stated normal part if it cuts less than half. **Backward**: its findings are localized; the rank is
that of the first candidate which is a right answer, and candidates of equal score share the best rank. Right is a
candidate one of whose places is named in the case; where a case names only a nerve, any place on its course; of two
lesions at once, both places; where no single compression is right, a pattern of no single place, and if the graph knows
the patterns of the case's mimics, one of those. **As a differential**: all that is told of it is weighed; the rank is
that of the best of the conditions that it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.differential import Differ, differential
from graph.errors import DataError, Location, Problem
from graph.findings import findings_of
from graph.localize import Candidate, Localizer, localize
from graph.places import Place
from graph.read import read_text
from graph.records import LIST_FILES, CaseRecord
from graph.scoring import Exam
from graph.told import told_of
from graph.vocabulary import kind_of

_EVERY = 1000
"""Candidates to look through for the right one: all of them."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """A case's scores: stated findings that the lesion gives, of how many; the rank of the right place, 0 for none."""

    id: str
    label: str
    right: int
    stated: int
    missed: tuple[str, ...]
    """Stated findings that a lesion at the case's place does not give."""
    rank: int | None
    """None where nothing is stated that can be localized."""
    first: str
    """The id of the candidate that came first."""


def read_cases(path: Path) -> tuple[CaseRecord, ...]:
    """Read a file of cases; raise DataError with all its problems, also where it cannot be read.

    >>> from graph.load import DATA
    >>> len(read_cases(DATA / "cases.yaml")) >= 80
    True
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError([Problem(Location(str(path)), "unreadable", f"the file cannot be read: {error}")]) from None
    kind, record = LIST_FILES["cases.yaml"]
    entries, problems = read_text(text, path.name, kind, record, is_list=True)
    if problems:
        raise DataError(problems)
    return tuple(entry.record for entry in entries if isinstance(entry.record, CaseRecord))


def score_case(case: CaseRecord, with_: Localizer) -> Scored:
    """Score a case both ways; ids that are not in the graph raise UnknownNameError."""
    graph = with_.places.graph
    for name in (*case.lesion, *case.together, *case.is_):
        graph.node(name)
    findings = findings_of(
        graph, weak=case.weak, numb=case.numb, reflex=case.reflex, normal=case.normal, doubtful=case.doubtful
    )
    missed: list[str] = []
    stated = 0
    share = _cut(case, with_)
    if share is not None and findings:
        exam = Exam(findings, with_.places.column, with_.masks)
        for finding, columns in zip(findings, exam.columns, strict=True):
            cut = max((share[column] for column in columns), default=0.0)
            stated += 1
            if finding.lost != (cut > 0 if finding.lost else cut >= _HALF):
                missed.append(finding.node.id)
    rank, first = None, ""
    if any(finding.lost for finding in findings) and (case.lesion or case.together or case.not_one_nerve):
        found = localize(graph, findings, limit=_EVERY, with_=with_).candidates
        first = found[0].id
        score = next((one.score for one in found if _right(one, case, with_)), None)
        rank = 0 if score is None else 1 + sum(one.score > score for one in found)
    return Scored(case.id, case.label, stated - len(missed), stated, tuple(missed), rank, first)


def _cut(case: CaseRecord, with_: Localizer) -> Sequence[float] | None:
    """Return the shares that a lesion at the case's first place cuts, or lesions at all that are hurt together."""
    places = with_.places
    rows = [places.row[name] for name in (case.together or case.lesion[:1]) if name in places.row]
    return (
        None
        if not rows
        else [1 - _whole(places.cut[row][column] for row in rows) for column in range(len(places.targets))]
    )


def _whole(cuts: Iterable[float]) -> float:
    rest = 1.0
    for cut in cuts:
        rest *= 1.0 - float(cut)
    return rest


def _right(candidate: Candidate, case: CaseRecord, with_: Localizer) -> bool:
    """Tell whether a candidate is a right answer to a case."""
    if case.not_one_nerve:
        patterns = {with_.places.graph.node(name).attributes.get("pattern") for name in case.is_} - {None}
        named = candidate.id.removeprefix("pattern:")
        return candidate.kind == "pattern" and (not patterns or named in patterns)
    if case.together:
        return candidate.kind == "two" and all(
            any(_at(place, [name]) for place in candidate.places) for name in case.together
        )
    return candidate.kind != "two" and any(_at(place, case.lesion) for place in candidate.places)


def _at(place: Place, names: Sequence[str]) -> bool:
    """Tell whether a place is one of those named; if only nerves are named, any place on their courses is."""
    if place.names & set(names):
        return True
    return all(kind_of(name) == "nerve" for name in names) and any(course in names for course, _ in place.points)


@dataclass(frozen=True, slots=True)
class Guessed:
    """A case's rank in its differential, from 1, where what scores alike shares the best rank; 0 for not there."""

    id: str
    rank: int
    first: str
    """The id of the condition that came first."""


def guess_case(case: CaseRecord, with_: Differ) -> Guessed | None:
    """Put a case to the differential; None where it does not say what it is, or tells nothing that is present."""
    given = (case.present, case.weak, case.numb, case.reflex)
    if not case.is_ or not any(given):
        return None
    of = with_.conditions
    told = told_of(
        of.graph,
        present=case.present,
        absent=case.absent,
        weak=case.weak,
        numb=case.numb,
        reflex=case.reflex,
        normal=case.normal,
        doubtful=case.doubtful,
    )
    found = differential(of.graph, told, limit=1, with_=with_)
    right = [found.scores[row] for row, name in enumerate(of.ids) if name in case.is_]
    rank = 1 + int((found.scores > max(right)).sum()) if right else 0
    return Guessed(case.id, rank, found.contenders[0].node.id)


@dataclass(frozen=True, slots=True)
class GuessTally:
    """How many cases were put to the differential, and how many came among the first so many."""

    cases: int
    top_1: int
    top_3: int
    top_5: int


def tally_guesses(guessed: Iterable[Guessed | None]) -> GuessTally:
    """Add up the ranks of cases; those that could not be put to the differential are left out.

    >>> tally_guesses([Guessed("case:x", 2, "syndrome:y"), None])
    GuessTally(cases=1, top_1=0, top_3=1, top_5=1)
    """
    ranks = [one.rank for one in guessed if one is not None]
    within = {most: sum(1 <= rank <= most for rank in ranks) for most in (1, 3, 5)}
    return GuessTally(len(ranks), within[1], within[3], within[5])


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums over many cases."""

    cases: int
    right: int
    stated: int
    ranked: int
    top_1: int
    top_3: int


def tally(scored: Iterable[Scored]) -> Tally:
    """Add up the scores of cases.

    >>> tally([Scored("case:x", "x", 3, 4, ("muscle:y",), 2, "site:z")])
    Tally(cases=1, right=3, stated=4, ranked=1, top_1=0, top_3=1)
    """
    each = tuple(scored)
    ranks = [one.rank for one in each if one.rank is not None]
    return Tally(
        cases=len(each),
        right=sum(one.right for one in each),
        stated=sum(one.stated for one in each),
        ranked=len(ranks),
        top_1=sum(rank == 1 for rank in ranks),
        top_3=sum(1 <= rank <= 3 for rank in ranks),  # noqa: PLR2004 - the first three
    )
