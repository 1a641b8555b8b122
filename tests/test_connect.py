"""The page Connect, as Streamlit runs it: bare, with ends, with nonsense. Never a traceback."""

import pytest
from streamlit.testing.v1 import AppTest

from explorer.components.shapes import Action
from explorer.connection import Connection, changed, connection_of
from explorer.payload import NOTICE
from graph.asked import read_asked
from graph.load import DATA
from tests.test_pages import APP, labels, words

PAGE = "explorer/pages/connect.py"
SPASMS = {"from": "mechanism:nerve-compression", "to": "symptom:muscle-spasm"}


def opened(**query: str) -> AppTest:
    """Open Connect with query parameters and return what is shown; an exception fails at once."""
    test = AppTest.from_file(str(APP), default_timeout=60)
    test.run()
    test.switch_page(PAGE)
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception, test.exception
    return test


def links(test: AppTest) -> list[str]:
    return [link.proto.label for link in test.get("page_link")]


def test_with_no_ends_it_offers_what_people_ask() -> None:
    test = opened()
    assert links(test) == [one.text for one in read_asked(DATA)]
    assert NOTICE in words(test)
    assert not test.warning
    assert not test.info


def test_the_question_it_all_began_with_is_answered_yes_with_the_chain_and_at_the_three_places() -> None:
    test = opened(**SPASMS)
    shown = words(test)
    assert "**Can a pinched nerve cause muscle spasms?** **Yes, it can:** nerve compression → " in shown
    assert "→ muscle spasm" in shown
    assert "Weakest link: " in shown
    assert "https://" in shown
    asked = links(test)
    for place in ("in the neck", "in the lower back", "at the wrist"):
        assert f"Can a pinched nerve {place} cause muscle spasms?" in asked
    assert NOTICE in shown


def test_what_is_no_chain_of_causes_is_read_out() -> None:
    test = opened(**{"from": "syndrome:c6-radiculopathy", "to": "syndrome:carpal-tunnel"})
    assert "**Carpal tunnel syndrome or the neck?** C6 radiculopathy can look like" in words(test)


def test_asked_from_the_effect_the_answer_still_goes_from_cause_to_effect() -> None:
    test = opened(**{"from": SPASMS["to"], "to": SPASMS["from"]})
    assert "**Can nerve compression cause muscle spasm?** **Yes, it can:**" in words(test)


def test_a_path_can_be_lit_and_the_ends_swapped() -> None:
    test = opened(**SPASMS)
    next(button for button in test.button if button.key == "path-2").click().run()
    assert not test.exception
    assert test.query_params["path"] in ("2", ["2"])
    next(button for button in test.button if button.label == "Swap").click().run()
    assert not test.exception
    assert test.query_params["from"] in (SPASMS["to"], [SPASMS["to"]])
    assert "path" not in test.query_params


@pytest.mark.parametrize("wrong", ["nerve:medain", "<b>x</b>", "x" * 3000, ":::", "median"])
@pytest.mark.parametrize("end", ["from", "to"])
def test_an_end_that_is_not_there_is_said_with_what_was_meant(wrong: str, end: str) -> None:
    test = opened(**{**SPASMS, end: wrong})
    (warning,) = test.warning
    assert "not in the graph" in warning.value
    assert len(warning.value) < 300
    if wrong == "nerve:medain":
        next(button for button in test.button if button.label == "Take median nerve").click().run()
        assert not test.exception
        assert not test.warning
        assert test.query_params[end] in ("nerve:median", ["nerve:median"])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"path": "9"}, "path=9 is not 1 to 5: 1 is lit."),
        ({"hide": "planet"}, "hide=planet is no kind of node and is left out."),
        ({"pick": "nerve:nobody"}, "Not in the graph, and left out: nerve:nobody."),
        ({"to": "mechanism:nerve-compression"}, "Both ends are the same: choose another for one of them."),
        ({"to": ""}, "Choose the other end too."),
    ],
    ids=str,
)
def test_what_cannot_be_used_is_said(query: dict[str, str], said: str) -> None:
    test = opened(**{**SPASMS, **query})
    assert said in [info.value for info in test.info]
    assert not test.warning


def test_two_that_nothing_relates_are_told_so() -> None:
    test = opened(**{"from": "treatment:thrombolysis", "to": "test:slump"})
    (info,) = test.info
    assert "Nothing relates these two in a way that says something." in info.value
    assert sum(label.startswith("Explore ") for label in links(test)) == 2, "the way out"


def test_two_that_only_a_long_path_relates_are_told_so_and_shown_it() -> None:
    test = opened(**{"from": "nerve:branches-to-psoas", "to": "root:c3"})
    assert not test.info
    assert any("Only a path of 7 steps relates these two" in caption.value for caption in test.caption)
    assert "## The paths in words" in words(test)


def test_the_url_holds_the_whole_state() -> None:
    state = Connection("a:b", "c:d", 3, "e:f", ("test",), ("mimic",), presenting=True)
    assert connection_of(state.to_query()) == (state, ())
    assert Connection().to_query() == {}
    assert state.turned == Connection("c:d", "a:b")


@pytest.mark.parametrize(
    ("action", "query"),
    [
        ({"act": "select", "id": "symptom:pain"}, {"pick": "symptom:pain"}),
        ({"act": "filter", "dim": ["test"], "hide": ["mimic"]}, {"dim": "test", "hide": "mimic"}),
        ({"act": "present", "on": True}, {"present": "1"}),
        ({"act": "depth", "value": 2}, {}),
        ({"act": "collapse", "id": "symptom:pain"}, {}),
    ],
    ids=str,
)
def test_an_action_in_the_view_changes_the_state(action: Action, query: dict[str, str]) -> None:
    assert changed(Connection(), action).to_query() == query


def test_the_start_page_leads_to_what_people_ask() -> None:
    test = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not test.exception
    assert "Can a slipped disc cause sciatica?" in links(test)
    assert "Can a slipped disc cause sciatica?" not in labels(test)
