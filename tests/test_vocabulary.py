"""The vocabulary is complete and consistent: whatever shows a kind or relation can rely on it."""

import pytest

from graph import vocabulary
from graph.assemble import _FIELDS
from graph.vocabulary import (
    FREQUENCIES,
    FREQUENCY_VERBS,
    KINDS,
    LEADS_TO_PAIRS,
    PEER_REVIEWED,
    RELATIONS,
    ROLE_VERBS,
    ROLES,
    SOURCE_TYPES,
    kind_of,
    pair_allowed,
)


def test_the_six_core_kinds_come_first_in_the_order_of_the_design() -> None:
    assert list(KINDS)[:6] == ["nerve", "site", "symptom", "mimic", "test", "treatment"]
    assert [kind.core for kind in KINDS.values()] == [True] * 6 + [False] * 8


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_kind_has_words_for_a_reader(kind: vocabulary.Kind) -> None:
    assert kind.label
    assert kind.plural != kind.label
    assert kind.meaning.startswith(("a ", "an", "the ", "history"))
    assert kind.article in {"", "the "}


@pytest.mark.parametrize("relation", RELATIONS.values(), ids=list(RELATIONS))
def test_a_relation_reads_in_both_directions(relation: vocabulary.Relation) -> None:
    assert relation.there != relation.back
    assert relation.subjects <= set(KINDS)
    assert relation.objects <= set(KINDS)
    assert relation.subjects
    assert relation.objects


@pytest.mark.parametrize("relation", RELATIONS.values(), ids=list(RELATIONS))
def test_a_sentence_begins_large_and_ends_with_one_period(relation: vocabulary.Relation) -> None:
    said = relation.sentence("the ulnar nerve", "the hand")
    assert said[0] == "T"
    assert said.endswith("the hand.")
    assert relation.verb in said


@pytest.mark.parametrize("relation", RELATIONS.values(), ids=list(RELATIONS))
def test_a_plural_subject_takes_a_plural_verb(relation: vocabulary.Relation) -> None:
    one, many = relation.sentence("X", "Y"), relation.sentence("X", "Y", plural=True)
    if relation.verb.startswith("can "):
        assert many == one
    else:
        assert many != one
        assert many.split()[1] == {"is": "are", "supplies": "supply"}.get(
            one.split()[1], one.split()[1].removesuffix("s")
        )


@pytest.mark.parametrize("verb", [*FREQUENCY_VERBS.values(), *ROLE_VERBS.values()])
def test_a_chosen_verb_has_a_plural_too(verb: str) -> None:
    treats = RELATIONS["treats"]
    assert treats.sentence("X", "Y", verb=verb, plural=True) != treats.sentence("X", "Y", verb=verb)


def test_a_sentence_does_not_get_a_second_period() -> None:
    assert RELATIONS["is_a"].sentence("x", "y etc.") == "X is a kind of y etc."


def test_frequencies_and_roles_all_have_verbs() -> None:
    assert set(FREQUENCY_VERBS) == set(FREQUENCIES)
    assert set(ROLE_VERBS) == set(ROLES)


def test_peer_reviewed_types_are_types() -> None:
    assert set(SOURCE_TYPES) >= PEER_REVIEWED
    assert "patient information" not in PEER_REVIEWED


def test_every_relation_can_be_written_somewhere() -> None:
    written = {relation for relation, _, _ in _FIELDS.values() if relation} | {"supplies", "compresses"}
    assert written == set(RELATIONS)


@pytest.mark.parametrize("pair", sorted(LEADS_TO_PAIRS))
def test_leads_to_allows_its_pairs(pair: tuple[str, str]) -> None:
    assert pair_allowed(RELATIONS["leads_to"], *pair)


@pytest.mark.parametrize(
    ("relation", "subject", "object_"),
    [
        ("leads_to", "site", "symptom"),
        ("leads_to", "cause", "syndrome"),
        ("leads_to", "cause", "symptom"),
        ("is_a", "nerve", "root"),
        ("supplies", "root", "muscle"),
        ("imitates", "syndrome", "mimic"),
        ("treats", "treatment", "mimic"),
    ],
)
def test_other_pairs_are_refused(relation: str, subject: str, object_: str) -> None:
    assert not pair_allowed(RELATIONS[relation], subject, object_)


def test_a_kind_unknown_to_us_is_allowed_nowhere() -> None:
    assert not any(pair_allowed(relation, "planet", "planet") for relation in RELATIONS.values())


def test_the_kind_is_what_stands_before_the_colon() -> None:
    assert kind_of("nerve:median") == "nerve"
    assert kind_of("median") == "median"
    assert kind_of("") == ""


def test_the_tables_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        KINDS["planet"] = KINDS["nerve"]  # type: ignore[index]
    with pytest.raises(TypeError):
        RELATIONS["orbits"] = RELATIONS["is_a"]  # type: ignore[index]
