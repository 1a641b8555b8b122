"""The ways in: questions that people really ask, each with the view that begins to answer it."""

from dataclasses import dataclass

from explorer.state import Explore


@dataclass(frozen=True, slots=True)
class Question:
    """A question in a person's words, and the view to begin with."""

    text: str
    view: Explore


QUESTIONS = (
    Question("Can a pinched nerve cause muscle spasms?", Explore("symptom:muscle-spasm", start="mechanism:nerve-compression")),
    Question("Why does my hand tingle at night?", Explore("syndrome:carpal-tunnel")),
    Question("What is the funny bone?", Explore("nerve:ulnar")),
    Question("Foot drop: the knee or the back?", Explore("symptom:foot-drop")),
    Question("What only looks like a pinched nerve?", Explore("syndrome:pinched-nerve")),
    Question("What does C7 supply?", Explore("root:c7")),
    Question("Saturday night palsy: why does the wrist drop?", Explore("syndrome:radial-spiral-groove")),
    Question("How sure is a Phalen test?", Explore("test:phalen")),
)
"""The first is the one that Pinchpoint grew out of."""
