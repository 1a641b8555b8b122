"""Paths: the most meaningful first, nothing said twice, always the same, and all of networkx's where nothing is pruned."""

import itertools

import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.errors import BadQuestionError, UnknownNameError
from graph.model import Claim, KnowledgeGraph, Node, Source
from graph.path import Path, flow_of
from graph.paths import LONGEST, MOST_PATHS, paths
from graph.store import EmbeddedStore
from graph.vocabulary import KINDS, RELATIONS, STEPS, TURNS
from tests.random_graphs import graphs

EVERY = 10**9


def graph_of(*claims: Claim) -> EmbeddedStore:
    """Return a store of these claims; a source named `source:weak` is patient information, any other a study."""
    ends = sorted({end for claim in claims for end in (claim.subject, claim.object)})
    nodes = [Node(end, end.partition(":")[2], "Words.") for end in ends]
    cited = sorted({source for claim in claims for source in claim.sources})
    kinds = {"source:weak": "patient information", "source:best": "guideline"}
    sources = [Source(name, "T", kinds.get(name, "study"), "table", "u") for name in cited]
    return EmbeddedStore(KnowledgeGraph(nodes, claims, sources))


def claim(subject: str, relation: str, object_: str, *sources: str, **more: str) -> Claim:
    return Claim(subject, relation, object_, sources or ("source:study",), **more)


def shown(found: tuple[Path, ...]) -> list[list[str]]:
    return [list(path.nodes) for path in found]


# --- all paths --------------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(graphs(most_nodes=8, most_claims=14), st.data(), st.integers(1, 5))
def test_every_path_is_found_that_networkx_finds(graph: KnowledgeGraph, data: st.DataObject, cutoff: int) -> None:
    assume(len(graph) > 1)
    source, target = data.draw(st.permutations(list(graph.nodes)).map(lambda ids: ids[:2]))
    flat = nx.MultiGraph()
    flat.add_nodes_from(graph.nodes)
    flat.add_edges_from((one.subject, one.object, one.key) for one in graph.claims())
    expected = {
        tuple(key for *_, key in path) for path in nx.all_simple_edge_paths(flat, source, target, cutoff=cutoff)
    }
    found = paths(EmbeddedStore(graph), source, target, cutoff=cutoff, limit=EVERY, every=True)
    assert {tuple(one.key for one in path.claims) for path in found} == expected
    assert len(found) == len(expected)
    assert [path.length for path in found] == sorted(path.length for path in found)


@settings(max_examples=60)
@given(graphs(most_nodes=10, most_claims=30), st.data())
def test_what_is_kept_is_simple_hangs_together_turns_once_and_is_the_same_again(
    graph: KnowledgeGraph, data: st.DataObject
) -> None:
    assume(len(graph) > 1)
    source, target = data.draw(st.permutations(list(graph.nodes)).map(lambda ids: ids[:2]))
    store = EmbeddedStore(graph)
    found = paths(store, source, target)
    assert found == paths(EmbeddedStore(graph), source, target)
    every = {path.nodes for path in paths(store, source, target, limit=EVERY, every=True)}
    assert {path.nodes for path in found} <= every
    assert len({path.nodes for path in found}) == len(found)
    for path in found:
        assert (path.nodes[0], path.nodes[-1]) == (source, target)
        assert len(set(path.nodes)) == len(path.nodes) == len(path.claims) + 1
        for node, step, other in zip(path.nodes, path.claims, path.nodes[1:], strict=False):
            assert {step.subject, step.object} == {node, other}
        flows = [flow for step, node in zip(path.claims, path.nodes, strict=False) if (flow := flow_of(step, node))]
        assert sum(one != other for one, other in itertools.pairwise(flows)) <= 1


@settings(max_examples=40)
@given(graphs(most_nodes=8, most_claims=14), st.data())
def test_the_best_path_is_the_shortest_of_all_allowed_ones(graph: KnowledgeGraph, data: st.DataObject) -> None:
    assume(len(graph) > 1)
    source, target = data.draw(st.permutations(list(graph.nodes)).map(lambda ids: ids[:2]))
    store = EmbeddedStore(graph)
    every = paths(store, source, target, limit=EVERY, every=True)
    found = paths(store, source, target)
    allowed = [path for path in every if turns(path) <= 1]
    assert bool(found) == bool(allowed)
    assert [path.length for path in found[:1]] == [path.length for path in allowed[:1]]


def turns(path: Path) -> int:
    """Count the turns of a path, told in another way than the search does."""
    number, last = 0, 0
    for index, (step, node) in enumerate(zip(path.claims, path.nodes, strict=False)):
        flow, before = flow_of(step, node), path.claims[index - 1] if index else None
        if before and not flow and step.relation == before.relation:
            number += not (step.relation == "is_a" and (before.object == node) == (step.subject == node))
        elif flow and last and flow != last:
            number += 1
        last = flow or last
    return number


# --- what means more --------------------------------------------------------------------------------------------------


def test_a_chain_of_mechanisms_beats_a_test_in_common() -> None:
    store = graph_of(
        claim("syndrome:a", "involves", "mechanism:a"),
        claim("mechanism:a", "leads_to", "mechanism:b"),
        claim("mechanism:b", "leads_to", "symptom:z"),
        claim("test:mri", "detects", "syndrome:a"),
        claim("test:mri", "detects", "mimic:m"),
        claim("mimic:m", "presents_with", "symptom:z"),
    )
    first = paths(store, "syndrome:a", "symptom:z")[0]
    assert first.nodes == ("syndrome:a", "mechanism:a", "mechanism:b", "symptom:z")
    assert first.causal


def test_a_path_that_turns_twice_says_nothing_and_is_none() -> None:
    store = graph_of(
        claim("test:x", "detects", "syndrome:a"),
        claim("test:x", "detects", "syndrome:b"),
        claim("syndrome:b", "presents_with", "symptom:y"),
        claim("syndrome:c", "presents_with", "symptom:y"),
    )
    assert paths(store, "syndrome:a", "syndrome:c") == ()
    assert len(paths(store, "syndrome:a", "syndrome:c", every=True)) == 1


def test_what_mechanisms_bring_about_relates_two_conditions_less_than_what_both_present_with() -> None:
    store = graph_of(
        claim("syndrome:a", "involves", "mechanism:a"),
        claim("syndrome:b", "involves", "mechanism:b"),
        claim("mechanism:a", "leads_to", "symptom:common"),
        claim("mechanism:b", "leads_to", "symptom:common"),
        claim("syndrome:a", "presents_with", "symptom:own"),
        claim("syndrome:b", "presents_with", "symptom:own"),
    )
    assert shown(paths(store, "syndrome:a", "syndrome:b"))[0] == ["syndrome:a", "symptom:own", "syndrome:b"]


def test_a_kind_of_a_symptom_is_not_what_a_condition_of_the_general_one_has() -> None:
    general = (
        claim("cause:c", "predisposes_to", "syndrome:wrong"),
        claim("syndrome:wrong", "presents_with", "symptom:weakness"),
        claim("symptom:wrist-drop", "is_a", "symptom:weakness"),
    )
    stated = (
        claim("cause:c", "predisposes_to", "syndrome:right"),
        claim("syndrome:right", "presents_with", "symptom:wrist-drop", frequency="rare"),
    )
    guess = ["cause:c", "syndrome:wrong", "symptom:weakness", "symptom:wrist-drop"]
    assert shown(paths(graph_of(*general, *stated), "cause:c", "symptom:wrist-drop")) == [
        ["cause:c", "syndrome:right", "symptom:wrist-drop"]
    ]
    backward = paths(graph_of(*general, *stated), "symptom:wrist-drop", "cause:c")
    assert shown(backward) == [["symptom:wrist-drop", "syndrome:right", "cause:c"]]
    assert shown(paths(graph_of(*general), "cause:c", "symptom:wrist-drop")) == [guess], "where there is nothing better"


def test_beside_a_short_answer_a_much_longer_one_is_none() -> None:
    chain = [claim(f"mechanism:m{n}", "leads_to", f"mechanism:m{n + 1}") for n in range(5)]
    store = graph_of(*chain, claim("mechanism:m0", "leads_to", "mechanism:m5"))
    assert len(paths(store, "mechanism:m0", "mechanism:m5")) == 1
    assert len(paths(store, "mechanism:m0", "mechanism:m5", every=True)) == 2


def test_a_look_alike_of_a_look_alike_of_a_look_alike_is_no_answer() -> None:
    store = graph_of(*(claim(f"syndrome:s{n}", "imitates", f"syndrome:s{n + 1}") for n in range(3)))
    assert shown(paths(store, "syndrome:s0", "syndrome:s2")) == [["syndrome:s0", "syndrome:s1", "syndrome:s2"]]
    assert paths(store, "syndrome:s0", "syndrome:s3") == ()


def test_the_way_round_a_hub_is_better_than_the_way_through_it() -> None:
    store = graph_of(
        *(claim("cause:a", "leads_to", f"mechanism:{name}") for name in ("hub", "plain")),
        *(claim(f"mechanism:{name}", "leads_to", "symptom:z") for name in ("hub", "plain")),
        *(claim("mechanism:hub", "leads_to", f"symptom:other-{n}") for n in range(30)),
    )
    assert [path.nodes[1] for path in paths(store, "cause:a", "symptom:z")] == ["mechanism:plain", "mechanism:hub"]


def test_an_accepted_way_round_beats_a_disputed_short_cut() -> None:
    store = graph_of(
        claim("mechanism:a", "leads_to", "mechanism:d", status="disputed", dispute="Who knows."),
        claim("mechanism:a", "leads_to", "mechanism:b"),
        claim("mechanism:b", "leads_to", "mechanism:d"),
    )
    first, second = paths(store, "mechanism:a", "mechanism:d")
    assert first.nodes[1] == "mechanism:b"
    assert second.why_weakest == "is disputed: Who knows."


def test_a_typical_symptom_is_nearer_than_a_rare_one() -> None:
    store = graph_of(
        *(claim("syndrome:a", "presents_with", f"symptom:{how}", frequency=how) for how in ("rare", "typical")),
        *(claim("mimic:b", "presents_with", f"symptom:{how}") for how in ("rare", "typical")),
    )
    (path,) = paths(store, "syndrome:a", "mimic:b")
    assert (path.nodes[1], path.alike) == ("symptom:typical", ("symptom:rare",))
    assert path.paragraph.endswith("The same goes for: rare.")


def test_a_detour_is_folded() -> None:
    store = graph_of(
        claim("cause:a", "leads_to", "mechanism:b"),
        claim("mechanism:b", "leads_to", "symptom:z"),
        claim("mechanism:b", "leads_to", "mechanism:c"),
        claim("mechanism:c", "leads_to", "symptom:z"),
    )
    assert shown(paths(store, "cause:a", "symptom:z")) == [["cause:a", "mechanism:b", "symptom:z"]]


# --- how a path reads -------------------------------------------------------------------------------------------------


def test_a_path_reads_itself_out_from_cause_to_effect_whichever_way_it_is_walked(toy_store: EmbeddedStore) -> None:
    there = paths(toy_store, "syndrome:tunnel", "symptom:spasm")[0]
    back = paths(toy_store, "symptom:spasm", "syndrome:tunnel")[0]
    assert there.nodes == back.nodes[::-1]
    assert there.sentences == back.sentences[::-1]
    assert (
        there.paragraph
        == back.paragraph
        == (
            "Tunnel syndrome involves squeeze of a string. Squeeze of a string can lead to misfiring. "
            "Misfiring can lead to muscle spasm."
        )
    )
    assert back.causal
    assert back.flow == -3


@pytest.mark.parametrize(
    ("sources", "weakest"),
    [
        ((("source:best",), ("source:weak",)), 1),
        ((("source:weak", "source:other"), ("source:weak",)), 1),
        ((("source:study",), ("source:study", "source:other")), 0),
        ((("source:study",), ("source:study",)), 0),
    ],
)
def test_the_weakest_link_has_the_weakest_sources_and_the_fewest(
    sources: tuple[tuple[str, ...], ...], weakest: int
) -> None:
    store = graph_of(
        claim("cause:a", "leads_to", "mechanism:b", *sources[0]),
        claim("mechanism:b", "leads_to", "symptom:z", *sources[1]),
    )
    (path,) = paths(store, "cause:a", "symptom:z")
    assert path.weakest == path.claims[weakest]
    assert path.why_weakest.startswith("rests on ")


def test_a_disputed_link_is_the_weakest_whatever_its_sources() -> None:
    store = graph_of(
        claim("cause:a", "leads_to", "mechanism:b", "source:best", "source:study", status="disputed"),
        claim("mechanism:b", "leads_to", "symptom:z", "source:weak"),
    )
    (path,) = paths(store, "cause:a", "symptom:z")
    assert path.weakest.object == "mechanism:b"
    assert path.why_weakest == "is disputed"
    assert [work.id for work in path.sources] == ["source:best", "source:study", "source:weak"]


# --- bounds -----------------------------------------------------------------------------------------------------------


def test_every_relation_has_a_length_and_every_kind_a_turn() -> None:
    assert set(STEPS) == set(RELATIONS)
    assert set(TURNS) == set(KINDS)
    assert all(step.length > 0 and step.flow in {-1, 0, 1} for step in STEPS.values())


@pytest.mark.parametrize(
    "bounds", [{"cutoff": 0}, {"cutoff": LONGEST + 1}, {"limit": 0}, {"limit": MOST_PATHS + 1}], ids=str
)
def test_bounds_are_enforced(toy_store: EmbeddedStore, bounds: dict[str, int]) -> None:
    with pytest.raises(BadQuestionError, match=next(iter(bounds))):
        paths(toy_store, "syndrome:tunnel", "symptom:spasm", **bounds)


@pytest.mark.parametrize("ends", [("x", "symptom:spasm"), ("symptom:spasm", "x")])
def test_unknown_ends_are_errors(toy_store: EmbeddedStore, ends: tuple[str, str]) -> None:
    with pytest.raises(UnknownNameError):
        paths(toy_store, *ends)


def test_equal_ends_are_an_error(toy_store: EmbeddedStore) -> None:
    with pytest.raises(BadQuestionError, match="two ends"):
        paths(toy_store, "symptom:spasm", "symptom:spasm")


def test_fewer_steps_and_fewer_paths_can_be_asked_for(store: EmbeddedStore) -> None:
    ends = ("syndrome:carpal-tunnel", "syndrome:cubital-tunnel")
    assert len(paths(store, *ends)) == 5
    assert len(paths(store, *ends, limit=2)) == 2
    assert all(len(path.claims) <= 2 for path in paths(store, *ends, cutoff=2))


def test_a_hub_larger_than_any_look_still_answers() -> None:
    many = [claim("cause:a", "leads_to", f"mechanism:m{n}") for n in range(1500)]
    store = graph_of(*many, claim("mechanism:m1499", "leads_to", "symptom:z"))
    assert shown(paths(store, "cause:a", "symptom:z")) == [["cause:a", "mechanism:m1499", "symptom:z"]]
