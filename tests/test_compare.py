"""Telling apart: the discriminator that the field uses, whatever the order; what is shared; and errors that say the way out."""

import json
import subprocess
import sys
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer.routes import routes
from graph.answers import compare_answer, confusable_answer
from graph.cli.questions import QUESTIONS
from graph.compare import compare
from graph.confusable import confusable
from graph.discriminator import SENTENCE
from graph.errors import BadQuestionError, UnknownNameError
from graph.load import load
from graph.marks import COMPARED, Profiles, positive_in_others
from graph.model import Claim, KnowledgeGraph
from graph.rows import LEAST

GRAPH = load()
OF = Profiles(GRAPH)
IDS = [node.id for node in GRAPH.nodes.values() if node.kind in COMPARED]
CTS, PRONATOR = "syndrome:carpal-tunnel", "syndrome:pronator"

# --- the classics -----------------------------------------------------------------------------------------------------

CLASSICS = {
    ("carpal-tunnel", "c6-radiculopathy"): {"reflex:biceps", "reflex:brachioradialis", "muscle:biceps-brachii"},
    ("carpal-tunnel", "pronator"): {"skin:thenar-eminence"},
    ("cubital-tunnel", "c8-radiculopathy"): {"skin:medial-forearm"},
    ("cubital-tunnel", "guyon-canal"): {"skin:dorsal-ulnar-hand"},
    ("common-fibular", "l5-radiculopathy"): {"muscle:tibialis-posterior", "muscle:gluteus-medius"},
    ("radial-spiral-groove", "posterior-interosseous"): {"muscle:brachioradialis", "skin:radial-dorsal-hand"},
    ("meralgia-paresthetica", "l3-radiculopathy"): {"reflex:knee", "muscle:quadriceps-femoris"},
    ("meralgia-paresthetica", "l1-l2-radiculopathy"): {"symptom:weak-hip-flexion", "muscle:psoas-major"},
}


@pytest.mark.parametrize(("pair", "field"), CLASSICS.items(), ids="-".join)
def test_the_best_discriminator_is_the_one_that_the_field_uses(pair: tuple[str, str], field: set[str]) -> None:
    found = compare(GRAPH, [f"syndrome:{name}" for name in pair], profiles=OF)
    assert found.best is not None
    assert found.best.finding is not None
    assert found.best.finding.id in field, found.best.sentence
    assert found.best.sources, "each of these is in the books"


def test_the_palmar_branch_tells_pronator_from_carpal_tunnel_with_its_dispute() -> None:
    best = compare(GRAPH, [CTS, PRONATOR], profiles=OF).best
    assert best
    assert best.sentence == (
        "Touch the skin over the ball of the thumb: numb in pronator syndrome, spared in carpal tunnel syndrome."
    )
    assert "Disputed:" in best.basis


def test_a_mimic_is_told_apart_by_what_its_sheet_says() -> None:
    best = compare(GRAPH, ["syndrome:tarsal-tunnel", "mimic:plantar-fasciitis"], profiles=OF).best
    assert best
    assert "first steps" in best.sentence
    assert best.finding is None
    assert best.sources


def test_roots_are_told_apart_by_the_course_and_it_says_so() -> None:
    best = compare(GRAPH, ["root:c6", "root:c7"], profiles=OF).best
    assert best
    assert best.basis == "This follows from the course of the nerves."
    assert best.sources == ()


# --- what a comparison holds ------------------------------------------------------------------------------------------


def test_shared_only_and_contradicting() -> None:
    found = compare(GRAPH, ["syndrome:cubital-tunnel", "syndrome:guyon-canal"], profiles=OF)
    cubital, guyon = (node.id for node in found.nodes)
    assert {"symptom:numb-little-finger", "muscle:adductor-pollicis"} <= {row.node.id for row in found.shared}
    assert "skin:dorsal-ulnar-hand" in {row.node.id for row in found.only(cubital)}
    assert "skin:dorsal-ulnar-hand" in {row.node.id for row in found.contradicting(guyon)}
    assert not found.contradicting(cubital), "all that Guyon's canal cuts runs through the elbow too"


def test_a_symptom_with_another_name_is_shared_by_the_wider_one() -> None:
    found = compare(GRAPH, [CTS, PRONATOR], profiles=OF)
    numbness = next(row for row in found.shared if row.node.id == "symptom:numbness")
    assert [mark.word for mark in numbness.marks] == ["typical", "common, as numb index finger"]


def test_what_a_better_row_says_is_not_said_again() -> None:
    found = compare(GRAPH, ["syndrome:cubital-tunnel", "syndrome:guyon-canal"], profiles=OF)
    told = [row.node.id for row in found.discriminators]
    assert "skin:dorsal-ulnar-hand" in told
    assert "symptom:numb-dorsal-ulnar-hand" not in told


def test_silence_counts_half_and_never_beats_what_a_sheet_says() -> None:
    assert SENTENCE > 0.5 * 0.7 + 0.2
    found = compare(GRAPH, ["mimic:plantar-fasciitis", "mimic:polyneuropathy"], profiles=OF)
    heel = next(row for row in found.rows if row.node.id == "symptom:heel-pain")
    assert [mark.state for mark in heel.marks] == ["yes", "silent"]
    assert heel.split == 0.35


def test_no_best_discriminator_rests_on_silence_where_a_sheet_says_more() -> None:
    found = compare(GRAPH, ["mimic:cervical-myelopathy", "syndrome:t1-radiculopathy"], profiles=OF)
    assert found.best
    assert found.best.finding is None
    assert "brisk" in found.best.sentence.lower()


def test_a_wider_symptom_by_another_name_is_shared_but_tells_nothing() -> None:
    found = compare(GRAPH, ["syndrome:posterior-interosseous", "syndrome:radial-tunnel"], profiles=OF)
    weakness = next(row for row in found.rows if row.node.id == "symptom:weakness")
    assert weakness.shared
    assert weakness.split == 0


def test_things_that_cut_the_same_and_state_nothing_have_no_discriminator() -> None:
    found = compare(GRAPH, ["root:c6", "site:c5-c6-foramen"], profiles=OF)
    assert found.best is None
    assert found.discriminators == ()
    assert found.shared


def test_a_general_site_says_that_its_places_differ() -> None:
    mark = OF.mark("site:guyon-canal", "skin:palm-side-of-little-finger")
    assert (mark.state, mark.word) == ("partly", "numb at some of its places")


def test_a_spared_part_without_a_course_is_still_spared() -> None:
    assert OF.mark("syndrome:pinched-nerve", "muscle:deltoid").state == "silent"


def test_specificity_is_what_is_positive_in_others() -> None:
    assert positive_in_others(Claim("test:a", "detects", "syndrome:b", ("source:x",))) == 0.2
    claim = next(claim for claim in GRAPH.claims_of("test:windlass") if claim.object == "mimic:plantar-fasciitis")
    assert positive_in_others(claim) == 0


# --- properties -------------------------------------------------------------------------------------------------------

several = st.lists(st.sampled_from(IDS), min_size=2, max_size=4, unique=True)


@settings(max_examples=60)
@given(several, st.randoms(use_true_random=False))
def test_the_order_of_ids_changes_nothing_but_the_order_of_marks(ids: list[str], random) -> None:
    other = random.sample(ids, len(ids))
    one, two = compare(GRAPH, ids, profiles=OF), compare(GRAPH, other, profiles=OF)
    assert [row.node.id for row in one.rows] == [row.node.id for row in two.rows]
    assert [row.score for row in one.rows] == [row.score for row in two.rows]
    assert [row.node.id for row in one.shared] == [row.node.id for row in two.shared]
    assert [row.node.id for row in one.discriminators] == [row.node.id for row in two.discriminators]
    for identifier in ids:
        assert [row.node.id for row in one.only(identifier)] == [row.node.id for row in two.only(identifier)]
    assert (one.best and one.best.finding) == (two.best and two.best.finding)


@settings(max_examples=60)
@given(several)
def test_a_discriminator_really_differs_and_what_is_shared_is_had_by_all(ids: list[str]) -> None:
    found = compare(GRAPH, ids, profiles=OF)
    for row in found.discriminators:
        assert row.split >= LEAST
        assert len({(mark.state, mark.word) for mark in row.marks}) > 1
    for row in found.rows:
        assert len(row.marks) == len(ids)
        assert any(mark.there for mark in row.marks)
        assert row.score == pytest.approx(sum(part.value for part in row.parts))
    for row in found.shared:
        assert all(mark.there for mark in row.marks)
    only = [row.node.id for identifier in ids for row in found.only(identifier)]
    assert len(only) == len(set(only))
    assert not set(only) & {row.node.id for row in found.shared}


@settings(max_examples=30)
@given(several)
def test_a_stated_mark_has_its_sources(ids: list[str]) -> None:
    for row in compare(GRAPH, ids, profiles=OF).rows:
        for mark in row.marks:
            assert (mark.basis == "stated") == bool(mark.claims) or mark.basis == "course"
            assert all(claim.sources for claim in mark.claims)


def test_profiles_that_were_asked_before_answer_the_same() -> None:
    for pair in combinations([CTS, PRONATOR, "root:c6"], 2):
        assert compare_answer(compare(GRAPH, pair, profiles=OF)) == compare_answer(compare(GRAPH, pair))


def test_the_toy_can_be_compared(toy: KnowledgeGraph) -> None:
    for ids in permutations(["syndrome:tunnel", "syndrome:neck", "mimic:worn-spring"], 2):
        json.dumps(compare_answer(compare(toy, ids)))


# --- what cannot be asked ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ([], "at least 2"),
        ([CTS], "at least 2"),
        ([CTS, CTS], "stands twice"),
        ([CTS, PRONATOR, "root:c6", "root:c7", "root:c8"], "at most 4"),
        ([CTS, "nerve:median"], "only syndromes, mimics, sites and roots can be compared, such as site:carpal-tunnel"),
        ([CTS, "test:phalen"], "such as syndrome:"),
    ],
)
def test_a_bad_question_says_the_way_out(ids: list[str], said: str) -> None:
    with pytest.raises(BadQuestionError, match=said):
        compare(GRAPH, ids, profiles=OF)


def test_an_unknown_id_says_what_was_meant() -> None:
    with pytest.raises(UnknownNameError, match="syndrome:pronator"):
        compare(GRAPH, [CTS, "syndrome:pronater"], profiles=OF)


# --- what is easily confused ------------------------------------------------------------------------------------------


def test_what_sheets_say_comes_before_what_overlaps() -> None:
    found = confusable(GRAPH, CTS, limit=20, profiles=OF)
    said = [bool(one.claims) for one in found]
    assert said == sorted(said, reverse=True)
    assert {"syndrome:pronator", "syndrome:c6-radiculopathy"} <= {one.node.id for one in found[:6]}
    assert found[0].why[0].endswith("not to forearm pressure.")


@pytest.mark.parametrize("identifier", ["root:c6", "site:carpal-tunnel"])
def test_a_place_is_confused_with_places_that_cut_alike(identifier: str) -> None:
    found = confusable(GRAPH, identifier, profiles=OF)
    assert found
    for one in found:
        assert one.node.kind in {"site", "root"}
        assert not OF.of(one.node.id).rows <= OF.of(identifier).rows
        assert "by the course of the nerves" in one.why[0].lower()


@settings(max_examples=25)
@given(st.sampled_from(IDS))
def test_what_is_confusable_can_be_compared_and_is_no_relative(identifier: str) -> None:
    for one in confusable(GRAPH, identifier, limit=3, profiles=OF):
        assert one.node.id not in OF.of(identifier).family
        assert one.why
        assert one.score == pytest.approx(sum(part.value for part in one.parts))
        assert compare(GRAPH, [identifier, one.node.id], profiles=OF).rows


@pytest.mark.parametrize(
    ("identifier", "limit", "said"), [("nerve:median", 6, "name a syndrome"), (CTS, 0, "from 1"), (CTS, 21, "to 20")]
)
def test_a_bad_question_about_likeness_says_so(identifier: str, limit: int, said: str) -> None:
    with pytest.raises(BadQuestionError, match=said):
        confusable(GRAPH, identifier, limit=limit, profiles=OF)


# --- API and command line ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=routes()))


@pytest.mark.parametrize(
    "query", [f"ids={CTS},{PRONATOR}", f"ids={CTS}&ids={PRONATOR}", "ids=carpal tunnel syndrome,pronator syndrome"]
)
def test_the_api_compares_as_the_function_does(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/compare?{query}")
    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(compare_answer(compare(GRAPH, [CTS, PRONATOR]))))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("compare", 400),
        (f"compare?ids={CTS}", 400),
        (f"compare?ids={CTS},{CTS}", 400),
        (f"compare?ids={CTS},nerve:median", 400),
        (f"compare?ids={CTS},syndrome:nobody", 404),
        ("confusable/nerve:median", 400),
        ("confusable/syndrome:nobody", 404),
        (f"confusable/{CTS}?limit=21", 400),
    ],
)
def test_the_api_answers_bad_questions(client: TestClient, path: str, status: int) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == status
    assert answer.json()["error"]["message"]


def test_the_api_tells_what_is_confusable(client: TestClient) -> None:
    answer = client.get(f"/api/confusable/{CTS}?limit=3").json()
    assert answer == json.loads(json.dumps(confusable_answer(CTS, confusable(GRAPH, CTS, limit=3, profiles=OF))))


def asked(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "graph", *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_command_line_compares() -> None:
    plain = asked("compare", "carpal tunnel syndrome", "pronator syndrome")
    assert plain.returncode == 0
    assert "Touch the skin over the ball of the thumb: numb in pronator syndrome" in plain.stdout
    batch = asked(
        "compare",
        "--batch",
        "-",
        given=f'{{"ids": ["{CTS}", "{PRONATOR}"]}}\n{{"ids": ["{CTS}"]}}\n{{"ids": ["{CTS}", "nobody"]}}\n',
    )
    good, few, unknown = (json.loads(line) for line in batch.stdout.splitlines())
    assert good["best"]["finding"] == "skin:thenar-eminence"
    assert few["error"]["code"] == "bad question"
    assert unknown["error"]["code"] == "unknown name"


@pytest.mark.parametrize("ids", [["root:c6", "site:c5-c6-foramen"], ["root:c6", "root:c7"]])
def test_an_answer_in_words_says_when_nothing_tells_apart(ids: list[str]) -> None:
    said = QUESTIONS["compare"].say(compare_answer(compare(GRAPH, ids, profiles=OF)))
    assert ("No finding of the graph tells these apart." in said) == (ids[1] == "site:c5-c6-foramen")


def test_an_answer_in_words_tells_what_is_confusable() -> None:
    say = QUESTIONS["confusable"].say
    assert "pronator syndrome" in say(confusable_answer(CTS, confusable(GRAPH, CTS, profiles=OF)))
    assert "nothing" in say(confusable_answer(CTS, ()))
