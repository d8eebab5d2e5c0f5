"""What counted cases say of a cause, its prior says as well; and an estimate alone settles nothing."""

from __future__ import annotations

from itertools import permutations

from pushwhy.model.pack import RulePack
from pushwhy.model.rules import CauseOfRule, Rule

SETTLED = 0.9
"""More than this share needs evidence, or so many counted cases:"""
ENOUGH_CASES = 20


def share(rule: Rule, cause: CauseOfRule) -> float:
    """Its prior, as it is shown: rounded to whole percents."""
    return round((1 - rule.remainder) * cause.prior / sum(one.prior for one in rule.causes), 2)


def test_a_prior_alone_settles_nothing_between_several_causes_unless_many_cases_were_counted(pack: RulePack) -> None:
    settled = [
        (rule.id, cause.id)
        for rule in pack.rules
        for cause in rule.causes
        if len(rule.causes) > 1 and share(rule, cause) > SETTLED and cause.cases < ENOUGH_CASES
    ]
    assert settled == []


def test_a_cause_of_more_counted_cases_never_weighs_less_than_one_of_fewer(pack: RulePack) -> None:
    wrong = [
        (rule.id, often.id, seldom.id)
        for rule in pack.rules
        for often, seldom in permutations(rule.causes, 2)
        if often.cases > seldom.cases > 0 and often.prior <= seldom.prior
    ]
    assert wrong == []


def test_cases_were_counted_for_the_refusal_that_is_the_most_frequent_of_all(pack: RulePack) -> None:
    (refused,) = (rule for rule in pack.rules if rule.id == "nuget.org/key-refused")
    assert sum(cause.cases for cause in refused.causes) >= 9
