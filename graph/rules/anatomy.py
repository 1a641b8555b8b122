"""Courses and origins tell one story, and no nerve gives what it does not carry."""

from collections.abc import Iterator

from graph.errors import Problem
from graph.material import Material


def branch_unlisted(material: Material) -> Iterator[Problem]:
    """A branch names its parent, and the parent's course lists the branch."""
    listed = {(parent, branch): location for parent, branch, location in material.branches}
    named = {
        (located.claim.object, located.claim.subject): located.location
        for located in material.claims
        if located.claim.relation == "arises_from"
    }
    for (parent, branch), location in listed.items():
        if branch in material.nodes and (parent, branch) not in named:
            yield Problem(location, "branch unlisted", f"'{branch}' does not name '{parent}' in its arises_from")
    for (parent, branch), location in named.items():
        if parent in material.nodes and (parent, branch) not in listed:
            yield Problem(location, "branch unlisted", f"the course of '{parent}' does not list 'branch: {branch}'")


def branch_twice(material: Material) -> Iterator[Problem]:
    """A course lists a branch once."""
    seen: set[tuple[str, str]] = set()
    for parent, branch, location in material.branches:
        if (parent, branch) in seen:
            yield Problem(location, "duplicate claim", f"the course of '{parent}' lists '{branch}' twice")
        seen.add((parent, branch))


def impossible_root(material: Material) -> Iterator[Problem]:
    """What a nerve supplies or passes on has only roots that the nerve itself carries."""
    for located in material.claims:
        claim = located.claim
        if claim.relation == "supplies":
            carrier, given = claim.subject, material.carried(claim.subject)
        elif claim.relation == "arises_from":
            carrier, given = claim.object, material.carried(claim.object)
        else:
            continue
        lacking = sorted(set(claim.roots) - given)
        if carrier in material.nodes and lacking:
            short = ", ".join(root.partition(":")[2].upper() for root in lacking)
            yield Problem(
                located.location,
                "impossible root",
                f"'{carrier}' carries no {short}, which '{claim.key[2 if claim.relation == 'supplies' else 0]}' has",
            )
