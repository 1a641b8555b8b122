"""The state of Localize, which is its URL: where a lesion is put, and what was found at the bedside."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

Half = Literal["place", "findings"]
HALVES: Mapping[Half, str] = {"place": "What does a lesion here do?", "findings": "What lesion explains this?"}
Answer = Literal["lost", "slight", "normal"]
ANSWERS: Mapping[Answer, str] = {"lost": "Weak, numb or absent", "slight": "Slightly so, or unsure", "normal": "Normal"}
MOST_FINDINGS = 40
"""Findings that a link may hold."""
LISTS = ("weak", "numb", "reflex", "normal", "slight", "present", "absent")
"""The lists of findings that a link may hold."""


@dataclass(frozen=True, slots=True)
class Bedside:
    """What Localize shows. Every field stands in the URL, so that a copied link shows the same."""

    half: Half = "place"
    at: str = ""
    """The place of a lesion: an id, or a nerve's with the row of its course, as `nerve:ulnar@5`."""
    before: str = ""
    """Where it was before, to say what the move changed."""
    variants: tuple[str, ...] = ()
    """The variants of course that the lesion is asked with."""
    weak: tuple[str, ...] = ()
    numb: tuple[str, ...] = ()
    reflex: tuple[str, ...] = ()
    normal: tuple[str, ...] = ()
    slight: tuple[str, ...] = ()
    """Those of the others that are slight or unsure."""
    present: tuple[str, ...] = ()
    """Complaints, causes and positive tests, which have no place of their own but say what it could be."""
    absent: tuple[str, ...] = ()

    @property
    def findings(self) -> dict[str, Answer]:
        """Return each finding with its answer, in order of the lists."""
        found: dict[str, Answer] = {}
        for name in (*self.weak, *self.numb, *self.reflex):
            found[name] = "slight" if name in self.slight else "lost"
        found.update(dict.fromkeys(self.normal, "normal"))
        found.update(dict.fromkeys(self.present, "lost"))
        found.update(dict.fromkeys(self.absent, "normal"))
        return found

    def to_query(self) -> dict[str, str]:
        """Return the query parameters of the URL, without those that are empty."""
        lists = {name: ",".join(getattr(self, name)) for name in ("variants", *LISTS)}
        pairs = {"ask": self.half if self.half != "place" else "", "at": self.at, "before": self.before, **lists}
        return {name: value for name, value in pairs.items() if value}

    def with_finding(self, name: str, list_: str, answer: Answer | None) -> "Bedside":
        """Return the state with a finding set, changed, or (None) taken away; `list_` is where its loss belongs."""
        kept: dict[str, Any] = {field: tuple(one for one in getattr(self, field) if one != name) for field in LISTS}
        if answer is not None and len(self.findings) < MOST_FINDINGS:
            told = list_ == "present"
            field = ("absent" if told else "normal") if answer == "normal" else list_
            kept[field] = (*kept[field], name)
            if answer == "slight" and not told:
                kept["slight"] = (*kept["slight"], name)
        return replace(self, **kept)


def bedside_from(query: Mapping[str, str]) -> Bedside:
    """Read the state from query parameters; whether its ids are in the graph is for the page to see.

    >>> bedside_from({"weak": "muscle:deltoid", "slight": "muscle:deltoid,muscle:x"}).findings
    {'muscle:deltoid': 'slight'}
    """

    def words(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word.strip() for word in query.get(name, "").split(",") if word.strip()))

    lists = {name: words(name)[:MOST_FINDINGS] for name in LISTS}
    lost = (*lists["weak"], *lists["numb"], *lists["reflex"])
    lists["normal"] = tuple(name for name in lists["normal"] if name not in lost)
    lists["absent"] = tuple(name for name in lists["absent"] if name not in lists["present"])
    lists["slight"] = tuple(name for name in lists["slight"] if name in lost)
    asked = any(lists.values()) if "ask" not in query else query["ask"] == "findings"
    return Bedside(
        half="findings" if asked else "place",
        at=query.get("at", "").strip(),
        before=query.get("before", "").strip(),
        variants=words("variants"),
        **lists,
    )
