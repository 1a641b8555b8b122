"""How well a test does, from several studies: one sensitivity and specificity, and the likelihood ratios they make.

Each range counts as its middle, several studies as their median, which one small study with odd figures cannot move
far. What no study gives takes the default of `graph.evidence`. Where the medians make a positive result speak against
the condition, which no test is meant to do, the test counts as saying nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from statistics import median

from graph import evidence
from graph.model import Accuracy, Claim

_NORMAL_RESULT = re.compile(
    r"(?:(?:mostly|often|usually) )?(?:normal|strong|negative)\b"
    r"|(?:(?!\band\b|\bwhile\b)[^,;.])*\b(?:normal|strong)(?:[,;.]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Power:
    """The chances that a test is positive with the condition and negative without it, and how many studies say so."""

    sensitivity: float
    specificity: float
    studies: int

    @property
    def positive(self) -> float:
        """Return the logarithm of the likelihood ratio of a positive result; never below 0."""
        return max(0.0, log(self.sensitivity / (1 - self.specificity)))

    @property
    def negative(self) -> float:
        """Return the logarithm of the likelihood ratio of a negative result; never above 0."""
        return min(0.0, log((1 - self.sensitivity) / self.specificity))

    def __str__(self) -> str:
        """Say the figures, and whether they are published."""
        figures = f"sensitivity {self.sensitivity:.0%}, specificity {self.specificity:.0%}".replace("%", " %")
        if not self.studies:
            return f"{figures}, by default: no study is in the data"
        return f"{figures}, from {'one study' if self.studies == 1 else f'the median of {self.studies} studies'}"


def power_of(studies: Iterable[Accuracy]) -> Power:
    """Return what studies say of a test together.

    >>> str(power_of([Accuracy("source:x", (68, 68), (73, 73)), Accuracy("source:y", (50, 50), (33, 33))]))
    'sensitivity 59 %, specificity 53 %, from the median of 2 studies'
    >>> round(power_of([]).positive, 2)
    1.1
    """
    all_ = tuple(studies)
    return Power(
        _middle([study.sensitivity for study in all_], evidence.SENSITIVITY),
        _middle([study.specificity for study in all_], evidence.SPECIFICITY),
        sum(1 for study in all_ if study.sensitivity or study.specificity),
    )


def _middle(ranges: Iterable[tuple[float, float] | None], usual: float) -> float:
    """Return the median of the middles of percents as a chance, kept from 0 and 1."""
    middles = [(low + high) / 200 for low, high in filter(None, ranges)]
    return min(1 - evidence.EXTREME, max(evidence.EXTREME, median(middles))) if middles else usual


def says_normal(claim: Claim) -> bool:
    """Tell whether a row of a test expects a normal result, so that a positive one is not a sign of the condition.

    Only a finding that begins with it, or whose first part ends with it, is read so; others are taken as abnormal.

    >>> says_normal(Claim("test:x", "detects", "syndrome:y", (), finding="Turning the sole inward is strong."))
    True
    >>> says_normal(Claim("test:x", "detects", "syndrome:y", (), finding="Slow, with a normal ulnar response."))
    False
    """
    return _NORMAL_RESULT.match(claim.finding) is not None
