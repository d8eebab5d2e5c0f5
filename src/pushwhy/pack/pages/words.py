"""Values, conditions and evidence in words."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.model.facts import FactValue
from pushwhy.model.rules import CauseOfRule, Comparison, Condition, EvidenceRule
from pushwhy.pack.pages.markdown import anchor, code, prose

_VERBS = {Comparison.IS: "is", Comparison.IN: "is", Comparison.AT_LEAST: "is at least", Comparison.AT_MOST: "is at most"}


def shares(causes: Sequence[CauseOfRule], *, remainder: float) -> list[float]:
    """How likely each cause is before there is evidence."""
    total = sum(cause.prior for cause in causes)
    return [(1 - remainder) * cause.prior / total for cause in causes]


def percent(share: float) -> str:
    """A share as readers want it: no decimals, but never 0%."""
    return "under 1%" if share < 0.005 else f"{share:.0%}"


def fact(name: str) -> str:
    """The name of a fact, with a link to what it means."""
    return f"[{code(name)}](facts.md#{anchor(name)})"


def condition(row: Condition, *, known_fact: bool) -> str:
    """A row of `when`."""
    name = fact(row.fact) if known_fact else code(row.fact)
    return f"{name} is {choice(row.values)}" if row.known else f"{name} is {choice(row.values)}, or not known"


def evidence(row: EvidenceRule, *, known_fact: bool) -> str:
    """A row of evidence: the fact, its strength and the factor that it has."""
    name = fact(row.fact) if known_fact else code(row.fact)
    effect = f"{row.strength.value} evidence {'against' if row.against else 'for'} it"
    factor = f"÷{1 / row.ratio:g}" if row.against else f"×{row.ratio:g}"
    because = f"; {prose(row.because)}" if row.because else ""
    return f"{name} {_VERBS[row.op]} {choice(row.values)}: {effect} ({factor}){because}"


def choice(values: Sequence[FactValue]) -> str:
    """Values as code, joined with commas and an `or`."""
    shown = [code(str(value).lower() if isinstance(value, bool) else str(value)) for value in values]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"
