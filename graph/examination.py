"""How likely an examination finds what a lesion did: the parameters of localization, all of them, with their reasons.

They are conventions, set once by argument and not fitted to any case. Order matters more than size: a finding that a
complete lesion must cause has to weigh more than one that it may cause, and a wrong finding must stay possible.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Detection:
    """How one kind of finding behaves.

    `false_loss` is the chance that a part whose fibers are whole is called lost, `missed` that one all of whose fibers
    are cut is called normal, and `enough` the share of cut fibers at which a loss is as plain as it gets.
    """

    false_loss: float
    missed: float
    enough: float

    def plain(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how plain a loss is, 0 to 1, for shares of cut fibers.

        The root makes it rise fast at first: from nothing to something is the greatest step for an examiner.
        """
        return np.sqrt(np.minimum(1.0, share / self.enough))

    def found(self, plainness: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the chance that a loss as plain as this is found."""
        return self.false_loss + (1.0 - self.missed - self.false_loss) * plainness


DETECTION: Mapping[str, Detection] = MappingProxyType(
    {
        # One muscle's strength hides behind its neighbors: pain may feign weakness, a strong patient hides it.
        # A single root that gives a muscle half its fibers makes it plainly weak, a minor root seldom does.
        "muscle": Detection(false_loss=0.03, missed=0.08, enough=0.4),
        # Feeling is the patient's word, and neighbors overlap: a patch that loses one of two roots is often only dull.
        "skin": Detection(false_loss=0.05, missed=0.12, enough=0.6),
        # Healthy people, the old above all, may lack a reflex; one that is weaker than on the other side may be missed.
        "reflex": Detection(false_loss=0.06, missed=0.2, enough=0.4),
    }
)
SEVERITY: tuple[tuple[float, float], ...] = ((1.0, 0.0), (0.6, -0.2), (0.3, -0.5), (0.15, -1.0))
"""Share of a lesion's fibers that fail, and what that costs: compression is seldom complete, but a lesion so slight
that it hides most of its losses should be believed only if nothing else fits."""
UNEQUAL = -0.3
"""Cost of each step by which strength and feeling are hurt unequally: common in compression, yet more to assume."""
DOUBTFUL = 0.5
"""What a doubtful finding counts for."""
SLIGHT = 0.3
"""How plain a loss must be to explain a doubtful one fully: slight weakness does not need a great lesion."""
SPARED = 0.35
"""What a normal part counts for where a sheet says that it is often spared there, although its fibers pass."""
UNSEEN, UNSEEN_EACH, HALF_UNSEEN = 9.0, 0.5, 12.0
"""What it costs that much of what a place predicts was not reported: at most the first, and no more than the second for
each part that was looked at, since who examined little could not report much; half of it at the third, in parts.
So of places that explain the findings alike, the one that does least else is the simplest. The cost of one more such
part stays below what it costs to find that part normal: a normal finding never helps who predicts a loss."""
UNKNOWN_PLACE = -0.25
"""Cost of a place at which the graph knows of no compression: just enough to part it from one that fits as well."""
SEVERAL_NERVES = -1.0
"""Cost of a site at which several nerves or roots must be caught at once: more has to go wrong there."""
TWO_PLACES = -3.0
"""Cost of two lesions at once: they are rarer than one, so two must explain clearly more."""
NO_PLACE = -1.5
"""Cost of a pattern that is of no single place, which can fit almost anything."""
RULED_OUT = 3.0
"""A candidate this far behind the best counts as ruled out: e to the 3, twenty times less likely by the model."""
UNTESTED = 0.5
"""What the information of a muscle counts for that no bedside test of the graph examines: few can test it alone."""
