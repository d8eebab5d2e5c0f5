"""Evidence → probability: priors, likelihood ratios, the remainder, and facts that contradict each other (design: section 3)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct

from pushwhy.model.facts import Fact, Facts, FactValue
from pushwhy.model.report import Strength
from pushwhy.model.rules import CauseOfRule, EvidenceRule, FactSpec

OTHER = ""
"""Stands for "none of these" beside the ids of causes."""


class Weighed(Struct, frozen=True, kw_only=True):
    """The factor that a fact had, and the rows of evidence that speak of its value: none where they speak of other values alone."""

    name: str
    fact: Fact
    factor: float
    rows: tuple[EvidenceRule, ...]


class Posterior(Struct, frozen=True, kw_only=True):
    """What one cause weighs, and why."""

    cause: str
    prior: float
    probability: float
    weighed: tuple[Weighed, ...]


class Weighing(Struct, frozen=True, kw_only=True):
    """All causes of a rule, the likeliest first, and the facts that were left out because they contradict each other."""

    posteriors: tuple[Posterior, ...]
    other: float
    conflicts: tuple[str, ...]


def weigh(
    causes: Sequence[CauseOfRule], facts: Facts, specs: Mapping[str, FactSpec], *, remainder: float, use_evidence: bool = True
) -> Weighing:
    """Priors times factors, normalised over the causes and the remainder."""
    conflicts = contradictions(causes, facts) if use_evidence else ()
    usable = {name: fact for name, fact in facts.items() if name not in conflicts} if use_evidence else {}
    priors = priors_of(causes, remainder=remainder)
    weights = dict(priors)
    told: dict[str, list[Weighed]] = {cause.id: [] for cause in causes}
    for cause in causes:
        for name in dict.fromkeys(row.fact for row in cause.evidence):
            if name not in usable:
                continue
            fact = usable[name]
            rows = tuple(row for row in cause.evidence if row.fact == name and holds(row, fact.value))
            factor = likelihood(cause, specs.get(name), name, fact.value)
            weights[cause.id] *= factor
            if rows or factor != 1:
                told[cause.id].append(Weighed(name=name, fact=fact, factor=factor, rows=rows))
    total = math.fsum(weights.values())
    posteriors = [
        Posterior(cause=cause.id, prior=priors[cause.id], probability=weights[cause.id] / total, weighed=tuple(told[cause.id]))
        for cause in causes
    ]
    posteriors.sort(key=lambda one: -one.probability)
    return Weighing(posteriors=tuple(posteriors), other=weights[OTHER] / total, conflicts=tuple(conflicts))


def priors_of(causes: Sequence[CauseOfRule], *, remainder: float) -> dict[str, float]:
    """Weights normalised, the remainder included under `OTHER`."""
    if not causes:
        return {OTHER: 1.0}
    total = math.fsum(cause.prior for cause in causes)
    return {cause.id: (1 - remainder) * cause.prior / total for cause in causes} | {OTHER: remainder}


def likelihood(cause: CauseOfRule, spec: FactSpec | None, name: str, value: FactValue) -> float:
    """P(value | cause) / base(value) where the fact has base weights, else the published ratio; 1 where the cause says nothing."""
    if spec is None or not spec.weights:
        return _ratio(cause, name, value)
    return _ratio(cause, name, value) / _normal(spec, [_ratio(cause, name, other) for other in spec.values])


def likelihoods(cause: CauseOfRule, spec: FactSpec) -> list[float]:
    """`likelihood` of every value of a fact that has base weights."""
    ratios = [_ratio(cause, spec.name, value) for value in spec.values]
    normal = _normal(spec, ratios)
    return [ratio / normal for ratio in ratios]


def _normal(spec: FactSpec, ratios: Sequence[float]) -> float:
    return math.fsum(weight * ratio for weight, ratio in zip(spec.weights, ratios, strict=True))


def holds(row: EvidenceRule, value: FactValue) -> bool:
    """Whether a row of evidence applies to a value."""
    match row.op:
        case "is" | "in":
            return value in row.values
        case "at_least":
            return isinstance(value, int) and isinstance(row.values[0], int) and value >= row.values[0]
        case _:
            return isinstance(value, int) and isinstance(row.values[0], int) and value <= row.values[0]


def contradictions(causes: Sequence[CauseOfRule], facts: Facts) -> tuple[str, ...]:
    """Names of conclusive facts that cannot all be true: one proves a cause and another excludes it or proves a different one."""
    told = [(row, cause.id) for cause in causes for row in cause.evidence if row.strength is Strength.CONCLUSIVE]
    true = [(row, cause) for row, cause in told if row.fact in facts and holds(row, facts[row.fact].value)]
    proofs = {(row.fact, cause) for row, cause in true if not row.against}
    exclusions = {(row.fact, cause) for row, cause in true if row.against}
    clashing = {
        name
        for fact, cause in proofs
        for other in [*(f for f, its in proofs if its != cause), *(f for f, its in exclusions if its == cause)]
        if fact != other
        for name in (fact, other)
    }
    if causes and {cause for _, cause in exclusions} == {cause.id for cause in causes} and len({fact for fact, _ in exclusions}) > 1:
        clashing |= {fact for fact, _ in exclusions}
    return tuple(sorted(clashing))


def entropy(weights: Sequence[float]) -> float:
    """In nats."""
    total = math.fsum(weights)
    return -math.fsum(w / total * math.log(w / total) for w in weights if w > 0) if total > 0 else 0.0


def _ratio(cause: CauseOfRule, name: str, value: FactValue) -> float:
    ratio = 1.0
    for row in cause.evidence:
        if row.fact == name and holds(row, value):
            ratio *= row.ratio
    return ratio
