"""Evidence → probability: priors, likelihood ratios, the remainder, and facts that contradict each other (design: section 3)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from msgspec import Struct

from pushwhy.model.facts import Fact, Facts, FactValue
from pushwhy.model.report import Strength
from pushwhy.model.rules import CauseOfRule, Comparison, EvidenceRule, FactSpec

OTHER = ""
"""Stands for "none of these" beside the ids of causes."""


class Factor(Struct, frozen=True, kw_only=True):
    """What a fact multiplied the weight of a cause by, and the rows of evidence that speak of its value, if any do."""

    name: str
    fact: Fact
    ratio: float
    rows: tuple[EvidenceRule, ...]


class Posterior(Struct, frozen=True, kw_only=True):
    """What one cause weighs, and why."""

    cause: str
    prior: float
    probability: float
    factors: tuple[Factor, ...] = ()


def weigh(causes: Sequence[CauseOfRule], facts: Facts, specs: Mapping[str, FactSpec], *, remainder: float) -> tuple[Posterior, ...]:
    """Multiply priors by factors and normalise; the likeliest cause comes first, `OTHER` last. `facts` must not contradict each other."""
    priors = priors_of(causes, remainder=remainder)
    factors = {cause.id: tuple(_factors(cause, facts, specs)) for cause in causes}
    weights = {id_: math.prod((factor.ratio for factor in factors.get(id_, ())), start=prior) for id_, prior in priors.items()}
    total = math.fsum(weights.values())
    posteriors = [Posterior(cause=id_, prior=priors[id_], probability=weights[id_] / total, factors=factors.get(id_, ())) for id_ in priors]
    return tuple(sorted(posteriors, key=lambda posterior: (posterior.cause == OTHER, -posterior.probability)))


def _factors(cause: CauseOfRule, facts: Facts, specs: Mapping[str, FactSpec]) -> Iterator[Factor]:
    for name in dict.fromkeys(row.fact for row in cause.evidence if row.fact in facts):
        fact = facts[name]
        rows = tuple(row for row in cause.evidence if row.fact == name and holds(row, fact.value))
        ratio = likelihood(cause, specs.get(name), name, fact.value)
        if rows or ratio != 1:
            yield Factor(name=name, fact=fact, ratio=ratio, rows=rows)


def priors_of(causes: Sequence[CauseOfRule], *, remainder: float) -> dict[str, float]:
    """Return the priors normalised, the remainder included under `OTHER`."""
    if not causes:
        return {OTHER: 1.0}
    total = math.fsum(cause.prior for cause in causes)
    return {cause.id: (1 - remainder) * cause.prior / total for cause in causes} | {OTHER: remainder}


def likelihood(cause: CauseOfRule, spec: FactSpec | None, name: str, value: FactValue) -> float:
    """Return P(value | cause) / base(value) where the fact has base weights, else the published ratio; 1 where the cause says nothing."""
    if spec is None or not spec.weights:
        return _ratio(cause, name, value)
    return _ratio(cause, name, value) / _normal(spec, [_ratio(cause, name, other) for other in spec.values])


def likelihoods(cause: CauseOfRule, spec: FactSpec) -> list[float]:
    """Return the `likelihood` of every value of a fact that has base weights."""
    ratios = [_ratio(cause, spec.name, value) for value in spec.values]
    normal = _normal(spec, ratios)
    return [ratio / normal for ratio in ratios]


def _normal(spec: FactSpec, ratios: Sequence[float]) -> float:
    return math.fsum(weight * ratio for weight, ratio in zip(spec.weights, ratios, strict=True))


def holds(row: EvidenceRule, value: FactValue) -> bool:
    """Return whether a row of evidence applies to a value."""
    match row.op:
        case Comparison.IS | Comparison.IN:
            return value in row.values
        case Comparison.AT_LEAST:
            return isinstance(value, int) and isinstance(row.values[0], int) and value >= row.values[0]
        case Comparison.AT_MOST:
            return isinstance(value, int) and isinstance(row.values[0], int) and value <= row.values[0]
        case _:
            assert_never(row.op)


def contradictions(causes: Sequence[CauseOfRule], facts: Facts) -> tuple[str, ...]:
    """Return the names of conclusive facts that cannot all be true: one proves a cause, another excludes it or proves a different one."""
    conclusive = [(row, cause.id) for cause in causes for row in cause.evidence if row.strength is Strength.CONCLUSIVE]
    true = [(row, cause) for row, cause in conclusive if row.fact in facts and holds(row, facts[row.fact].value)]
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


def expected_gain(causes: Sequence[CauseOfRule], weights: Mapping[str, float], spec: FactSpec) -> float:
    """Return by how much an answer to the question for a fact lowers the uncertainty about the causes on average, in nats."""
    now = entropy(list(weights.values()))
    expected: list[float] = []
    by_cause = [(weights[cause.id], likelihoods(cause, spec)) for cause in causes]
    for index, base in enumerate(spec.weights):
        after = [weight * base * likely[index] for weight, likely in by_cause]
        after.append(weights[OTHER] * base)
        expected.append(math.fsum(after) * entropy(after))
    return now - math.fsum(expected)


def entropy(weights: Sequence[float]) -> float:
    """Return the entropy of weights that need not be normalised, in nats."""
    total = math.fsum(weights)
    return -math.fsum(w / total * math.log(w / total) for w in weights if w > 0) if total > 0 else 0.0


def _ratio(cause: CauseOfRule, name: str, value: FactValue) -> float:
    ratio = 1.0
    for row in cause.evidence:
        if row.fact == name and holds(row, value):
            ratio *= row.ratio
    return ratio
