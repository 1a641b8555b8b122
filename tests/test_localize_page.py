"""Localize, as Streamlit runs it: both halves, links, moves, nonsense in the link."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from explorer.bedside import Bedside, bedside_from
from explorer.payload import NOTICE

APP = str(Path(__file__).parent.parent / "app.py")
PAGE = "explorer/pages/localize.py"


def opened(**query: str) -> AppTest:
    """Open Localize with query parameters; an exception fails at once."""
    test = AppTest.from_file(APP, default_timeout=60)
    test.run()
    test.switch_page(PAGE)
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception, test.exception
    return test


def words(test: AppTest) -> str:
    """Return all text that is shown."""
    shown = [*test.markdown, *test.caption, *test.info, *test.warning, *test.get("html")]
    return "\n".join(str(getattr(element, "value", "") or element.proto.body) for element in shown)


def test_bare_it_shows_a_lesion_of_the_best_known_place() -> None:
    said = words(opened())
    assert "A complete lesion of the median nerve at the carpal tunnel" in said
    assert "abductor pollicis brevis" in said
    assert "leaves the median nerve above" in said
    assert NOTICE in said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (
            "site:cubital-tunnel",
            "ulnar nerve at the arcade of Struthers or the retrocondylar groove or the cubital tunnel",
        ),
        ("nerve:radial@5", "radial nerve below "),
        ("root:c6", "the C6 root at the C5-C6 foramen"),
        ("nerve:upper-trunk", "upper trunk at"),
        ("site:costoclavicular-space", "A complete lesion"),
    ],
)
def test_a_link_names_any_place(at: str, said: str) -> None:
    assert said in words(opened(at=at))


def test_every_course_can_be_chosen() -> None:
    test = opened()
    assert len(test.selectbox[0].options) > 100
    test.selectbox[0].set_value("nerve:radial").run()
    assert not test.exception
    assert test.query_params["at"] == "nerve:radial@0"
    assert "triceps brachii" in words(test)


def test_moving_the_lesion_says_only_what_changes() -> None:
    test = opened(at="nerve:ulnar@0")
    slider = test.select_slider[0]
    slider.set_value(slider.options[-2] if isinstance(slider.options[-2], int) else 8).run()
    assert not test.exception
    said = words(test)
    assert "Moved here from the ulnar nerve at the arcade of Struthers" in said
    assert "No longer lost: " in said
    assert "flexor carpi ulnaris" in said.partition("No longer lost: ")[2].partition(".")[0]


def test_a_variant_is_switched_on_and_stands_in_the_link() -> None:
    test = opened(at="nerve:ulnar@2", before="nerve:ulnar@0")
    assert "Martin-Gruber" not in words(test)
    test.multiselect[0].select("variant:martin-gruber").run()
    assert not test.exception
    assert test.query_params["variants"] == "variant:martin-gruber"
    said = words(test)
    assert "How common: Pooled prevalence 19.5 %" in said
    assert "**first dorsal interosseous**: With the Martin-Gruber anastomosis" in said
    test.selectbox[0].set_value("nerve:median").run()
    assert test.query_params["variants"] == "variant:martin-gruber", "it stays while the lesion moves"
    test.multiselect[0].unselect("variant:martin-gruber").run()
    assert not test.exception
    assert "variants" not in test.query_params


def test_a_link_with_variants_shows_them_and_leaves_out_those_that_say_nothing_of_courses() -> None:
    said = words(
        opened(at="site:carpal-tunnel", variants="variant:riche-cannieu,variant:transligamentous-thenar-branch")
    )
    assert "**abductor pollicis brevis**: With the Riche-Cannieu anastomosis" in said
    assert "left out: variant:transligamentous-thenar-branch" in said


def test_findings_in_a_link_are_localized_at_once() -> None:
    said = words(opened(weak="muscle:infraspinatus", normal="muscle:supraspinatus", slight="muscle:infraspinatus"))
    assert "1. Spinoglenoid notch" in said
    assert "Explains infraspinatus weak" in said
    assert "Examine next" in said or "Speaks against" in said


def test_an_example_fills_the_findings() -> None:
    test = opened(ask="findings")
    next(button for button in test.button if button.label.startswith("Foot drop")).click().run()
    assert not test.exception
    assert "1. Fibular head" in words(test)


def test_an_answer_changes_what_comes_out() -> None:
    test = opened(weak="muscle:tibialis-anterior,muscle:extensor-hallucis-longus")
    button = next(button for button in test.button if button.label == "It is normal")
    button.click().run()
    assert not test.exception
    assert test.query_params.get("normal")
    assert test.query_params["weak"] == "muscle:tibialis-anterior,muscle:extensor-hallucis-longus"


def test_a_movement_is_chosen_by_what_it_does() -> None:
    test = opened(ask="findings")
    box = next(box for box in test.selectbox if box.label == "Movement that is weak")
    box.select_index(0).run()
    assert not test.exception
    assert test.query_params.get("weak")


def test_normal_findings_alone_say_what_is_missing() -> None:
    assert "Add at least one thing that is there" in words(opened(normal="muscle:deltoid"))


@pytest.mark.parametrize(
    "query",
    [
        {"at": "nerve:medain"},
        {"at": "symptom:pain"},
        {"at": "nerve:ulnar@999"},
        {"at": "nerve:ulnar@x"},
        {"weak": "muscle:deltiod"},
        {"numb": "nerve:median", "weak": "muscle:deltoid"},
        {"weak": "symptom:pain"},
        {"at": "nerve:ulnar@3", "before": "nerve:nobody@2"},
        {"at": "nerve:ulnar@3", "before": "nerve:ulnar@x"},
    ],
)
def test_nonsense_in_a_link_is_said_and_the_rest_is_shown(query: dict[str, str]) -> None:
    said = words(opened(**query))
    assert any(remark in said for remark in ("left out", "Another place is shown", "changed is not shown"))
    assert NOTICE in said


def test_what_is_told_says_what_it_could_be() -> None:
    said = words(opened(present="test:phalen", numb="skin:palm-side-of-index-finger"))
    assert "What it could be" in said
    assert "Where the lesion may be" in said
    assert "Ask or test next" in said


def test_what_cannot_wait_stands_first() -> None:
    test = opened(present="symptom:urinary-retention", numb="skin:perineum")
    assert any("see a doctor now" in error.value for error in test.error)


def test_a_sign_that_a_link_gives_as_present_is_not_lost() -> None:
    test = opened(present="symptom:saddle-numbness")
    assert not test.info
    assert any("Saddle numbness can mean" in error.value for error in test.error)


def test_what_can_wait_for_days_is_no_emergency() -> None:
    test = opened(present="symptom:facial-weakness")
    assert not test.error
    assert any("See a doctor within days." in warning.value for warning in test.warning)
    assert any("If it is Guillain-Barré syndrome, see a doctor now." in one.value for one in test.markdown)
    assert any(one.label.startswith("See a doctor now if it is Guillain-Barré syndrome") for one in test.expander)


def test_how_it_began_is_asked_with_a_button_for_each_answer() -> None:
    test = opened(present="symptom:facial-weakness")
    next(button for button in test.button if button.label == "Sudden onset").click().run()
    assert not test.exception
    assert test.query_params["present"] == "symptom:facial-weakness,symptom:sudden-onset", test.query_params
    assert "Slow onset over months" not in {button.label for button in test.button}


def test_an_answer_to_a_question_is_kept() -> None:
    test = opened(present="test:phalen")
    next(button for button in test.button if button.label == "No").click().run()
    assert not test.exception
    assert test.query_params.get("absent") or test.query_params.get("normal"), (
        "a sign that shows in a part is a finding"
    )
    assert test.query_params["present"] == "test:phalen"


def test_an_old_link_means_the_node_that_stands_for_it_now() -> None:
    test = opened(present="symptom:pain-worse-sitting", weak="muscle:deltoid")
    assert "left out" not in words(test)
    assert "pain on sitting" in words(test).lower()


def test_the_state_is_the_url() -> None:
    state = Bedside(
        half="findings",
        at="root:c6",
        variants=("variant:x",),
        weak=("muscle:deltoid",),
        normal=("skin:medial-forearm",),
    )
    assert bedside_from(state.to_query()) == state
    changed = state.with_finding("muscle:deltoid", "weak", "normal")
    assert changed.findings == {"skin:medial-forearm": "normal", "muscle:deltoid": "normal"}
    assert changed.with_finding("muscle:deltoid", "weak", None).findings == {"skin:medial-forearm": "normal"}
