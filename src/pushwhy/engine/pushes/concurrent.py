"""Concurrent pushes of one step: whose a line is, by address, by status, by what an error names, or by guess.

`dotnet nuget push` in several processes (`xargs -P`, `&`, MSBuild's nodes) prints lines of which none says whose it is.
A guess is always the push that began last, and is kept in `Push.mixed_with`.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pushwhy.engine.match.rules import Match
from pushwhy.engine.pushes.push import Push
from pushwhy.model.facts import FactValue
from pushwhy.model.rules import Kind

MOST_CONCURRENT = 16
"""Pushes that one command runs at the same time, at the most."""
_REDIRECT = 300


class ConcurrentPushes:
    """The pushes under way in one step, where there are several, by their index in the timeline that is being built."""

    def __init__(self, matches: Sequence[Match], pushes: list[Push]) -> None:
        """`pushes` are all pushes of the log up to now; the list grows and changes while the log is read."""
        self.last_error_line = 0
        self._pushes = pushes
        self._indexes: list[int] = []
        self._named_statuses = _statuses_by_package(matches)

    @property
    def is_going_on(self) -> bool:
        """Whether pushes of this step have been seen to run at the same time."""
        return bool(self._indexes)

    def end(self) -> None:
        """Forget the pushes: the step is over."""
        self._indexes = []

    def begin(self, before: int | None, index: int) -> None:
        """Take a push that begins while the one before it may be under way still: neither answered nor followed by an error."""
        if not self._indexes:
            if before is None:
                return
            push = self._pushes[before]
            if not push.is_open or push.statuses or self.last_error_line > push.first_line:
                return
            self._pushes[before] = replace(push, concurrent=True)
            self._indexes = [before]
        self._pushes[index] = replace(self._pushes[index], concurrent=True)
        self._indexes = [*(push.index for push in self._open()[-MOST_CONCURRENT:]), index]

    def requesting(self, address: str | None) -> int | None:
        """Return whose a request is: to one address all are the same."""
        there = self._at(address)
        return next((push.index for push in there if not push.requests), there[0].index if len(there) == 1 else None)

    def answered(self, address: str | None, status: int) -> int | None:
        """Return whose an answer is."""
        waiting = [push for push in self._at(address) if push.awaits_answer]
        named = [(push, self._named_statuses.get((_lower(push.package_id), _lower(push.version)))) for push in waiting]
        with_status = [push for push, named_status in named if named_status == status]
        without_any = [push for push, named_status in named if named_status is None]
        return self._last_of(with_status or without_any or waiting)

    def arrived(self) -> int | None:
        """Return whose the line is that says that a package arrived."""
        live = self._open()
        well = [push for push in live if push.last_status is not None and push.last_status < _REDIRECT]
        return self._last_of(well or [push for push in live if not push.statuses])

    def _open(self) -> list[Push]:
        return [self._pushes[index] for index in self._indexes if self._pushes[index].is_open]

    def _at(self, address: str | None) -> list[Push]:
        """Return those under way to an address; to any where none has it, because a source is often named by its service index."""
        live = self._open()
        there = [push for push in live if address is not None and address.rstrip("/") == (push.source or "").rstrip("/")]
        return there or live

    def _last_of(self, pushes: Sequence[Push]) -> int | None:
        """Return the last; of several, each may be meant as well."""
        if len(pushes) > 1:
            indexes = frozenset(push.index for push in pushes)
            for push in pushes:
                self._pushes[push.index] = replace(push, mixed_with=push.mixed_with | (indexes - {push.index}))
        return pushes[-1].index if pushes else None


def _statuses_by_package(matches: Sequence[Match]) -> dict[tuple[str, str], FactValue]:
    """Return, by ID and version in small letters, the status in an error that names them; different rules can read the two."""
    statuses = {match.line: match.facts["http_status"] for match in matches if "http_status" in match.facts}
    return {
        (_lower(match.facts["package_id"]), _lower(match.facts["version"])): statuses[match.line]
        for match in matches
        if match.rule.kind is Kind.FAILURE and match.line in statuses and match.facts.keys() >= {"package_id", "version"}
    }


def _lower(value: object) -> str:
    return str(value or "").lower()
