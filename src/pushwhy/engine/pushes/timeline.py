"""The timeline of pushes: which packages were sent where, in how many attempts, and what goes on at each line."""

from __future__ import annotations

import bisect
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from pushwhy.engine.pushes.command import Command
from pushwhy.engine.pushes.context import SOON, Surroundings
from pushwhy.model.log import Level
from pushwhy.model.report import Outcome

SIDE_BY_SIDE = 16
"""Pushes that one command runs at the same time, at the most."""


class SentPush(Struct, frozen=True, kw_only=True):
    """One push as its lines tell it, before errors are attributed to it."""

    first_line: int
    last_line: int
    step: int
    command: Command | None
    file: str | None
    package_id: str | None
    version: str | None
    symbols: bool
    source: str | None
    url: str | None
    requests: tuple[int, ...]
    """Lines on which attempts begin; none where there was only one and the client prints no requests."""
    statuses: tuple[tuple[int, int], ...]
    """(line, status) of the answers."""
    answer_ms: int | None
    """Milliseconds that the last answer took."""
    retry_line: int | None
    """Where the client said for the last time that it tries again."""
    broken: tuple[int, ...]
    """Lines of attempts that another one followed before an answer came."""
    outcome: Outcome
    """Pushed, skipped, or unknown; a failure is told by other lines."""
    outcome_line: int | None
    made_good_by: int | None
    """The place of a later push of the same file to the same source that succeeded: this one was its first attempt."""
    side_by_side: bool = False
    """Another push of its step was under way at the same time."""
    mixed_with: tuple[int, ...] = ()
    """Places of pushes beside it, where nothing tells which of their lines are whose."""

    @property
    def target(self) -> str | None:
        """The address or path that was pushed to."""
        return self.source if self.source and "***" not in self.source else self.url or self.source


class Timeline(Struct, frozen=True, kw_only=True, dict=True):
    """All pushes of a log in order, and what goes on at each line."""

    pushes: tuple[SentPush, ...]
    commands: tuple[Command, ...]
    steps: tuple[int, ...]
    """Lines at which a CI step begins."""
    around: Surroundings

    @property
    def ended(self) -> tuple[int, ...]:
        """Lines on which a wrapper says that a push command failed."""
        return self.around.ended

    @cached_property
    def _first_lines(self) -> tuple[int, ...]:
        return tuple(push.first_line for push in self.pushes)

    @cached_property
    def _command_lines(self) -> tuple[int, ...]:
        return tuple(one.line for one in self.commands)

    @cached_property
    def answers(self) -> Mapping[int, int]:
        """By the lines of answers, the place of the push that was answered."""
        return {line: place for place, push in reversed(tuple(enumerate(self.pushes))) for line, _ in push.statuses}

    @cached_property
    def unended(self) -> Mapping[tuple[str, str], tuple[int, ...]]:
        """By ID and version in small letters, the places of the pushes of which no outcome was printed."""
        places: dict[tuple[str, str], tuple[int, ...]] = {}
        for place, push in enumerate(self.pushes):
            if push.outcome is Outcome.UNKNOWN:
                key = (push.package_id or "").lower(), (push.version or "").lower()
                places[key] = (*places.get(key, ()), place)
        return places

    @cached_property
    def arrived(self) -> frozenset[tuple[str | None, str | None]]:
        """ID and version of the packages, not symbols, that arrived."""
        return frozenset((push.package_id, push.version) for push in self.pushes if push.outcome is Outcome.PUSHED and not push.symbols)

    def begun_until(self, line: int) -> int:
        """How many pushes have begun at that line or before."""
        return bisect.bisect_right(self._first_lines, line)

    def step_at(self, line: int) -> int:
        """The number of the CI step that a line belongs to."""
        return bisect.bisect_right(self.steps, line)

    def command_at(self, line: int) -> Command | None:
        """The push command in whose output a line stands."""
        place = bisect.bisect_right(self._command_lines, line) - 1
        if place < 0 or self.step_at(self.commands[place].line) != self.step_at(line):
            return None
        return self.commands[place]

    def is_beside_push(self, line: int, level: Level | None, *, bare: bool) -> bool:
        """Whether a message there can be a push's; `bare` is one that begins its line."""
        return self.around.are_a_push(line, level, bare=bare, commanded=self.command_at(line) is not None)

    def is_made_good(self, line: int) -> bool:
        """Whether the push command in whose output a line stands was repeated and then pushed all."""
        command = self.command_at(line)
        if command is None:
            return False
        later = [one for one in self.pushes if one.command and one.command.line > command.line and one.command.text == command.text]
        return bool(later) and all(one.outcome is not Outcome.UNKNOWN for one in later)

    def status_soon_after(self, line: int) -> int | None:
        """The last answer to a push that begins within a few lines."""
        place = self.begun_until(line)
        for push in self.pushes[place : place + 1]:
            if push.first_line <= line + SOON and push.outcome is Outcome.UNKNOWN and push.statuses:
                return push.statuses[-1][1]
        return None
