"""Questions name what is in the graph, and their path goes from one end to the other."""

from collections.abc import Iterator

from graph import records as r
from graph.errors import Problem
from graph.material import Material
from graph.text import nearest


def question_reference(material: Material) -> Iterator[Problem]:
    """Every id in a question is that of a node."""
    for entry in material.entries:
        if not isinstance(entry.record, r.QuestionRecord):
            continue
        question = entry.record
        named = [(("from",), question.from_), (("to",), question.to)]
        for path, name in (*named, *((("path", index), name) for index, name in enumerate(question.path))):
            if material.missing(name):
                meant = material.now.get(name) or "".join(nearest(name, material.nodes, cutoff=0.75))
                yield Problem(entry.at(*path), "dangling reference", f"no node has the id '{name}'", meant)


def question_ends(material: Material) -> Iterator[Problem]:
    """A question has two different ends, and its path begins at one and ends at the other."""
    for entry in material.entries:
        if not isinstance(entry.record, r.QuestionRecord):
            continue
        question = entry.record
        if question.from_ == question.to:
            yield Problem(entry.at("to"), "question without ends", f"it goes from '{question.to}' to the same")
        elif (question.path[0], question.path[-1]) != (question.from_, question.to):
            what = f"the path does not go from '{question.from_}' to '{question.to}'"
            yield Problem(entry.at("path"), "question without ends", what)
