"""Search finds what people mean: whatever they type, in whatever order, with slips."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import AmbiguousNameError, BadQuestionError, UnknownNameError
from graph.search import LONGEST_QUERY, MOST_HITS, SearchIndex
from graph.store import EmbeddedStore, Names
from graph.vocabulary import KINDS

QUERIES = [
    (query, expected.split())
    for line in (Path(__file__).parent / "queries.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
    for query, expected in [line.split("\t")]
]


def first(index: SearchIndex, query: str) -> str:
    """Return the id of the first hit, or nothing."""
    hits = index.search(query, limit=3)
    return hits[0].id if hits else ""


def test_the_table_has_two_hundred_queries_for_every_core_kind() -> None:
    assert len(QUERIES) >= 200
    assert len({query for query, _ in QUERIES}) == len(QUERIES)
    kinds = {expected[0].partition(":")[0] for _, expected in QUERIES}
    assert {kind.name for kind in KINDS.values() if kind.core} <= kinds


@pytest.mark.parametrize(("query", "expected"), QUERIES, ids=[query.strip() or "blank" for query, _ in QUERIES])
def test_what_people_type_finds_first_what_they_mean(index: SearchIndex, query: str, expected: list[str]) -> None:
    assert first(index, query) in expected


SMALL = SearchIndex(
    [
        Names("nerve:a", "radial nerve", ("nervus radialis",), ("wrist drop nerve",)),
        Names("nerve:b", "superficial radial nerve"),
        Names("nerve:c", "posterior branch", ("branch of the radial trunk",)),
        Names("symptom:d", "radial"),
        Names("symptom:e", "radiating pain", (), ("radical pain",)),
        Names("test:f", "first test", (), ("radial nerve",)),
        Names("cause:g", "weak arm", ("arm",), ("dead",)),
        Names("cause:h", "numb arm"),
    ]
)


def found(query: str, **options: object) -> list[str]:
    """Return the ids that the small index finds."""
    return [hit.id for hit in SMALL.search(query, **options)]  # type: ignore[arg-type]


def test_exact_comes_before_prefix_before_word_before_typo() -> None:
    assert found("radial") == ["symptom:d", "nerve:a", "test:f", "nerve:b", "nerve:c"]
    scores = [hit.score for hit in SMALL.search("radial")]
    assert scores == sorted(scores, reverse=True)
    assert found("radail nerve") == ["nerve:a", "nerve:b", "test:f"], "the label before the lay word"


def test_a_typo_ranks_below_every_hit_without_one() -> None:
    exact, typo = SMALL.search("radial nerve")[0], SMALL.search("radail nerve")[0]
    assert typo.id == exact.id
    assert typo.score < 76 - 10 <= 100 == exact.score


def test_a_label_beats_a_synonym_and_a_synonym_a_lay_word() -> None:
    hits = SMALL.search("radial nerve")
    assert [(hit.id, hit.matched) for hit in hits[:2]] == [("nerve:a", "radial nerve"), ("test:f", "radial nerve")]
    assert hits[0].score > hits[1].score


def test_the_order_of_words_does_not_matter_but_counts() -> None:
    straight, mixed = SMALL.search("wrist drop nerve")[0], SMALL.search("nerve wrist drop")[0]
    assert straight.id == mixed.id == "nerve:a"
    assert mixed.score < straight.score


def test_an_unfinished_last_word_is_enough() -> None:
    assert found("superficial rad") == ["nerve:b"]
    assert found("nerve superf") == ["nerve:b"]


def test_words_that_stand_together_in_one_name_beat_words_of_several_names() -> None:
    apart = Names("symptom:a", "numb", (), ("dead arm",))
    together = Names("symptom:b", "little finger", (), ("pinky numb",))
    assert [hit.id for hit in SearchIndex([apart, together]).search("arm numb pinky")] == ["symptom:b", "symptom:a"]


def test_a_hit_says_which_name_matched(index: SearchIndex) -> None:
    hit = index.search("funny bone")[0]
    assert (hit.id, hit.kind, hit.label, hit.matched) == ("nerve:ulnar", "nerve", "ulnar nerve", "funny bone")


@pytest.mark.parametrize("query", [query for query, _ in QUERIES if ":" not in query][::4])
def test_what_matched_is_a_name_of_the_node_and_scores_fall(
    index: SearchIndex, store: EmbeddedStore, query: str
) -> None:
    hits = index.search(query, limit=20)
    for hit in hits:
        node = store.graph.node(hit.id)
        assert hit.matched in node.names
        assert (hit.label, hit.kind) == (node.label, node.kind)
        assert 0 < hit.score <= 100
    assert len({hit.id for hit in hits}) == len(hits), "a node is found once"


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_filter_keeps_that_kind_and_still_finds(index: SearchIndex, store: EmbeddedStore, kind: str) -> None:
    node = next(node for node in store.graph.nodes.values() if node.kind == kind)
    hits = index.search(node.label, kinds=[kind])
    assert hits[0].id == node.id
    assert {hit.kind for hit in hits} == {kind}


def test_a_filter_finds_what_better_hits_of_other_kinds_would_crowd_out(index: SearchIndex) -> None:
    assert index.search("carpal tunnel", kinds=["treatment"], limit=1)[0].id == "treatment:carpal-tunnel-release"
    assert "nerve:median" not in {hit.id for hit in index.search("nerve:median", kinds=["muscle"])}


def test_no_kind_keeps_nothing(index: SearchIndex) -> None:
    assert index.search("median nerve", kinds=[]) == ()


@pytest.mark.parametrize("limit", [0, -1, MOST_HITS + 1])
def test_a_limit_out_of_bounds_is_an_error(limit: int) -> None:
    with pytest.raises(BadQuestionError, match=f"limit must be between 1 and {MOST_HITS}, not {limit}"):
        SMALL.search("radial", limit=limit)


def test_the_bounds_of_the_limit_are_allowed(index: SearchIndex) -> None:
    assert len(index.search("nerve", limit=1)) == 1
    assert len(index.search("nerve", limit=MOST_HITS)) > 10


def test_an_unknown_kind_is_an_error_that_lists_the_kinds() -> None:
    with pytest.raises(BadQuestionError, match="unknown kind 'planet': choose from nerve"):
        SMALL.search("radial", kinds=["planet"])


@pytest.mark.parametrize("query", ["", "   ", "?!…", "'", "qqqqxxxxzzzz", "\x00", "🦴", "zzz zzz zzz zzz"])
def test_nothing_found_is_an_empty_tuple(index: SearchIndex, query: str) -> None:
    assert index.search(query) == ()


@pytest.mark.parametrize("query", ["a" * 10_000, "nerve " * 3_000, "\n".join("xyz" for _ in range(2_000))])
def test_a_very_long_query_is_cut_and_answered(index: SearchIndex, query: str) -> None:
    assert index.search(query) == index.search(query.strip()[:LONGEST_QUERY])


@settings(max_examples=80)
@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered_with_nodes_of_the_graph(
    index: SearchIndex, store: EmbeddedStore, query: str
) -> None:
    hits = index.search(query)
    assert len(hits) <= 10
    assert all(hit.id in store.graph for hit in hits)
    assert index.search(query) == hits


def test_any_label_of_any_node_finds_that_node_first_among_its_kind(index: SearchIndex, store: EmbeddedStore) -> None:
    lost = [
        node.id
        for node in store.graph.nodes.values()
        if index.search(node.label, kinds=[node.kind], limit=1)[0].id != node.id
    ]
    assert lost == []


def test_any_name_of_any_node_finds_that_node_among_the_first_of_its_kind(
    index: SearchIndex, store: EmbeddedStore
) -> None:
    named = [(node, name) for node in store.graph.nodes.values() for name in node.names]
    lost = [
        (node.id, name)
        for node, name in named[::2]  # half of them: all take ten seconds
        if node.id not in {hit.id for hit in index.search(name, kinds=[node.kind], limit=3)}
    ]
    assert lost == []


def test_any_id_finds_its_node_first(index: SearchIndex, store: EmbeddedStore) -> None:
    assert [node for node in store.graph.nodes if index.search(node, limit=1)[0].id != node] == []


@settings(max_examples=80)
@given(st.data())
def test_one_slip_in_a_long_label_still_finds_the_node(
    index: SearchIndex, store: EmbeddedStore, data: st.DataObject
) -> None:
    long = [node for node in store.graph.nodes.values() if node.label.isalpha() and len(node.label) >= 8]
    node = data.draw(st.sampled_from(long))
    place = data.draw(st.integers(1, len(node.label) - 2))
    typed = node.label[:place] + node.label[place + 1] + node.label[place] + node.label[place + 2 :]
    assert node.id in {hit.id for hit in index.search(typed, kinds=[node.kind], limit=5)}


@given(st.permutations(list(range(6))))
def test_the_order_of_the_names_given_does_not_matter(order: list[int]) -> None:
    names = [Names(f"nerve:n{number}", f"nerve {number % 3}", ("common name",)) for number in range(6)]
    one, other = SearchIndex(names), SearchIndex([names[number] for number in order])
    for query in ("nerve", "common name", "nerve 1", "nervee"):
        assert one.search(query) == other.search(query)


def test_an_empty_index_finds_nothing() -> None:
    assert SearchIndex([]).search("median") == ()


def test_resolve_takes_ids_and_exact_names(index: SearchIndex) -> None:
    assert index.resolve("nerve:median") == "nerve:median"
    assert index.resolve("Median Nerve") == "nerve:median"
    assert index.resolve("CTS") == "syndrome:carpal-tunnel"
    assert index.resolve("saturday night palsy") == "syndrome:radial-spiral-groove"


def test_resolve_leads_a_retired_id_to_the_node_that_stands_for_it(toy_index: SearchIndex) -> None:
    assert (
        toy_index.resolve("nerve:crossed-string") == toy_index.now("nerve:crossed-string") == "variant:crossed-strings"
    )
    assert toy_index.now("nerve:beta") == "nerve:beta"
    assert toy_index.now("nerve:nowhere") == "nerve:nowhere"


def test_resolve_prefers_the_label_of_one_to_the_lay_word_of_another(index: SearchIndex) -> None:
    assert index.resolve("carpal tunnel") == "site:carpal-tunnel"


def test_resolve_names_the_candidates_of_an_ambiguous_name() -> None:
    index = SearchIndex(
        [
            Names("nerve:a", "same"),
            Names("site:b", "same"),
            Names("site:c", "other", ("twin",)),
            Names("site:d", "more", ("twin",)),
        ]
    )
    with pytest.raises(AmbiguousNameError) as caught:
        index.resolve("same")
    assert caught.value.candidates == ("nerve:a", "site:b")
    assert "give the id" in str(caught.value)
    assert index.resolve("same", kinds=["site"]) == "site:b"
    with pytest.raises(AmbiguousNameError):
        index.resolve("twin")


@pytest.mark.parametrize("name", ["medain nerve", "the median nerve of the arm", "nerve:medain"])
def test_resolve_suggests_what_was_meant(index: SearchIndex, name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        index.resolve(name)
    assert "nerve:median" in caught.value.suggestions
    assert "Did you mean" in str(caught.value)


@pytest.mark.parametrize("name", ["", "   ", "???"])
def test_resolve_of_nothing_is_an_error_without_suggestions(index: SearchIndex, name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        index.resolve(name)
    assert caught.value.suggestions == ()
