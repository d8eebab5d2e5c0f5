"""Which of several rules that match the same failure speaks for it (design: section 3, "the first difference decides")."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.engine.match.rules import Match

_FAMILY_RANK = {"fallback": 0, "ci": 1, "http": 2}
_OTHER_FAMILIES = 3


def family(rule_id: str) -> str:
    """The part before the slash: who speaks."""
    return rule_id.split("/", 1)[0]


def ranked(found: Sequence[Match]) -> list[Match]:
    """The winner first, then the rest by rank; the inner line of a nested message wins a tie."""
    beaten = {id_ for one in found for id_ in one.rule.over}
    return sorted(found, key=lambda one: (one.rule.id in beaten, *_key(one)))


def _key(one: Match) -> tuple[int, int, bool, int, int, int]:
    rule = one.rule
    rank = _FAMILY_RANK.get(family(rule.id), _OTHER_FAMILIES)
    return (-rank, -rule.layer, len(rule.causes) > 1, -one.literal, -one.line, rule.order)
