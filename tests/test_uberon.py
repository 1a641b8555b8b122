"""Our muscles against another ontology: the nerve Uberon names for a muscle is one that supplies it here, or a reason is given."""

import csv
from pathlib import Path

import pytest

from graph.model import KnowledgeGraph

TABLE = Path(__file__).parent / "uberon_innervation.tsv"
LINES = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
ROWS = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))


def nerves_of(graph: KnowledgeGraph, muscle: str) -> set[str]:
    """Return the external ids of the nerves that supply a muscle and of those that they arise from."""
    found: set[str] = set()
    waiting = [claim.subject for claim in graph.claims_of(muscle) if claim.relation == "supplies"]
    while waiting:
        nerve = waiting.pop()
        if nerve not in found:
            found.add(nerve)
            waiting += [
                claim.object
                for claim in graph.claims_of(nerve)
                if claim.relation == "arises_from" and claim.subject == nerve and claim.object.startswith("nerve:")
            ]
    return {identifier for nerve in found for identifier in graph.nodes[nerve].xrefs}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['muscle_label']} by {row['nerve_label']}" for row in ROWS])
def test_the_nerve_of_a_muscle_is_that_of_uberon_or_the_difference_has_a_reason(
    real: KnowledgeGraph, row: dict[str, str]
) -> None:
    ours = [node.id for node in real.nodes.values() if row["muscle"] in node.xrefs]
    assert ours, f"no muscle has the id {row['muscle']} any more: remove its row from {TABLE.name}"
    agrees = row["nerve"] in nerves_of(real, ours[0])
    assert agrees or row["differs"], (
        f"{ours[0]}: Uberon says {row['nerve_label']}: mend the nerve, or say why in `differs`"
    )
    assert not (agrees and row["differs"]), f"{ours[0]} agrees with Uberon by now: empty its `differs`"
