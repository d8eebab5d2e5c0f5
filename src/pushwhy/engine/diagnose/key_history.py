"""What other pushes with the same key tell about a push: the key is alive, it opens nothing, it ran out.

The key is the same within one command, or where two commands show the same key expression; `***` proves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from pushwhy.engine.pushes.identity import host_of
from pushwhy.engine.pushes.push import Push
from pushwhy.model.facts import Fact, Facts, Origin

_REFUSED = (401, 403)
_CONFLICT = 409
"""A server looks at the key before it looks for a duplicate (nuget.org: ApiController.CreatePackagePut)."""

Key = tuple[object, ...]


class KeyHistory(Struct, frozen=True, kw_only=True):
    """What became of the pushes with one key, in the order of the log."""

    accepted: tuple[Push, ...]
    refused: tuple[Push, ...]
    several_refused: bool
    """The refused pushes are of two packages or more."""
    only_new_ids_refused: bool | None
    """It opened all packages but those whose ID is new on the feed; None where nobody knows."""


def key_histories(pushes: Sequence[Push], is_new: Mapping[int, bool]) -> Mapping[Key, KeyHistory]:
    """Return the history of each key; `is_new` tells by the index of a push, if known, whether its feed lacks the ID."""
    by_key: dict[Key, tuple[list[Push], list[Push]]] = {}
    for push in pushes:
        accepted, refused = by_key.setdefault(_key(push), ([], []))
        if _is_accepted(push):
            accepted.append(push)
        elif push.last_status in _REFUSED:
            refused.append(push)
    return {
        key: KeyHistory(
            accepted=tuple(accepted),
            refused=tuple(refused),
            several_refused=len({push.package_id for push in refused}) > 1,
            only_new_ids_refused=_only_new_ids_refused(accepted, refused, is_new),
        )
        for key, (accepted, refused) in by_key.items()
    }


def facts_of_key(push: Push, histories: Mapping[Key, KeyHistory]) -> Facts:
    """Return what the histories tell about the key of one push."""
    history = histories[_key(push)]
    facts: Facts = {}
    accepted = next((other for other in history.accepted[:2] if other.index != push.index), None)
    if accepted is not None:
        facts["same_key_accepted"] = Fact(value=True, origin=Origin.DERIVED, line=accepted.last_line)
        if accepted.package_id:
            facts["same_key_accepted_for"] = Fact(value=accepted.package_id, origin=Origin.DERIVED, line=accepted.last_line)
    if history.several_refused and not history.accepted:
        facts["every_package_refused"] = Fact(value=True, origin=Origin.DERIVED)
    if history.several_refused and history.accepted and history.accepted[-1].index < history.refused[0].index:
        facts["accepted_then_refused"] = Fact(value=True, origin=Origin.DERIVED)
    if history.only_new_ids_refused is not None:
        facts["only_new_ids_refused"] = Fact(value=history.only_new_ids_refused, origin=Origin.DERIVED)
    return facts


def _only_new_ids_refused(accepted: Sequence[Push], refused: Sequence[Push], is_new: Mapping[int, bool]) -> bool | None:
    known = [is_new.get(push.index) for push in refused]
    if not accepted or not known or None in known:
        return None
    return all(known) and not any(is_new.get(push.index) for push in accepted)


def _key(push: Push) -> Key:
    """Return what is equal for pushes with the same key to the same host; packages and their symbols may have different ones."""
    where = host_of(push.target or ""), push.symbols
    if push.command is not None and push.command.key_expression:
        return (*where, push.command.key_expression)
    return (*where, push.step, push.command.line if push.command is not None else None)


def _is_accepted(push: Push) -> bool:
    return push.last_status == _CONFLICT if push.is_open else True
