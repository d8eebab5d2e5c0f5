"""What other pushes with the same key tell about a push: the key is alive, it opens nothing, it ran out.

The key is the same within one command, or where two commands show the same key expression; `***` proves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from pushwhy.engine.pushes import identity as names
from pushwhy.engine.pushes.timeline import SentPush, Timeline
from pushwhy.model.report import Outcome

_REFUSED = (401, 403)
_CONFLICT = 409
"""A server looks at the key before it looks for a duplicate (nuget.org: ApiController.CreatePackagePut)."""

Key = tuple[object, ...]


class History(Struct, frozen=True):
    """Places of the pushes that one key opened, and of those that it did not, in the order of the log."""

    accepted: tuple[int, ...]
    refused: tuple[int, ...]
    several_refused: bool
    """The refused ones are of two packages or more."""
    only_new_refused: bool | None
    """The refused ones have IDs that are new on the feed, and the others not; None where nobody knows."""


class SameKey(Struct, frozen=True):
    """What a key did for the other packages of a log."""

    accepted: SentPush | None
    """The first other push that it opened."""
    every_package_refused: bool
    """It opened none of two packages or more."""
    accepted_then_refused: bool
    """It opened some, and from then on none of two packages or more."""
    only_new_ids_refused: bool | None
    """It opened all packages but those whose ID is new on the feed."""


def histories(timeline: Timeline, is_new: Mapping[int, bool]) -> Mapping[Key, History]:
    """By key, what became of the pushes that it was sent with; `is_new` tells by place, if known, whether the feed lacks the ID."""
    found: dict[Key, tuple[list[int], list[int]]] = {}
    for place, push in enumerate(timeline.pushes):
        accepted, refused = found.setdefault(_key(push), ([], []))
        if _is_accepted(push):
            accepted.append(place)
        elif push.statuses and push.statuses[-1][1] in _REFUSED:
            refused.append(place)
    return {
        key: History(
            accepted=tuple(accepted),
            refused=tuple(refused),
            several_refused=len({timeline.pushes[place].package_id for place in refused}) > 1,
            only_new_refused=_are_new(refused, is_new) and not any(is_new.get(place) for place in accepted) if accepted else None,
        )
        for key, (accepted, refused) in found.items()
    }


def of_push(push: SentPush, timeline: Timeline, known: Mapping[Key, History]) -> SameKey:
    """What the histories tell about one push."""
    history = known[_key(push)]
    accepted = next((timeline.pushes[place] for place in history.accepted[:2] if timeline.pushes[place] is not push), None)
    return SameKey(
        accepted=accepted,
        every_package_refused=history.several_refused and not history.accepted,
        accepted_then_refused=history.several_refused and bool(history.accepted) and history.accepted[-1] < history.refused[0],
        only_new_ids_refused=history.only_new_refused,
    )


def _are_new(refused: Sequence[int], is_new: Mapping[int, bool]) -> bool | None:
    known = [is_new.get(place) for place in refused]
    return None if not known or None in known else all(known)


def _key(push: SentPush) -> Key:
    """Equal for pushes with the same key to the same host; packages and their symbols may have different ones."""
    where = names.host_of(push.target or ""), push.symbols
    if push.command is not None and push.command.key_expression:
        return (*where, push.command.key_expression)
    return (*where, push.step, push.command.line if push.command is not None else None)


def _is_accepted(push: SentPush) -> bool:
    if push.outcome is Outcome.UNKNOWN:
        return bool(push.statuses) and push.statuses[-1][1] == _CONFLICT
    return True
