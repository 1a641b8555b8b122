"""Time: how it began, how it goes on and when it is worst tell conditions apart where sheets state it, and nowhere else."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import evidence
from graph.__main__ import main
from graph.compare import compare
from graph.differential import Contender, Differential, differ, differential
from graph.load import load
from graph.next_questions import next_questions
from graph.search import SearchIndex
from graph.time_course import fill, groups_of, own_alone, questions_of
from graph.told import told_of

GRAPH = load()
WITH = differ(GRAPH)
OF = WITH.conditions
SUDDEN, DAYS, SLOW = "symptom:sudden-onset", "symptom:onset-over-days", "symptom:slow-onset"


def ask(*present: str, absent: tuple[str, ...] = ()) -> Differential:
    """Put symptoms, without their kind, to the differential of the real graph."""
    lists = {
        "present": [f"symptom:{name}" for name in present],
        "absent": [f"symptom:{name}" for name in absent],
    }
    return differential(GRAPH, told_of(GRAPH, **lists), limit=300, with_=WITH)


def of(found: Differential, name: str) -> Contender:
    """Return the contender of a condition."""
    return next(contender for contender in found.contenders if contender.node.id == name)


def worth(name: str, condition: str, *, present: bool = True) -> float:
    """Return what an answer adds to the score of a condition."""
    found = ask("pain", name) if present else ask("pain", absent=(name,))
    label = GRAPH.node(f"symptom:{name}").label
    return next(part.value for part in of(found, condition).parts if part.name.startswith(label))


def test_three_questions_have_answers() -> None:
    assert set(OF.time.values()) == {"onset", "course", "time of day"}
    assert {name for name, question in OF.time.items() if question == "onset"} == {SUDDEN, DAYS, SLOW}


@pytest.mark.parametrize(
    ("condition", "fits", "fits_not"),
    [
        ("mimic:stroke-hand-knob", "sudden-onset", "slow-onset"),
        ("mimic:guillain-barre", "onset-over-days", "slow-onset"),
        ("mimic:cidp", "slow-onset", "sudden-onset"),
        ("mimic:cervical-myelopathy", "slow-onset", "sudden-onset"),
        ("mimic:neuralgic-amyotrophy", "sudden-onset", "slow-onset"),
        ("syndrome:radial-spiral-groove", "sudden-onset", "slow-onset"),
        ("syndrome:neurogenic-thoracic-outlet", "slow-onset", "sudden-onset"),
    ],
)
def test_what_is_stated_speaks_for_it_and_against_the_other_answers(condition: str, fits: str, fits_not: str) -> None:
    assert worth(fits, condition) > 0 > worth(fits_not, condition)
    assert worth(fits, condition, present=False) < 0, "that it was not so speaks against it"


def test_two_that_look_alike_are_told_apart_by_their_beginning() -> None:
    quick, slow = "mimic:guillain-barre", "mimic:cidp"
    days, months = ask("weakness", "numbness", "onset-over-days"), ask("weakness", "numbness", "slow-onset")
    assert of(days, quick).score > of(days, slow).score
    assert of(months, slow).score > of(months, quick).score


def test_no_answer_excludes_for_sure() -> None:
    for name in OF.time:
        column = OF.chance[:, OF.symptom[name]]
        assert (column > 0).all() and (column < 1).all(), name


def states_nothing(question: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which conditions have no chance of their own for the answers to a question."""
    columns = [OF.symptom[name] for name, of in OF.time.items() if of == question]
    said = np.zeros(len(OF.ids), dtype=np.bool_)
    for row, condition in enumerate(OF.ids):
        said[row] = any((condition, name) in OF.basis for name, of in OF.time.items() if of == question)
    assert (OF.chance[~said][:, columns] == OF.background[columns]).all()
    return ~said


COMPLAINTS = sorted(name.partition(":")[2] for name in OF.symptom if name not in OF.time)
ANSWERS = sorted(name.partition(":")[2] for name in OF.time)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(COMPLAINTS), min_size=1, max_size=4, unique=True),
    st.sampled_from(ANSWERS),
    st.booleans(),
)
def test_an_answer_never_changes_the_score_of_a_condition_that_states_nothing(
    complaints: list[str], answer: str, present: bool
) -> None:
    before = ask(*complaints)
    after = ask(*complaints, answer) if present else ask(*complaints, absent=(answer,))
    neutral = states_nothing(OF.time[f"symptom:{answer}"])
    assert neutral.any() and (~neutral).any()
    assert after.scores[neutral] == pytest.approx(before.scores[neutral], abs=1e-9)


def test_a_condition_that_states_nothing_says_so() -> None:
    row = int(np.flatnonzero(states_nothing("onset"))[0])
    found = of(ask("pain", "sudden-onset"), OF.ids[row])
    part = next(part for part in found.parts if part.name == "sudden onset")
    assert part.value == 0.0
    assert "sudden onset" not in {one.node.label for one in (*found.supporting, *found.opposing)}


def test_what_is_excluded_says_what_is_stated_with_its_source() -> None:
    found = of(ask("clumsiness", "slow-onset"), "mimic:stroke-hand-knob")
    against = next(one for one in found.opposing if one.node.id == SLOW)
    assert against.why == "sudden onset is stated for it"
    assert against.sources


def test_a_beginning_is_no_complaint_that_must_be_told() -> None:
    found = ask("wrist-drop")
    costs = {part.name: part.value for part in of(found, "syndrome:radial-spiral-groove").parts}
    both = {
        part.name: part.value for part in of(ask("wrist-drop", "sudden-onset"), "syndrome:radial-spiral-groove").parts
    }
    assert costs["shown by it, not told"] == both["shown by it, not told"]


def test_worse_at_night_is_not_tingling_at_night() -> None:
    column = OF.symptom["symptom:night-time-tingling"]
    cramps = OF.ids.index("mimic:nocturnal-leg-cramps")
    assert OF.stated[cramps, OF.symptom["symptom:night-time-worsening"]] > 0
    assert OF.chance[cramps, column] < OF.background[column]


def test_tingling_at_night_is_worse_at_night() -> None:
    assert worth("night-time-worsening", "syndrome:carpal-tunnel") > 0
    found = of(ask("night-time-tingling", "night-time-worsening"), "syndrome:carpal-tunnel")
    assert {part.name: part.value for part in found.parts}["night-time worsening"] == 0.0, "it counts once"


def test_a_question_that_was_answered_is_not_asked_again() -> None:
    for complaints in (["weakness", "numbness"], ["foot-drop"], ["shoulder-pain"]):
        for answer in (SUDDEN, SLOW):
            found = ask(*complaints, answer.partition(":")[2])
            asked = {item.node.id for item in next_questions(found, WITH, limit=20)}
            assert not asked & {SUDDEN, DAYS, SLOW}
            missing = {node.id for one in found.contenders for node in one.missing}
            assert not missing & {SUDDEN, DAYS, SLOW}


def test_how_it_began_is_one_question_with_its_answers() -> None:
    following = next_questions(ask("facial-weakness"), WITH)
    item = next(item for item in following if item.answers)
    assert {node.id for node in item.answers} == {SUDDEN, DAYS, SLOW} and item.node in item.answers
    assert item.do == "ask" and item.how.startswith("Ask how it began: ") and item.why.endswith(".")
    assert item.gain > 0.3
    assert not {one.node.id for one in following if one is not item} & set(OF.time)


def test_an_answer_that_was_denied_is_not_among_the_answers() -> None:
    following = next_questions(ask("facial-weakness", absent=("slow-onset",)), WITH, limit=20)
    assert SLOW not in {node.id for item in following for node in (item.node, *item.answers)}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("came on suddenly", SUDDEN),
        ("it started suddenly", SUDDEN),
        ("overnight", SUDDEN),
        ("acute onset", SUDDEN),
        ("over a few days", DAYS),
        ("came on over days", DAYS),
        ("gradually", SLOW),
        ("crept up on me", SLOW),
        ("insidious onset", SLOW),
        ("getting slowly worse", "symptom:steady-worsening"),
        ("keeps getting worse", "symptom:steady-worsening"),
        ("comes and goes", "symptom:comes-and-goes"),
        ("worse at night", "symptom:night-time-worsening"),
        ("wakes me up at night", "symptom:night-time-worsening"),
    ],
)
def test_what_people_say_of_time_is_understood(words: str, name: str, index: SearchIndex) -> None:
    assert index.search(words, limit=1)[0].id == name


def test_the_command_line_takes_the_words_of_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["differential", "--present", "came on suddenly", "--present", "weakness", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)["candidates"][0]
    assert "sudden onset" in {part["name"] for part in first["parts"]}


def test_a_sheets_own_answer_counts_alone() -> None:
    own = np.array([[0.75, 0.0, 0.2], [0.0, 0.0, 0.0]])
    passed = np.array([[0.75, 0.4, 0.2], [0.3, 0.4, 0.0]])
    table, lost = own_alone(own, passed, [[0, 1]])
    assert table.tolist() == [[0.75, 0.0, 0.2], [0.3, 0.4, 0.0]], "who states none keeps what is passed on"
    assert lost == [(0, 1)]


def test_what_is_left_of_the_whole_goes_to_the_other_answers() -> None:
    chance = np.array([[0.75, 0.0, 0.0], [0.0, 0.0, 0.5], [0.0, 0.0, 0.0], [0.7, 0.6, 0.0]])
    usual, excluded = fill(chance, [0, 1, 2])
    assert (chance[2] == usual).all(), "silence is neutral"
    assert chance[0, 0] == 0.75 and chance[0, 1:].sum() <= 0.25 + evidence.OTHER_TIME
    assert chance[3, :2].sum() == pytest.approx(1 - evidence.EXTREME), "answers that are too many make one whole"
    assert (chance >= evidence.OTHER_TIME - 1e-9).all()
    assert [(one.row, one.stated, one.others) for one in excluded] == [(0, 0, (1, 2)), (1, 2, (0, 1)), (3, 0, (2,))]


def test_nothing_stated_at_all_is_no_error() -> None:
    chance = np.zeros((2, 2))
    usual, excluded = fill(chance, [0, 1])
    assert not excluded and (chance == usual).all() and (usual == evidence.LEAST_BACKGROUND).all()


def test_a_graph_without_time_has_no_questions(toy: object) -> None:
    assert questions_of(toy, ["symptom:tingling"]) == {}  # type: ignore[arg-type]
    assert groups_of({}, {}) == ()


def test_two_beginnings_tell_two_conditions_apart_and_silence_does_not() -> None:
    found = compare(GRAPH, ["mimic:guillain-barre", "mimic:cidp"])
    assert found.best is not None
    assert found.best.sentence == (
        "Ask for onset over days to weeks: typical in Guillain-Barré syndrome, slow onset over months instead in "
        "chronic inflammatory demyelinating polyneuropathy."
    )
    silent = compare(GRAPH, ["syndrome:carpal-tunnel", "syndrome:pronator"])
    rows = [row for row in silent.rows if "time" in row.node.attributes]
    assert rows, "carpal tunnel syndrome states how it begins"
    assert not [row for row in rows if row.split]
