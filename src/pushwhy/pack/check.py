"""What does not break a pack but should not stay in it."""

from __future__ import annotations

from pushwhy.model.rules import RulePack

_MADE_BY_THE_ENGINE = frozenset(("secret-visible-in-log",))


def unused_causes(pack: RulePack) -> tuple[str, ...]:
    """Causes that no rule can have."""
    used = {cause.id for rule in pack.rules for cause in rule.causes} | _MADE_BY_THE_ENGINE
    return tuple(id_ for id_ in pack.causes if id_ not in used)
