"""Which of several rules that match the same failure speaks for it (design: section 3, "the first difference decides")."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.engine.match.rules import Match
from pushwhy.model.rules import Role

_ORDER = {role: position for position, role in enumerate(Role)}


def ranked(found: Sequence[Match]) -> list[Match]:
    """The winner first, then the rest by rank; the inner line of a nested message wins a tie."""
    beaten = {id_ for one in found for id_ in one.rule.over}
    return sorted(found, key=lambda one: (one.rule.id in beaten, *_key(one)))


def _key(one: Match) -> tuple[int, int, int, bool, int, int, int]:
    rule = one.rule
    # What a status means on one kind of feed is told before what it means anywhere.
    demands = sum(condition.known for condition in rule.when) if rule.role is Role.STATUS else 0
    return (_ORDER[rule.role], -rule.layer, -demands, len(rule.causes) > 1, -one.literal, -one.line, rule.order)
