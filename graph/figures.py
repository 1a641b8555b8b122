"""Figures that stand in the data as sentences: the share of people that a figure plainly is of, where it is one.

A curator writes a figure as its source has it: "77 % of 100 hands", "37 of 44 in the both-sided form". It counts only
where it begins with one share and goes on with nothing but the number and kind of those who were counted: a word more
may mean another finding ("bladder trouble of any kind in 92 %"), a part of the people ("20 % where only nerves are
ill") or other people ("48 % of 69 suspected patients"). A share of a group for comparison may follow. All else is left
to the word beside it.
"""

import re

_NUMBER = r"\d+(?:\.\d+)?"
_SHARE = rf"(?:(?P<low>{_NUMBER})(?:(?: to |-)(?P<high>{_NUMBER}))? %|(?P<part>\d+|all) of (?:the )?(?P<whole>\d+))"
_WHO = (
    r"(?: (?:operated|affected|published))?"
    r"(?: (?:arms|cases|children|feet|hands|limbs|men|patients|people|sides|women))?"
)
_GROUP = (
    rf"(?: of (?:the )?\d+)?{_WHO}(?: who were asked)?(?: \(\d+ (?:operations|patients)(?:, preliminary report)?\))?"
)
_OTHERS = rf"(?: \({_NUMBER} % of controls\)|, against {_NUMBER} % of those without)?"
_FIGURE = re.compile(rf"(?:about )?{_SHARE}{_GROUP}{_OTHERS}\.?")
_ALL = 100.0


def share_of(figure: str) -> float | None:
    """Return the share, 0 to 1, that a figure plainly states; a range counts as its middle; None where it is unclear.

    >>> (
    ...     share_of("71.2 % of 846 operated cases"),
    ...     share_of("37 of 50"),
    ...     share_of("20 to 40 % of 12"),
    ...     share_of("all of 11"),
    ... )
    (0.712, 0.74, 0.3, 1.0)
    >>> share_of("68 % of 25, against 28 % of those without")
    0.68
    >>> [
    ...     share_of(text)
    ...     for text in ("up to 50 %", "hand alone in 63 % of 19", "4 % of 512 discs; 8 of 27", "two thirds")
    ... ]
    [None, None, None, None]
    >>> share_of("12 of 7") is share_of("120 %") is None
    True
    """
    found = _FIGURE.fullmatch(figure.strip())
    if found is None:
        return None
    if found["low"]:
        low, high = float(found["low"]), float(found["high"] or found["low"])
        return round((low + high) / 2 / _ALL, 6) if low <= high <= _ALL else None
    whole = int(found["whole"])
    part = whole if found["part"] == "all" else int(found["part"])
    return round(part / whole, 6) if part <= whole and whole else None
