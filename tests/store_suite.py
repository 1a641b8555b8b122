"""What any `GraphStore` must do: subclass `StoreSuite`, say how a store is made from a graph, and every test below runs on it.

The answers are compared with brute force over the same graph, written here in the plainest way.
"""

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadQuestionError
from graph.model import KnowledgeGraph
from graph.store import MOST, GraphStore, Hop, Names
from graph.vocabulary import KINDS, RELATIONS
from tests.random_graphs import graphs

Make = Callable[[KnowledgeGraph], GraphStore]
some_kinds = st.none() | st.lists(st.sampled_from(list(KINDS)), max_size=4, unique=True)
some_relations = st.none() | st.lists(st.sampled_from(list(RELATIONS)), max_size=4, unique=True)


def hop_key(hop: Hop) -> tuple[str, str, str, str]:
    """Return what hops are ordered by."""
    return (hop.neighbor, hop.origin, hop.claim.relation, hop.claim.subject)


def all_hops(
    graph: KnowledgeGraph,
    ids: Sequence[str],
    kinds: Sequence[str] | None = None,
    relations: Sequence[str] | None = None,
) -> list[Hop]:
    """Return every hop from a frontier, by looking at every claim."""
    found = [
        Hop(origin, claim, other)
        for claim in graph.claims()
        for origin, other in ((claim.subject, claim.object), (claim.object, claim.subject))
        if origin in ids
        and (kinds is None or graph.node(other).kind in kinds)
        and (relations is None or claim.relation in relations)
    ]
    return sorted(found, key=hop_key)


@st.composite
def questions(draw: st.DrawFn) -> tuple[KnowledgeGraph, list[str]]:
    """Draw a graph and a frontier in it, some of whose ids may be unknown or repeated."""
    graph = draw(graphs())
    ids = draw(st.lists(st.sampled_from([*graph.nodes, "nerve:unknown", "", "median"]), max_size=6))
    return graph, ids


class StoreSuite:
    """The tests; `make` turns a graph into the store under test."""

    make: Make

    def test_nodes_come_in_the_order_asked_for_without_those_unknown(self, toy: KnowledgeGraph) -> None:
        """The order is the caller's, not the store's."""
        store = type(self).make(toy)
        found = store.nodes(["symptom:spasm", "nerve:nobody", "nerve:alpha", ""])
        assert found == (toy.node("symptom:spasm"), toy.node("nerve:alpha"))
        assert store.nodes([]) == ()

    def test_sources_come_in_the_order_asked_for_without_those_unknown(self, toy: KnowledgeGraph) -> None:
        """As for nodes."""
        store = type(self).make(toy)
        found = store.sources(["source:trial-2020", "source:none", "source:atlas", "nerve:alpha"])
        assert found == (toy.sources["source:trial-2020"], toy.sources["source:atlas"])

    @settings(max_examples=40)
    @given(questions(), some_kinds, some_relations, st.integers(1, 40))
    def test_neighbors_are_what_brute_force_finds(
        self,
        question: tuple[KnowledgeGraph, list[str]],
        kinds: list[str] | None,
        relations: list[str] | None,
        limit: int,
    ) -> None:
        """Hops in both directions, filtered, in order, cut at the limit, and `truncated` tells the truth."""
        graph, ids = question
        expected = all_hops(graph, ids, kinds, relations)
        found = type(self).make(graph).neighbors(ids, kinds=kinds, relations=relations, limit=limit)
        assert list(found.hops) == expected[:limit]
        assert found.truncated == (len(expected) > limit)

    @settings(max_examples=25)
    @given(questions(), st.integers(1, 40))
    def test_between_is_what_brute_force_finds(self, question: tuple[KnowledgeGraph, list[str]], limit: int) -> None:
        """Claims with both ends among the ids, once each, in order of keys."""
        graph, ids = question
        expected = sorted(claim.key for claim in graph.claims() if claim.subject in ids and claim.object in ids)
        found = type(self).make(graph).between(ids, limit=limit)
        assert [claim.key for claim in found] == expected[:limit]

    @settings(max_examples=25)
    @given(questions())
    def test_degrees_count_distinct_neighbors_by_kind(self, question: tuple[KnowledgeGraph, list[str]]) -> None:
        """Two claims to one neighbor count once; unknown ids are left out; a lonely node has an empty count."""
        graph, ids = question
        expected = {
            identifier: dict(
                Counter(graph.node(other).kind for other in {hop.neighbor for hop in all_hops(graph, [identifier])})
            )
            for identifier in ids
            if identifier in graph
        }
        found = type(self).make(graph).degrees(ids)
        assert {identifier: dict(counts) for identifier, counts in found.items()} == expected

    @settings(max_examples=20)
    @given(graphs())
    def test_names_stream_every_node_in_order_of_ids(self, graph: KnowledgeGraph) -> None:
        """Names carry label, synonyms, lay words and retired ids as the node has them."""
        named = list(type(self).make(graph).names())
        assert named == [
            Names(node.id, node.label, node.synonyms, node.lay, node.formerly) for node in graph.nodes.values()
        ]
        assert [name.id for name in named] == sorted(graph.nodes)

    @settings(max_examples=20)
    @given(graphs())
    def test_counts_are_those_of_the_graph(self, graph: KnowledgeGraph) -> None:
        """Nodes by kind, claims by relation, sources; what is not there is not counted as zero."""
        counts = type(self).make(graph).counts()
        assert dict(counts.kinds) == Counter(node.kind for node in graph.nodes.values())
        assert dict(counts.relations) == Counter(claim.relation for claim in graph.claims())
        assert counts.sources == len(graph.sources)

    @settings(max_examples=20)
    @given(questions(), st.randoms(use_true_random=False))
    def test_the_order_of_the_frontier_and_of_filters_does_not_matter(
        self, question: tuple[KnowledgeGraph, list[str]], chance: object
    ) -> None:
        """The same question, differently put, has the same answer, twice."""
        graph, ids = question
        mixed = [*ids, *ids]
        chance.shuffle(mixed)  # type: ignore[attr-defined]
        store = type(self).make(graph)
        kinds = list(KINDS)
        assert store.neighbors(mixed, kinds=kinds[::-1], limit=7) == store.neighbors(ids, kinds=kinds, limit=7)
        assert store.neighbors(set(ids), limit=7) == store.neighbors(ids, limit=7)
        assert store.between(mixed, limit=7) == store.between(ids, limit=7)

    @pytest.mark.parametrize("limit", [0, -1, MOST + 1])
    def test_a_limit_out_of_bounds_is_an_error_that_says_the_bounds(self, toy: KnowledgeGraph, limit: int) -> None:
        """For every bounded question, and even where there is nothing to answer."""
        store = type(self).make(toy)
        with pytest.raises(BadQuestionError, match=f"between 1 and {MOST}, not {limit}"):
            store.neighbors(["nerve:alpha"], limit=limit)
        with pytest.raises(BadQuestionError, match=f"between 1 and {MOST}"):
            store.between([], limit=limit)

    @pytest.mark.parametrize("limit", [1, MOST])
    def test_the_bounds_themselves_are_allowed(self, toy: KnowledgeGraph, limit: int) -> None:
        """One and MOST."""
        store = type(self).make(toy)
        assert len(store.neighbors(["nerve:alpha"], limit=limit).hops) == min(limit, toy.degree("nerve:alpha"))
        assert len(store.between(list(toy.nodes), limit=limit)) == min(limit, sum(1 for _ in toy.claims()))

    def test_a_limit_of_just_the_number_of_hops_is_not_truncated(self, toy: KnowledgeGraph) -> None:
        """`truncated` means that something is missing, not that the answer is full."""
        store = type(self).make(toy)
        number = toy.degree("nerve:alpha")
        assert not store.neighbors(["nerve:alpha"], limit=number).truncated
        assert store.neighbors(["nerve:alpha"], limit=number - 1).truncated

    def test_no_kind_and_no_relation_keep_nothing(self, toy: KnowledgeGraph) -> None:
        """An empty filter is a filter; None is none."""
        store = type(self).make(toy)
        assert store.neighbors(["nerve:alpha"], kinds=[]).hops == ()
        assert store.neighbors(["nerve:alpha"], relations=[]).hops == ()

    def test_unknown_ids_are_left_out_and_never_an_error(self, toy: KnowledgeGraph) -> None:
        """An answer without them, or an empty one."""
        store = type(self).make(toy)
        assert store.neighbors(["nerve:nobody", "x", ""]).hops == ()
        assert store.between(["nerve:nobody", "nerve:alpha"]) == ()
        assert dict(store.degrees(["nerve:nobody"])) == {}

    def test_an_edge_inside_the_frontier_is_a_hop_in_both_directions(self, toy: KnowledgeGraph) -> None:
        """Each end sees the other."""
        store = type(self).make(toy)
        hops = store.neighbors(["nerve:alpha", "nerve:trunk"], relations=["arises_from"], kinds=["nerve"]).hops
        seen = {(hop.origin, hop.neighbor) for hop in hops}
        assert {("nerve:alpha", "nerve:trunk"), ("nerve:trunk", "nerve:alpha")} <= seen

    def test_the_version_is_that_of_the_graph(self, toy: KnowledgeGraph) -> None:
        """It changes whenever the data do."""
        assert type(self).make(toy).version == toy.version != ""
