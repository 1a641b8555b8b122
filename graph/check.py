"""Check the data: every problem of every rule is reported at once.

A rule takes the `Material` and yields problems at the line that a curator has to change. To add one, write a generator
in the module of `graph/rules` whose subject it is, and list it in `RULES`; `tests/test_check.py` fails until there is a
test for it.
"""

from collections.abc import Callable, Iterator

from graph.errors import Problem
from graph.material import Material
from graph.read import Reading
from graph.rules import anatomy, cases, ids, questions, relations, sourcing, variants, wording

Rule = Callable[[Material], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    ids.bad_kind,
    ids.duplicate_id,
    ids.retired_id,
    ids.dangling_reference,
    sourcing.dangling_source,
    sourcing.unused_source,
    sourcing.source_without_link,
    sourcing.same_work_twice,
    relations.wrong_kinds,
    relations.self_claim,
    relations.duplicate_claim,
    sourcing.claim_without_source,
    sourcing.anatomy_without_source,
    sourcing.fact_without_source,
    sourcing.dispute_unsaid,
    ids.orphan_node,
    wording.poor_definition,
    wording.ambiguous_name,
    relations.cycle,
    anatomy.branch_unlisted,
    anatomy.branch_twice,
    anatomy.impossible_root,
    variants.reroute_reference,
    variants.reroute_twice,
    variants.impossible_reroute,
    cases.case_reference,
    cases.case_answer,
    questions.question_reference,
    questions.question_ends,
)
"""Every rule, in the order of a curator's thinking."""


def problems(reading: Reading) -> tuple[Problem, ...]:
    """Return all problems of a reading, its own and those of every rule, in order of files and lines."""
    material = Material(reading.entries, reading.unread)
    found = set(reading.problems)
    for rule in RULES:
        found.update(rule(material))
    return tuple(sorted(found))
