"""Nodes, claims and sources, and the frozen graph over them."""

import dataclasses
import json

import networkx as nx
import pytest

from graph.errors import UnknownNameError
from graph.model import Accuracy, Claim, KnowledgeGraph, Node, Source, as_mapping, in_sentence, sentence

NERVE = Node("nerve:a", "a nerve", "Words.", synonyms=("first",), lay=("funny",))
MUSCLE = Node("muscle:b", "lifter", "Words.")
CLAIM = Claim("nerve:a", "supplies", "muscle:b", ("source:x",), roots={"root:c7": "main"}, position=0)


def test_a_node_knows_its_kind_and_all_its_names() -> None:
    assert NERVE.kind == "nerve"
    assert NERVE.names == ("a nerve", "first", "funny")


@pytest.mark.parametrize(
    ("source", "link"),
    [
        (Source("source:x", "T", "study", "table", "u", url="https://a", doi="10.1/2", pmid="3"), "https://a"),
        (Source("source:x", "T", "study", "table", "u", doi="10.1/2", pmid="3"), "https://doi.org/10.1/2"),
        (Source("source:x", "T", "study", "table", "u", pmid="3"), "https://pubmed.ncbi.nlm.nih.gov/3/"),
    ],
)
def test_a_source_links_to_its_page_then_doi_then_pubmed(source: Source, link: str) -> None:
    assert source.link == link


def test_a_citation_names_what_is_known_with_single_periods() -> None:
    full = Source(
        "source:x", "A title.", "study", "table", "u", authors="Maker A, et al.", year=2001, container="J Toys"
    )
    assert full.citation == "Maker A, et al. A title. J Toys. 2001."
    assert Source("source:x", "T", "study", "table", "u", body="Society").citation == "Society. T. no date."


def test_patient_pages_are_not_peer_reviewed_and_studies_are() -> None:
    assert Source("source:x", "T", "study", "table", "u").peer_reviewed
    assert not Source("source:x", "T", "patient information", "table", "u").peer_reviewed


@pytest.mark.parametrize(
    ("accuracy", "words"),
    [
        (
            Accuracy("source:x", (68, 68), (42, 85.5), "surgery"),
            "sensitivity 68 %, specificity 42-85.5 % against surgery",
        ),
        (Accuracy("source:x", sensitivity=(50, 50)), "sensitivity 50 %"),
        (Accuracy("source:x", specificity=(0, 1)), "specificity 0-1 %"),
        (Accuracy("source:x"), ""),
    ],
)
def test_accuracy_says_what_it_has(accuracy: Accuracy, words: str) -> None:
    assert str(accuracy) == words


def test_a_claim_chooses_its_verb_by_frequency_or_role() -> None:
    assert Claim("a:a", "presents_with", "b:b", (), frequency="rare").verb == "rarely presents with"
    assert Claim("a:a", "treats", "b:b", (), role="urgent").verb == "is urgent treatment for"
    assert CLAIM.verb == ""


def test_a_claim_has_another_end() -> None:
    assert CLAIM.other("nerve:a") == "muscle:b"
    assert CLAIM.other("muscle:b") == "nerve:a"
    assert CLAIM.key == ("nerve:a", "supplies", "muscle:b")


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (Node("nerve:m", "median nerve", ""), "the median nerve"),
        (Node("site:g", "Guyon's canal", ""), "Guyon's canal"),
        (Node("site:g", "Guyon’s canal", ""), "Guyon’s canal"),
        (Node("root:c6", "C6", ""), "the C6 root"),
        (Node("root:c6", "C6 root", ""), "the C6 root"),
        (Node("symptom:p", "pain", ""), "pain"),
        (Node("site:t", "the tunnel", ""), "the tunnel"),
        (Node("planet:x", "Mars", ""), "Mars"),
    ],
)
def test_labels_take_their_article_in_a_sentence(node: Node, words: str) -> None:
    assert in_sentence(node) == words


def test_a_plural_subject_makes_a_plural_sentence() -> None:
    twigs = Node("nerve:t", "twigs", "", plural=True)
    assert sentence(Claim("nerve:t", "supplies", "muscle:b", ()), twigs, MUSCLE) == "The twigs supply the lifter."


def test_values_cannot_be_changed(toy: KnowledgeGraph) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        NERVE.label = "other"  # type: ignore[misc]
    with pytest.raises(nx.NetworkXError):
        toy.nx_graph.add_node("nerve:new")
    with pytest.raises(TypeError):
        toy.nodes["nerve:new"] = NERVE  # type: ignore[index]


def test_a_graph_does_not_depend_on_the_order_of_its_parts(toy: KnowledgeGraph) -> None:
    again = KnowledgeGraph(
        reversed(toy.nodes.values()), reversed(list(toy.claims())), reversed(toy.sources.values()), version=toy.version
    )
    assert list(again.nodes.values()) == list(toy.nodes.values())
    assert list(again.claims()) == list(toy.claims())
    assert list(again.sources) == list(toy.sources)
    assert list(again.nx_graph) == sorted(again.nx_graph)


def test_a_dangling_end_does_not_build() -> None:
    with pytest.raises(KeyError):
        KnowledgeGraph([NERVE], [CLAIM])


def test_an_unknown_node_raises_with_the_nearest_ids(toy: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError) as caught:
        toy.node("nerve:alhpa")
    assert caught.value.suggestions[0] == "nerve:alpha"
    assert "nerve:alpha" in str(caught.value)
    with pytest.raises(UnknownNameError):
        toy.claims_of("nerve:nobody")


def test_claims_of_a_node_are_those_it_begins_then_those_it_ends(toy: KnowledgeGraph) -> None:
    keys = [claim.key for claim in toy.claims_of("nerve:alpha")]
    assert ("nerve:alpha", "arises_from", "nerve:trunk") in keys
    assert ("site:tunnel", "compresses", "nerve:alpha") in keys
    outward = [key[0] == "nerve:alpha" for key in keys]
    assert outward == sorted(outward, reverse=True)
    assert len(keys) == len(set(keys)) == toy.degree("nerve:alpha")
    assert sorted(keys) == sorted(claim.key for claim in toy.claims() if "nerve:alpha" in (claim.subject, claim.object))


def test_membership_and_length(toy: KnowledgeGraph) -> None:
    assert "nerve:alpha" in toy
    assert "nerve:nobody" not in toy
    assert 3 not in toy
    assert len(toy) == len(toy.nodes) == 29


def test_as_mapping_leaves_out_what_is_empty_but_keeps_zero_and_false() -> None:
    plain = as_mapping(CLAIM)
    assert plain["position"] == 0
    assert plain["roots"] == {"root:c7": "main"}
    assert "note" not in plain
    assert as_mapping(NERVE)["plural"] is False
    assert json.loads(json.dumps(plain)) == plain


def test_every_sentence_of_the_real_graph_reads_well(real: KnowledgeGraph) -> None:
    for claim in real.claims():
        said = real.sentence(claim)
        assert said.endswith("."), claim.key
        assert not said.endswith(".."), claim.key
        assert "the the " not in said.lower(), claim.key
        assert "  " not in said, claim.key
        assert not said[0].islower(), claim.key
