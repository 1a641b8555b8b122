"""The Compare page as Streamlit runs it: empty, one, several, and links that cannot be used. Never a traceback."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from explorer.card import card
from explorer.comparing import PAIRS
from explorer.payload import NOTICE
from explorer.sections.comparison import _best, _groups
from graph.compare import compare
from graph.marks import Profiles
from graph.model import KnowledgeGraph
from graph.show import show
from graph.store import EmbeddedStore

APP = Path(__file__).parent.parent / "app.py"
CTS, PRONATOR = "syndrome:carpal-tunnel", "syndrome:pronator"


def opened(ids: str = "", **query: str) -> AppTest:
    test = AppTest.from_file(str(APP), default_timeout=60)
    test.switch_page("explorer/pages/compare.py")
    for name, value in {**({"ids": ids} if ids else {}), **query}.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception, test.exception
    return test


def html(test: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in test.get("html"))


def labels(test: AppTest) -> list[str]:
    return [button.label for button in test.button]


def ids_of(test: AppTest) -> str:
    value = test.query_params.get("ids", "")
    return value[0] if isinstance(value, list) else value


def view_of(test: AppTest) -> str:
    value = test.query_params.get("view", "")
    return value[0] if isinstance(value, list) else value


def press(test: AppTest, label: str) -> AppTest:
    next(button for button in test.button if button.label == label).click().run()
    assert not test.exception
    return test


def test_an_empty_page_offers_pairs_that_are_there(real: KnowledgeGraph) -> None:
    test = opened()
    assert all(identifier in real for pair in PAIRS for identifier in pair)
    assert len([label for label in labels(test) if label.endswith("?")]) == len(PAIRS)
    press(test, "Carpal tunnel syndrome or pronator syndrome?")
    assert ids_of(test) == f"{CTS},{PRONATOR}"
    assert "numb in pronator syndrome, spared in carpal tunnel syndrome" in html(test)


def test_one_says_what_it_is_often_confused_with_and_why() -> None:
    test = opened(CTS)
    assert "Compare with pronator syndrome" in labels(test)
    assert any("ball of the thumb" in caption.value for caption in test.caption)
    press(test, "Compare with pronator syndrome")
    assert ids_of(test) == f"{CTS},{PRONATOR}"


def test_several_can_be_taken_out_and_more_put_in() -> None:
    test = opened(f"{CTS},{PRONATOR}")
    press(test, "Add C6 radiculopathy")
    assert ids_of(test) == f"{CTS},{PRONATOR},syndrome:c6-radiculopathy"
    press(test, "✕ carpal tunnel syndrome")
    assert ids_of(test) == f"{PRONATOR},syndrome:c6-radiculopathy"
    press(test, "Begin anew")
    assert not ids_of(test)
    assert NOTICE in "\n".join(str(element.value) for element in test.markdown)


def test_four_are_the_most() -> None:
    test = opened(f"{CTS},{PRONATOR},root:c6,root:c7")
    assert not any(label.startswith("Add ") for label in labels(test))
    assert any("Four at most" in caption.value for caption in test.caption)


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (f"{CTS},{CTS},root:c6", "What stands twice in the link is compared once."),
        (
            f"{CTS},root:c6,nerve:median",
            "The median nerve is a nerve: syndromes, mimics, sites and roots can be compared.",
        ),
        ("root:c5,root:c6,root:c7,root:c8,root:t1", "At most 4 can be compared at once. Left out: T1 root."),
    ],
)
def test_what_of_a_link_cannot_be_used_is_said_and_the_rest_is_shown(ids: str, said: str) -> None:
    test = opened(ids)
    assert said in [info.value for info in test.info]
    assert 'class="pc-best"' in html(test)


@pytest.mark.parametrize("wrong", ["syndrome:carpal-tunel", "<b>x</b>", "x" * 3000, ",,,;", ":::"])
def test_a_wrong_id_says_so_and_never_breaks(wrong: str) -> None:
    test = opened(f"root:c6,{wrong}")
    (warning,) = test.warning
    assert "not in the graph" in warning.value
    assert len(warning.value) < 300
    assert "✕ C6 root" in labels(test)


def test_a_misspelled_id_offers_the_one_that_was_meant() -> None:
    test = press(opened("root:c6,syndrome:carpal-tunel"), "Compare carpal tunnel syndrome")
    assert not test.warning
    assert ids_of(test) == f"root:c6,{CTS}"


def test_what_cannot_be_told_apart_says_so(real: KnowledgeGraph) -> None:
    assert "No finding of the graph tells these apart." in html(opened("root:c6,site:c5-c6-foramen"))


def test_only_a_finding_of_the_bedside_is_called_so() -> None:
    assert "Best at the bedside" in html(opened(f"{CTS},{PRONATOR}"))
    stated = html(opened("mimic:freiberg-disease,syndrome:morton"))
    assert "X-ray or MRI shows a damaged metatarsal head." in stated
    assert "Best at the bedside" not in stated


def test_every_finding_stands_once_and_all_text_is_escaped(real: KnowledgeGraph) -> None:
    found = compare(real, [CTS, "mimic:polyneuropathy", "syndrome:c6-radiculopathy"], profiles=Profiles(real))
    text = _best(real, found, brief=False) + _groups(real, found)
    for row in found.rows:
        expected = 0 if row.node.kind == "symptom" and row.echo and not row.shared else 1
        assert text.count(f'<th role="rowheader" scope="row"><a data-page href="./?node={row.node.id}">') <= 1, (
            row.node.id
        )
        assert text.count(f'scope="row"><a data-page href="./?node={row.node.id}">') >= expected, row.node.id
    assert "<script" not in text


def test_the_way_of_showing_stands_in_the_address_and_outlives_what_is_taken_out() -> None:
    test = press(opened(f"{CTS},{PRONATOR},root:c6"), "As a picture")
    assert view_of(test) == "picture"
    assert "numb in pronator syndrome" in html(press(test, "✕ C6 root"))
    assert view_of(test) == "picture"
    assert "What differs most" not in html(test)
    assert any("In the middle: what they share." in caption.value for caption in test.caption)
    press(test, "Side by side")
    assert not view_of(test)
    assert "What differs most" in html(test)
    press(press(test, "As a picture"), "Begin anew")
    assert not view_of(test)


def test_one_thing_has_no_picture_and_no_way_to_ask_for_one() -> None:
    test = opened(CTS, view="picture")
    assert "As a picture" not in labels(test)
    assert "Compare with pronator syndrome" in labels(test)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"pick": "muscle:nobody"}, "Not in the graph, and left out: muscle:nobody."),
        ({"hide": "muscle,nonsense"}, "nonsense"),
        ({"view": "x" * 500}, ""),
    ],
)
def test_what_of_a_link_to_a_picture_cannot_be_used_is_said(query: dict[str, str], said: str) -> None:
    test = opened(f"{CTS},{PRONATOR}", **{"view": "picture", **query})
    assert 'class="pc-best' in html(test)
    assert (not said and not test.info) or any(said in info.value for info in test.info)


def test_a_card_of_a_syndrome_says_what_to_tell_it_apart_from(store: EmbeddedStore) -> None:
    made = card(show(store, CTS))
    assert [other["id"] for other in made["apart"]][:1] == ["syndrome:c6-radiculopathy"]
    assert PRONATOR in {other["id"] for other in made["apart"]}
    assert "apart" not in card(show(store, "nerve:median"))
