"""What people ask: real questions about real nodes, answered by the path that a person would want."""

from pathlib import Path

import pytest

from graph.asked import Asked, read_asked
from graph.errors import DataError
from graph.load import DATA
from graph.paths import paths
from graph.store import EmbeddedStore
from tests.conftest import TOY

ASKED = read_asked(DATA)


def test_the_first_is_the_question_that_it_all_began_with_and_then_the_three_places_of_the_article() -> None:
    assert ASKED[0].text == "Can a pinched nerve cause muscle spasms?"
    assert {one.target for one in ASKED[:4]} == {"symptom:muscle-spasm"}
    places = [one.source for one in ASKED[1:4]]
    assert places == ["syndrome:cervical-radiculopathy", "syndrome:lumbar-radiculopathy", "syndrome:carpal-tunnel"]


def test_there_are_many_and_none_twice() -> None:
    assert len(ASKED) >= 26
    assert len({one.text for one in ASKED}) == len({one.id for one in ASKED}) == len(ASKED)
    assert len({frozenset((one.source, one.target)) for one in ASKED}) == len(ASKED)
    assert all(one.text.endswith("?") and len(one.text) <= 64 for one in ASKED)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.id)
def test_the_best_path_is_the_one_that_is_expected(asked: Asked, store: EmbeddedStore) -> None:
    found = paths(store, asked.source, asked.target)
    assert found[0].nodes == asked.path, (
        f"data/questions.yaml: {asked.id}: is the new best path better? Then write it down"
    )


@pytest.mark.parametrize("asked", ASKED[:4], ids=lambda asked: asked.id)
def test_spasms_are_explained_by_a_chain_of_mechanisms_with_a_source_for_each_step(
    asked: Asked, store: EmbeddedStore
) -> None:
    best = paths(store, asked.source, asked.target)[0]
    assert best.causal
    assert best.flow == len(best.claims)
    assert all(claim.sources and not claim.disputed for claim in best.claims)
    assert "mechanism:involuntary-contraction" in best.nodes


def test_they_are_read_in_order_and_a_folder_without_any_has_none(tmp_path: Path) -> None:
    (toy,) = read_asked(TOY)
    assert toy == Asked(
        "question:can-a-squeeze-cause-a-spasm",
        "Can a squeezed string cause a spasm?",
        "mechanism:squeeze",
        "symptom:spasm",
        ("mechanism:squeeze", "mechanism:misfiring", "symptom:spasm"),
    )
    assert read_asked(tmp_path) == ()


@pytest.mark.parametrize("spoiled", [b"- id: [", b"- id: question:x", b"\xff\xfe"])
def test_a_spoiled_file_is_an_error(tmp_path: Path, spoiled: bytes) -> None:
    (tmp_path / "questions.yaml").write_bytes(spoiled)
    with pytest.raises(DataError, match=r"questions\.yaml"):
        read_asked(tmp_path)
