"""Every fact that a rule asks for can be known: a source derives it, a rule captures it, or the user is asked for it."""

from __future__ import annotations

import re

from pushwhy.decoding.dialects import DIALECTS
from pushwhy.engine.diagnose.fact_sources import SOURCES
from pushwhy.model.facts import FactValue
from pushwhy.model.pack import RulePack

_LOOKED_UP = frozenset(("id", "owner", "owners", "version_exists"))
"""What a feed is asked for with `--online`."""


def asked_for(pack: RulePack) -> set[tuple[str, FactValue]]:
    """Facts with their values in conditions and evidence."""
    conditions = {(row.fact, value) for rule in pack.rules for row in rule.when for value in row.values}
    return conditions | {
        (row.fact, value) for rule in pack.rules for cause in rule.causes for row in cause.evidence for value in row.values
    }


def captured(pack: RulePack) -> set[str]:
    """Facts that the patterns of rules read, or that rules state."""
    patterns = {pattern for rule in pack.rules for pattern in rule.match.all_patterns}
    return {name for id_ in patterns for name in re.findall(r"\(\?P?<(\w+)>", pack.patterns[id_].regex)} | {
        name for rule in pack.rules for name in rule.set
    }


def test_every_fact_that_a_rule_uses_has_a_producer(pack: RulePack) -> None:
    derived = frozenset[str]().union(*(source.yields for source in SOURCES))
    asked = {spec.name for spec in pack.facts.values() if spec.question}
    missing = {fact for fact, _ in asked_for(pack)} - derived - captured(pack) - asked - _LOOKED_UP
    # Nothing reads yet what started a job.
    assert missing == {"event"}


def test_every_ci_system_that_a_rule_asks_for_is_a_dialect(pack: RulePack) -> None:
    systems = {dialect.ci for dialect in DIALECTS if dialect.ci}
    # Nothing tells yet that a log is of no CI system.
    assert {str(value) for fact, value in asked_for(pack) if fact == "ci"} - systems == {"none"}


def test_the_names_of_sources_are_unique() -> None:
    assert len({source.name for source in SOURCES}) == len(SOURCES)
