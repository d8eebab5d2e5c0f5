"""The published table of weights: what a word of evidence multiplies the weight of a cause by."""

from __future__ import annotations

from pushwhy.model.report import Strength

RATIOS = {Strength.WEAK: 2.0, Strength.MODERATE: 5.0, Strength.STRONG: 20.0, Strength.CONCLUSIVE: 1000.0}
"""The likelihood ratio of each strength."""

REMAINDER = 0.05
"""Prior of "none of these", unless a rule says that its causes are all there can be."""


def ratio_of(strength: Strength, *, against: bool) -> float:
    """The likelihood ratio of evidence for a cause; evidence against it has the inverse."""
    return 1 / RATIOS[strength] if against else RATIOS[strength]
