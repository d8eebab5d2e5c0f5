"""Facts that a user states: `[PACKAGE_ID@|HOST@]NAME=VALUE`."""

from __future__ import annotations

from collections.abc import Mapping

from pushwhy.errors import UsageError
from pushwhy.model.facts import FactValue
from pushwhy.model.rules import FactSpec
from pushwhy.pack.vocabulary import unknown_fact, unknown_value, value_of


def parse(text: str, facts: Mapping[str, FactSpec]) -> tuple[str | None, str, FactValue]:
    """Scope (a package ID or host, or None for all), name and value.

    Raises:
        UsageError: it is not of this form, or the fact or value is unknown; the valid ones are listed.
    """
    left, equals, given = text.partition("=")
    scope, at, name = left.rpartition("@")
    if not equals or not name or not given or (at and not scope):
        raise UsageError(f"--fact {text}: write NAME=VALUE, or PACKAGE_ID@NAME=VALUE; for example --fact key=valid")
    if name not in facts:
        raise UsageError(f"--fact {text}: {unknown_fact(name, facts)}")
    value = value_of(facts[name], given)
    if value is None:
        raise UsageError(f"--fact {text}: {unknown_value(facts[name], given)}")
    return scope or None, name, value
