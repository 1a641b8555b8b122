"""What a finding is worth where no study says: the parameters of the differential, all of them, with their reasons.

They are conventions, set once by argument and not fitted to any case. Order matters more than size: what a condition
typically shows has to weigh more than what it sometimes shows, and no single finding may decide alone.
"""

from collections.abc import Mapping
from types import MappingProxyType

FREQUENCY_CHANCE: Mapping[str, float] = MappingProxyType(
    {"typical": 0.75, "common": 0.5, "occasional": 0.2, "rare": 0.05}
)
"""The chance of a symptom by the word that a sheet has for it: most people, about half, one in five, one in twenty.
A typical symptom is no certain one, so its absence must not rule a condition out. A figure that plainly is one share of
the people with the condition counts instead (`graph.figures`); of other figures the word beside them does."""
GENERAL = 0.9
"""What a chance keeps for a more general symptom: who has a numb thumb is numb, but may not say it in that word."""
SPECIAL = 0.1
"""What a chance keeps for a more special symptom: a sheet that says weakness means one of dozens, seldom this one."""
FIBERS = 0.6
"""What the plainness of a loss keeps, as the chance of a sign that follows from the courses of the nerves and is on no
sheet: compression is seldom complete."""
PLAIN = 0.5
"""How plain a loss must be, 0 to 1, for a sign to follow from the courses at all."""
INHERITED = 0.8
"""What a statement about a condition keeps for its kinds: one root's disorder is mostly like that of any root."""
LEAST_BACKGROUND, MOST_BACKGROUND = 0.03, 0.5
"""Bounds of the background chance of a symptom, which is its mean chance over all conditions: people report odd things
now and then, as examiners do, and a word that fits half of all conditions still says something."""
SILENT = 0.5
"""What the background keeps where a sheet does not name a symptom: silence speaks against it, but sheets have gaps."""
OTHER_TIME = 0.05
"""The least chance of a time course where a condition's sheet states another: of sudden, over days and slow mostly one
is true, so that what a sheet leaves of the whole goes to the others by how usual they are. People remember beginnings
roughly and sheets tell the usual case, so this is as for what is rare, and no more. Where nothing is stated of the one
question (how it began, how it goes on, when it is worst), any answer counts nothing."""
SPARED = 0.25
"""As `SILENT`, where a sheet says that all parts are spared in which the symptom shows."""

SENSITIVITY, SPECIFICITY = 0.6, 0.8
"""Of a test with no published figure, or of the half that no study gives: likelihood ratios of 3 and 1/2, which is what
the middling bedside tests of the data have."""
EXTREME = 0.03
"""Published chances are kept this far from 0 and 1: small studies find 100 % now and then."""

CAUSE_PRESENT, CAUSE_ABSENT = 3.0, 0.9
"""How much likelier a condition is with a cause that predisposes to it, and without: most stated risk factors raise the
odds two to four times, and most people with a condition have none of the others."""

UNSAID, ENOUGH = 1.0, 2.0
"""What it costs at most that nothing was told of what a condition shows, and the sum of chances at which enough was:
people name two or three complaints, so a long sheet must not have to be told whole."""

PLAUSIBLE = 3.0
"""A candidate this far behind the best, twenty times less by the model, is not held plausible."""
STRONG = 2.0
"""From this score on, seven times likelier than in general, an emergency, or what a doctor should see soon, can be
raised by itself."""
AHEAD = 1.0
"""How far, in logarithms, an emergency must be ahead of all that is none, to be raised by its score: findings that fit
a common root as well as a squeezed cauda equina say nothing of the latter."""
ALARM = 0.5
"""The share of urgent conditions among those that have a finding, from which the finding raises them by itself."""
AGREE = 2
"""Findings that must speak for a candidate before its score alone raises it: one general complaint, as back pain,
raises no emergency, however few conditions have it."""
USUAL = 0.5
"""The chance of a finding with a condition from which the finding asks by itself for a doctor within days."""
NEEDS_EQUIPMENT = 0.5
"""What the information of a test counts for that is no bedside matter: it costs time and money."""
