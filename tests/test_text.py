"""Folding makes what people type meet what is written, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text import fold, fold_word, nearest, plain, word_count


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Paraesthesia", "paresthesia"),
        ("paraesthesiae of the hand", "paresthesiae of the hand"),
        ("ANAESTHETIC", "anesthetic"),
        ("haematoma", "hematoma"),
        ("ischaemia", "ischemia"),
        ("hypocalcaemia", "hypocalcemia"),
        ("oedema", "edema"),
        ("tumour", "tumor"),
        ("muscle fibres", "muscle fiber"),
        ("manoeuvre", "maneuver"),
        ("central sensitisation", "central sensitization"),
        ("paralysed", "paralyzed"),
        ("orthopaedic", "orthopedic"),
    ],
)
def test_british_spelling_folds_to_american(typed: str, written: str) -> None:
    assert fold(typed) == fold(written)


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("fingers", "finger"),
        ("palsies", "palsy"),
        ("feet", "foot"),
        ("reflexes", "reflex"),
        ("neuropathies", "neuropathy"),
        ("crutches", "crutch"),
        ("nerves", "nerve"),
        ("cramps", "cramp"),
        ("vertebrae", "vertebra"),
    ],
)
def test_plural_folds_to_singular(many: str, one: str) -> None:
    assert fold_word(many) == fold_word(one) == one


@pytest.mark.parametrize(
    "word",
    [
        "biceps",
        "quadriceps",
        "brevis",
        "pollicis",
        "plexus",
        "sclerosis",
        "numbness",
        "this",
        "bus",
        "gas",
        "diabetes",
        "pelvis",
    ],
)
def test_a_word_that_only_ends_like_a_plural_is_kept(word: str) -> None:
    assert fold_word(word) == word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guyon’s canal", "guyon canal"),
        ("Guyon's canal", "guyon canal"),
        ("Lasègue", "lasegue"),
        ("C6–C7", "c6 c7"),
        ("carpal-tunnel", "carpal tunnel"),
        ("  a\tb\nc ", "a b c"),
        ("¿?!…", ""),
        ("", ""),
        ("Straße", "strasse"),
    ],
)
def test_plain_drops_case_accents_possessives_and_punctuation(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_fold_keeps_the_order_of_words() -> None:
    assert fold("tunnel carpal") == "tunnel carpal"


@given(st.text(max_size=60))
def test_plain_text_comes_back_unchanged(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@given(st.text(max_size=60))
def test_folding_ignores_case_and_outer_space(text: str) -> None:
    assert fold(f"  {text} ") == fold(text)
    assert fold(text.casefold()) == fold(text)


def test_nearest_finds_a_slip_of_the_keys() -> None:
    known = ["nerve:median", "nerve:radial", "muscle:deltoid"]
    assert nearest("nerve:medain", known) == ("nerve:median",)
    assert nearest("nerve:median", known, limit=2) == ("nerve:median", "nerve:radial")


def test_nearest_finds_nothing_where_nothing_is_near() -> None:
    assert nearest("xyz", ["nerve:median"]) == ()
    assert nearest("nerve:median", []) == ()


@given(st.permutations(["nerve:a", "nerve:b", "nerve:c", "nerve:d"]))
def test_nearest_does_not_depend_on_order(known: list[str]) -> None:
    assert nearest("nerve:x", known, limit=4) == ("nerve:a", "nerve:b", "nerve:c", "nerve:d")


def test_words_are_counted_as_a_reader_does() -> None:
    assert word_count("One  plain sentence, in-deed.") == 4
    assert word_count("") == 0
