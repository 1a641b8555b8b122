"""Figures that stand as sentences: what counts as a share of people, and that none in the data is misread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import evidence
from graph.differential import differ
from graph.figures import share_of
from graph.load import load

GRAPH = load()
OF = differ(GRAPH).conditions
STATED = [claim for claim in GRAPH.claims() if claim.relation == "presents_with" and claim.figure]


@given(
    st.decimals(0, 100, places=1),
    st.integers(1, 2000),
    st.sampled_from(["", " patients", " operated cases", " people"]),
)
def test_a_percentage_of_so_many_is_read(percent: object, whole: int, who: str) -> None:
    assert share_of(f"{percent} % of {whole}{who}") == pytest.approx(float(str(percent)) / 100)


@given(st.integers(0, 300), st.integers(1, 300))
def test_so_many_of_so_many_is_read_where_it_can_be(part: int, whole: int) -> None:
    found = share_of(f"{part} of {whole}")
    assert found == (pytest.approx(part / whole, abs=1e-6) if part <= whole else None)


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_range_counts_as_its_middle(low: int, high: int) -> None:
    found = share_of(f"{low} to {high} %")
    assert found == (pytest.approx((low + high) / 200) if low <= high else None)


@given(st.integers(0, 100), st.integers(0, 100), st.sampled_from([", ", "; ", " and ", " in one series, "]))
def test_two_percentages_are_left_to_the_word(first: int, second: int, between: str) -> None:
    assert share_of(f"{first} %{between}{second} %") is None


@given(st.text(max_size=60))
def test_any_text_gives_a_share_or_nothing(text: str) -> None:
    found = share_of(text)
    assert found is None or 0 <= found <= 1


@given(
    st.sampled_from(["", "hand alone in ", "up to ", "bladder trouble of any kind in ", "first complaint in "]),
    st.sampled_from(
        ["", " where only nerves are ill", " suspected patients", " in the last trimester", " with a cyst"]
    ),
)
def test_words_that_may_change_whom_or_what_a_figure_is_of_leave_it_unread(before: str, after: str) -> None:
    assert (share_of(f"{before}40 % of 50{after}") is not None) == (not before and not after)


@pytest.mark.parametrize(
    "figure",
    [
        "48 % of 69 suspected patients",  # many of them had something else
        "bladder trouble of any kind in 92 % of 75",  # more than the finding
        "hand alone in 63 % of 19",  # less than the finding
        "first complaint in 24 of 39",  # others had it later
        "20 % where only nerves are ill",  # a part of the people
        "half as often as weak forearm pronation (72 % of 25)",  # of another finding
        "4.1 % of 512 lower lumbar herniations; 8 of 27 operated L3 and L4 roots",  # two groups
        "pain in 11 % of 145 with diabetes",  # of people with a cause and not with the condition
    ],
)
def test_figures_of_the_data_that_were_read_and_found_unclear_stay_unread(figure: str) -> None:
    assert any(claim.figure == figure for claim in STATED), "it stands in the data no more: take it from this list"
    assert share_of(figure) is None


def test_a_plain_figure_of_the_data_never_contradicts_the_word_beside_it() -> None:
    bounds = {"typical": (0.6, 1), "common": (0.2, 1), "occasional": (0.05, 0.4), "rare": (0, 0.1)}
    wrong = [
        (claim.subject, claim.object, claim.frequency, claim.figure)
        for claim in STATED
        for share in [share_of(claim.figure)]
        if share is not None and not bounds[claim.frequency][0] <= share <= bounds[claim.frequency][1]
    ]
    assert wrong == [], "either the word or the figure is wrong, or the figure is of other people"


def test_a_figure_counts_and_is_said_with_its_source() -> None:
    row, column = OF.ids.index("syndrome:cervical-radiculopathy"), OF.symptom["symptom:radiating-arm-pain"]
    assert OF.stated[row, column] == pytest.approx(1 - evidence.EXTREME), "99.4 % is kept from certainty"
    basis = OF.basis["syndrome:cervical-radiculopathy", "symptom:scapular-pain"]
    assert basis.why == "common of it, by the figure: 52.5 % of 846 operated cases"
    assert basis.sources
    word = OF.basis["syndrome:cervical-radiculopathy", "symptom:numbness"]
    assert word.why == "typical of it", "what its figure counts is a sensory deficit, felt or not"
