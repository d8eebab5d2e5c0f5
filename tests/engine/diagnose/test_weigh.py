"""The numbers that the documentation publishes: ratios 2, 5, 20 and 1000, a remainder of 5%, and P(value | cause) / base(value)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pushwhy.engine.diagnose.weigh import OTHER, Posterior, contradictions, holds, likelihood, priors_of, weigh
from pushwhy.model.facts import Fact, FactValue, StatedFact
from pushwhy.model.pack import RulePack
from pushwhy.model.report import Diagnosis, Strength
from pushwhy.model.rules import CauseOfRule, Comparison, EvidenceRule, FactSpec
from pushwhy.pack.compile.weights import RATIOS, REMAINDER, ratio_of
from pushwhy.run.pipeline import Pipeline
from tests.engine.push_lines import pushed, refused

KEY = FactSpec(name="key", type="enum", description="d", values=("valid", "new", "expired"), weights=(0.35, 0.25, 0.40))
SPECS = {"key": KEY, "plain": FactSpec(name="plain", type="enum", description="d", values=("yes", "no"))}


def row(
    fact: str, *values: FactValue, strength: Strength = Strength.STRONG, against: bool = False, op: Comparison = Comparison.IN
) -> EvidenceRule:
    return EvidenceRule(fact=fact, op=op, values=values, strength=strength, against=against, ratio=ratio_of(strength, against=against))


def cause(name: str, prior: float, *rows: EvidenceRule) -> CauseOfRule:
    return CauseOfRule(id=name, prior=prior, evidence=rows)


def facts(**values: FactValue) -> dict[str, Fact]:
    return {name: Fact(value=value) for name, value in values.items()}


def probabilities(posteriors: Sequence[Posterior]) -> dict[str, float]:
    return {posterior.cause: posterior.probability for posterior in posteriors}


class TestPriors:
    CAUSES = (cause("a", 20), cause("b", 35), cause("c", 45))

    def test_weights_are_normalised_with_a_remainder_of_five_percent(self) -> None:
        assert priors_of(self.CAUSES, remainder=REMAINDER) == pytest.approx({"a": 0.19, "b": 0.3325, "c": 0.4275, OTHER: 0.05})

    def test_an_exhaustive_rule_has_no_remainder(self) -> None:
        assert priors_of(self.CAUSES, remainder=0.0) == pytest.approx({"a": 0.20, "b": 0.35, "c": 0.45, OTHER: 0})

    def test_without_evidence_the_priors_are_the_probabilities_the_likeliest_first(self) -> None:
        weighing = weigh(self.CAUSES, {}, SPECS, remainder=REMAINDER)
        assert [one.cause for one in weighing] == ["c", "b", "a", OTHER]
        assert probabilities(weighing) == pytest.approx({"a": 0.19, "b": 0.3325, "c": 0.4275, OTHER: 0.05})


class TestRatios:
    def test_the_published_strengths(self) -> None:
        assert [RATIOS[strength] for strength in Strength] == [2, 5, 20, 1000]

    @pytest.mark.parametrize("strength", Strength)
    @pytest.mark.parametrize("against", [False, True])
    def test_a_fact_without_base_weights_has_the_published_ratio(self, strength: Strength, *, against: bool) -> None:
        causes = (
            cause("a", 1, row("plain", "yes", strength=strength, against=against)),
            cause("b", 1),
        )
        ratio = 1 / RATIOS[strength] if against else RATIOS[strength]
        weighing = weigh(causes, facts(plain="yes"), SPECS, remainder=0.0)
        assert probabilities(weighing)["a"] == pytest.approx(ratio / (ratio + 1))
        assert [factor.ratio for one in weighing for factor in one.factors] == [pytest.approx(ratio)]

    def test_a_fact_with_base_weights_is_normalised_over_its_values(self) -> None:
        supported = cause("a", 1, row("key", "valid"))
        assert likelihood(supported, KEY, "key", "valid") == pytest.approx(20 / (0.35 * 20 + 0.25 + 0.40))
        assert likelihood(supported, KEY, "key", "expired") == pytest.approx(1 / (0.35 * 20 + 0.25 + 0.40))
        excluded = cause("b", 1, row("key", "valid", "new", strength=Strength.CONCLUSIVE, against=True))
        assert likelihood(excluded, KEY, "key", "valid") == pytest.approx(0.001 / (0.60 * 0.001 + 0.40))
        assert likelihood(excluded, KEY, "key", "expired") == pytest.approx(1 / (0.60 * 0.001 + 0.40))
        assert likelihood(cause("c", 1), KEY, "key", "valid") == 1

    @pytest.mark.parametrize("against", [False, True])
    def test_the_values_of_a_weighted_fact_sum_to_one_under_every_cause(self, *, against: bool) -> None:
        one = cause("a", 1, row("key", "valid", "new", against=against), row("key", "expired", strength=Strength.WEAK))
        total = sum(weight * likelihood(one, KEY, "key", value) for value, weight in zip(KEY.values, KEY.weights, strict=True))
        assert total == pytest.approx(1)

    def test_no_evidence_is_used_when_told_so(self, pack: RulePack) -> None:
        log = refused("AppLogger").encode()
        plain = Pipeline(pack).report_bytes(log).diagnoses[0]
        stated = [StatedFact(name="key", value="expired")]
        first = Pipeline(pack, stated=stated, use_evidence=False).report_bytes(log).diagnoses[0]
        assert [one.prior for one in first.causes] == pytest.approx([one.probability for one in first.causes])
        assert first.facts["key"] == "expired"
        assert {one.id: one.prior for one in first.causes} == {one.id: one.prior for one in plain.causes}


class TestRemainder:
    def test_it_grows_when_the_evidence_speaks_against_all_causes(self) -> None:
        causes = tuple(cause(name, 1, row("plain", "yes", against=True)) for name in "ab")
        other = probabilities(weigh(causes, facts(plain="yes"), SPECS, remainder=REMAINDER))[OTHER]
        assert other == pytest.approx(0.05 / (0.05 + 0.95 / 20))

    def test_it_shrinks_when_the_evidence_speaks_for_one(self) -> None:
        causes = (cause("a", 1, row("plain", "yes")), cause("b", 1))
        weighing = weigh(causes, facts(plain="yes"), SPECS, remainder=REMAINDER)
        assert probabilities(weighing)[OTHER] == pytest.approx(0.05 / (0.475 * 20 + 0.475 + 0.05))

    def test_a_rule_without_causes_is_all_remainder(self) -> None:
        assert probabilities(weigh((), {}, SPECS, remainder=REMAINDER)) == {OTHER: 1}


@pytest.mark.parametrize(
    ("op", "limits", "value", "expected"),
    [
        (Comparison.IS, ("valid",), "valid", True),
        (Comparison.IS, ("valid",), "new", False),
        (Comparison.IN, ("valid", "new"), "new", True),
        (Comparison.AT_LEAST, (3,), 3, True),
        (Comparison.AT_LEAST, (3,), 2, False),
        (Comparison.AT_MOST, (3,), 3, True),
        (Comparison.AT_MOST, (3,), 4, False),
        (Comparison.AT_LEAST, (3,), "many", False),
    ],
)
def test_operators(op: Comparison, limits: tuple[FactValue, ...], value: FactValue, expected: bool) -> None:
    assert holds(row("plain", *limits, op=op), value) is expected


class TestConflicts:
    def conflicts(self, *causes: CauseOfRule, **values: FactValue) -> tuple[str, ...]:
        return contradictions(causes, facts(**values))

    def proof(self, fact: str, *, against: bool = False) -> EvidenceRule:
        return row(fact, True, strength=Strength.CONCLUSIVE, against=against)

    def test_proofs_of_two_causes(self) -> None:
        assert self.conflicts(cause("a", 1, self.proof("x")), cause("b", 3, self.proof("y")), x=True, y=True) == ("x", "y")

    def test_a_cause_proven_and_excluded(self) -> None:
        causes = (cause("a", 1, self.proof("x"), self.proof("y", against=True)), cause("b", 3))
        assert self.conflicts(*causes, x=True, y=True) == ("x", "y")

    def test_several_facts_that_exclude_everything_between_them(self) -> None:
        causes = (cause("a", 1, self.proof("x", against=True)), cause("b", 3, self.proof("y", against=True)))
        assert self.conflicts(*causes, x=True, y=True) == ("x", "y")

    def test_one_fact_that_excludes_everything_speaks_for_the_remainder(self) -> None:
        causes = (cause("a", 1, self.proof("x", against=True)), cause("b", 3, self.proof("x", against=True)))
        assert self.conflicts(*causes, x=True) == ()
        other = probabilities(weigh(causes, facts(x=True), SPECS, remainder=REMAINDER))[OTHER]
        assert other == pytest.approx(0.05 / (0.05 + 0.00095))

    def test_they_leave_the_priors_in_force_and_other_facts_still_count(self, pack: RulePack) -> None:
        log = refused("AppLogger")
        priors = {one.id: one.prior for one in diagnosis(pack, log).causes}
        found = diagnosis(pack, log, key="valid", owner="other", key_owner="other")
        assert len(found.conflicts) == 2
        assert {one.id: one.prior for one in found.causes} == priors
        factors = {factor.fact for one in found.causes for factor in one.factors}
        assert "key" in factors
        assert not {"owner", "key_owner"} & factors


def diagnosis(pack: RulePack, log: str, **stated: str) -> Diagnosis:
    pipeline = Pipeline(pack, stated=[StatedFact(name=name, value=value) for name, value in stated.items()])
    return pipeline.report_bytes(log.encode()).diagnoses[0]


class TestKeyRefused:
    """`The specified API key is invalid, has expired, or does not have permission …` of nuget.org."""

    def test_without_facts_every_probability_is_its_prior(self, pipeline: Pipeline) -> None:
        one = pipeline.report_bytes(refused("AppLogger").encode()).diagnoses[0]
        assert one.causes[0].id == "api-key-expired"
        assert [cause.probability for cause in one.causes] == pytest.approx([cause.prior for cause in one.causes])
        assert one.other_probability == pytest.approx(0.05)
        assert sum(cause.prior for cause in one.causes) == pytest.approx(0.95)

    def test_a_valid_key_points_to_the_id(self, pack: RulePack) -> None:
        one = diagnosis(pack, refused("AppLogger"), key="valid")
        assert one.causes[0].id == "package-id-owned-by-another"
        (reason,) = one.causes[0].evidence
        assert (reason.fact, reason.value, reason.origin, reason.effect, reason.line) == ("key", "valid", "stated", "for", None)
        assert {cause.id: cause.probability for cause in one.causes}["api-key-expired"] < 0.01

    def test_probabilities_shown_stay_within_their_bounds(self, pack: RulePack) -> None:
        one = diagnosis(pack, refused("AppLogger"), owner="other", key="valid")
        assert one.causes[0].id == "package-id-owned-by-another"
        assert {cause.id: cause.probability for cause in one.causes}["api-key-expired"] == 0.001
        single = diagnosis(pack, refused("AppLogger"), owner="other", key_kind="github")
        assert max(cause.probability for cause in single.causes) <= 0.999

    def test_a_key_accepted_for_another_package_is_neither_expired_nor_wrong(self, pipeline: Pipeline) -> None:
        one = pipeline.report_bytes((pushed("One") + refused("Two")).encode()).diagnoses[0]
        chances = {cause.id: cause.probability for cause in one.causes}
        assert (one.facts["same_key_accepted"], one.facts["same_key_accepted_for"]) == (True, "One")
        assert chances["api-key-expired"] == chances["api-key-invalid"] == 0.001
        priors = {cause.id: cause.prior for cause in one.causes}
        apart = chances["api-key-scope"] / chances["package-id-owned-by-another"]
        assert apart == pytest.approx(priors["api-key-scope"] / priors["package-id-owned-by-another"])
        reasons = [reason for cause in one.causes if cause.id == "api-key-expired" for reason in cause.evidence]
        assert [(reason.text, reason.line, reason.origin, reason.effect) for reason in reasons] == [
            ("the same key was accepted for One", 4, "derived", "against")
        ]
