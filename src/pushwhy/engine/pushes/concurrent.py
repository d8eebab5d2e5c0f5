"""Pushes that one step runs at the same time: whose a line is, by address, by status, by what an error names, or by guess.

`dotnet nuget push` in several processes (`xargs -P`, `&`, MSBuild's nodes) prints lines of which none says whose it is.
A guess is always the push that began last, and is kept in `mixed_with`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.engine.match.rules import Occurrence
from pushwhy.engine.pushes.draft import Draft
from pushwhy.engine.pushes.timeline import SIDE_BY_SIDE
from pushwhy.model.facts import FactValue
from pushwhy.model.report import Outcome
from pushwhy.model.rules import Kind

_REDIRECT = 300


class SideBySide:
    """The pushes under way in one step, where there are several."""

    def __init__(self, found: Sequence[Occurrence]) -> None:
        self.error_line = 0
        """Where an error was printed last."""
        self._pushes: list[Draft] = []
        self._status_named = _statuses_by_package(found)

    @property
    def is_going_on(self) -> bool:
        """Whether pushes of this step have been seen to run at the same time."""
        return bool(self._pushes)

    def end(self) -> None:
        """The step is over."""
        self._pushes = []

    def begin(self, before: Draft | None, push: Draft) -> None:
        """A push begins, and the one before it may be under way still: neither answered nor followed by an error."""
        if not self._pushes:
            if before is None or before.outcome is not Outcome.UNKNOWN or before.statuses or self.error_line > before.first_line:
                return
            before.side_by_side = True
            self._pushes = [before]
        push.side_by_side = True
        self._pushes = [*self._live()[-SIDE_BY_SIDE:], push]

    def requesting(self, address: str | None) -> Draft | None:
        """Whose a request is: to one address all are the same."""
        there = self._at(address)
        return next((push for push in there if not push.requests), there[0] if len(there) == 1 else None)

    def answered(self, address: str | None, status: int) -> Draft | None:
        """Whose an answer is."""
        waiting = [push for push in self._at(address) if push.awaits_answer]
        if not waiting:
            return None
        named = [(push, self._status_named.get((_lower(push.package_id), _lower(push.version)))) for push in waiting]
        return _one_of([push for push, known in named if known == status] or [push for push, known in named if known is None] or waiting)

    def arrived(self) -> Draft | None:
        """Whose the line is that says that a package arrived."""
        live = self._live()
        well = [push for push in live if push.statuses and push.statuses[-1][1] < _REDIRECT]
        return _one_of(well or [push for push in live if not push.statuses])

    def _live(self) -> list[Draft]:
        return [push for push in self._pushes if push.outcome is Outcome.UNKNOWN]

    def _at(self, address: str | None) -> list[Draft]:
        """Those under way to an address; to any where none has it, because a source is often named by its service index."""
        live = self._live()
        there = [push for push in live if address is not None and address.rstrip("/") == (push.source or "").rstrip("/")]
        return there or live


def _one_of(pushes: Sequence[Draft]) -> Draft | None:
    """The last; of several, each may be meant as well."""
    if not pushes:
        return None
    if len(pushes) > 1:
        places = {push.place for push in pushes}
        for push in pushes:
            push.mixed_with |= places - {push.place}
    return pushes[-1]


def _statuses_by_package(found: Sequence[Occurrence]) -> dict[tuple[str, str], FactValue]:
    """By ID and version in small letters, the status in an error that names them; the two can be read by different rules."""
    statuses = {one.line: one.facts["http_status"] for one in found if "http_status" in one.facts}
    return {
        (_lower(one.facts["package_id"]), _lower(one.facts["version"])): statuses[one.line]
        for one in found
        if one.rule.kind is Kind.FAILURE and one.line in statuses and one.facts.keys() >= {"package_id", "version"}
    }


def _lower(value: object) -> str:
    return str(value or "").lower()
