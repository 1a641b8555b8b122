"""The state of Explore is its URL: what goes into a link comes out of it, and what cannot be read is said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.components.shapes import Action
from explorer.components.view import action_of
from explorer.state import MOST_OPENED, Explore, after, focused, from_query
from graph.vocabulary import KINDS

ids = st.sampled_from(["nerve:median", "nerve:ulnar", "symptom:pain", "root:c7", "test:mri"])
kinds = st.sets(st.sampled_from(list(KINDS)), max_size=4)


@st.composite
def states(draw: st.DrawFn) -> Explore:
    """Draw a state that the explorer can be in."""
    hide = draw(kinds)
    dim = draw(kinds) - hide
    return Explore(
        focus=draw(ids),
        depth=draw(st.integers(1, 3)),
        dim=tuple(kind for kind in KINDS if kind in dim),
        hide=tuple(kind for kind in KINDS if kind in hide),
        opened=tuple(draw(st.lists(ids, max_size=5, unique=True))),
        selected=draw(ids | st.just("")),
        presenting=draw(st.booleans()),
        start=draw(ids | st.just("")),
    )


@given(states())
def test_a_state_comes_back_from_its_link(state: Explore) -> None:
    link = from_query(state.to_query())
    assert link.remarks == ()
    assert link.state.to_query() == state.to_query()
    assert link.state.picked == state.picked
    again = link.state if state.selected != state.focus else from_query({**state.to_query(), "pick": state.focus}).state
    assert again == state


def test_usual_values_do_not_stand_in_the_link() -> None:
    assert Explore("nerve:median").to_query() == {"node": "nerve:median"}
    assert Explore().to_query() == {}


@given(
    st.dictionaries(
        st.sampled_from(["node", "from", "depth", "dim", "hide", "open", "pick", "present", "other"]),
        st.text(max_size=30),
    )
)
def test_any_link_is_read_without_an_error(query: dict[str, str]) -> None:
    link = from_query(query)
    assert link.state.depth in {1, 2, 3}
    assert set(link.state.dim) | set(link.state.hide) <= set(KINDS)
    assert not set(link.state.dim) & set(link.state.hide)
    assert len(link.state.opened) <= MOST_OPENED
    assert from_query(link.state.to_query()).remarks == ()
    assert from_query(link.state.to_query()).state.to_query() == link.state.to_query()


@pytest.mark.parametrize("depth", ["0", "4", "-1", "x", "", "01", "1.0", "²"])
def test_a_depth_that_cannot_be_is_said_and_one_is_shown(depth: str) -> None:
    link = from_query({"node": "nerve:median", "depth": depth})
    assert link.state.depth == 1
    assert link.remarks == (f"depth={depth} is not 1, 2 or 3: 1 is shown.",)


def test_unknown_kinds_are_said_and_left_out() -> None:
    link = from_query({"node": "nerve:median", "dim": "muscle,planet", "hide": "moon"})
    assert link.state.dim == ("muscle",)
    assert link.state.hide == ()
    assert link.remarks == (
        "dim=planet is no kind of node and is left out.",
        "hide=moon is no kind of node and is left out.",
    )


def test_a_long_strange_link_is_cut_in_the_remark() -> None:
    (remark,) = from_query({"hide": "x" * 5000}).remarks
    assert len(remark) < 150


def test_hiding_wins_over_dimming() -> None:
    state = from_query({"node": "nerve:median", "dim": "muscle,skin", "hide": "skin"}).state
    assert (state.dim, state.hide) == (("muscle",), ("skin",))


def test_only_so_many_nodes_are_opened_by_a_link() -> None:
    state = from_query({"open": ",".join(f"nerve:n{number}" for number in range(20))}).state
    assert state.opened == tuple(f"nerve:n{number}" for number in range(MOST_OPENED))


HERE = Explore(
    "nerve:median",
    depth=2,
    dim=("muscle",),
    hide=("skin",),
    opened=("site:a",),
    selected="site:a",
    presenting=True,
    start="cause:x",
)


@pytest.mark.parametrize(
    ("action", "changes"),
    [
        ({"act": "select", "id": "site:b"}, {"selected": "site:b"}),
        ({"act": "focus", "id": "site:b"}, {"focus": "site:b", "depth": 1, "opened": (), "selected": "", "start": ""}),
        ({"act": "expand", "id": "site:b"}, {"opened": ("site:a", "site:b"), "selected": "site:b"}),
        ({"act": "expand", "id": "site:a"}, {"opened": ("site:a",), "selected": "site:a"}),
        ({"act": "collapse", "id": "site:a"}, {"opened": ()}),
        ({"act": "collapse", "id": "site:z"}, {}),
        ({"act": "depth", "value": 3}, {"depth": 3}),
        ({"act": "filter", "dim": ["skin", "nerve"], "hide": ["skin"]}, {"dim": ("nerve",), "hide": ("skin",)}),
        ({"act": "filter", "dim": [], "hide": []}, {"dim": (), "hide": ()}),
        ({"act": "filter", "dim": ["planet"], "hide": ["moon"]}, {"dim": (), "hide": ()}),
        ({"act": "present", "on": False}, {"presenting": False}),
        ({"act": "undo"}, {}),
        ({"act": "home"}, {}),
    ],
    ids=lambda value: (
        str(value.get("act")) + str(value.get("id", "")) + str(value.get("dim", "")) if "act" in value else ""
    ),
)
def test_an_action_changes_just_what_it_is_about(action: Action, changes: dict[str, object]) -> None:
    assert after(HERE, action) == replace(HERE, **changes)  # type: ignore[arg-type]


def test_the_oldest_opened_node_closes_when_there_are_too_many() -> None:
    state = Explore("nerve:median")
    for number in range(MOST_OPENED + 2):
        state = after(state, {"act": "expand", "id": f"nerve:n{number}"})
    assert state.opened == tuple(f"nerve:n{number}" for number in range(2, MOST_OPENED + 2))


def test_filters_and_presenting_stay_with_a_new_focus() -> None:
    state = focused(HERE, "root:c7")
    assert (state.focus, state.dim, state.hide, state.presenting) == ("root:c7", ("muscle",), ("skin",), True)


@pytest.mark.parametrize(
    "sent",
    [
        None, "focus", 3, [], {}, {"act": "fly"}, {"act": "focus"}, {"act": "focus", "id": 3}, {"act": "depth", "value": 4},
        {"act": "depth", "value": "2"}, {"act": "filter", "dim": "muscle", "hide": []}, {"act": "filter", "dim": []}, {"act": "present", "on": "yes"},
        {"act": "focus", "id": None},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_action_is_nothing_whoever_sent_it(sent: object) -> None:
    assert action_of(sent) is None


@pytest.mark.parametrize(
    "sent",
    [
        {"act": "select", "id": "x"}, {"act": "focus", "id": "x"}, {"act": "expand", "id": "x"}, {"act": "collapse", "id": "x"}, {"act": "all", "id": "x"},
        {"act": "undo"}, {"act": "home"}, {"act": "depth", "value": 1}, {"act": "filter", "dim": ["a"], "hide": []}, {"act": "present", "on": True},
    ],
    ids=str,
)  # fmt: skip
def test_an_action_is_taken_without_what_does_not_belong_to_it(sent: dict[str, object]) -> None:
    assert action_of({**sent, "nonce": "7", "extra": [1]}) == sent
