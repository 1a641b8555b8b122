"""Folding of text, so that what people type meets what is written, and the nearest of many ids."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Indel

_WORDS = re.compile(r"[a-z0-9]+")

# British spellings fold to American ones. Only patterns that cannot hit an unrelated word of this field.
_SPELLINGS = (
    (re.compile(r"aesthe"), "esthe"),  # paraesthesia, anaesthetic
    (re.compile(r"haem"), "hem"),  # haematoma, ischaemia with the next
    (re.compile(r"aemi"), "emi"),  # ischaemia, hypocalcaemia
    (re.compile(r"oedem"), "edem"),  # oedema
    (re.compile(r"oesoph"), "esoph"),
    (re.compile(r"paed"), "ped"),
    (re.compile(r"tumour"), "tumor"),
    (re.compile(r"colour"), "color"),
    (re.compile(r"behaviour"), "behavior"),
    (re.compile(r"labour"), "labor"),
    (re.compile(r"fibre"), "fiber"),
    (re.compile(r"centre"), "center"),
    (re.compile(r"ise(d|s|r)?$"), r"ize\1"),
    (re.compile(r"isation"), "ization"),
    (re.compile(r"yse(d|s)?$"), r"yze\1"),
    (re.compile(r"manoeuv(?:re|er)"), "maneuver"),
    (re.compile(r"orthopaedic"), "orthopedic"),
    (re.compile(r"grey"), "gray"),
)
# Words that end in s and are not plurals, or whose plural is not made with s; both forms fold to one.
_IRREGULAR = {
    "feet": "foot",
    "teeth": "tooth",
    "reflexes": "reflex",
    "vertebrae": "vertebra",
    "bursae": "bursa",
    "neuropathies": "neuropathy",
    "biceps": "biceps",
    "triceps": "triceps",
    "diabetes": "diabetes",
    "pelvis": "pelvis",
    "pollicis": "pollicis",
    "hallucis": "hallucis",
    "brevis": "brevis",
    "sclerosis": "sclerosis",
    "lens": "lens",
    "plexus": "plexus",
}


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Fold one lower-case ASCII word: American spelling, singular.

    >>> [fold_word(word) for word in ("paraesthesiae", "fingers", "biceps", "palsies", "ischaemia", "pass")]
    ['paresthesiae', 'finger', 'biceps', 'palsy', 'ischemia', 'pass']
    """
    word = word.replace("paraesth", "paresth")
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ceps")):
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        if word.endswith(("ches", "shes", "xes", "sses")):
            return word[:-2]
        return word[:-1]
    return word


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Lower the case, drop accents and possessives, and turn everything that is no letter or digit into spaces.

    >>> plain("Guyon’s canal"), plain("Ménière C6–C7")
    ('guyon canal', 'meniere c6 c7')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    ascii_text = "".join(character for character in decomposed if not unicodedata.combining(character))
    without_possessive = re.sub(r"['’]s\b|['’]", "", ascii_text)
    return " ".join(_WORDS.findall(without_possessive))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold a name or a query to the form in which both are compared; word order is kept.

    >>> fold("Tingling Fingers (paraesthesia)")
    'tingling finger paresthesia'
    """
    return " ".join(fold_word(word) for word in plain(text).split())


def nearest(name: str, known: Iterable[str], *, limit: int = 1, cutoff: float = 0.6) -> tuple[str, ...]:
    """Return the known strings most like `name`, best first; nothing near enough gives an empty tuple.

    >>> nearest("nerve:medain", ["nerve:median", "nerve:radial"])
    ('nerve:median',)
    """
    found = process.extract(name, sorted(known), scorer=Indel.normalized_similarity, limit=limit, score_cutoff=cutoff)
    return tuple(choice for choice, _, _ in found)


def word_count(text: str) -> int:
    """Count the words of a text as a reader would."""
    return len(text.split())
