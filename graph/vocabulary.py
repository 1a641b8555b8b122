"""The words of the graph: kinds of node and relations between them.

Everything that shows a kind or a relation to a person (legends, sentences, command line, exports) takes the words from
here, so that a new kind or relation is one entry in this file.

>>> RELATIONS["supplies"].sentence("the median nerve", "the abductor pollicis brevis")
'The median nerve supplies the abductor pollicis brevis.'
>>> [kind.name for kind in KINDS.values() if kind.core]
['nerve', 'site', 'symptom', 'mimic', 'test', 'treatment']
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of node: its name (the id's prefix), its label in the singular and plural, and what it is."""

    name: str
    label: str
    plural: str
    meaning: str
    core: bool = False
    article: str = ""
    """What stands before a label of this kind in a sentence: "the", or nothing."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: which kinds it joins, how it reads in both directions, and the verb of its sentence."""

    name: str
    subjects: frozenset[str]
    objects: frozenset[str]
    there: str
    """How it reads from subject to object, as the heading of a list of objects."""
    back: str
    """How it reads from object to subject, as the heading of a list of subjects."""
    verb: str
    """The verb of the sentence, in the third person singular."""
    weight: int = 5
    """How much the relation tells a learner: higher stands first on a card."""

    def sentence(self, subject: str, object_: str, *, verb: str = "", plural: bool = False) -> str:
        """Say the claim in words, given both ends with their articles; `verb` replaces the usual one.

        >>> RELATIONS["presents_with"].sentence("L5 radiculopathy", "foot drop", verb="typically presents with")
        'L5 radiculopathy typically presents with foot drop.'
        >>> RELATIONS["supplies"].sentence("the digital branches", "the palm side of the thumb", plural=True)
        'The digital branches supply the palm side of the thumb.'
        """
        words = verb or self.verb
        if plural:
            words = " ".join(_PLURALS.get(word, word) for word in words.split())
        text = f"{subject} {words} {object_}"
        return text[0].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


_PLURALS = {
    "is": "are",
    "arises": "arise",
    "supplies": "supply",
    "predisposes": "predispose",
    "involves": "involve",
    "presents": "present",
    "spares": "spare",
    "helps": "help",
    "examines": "examine",
    "shows": "show",
    "changes": "change",
}


_KINDS = (
    Kind("nerve", "nerve", "nerves", "a named nerve, or a part of a plexus", core=True, article="the "),
    Kind("site", "site", "compression sites", "a place where a nerve can be compressed", core=True, article="the "),
    Kind("symptom", "symptom", "symptoms", "a symptom or sign", core=True),
    Kind("mimic", "mimic", "mimics", "a condition that is not compression but looks like it", core=True),
    Kind("test", "test", "tests", "history, examination, imaging, electrodiagnosis or laboratory", core=True),
    Kind("treatment", "treatment", "treatments", "anything done about it", core=True),
    Kind("syndrome", "syndrome", "syndromes", "the clinical picture of compression at a site"),
    Kind("root", "root", "nerve roots", "a spinal nerve root"),
    Kind("muscle", "muscle", "muscles", "a muscle, or a separately supplied part of one", article="the "),
    Kind("skin", "skin area", "skin areas", "a patch of skin with one supply", article="the "),
    Kind("reflex", "reflex", "reflexes", "a tendon or skin reflex", article="the "),
    Kind("mechanism", "mechanism", "mechanisms", "a step of how compression makes symptoms"),
    Kind("cause", "cause", "causes", "a cause or risk factor"),
    Kind(
        "variant",
        "variant",
        "variants",
        "a course or supply that differs from the usual one and shifts the signs",
        article="the ",
    ),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _KINDS})
"""Every kind by name, in the order in which legends and lists show them; the six core kinds come first."""


def _relation(  # noqa: PLR0913, PLR0917 - a row of the table below
    name: str, subjects: str, objects: str, there: str, back: str, verb: str, weight: int
) -> Relation:
    every = frozenset(KINDS)
    return Relation(
        name,
        every if subjects == "any" else frozenset(subjects.split()),
        every if objects == "any" else frozenset(objects.split()),
        there,
        back,
        verb,
        weight,
    )


# fmt: off
_RELATIONS = (
    _relation("arises_from", "nerve", "nerve root", "arises from", "gives off", "arises from", 9),
    _relation("supplies", "nerve", "muscle skin", "supplies", "is supplied by", "supplies", 8),
    _relation("compresses", "site", "nerve root", "can compress", "can be compressed at", "can compress", 10),
    _relation("leads_to", "site mechanism cause", "syndrome mechanism symptom",
              "can lead to", "can follow from", "can lead to", 10),
    _relation("predisposes_to", "cause", "syndrome", "predisposes to", "is made likelier by", "predisposes to", 4),
    _relation("involves", "syndrome", "mechanism", "involves", "is at work in", "involves", 6),
    _relation("presents_with", "syndrome mimic", "symptom", "presents with", "is seen in", "presents with", 9),
    _relation("spares", "syndrome", "muscle skin reflex", "spares", "is spared in", "spares", 7),
    _relation("imitates", "mimic syndrome", "syndrome", "imitates", "is imitated by", "can look like", 8),
    _relation("detects", "test", "syndrome mimic", "helps to detect", "is detected by", "helps to detect", 7),
    _relation("examines", "test reflex", "nerve muscle root skin", "examines", "is examined by", "examines", 5),
    _relation("treats", "treatment", "syndrome symptom", "treats", "is treated with", "is used for", 6),
    _relation("shows_in", "symptom", "muscle skin reflex", "shows in", "can show", "shows in", 6),
    _relation("changes", "variant", "nerve root muscle skin syndrome",
              "changes", "is changed by", "changes", 7),
    _relation("is_a", "any", "any", "is a kind of", "includes", "is a kind of", 3),
)
# fmt: on

RELATIONS: Mapping[str, Relation] = MappingProxyType({relation.name: relation for relation in _RELATIONS})
"""Every relation by name, in the order in which lists show them."""

SAME_KIND = frozenset({"is_a"})
"""Relations that join nodes of one kind only."""

LEADS_TO_PAIRS = frozenset(
    {
        ("site", "syndrome"),
        ("mechanism", "mechanism"),
        ("mechanism", "symptom"),
        ("cause", "mechanism"),
    }
)
"""`leads_to` joins only these pairs of kinds, fewer than its kinds would allow."""

Frequency = Literal["typical", "common", "occasional", "rare"]
Role = Literal["first line", "adjunct", "if that fails", "urgent", "not recommended"]
Weight = Literal["main", "minor"]
Part = Literal["trunk", "division", "cord", "nerve", "branch"]
Region = Literal["head", "neck", "trunk", "shoulder", "arm", "forearm", "hand", "pelvis", "thigh", "leg", "foot"]
Modality = Literal["history", "examination", "imaging", "electrodiagnosis", "laboratory"]
Pattern = Literal["length-dependent", "central", "multifocal", "motor", "generalized"]
"""How the deficit of a mimic is spread when it is that of no single nerve."""
TimeCourse = Literal["onset", "course", "time of day"]
"""The question about time that a symptom answers: how it began, how it goes on, when in the day it is worst."""
TIME_QUESTIONS: Mapping[str, str] = MappingProxyType(
    {"onset": "how it began", "course": "how it goes on", "time of day": "when in the day it is worst"}
)
Urgency = Literal["emergency", "soon"]
"""How soon a condition needs a doctor: now, or within days."""
Status = Literal["accepted", "disputed"]
ReadPart = Literal["abstract", "opening", "table", "section", "full text"]
SourceType = Literal[
    "guideline",
    "systematic review",
    "review",
    "textbook",
    "reference",
    "study",
    "case report",
    "patient information",
]
ROLES: tuple[str, ...] = get_args(Role)
REGIONS = MappingProxyType(
    {
        "head": "head",
        "neck": "neck",
        "shoulder": "shoulder",
        "arm": "upper arm",
        "forearm": "elbow and forearm",
        "hand": "wrist and hand",
        "trunk": "back, chest and belly",
        "pelvis": "hip, groin and pelvis",
        "thigh": "thigh",
        "leg": "knee and lower leg",
        "foot": "ankle and foot",
    }
)
"""Each region in words, from the head down."""
FREQUENCIES: tuple[str, ...] = get_args(Frequency)
SOURCE_TYPES: tuple[str, ...] = get_args(SourceType)
"""Types of source, strongest first: lists of sources are shown in this order."""

PEER_REVIEWED = frozenset({"guideline", "systematic review", "review", "study", "case report"})
STANDARD = PEER_REVIEWED | {"textbook", "reference"}
"""Types of source on which a sheet may rest; patient information alone does not carry one."""

FREQUENCY_VERBS = MappingProxyType(
    {
        "typical": "typically presents with",
        "common": "commonly presents with",
        "occasional": "sometimes presents with",
        "rare": "rarely presents with",
    }
)
ROLE_VERBS = MappingProxyType(
    {
        "first line": "is tried first for",
        "adjunct": "is added for",
        "if that fails": "is used, if other treatment fails, for",
        "urgent": "is urgent treatment for",
        "not recommended": "is not recommended for",
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """How a relation counts in a path between two nodes (`graph.paths`)."""

    length: float
    """How far apart it leaves its two ends in meaning: the more a step explains, the shorter it is."""
    flow: int
    """1 where effects lie on the object's side (or what is distal), -1 where on the subject's, 0 for neither."""


STEPS: Mapping[str, Step] = MappingProxyType(
    {
        # These say how one thing brings about the next: of two answers a learner wants the one made of these.
        "leads_to": Step(0.4, 1),
        "involves": Step(0.5, 1),
        # What is true of a nerve is true along its course, so a course may be long and is still one thought.
        "arises_from": Step(0.5, -1),
        "supplies": Step(0.8, 1),
        "compresses": Step(0.8, 0),  # the joint between places and courses: either side may go on from it
        # It says that something is so, and not why.
        "presents_with": Step(1.8, 1),
        "predisposes_to": Step(1.6, 1),
        "shows_in": Step(1.2, -1),  # a sign follows from the muscle or skin in which it shows
        "is_a": Step(1.2, 0),
        "changes": Step(1.8, 1),
        "imitates": Step(3.0, 0),
        # They say what people do about a condition, which relates the condition to hardly anything else.
        "detects": Step(2.4, 1),
        "treats": Step(2.4, 1),
        "examines": Step(2.4, 1),
        # What is not so; it stands in a path only where nothing is.
        "spares": Step(6.0, 1),
    }
)
"""The length and direction of every relation as a step of a path."""

TURNS: Mapping[str, float] = MappingProxyType(
    {
        "nerve": 0.5,  # two parts of one course
        "site": 0.5,  # two things that are squeezed in one place
        "root": 0.8,
        "syndrome": 1.5,
        "muscle": 1.0,
        "skin": 1.0,
        "reflex": 1.0,
        "variant": 1.0,
        "symptom": 1.0,
        "cause": 1.5,
        "mimic": 2.0,
        "mechanism": 3.5,  # hardly a syndrome that does not involve nerve compression
        "test": 4.0,  # "both are examined by MRI" tells next to nothing
        "treatment": 4.0,
    }
)
"""What a turn costs by the kind of node at which a path turns; at a symptom that mechanisms lead to, as at a mechanism.

**The shape of a path.** A path may go with the flow (cause to effect, proximal to distal) or against it, and turn at
most once: up to what two things have in common and down again, or down to what both lead to and up again. With a
second turn it says nothing about its ends: that A shares a test with B, and B a symptom with C, does not relate A to C.
A relation without a flow that follows itself turns as well (a look-alike of a look-alike), save for `is_a` in one
direction.
"""


def kind_of(identifier: str) -> str:
    """Return the kind that an id names, which may be none of ours.

    >>> kind_of("nerve:median")
    'nerve'
    """
    return identifier.partition(":")[0]


def pair_allowed(relation: Relation, subject: str, object_: str) -> bool:
    """Tell whether a relation may join two kinds, by their names.

    >>> pair_allowed(RELATIONS["is_a"], "site", "nerve"), pair_allowed(RELATIONS["treats"], "treatment", "symptom")
    (False, True)
    """
    if subject not in relation.subjects or object_ not in relation.objects:
        return False
    if relation.name in SAME_KIND:
        return subject == object_
    return relation.name != "leads_to" or (subject, object_) in LEADS_TO_PAIRS
