"""The timeline of pushes: which packages were sent where, in how many attempts, and what goes on at each line."""

from __future__ import annotations

import bisect
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from pushwhy.engine.match.rules import Match
from pushwhy.engine.pushes.command import Command
from pushwhy.engine.pushes.context import SOON, Context
from pushwhy.engine.pushes.push import Push
from pushwhy.model.lexicon import SignState
from pushwhy.model.report import Outcome
from pushwhy.model.rules import Role

_WARNED_BEFORE = 3
"""Lines within which a warning stands before the push that it is about."""


class Timeline(Struct, frozen=True, kw_only=True, dict=True):
    """All pushes of a log in order, and what goes on at each line. Lines are raw and 1-based."""

    pushes: tuple[Push, ...]
    commands: tuple[Command, ...]
    steps: tuple[int, ...]
    """Lines at which a CI step begins."""
    context: Context

    @cached_property
    def _first_lines(self) -> tuple[int, ...]:
        return tuple(push.first_line for push in self.pushes)

    @cached_property
    def _command_lines(self) -> tuple[int, ...]:
        return tuple(command.line for command in self.commands)

    @cached_property
    def answered(self) -> Mapping[int, Push]:
        """By the lines of answers, the push that was answered."""
        return {line: push for push in reversed(self.pushes) for line, _ in push.statuses}

    @cached_property
    def open_pushes(self) -> Mapping[tuple[str, str], tuple[Push, ...]]:
        """By ID and version in small letters, the pushes of which no outcome was printed."""
        by_package: dict[tuple[str, str], list[Push]] = {}
        for push in self.pushes:
            if push.is_open:
                by_package.setdefault(((push.package_id or "").lower(), (push.version or "").lower()), []).append(push)
        return {package: tuple(pushes) for package, pushes in by_package.items()}

    @cached_property
    def arrived(self) -> frozenset[tuple[str | None, str | None]]:
        """ID and version of the packages, not symbols, that arrived."""
        return frozenset((push.package_id, push.version) for push in self.pushes if push.outcome is Outcome.PUSHED and not push.symbols)

    def begun_until(self, line: int) -> int:
        """Return how many pushes have begun at that line or before."""
        return bisect.bisect_right(self._first_lines, line)

    def step_at(self, line: int) -> int:
        """Return the number of the CI step that a line belongs to; 0 before the first."""
        return bisect.bisect_right(self.steps, line)

    def command_at(self, line: int) -> Command | None:
        """Return the push command in whose output a line stands."""
        index = bisect.bisect_right(self._command_lines, line) - 1
        if index < 0 or self.step_at(self.commands[index].line) != self.step_at(line):
            return None
        return self.commands[index]

    def push_warned_at(self, line: int) -> Push | None:
        """Return the push that a warning on this line is about: the one under way, or the one that begins right after it."""
        following = self.begun_until(line)
        begun = self.pushes[following - 1] if following else None
        if begun is not None and line <= begun.last_line:
            return begun
        step = self.step_at(line)
        soon = self.pushes[following : self.begun_until(line + _WARNED_BEFORE)]
        return next((push for push in soon if push.step == step), begun if begun is not None and begun.step == step else None)

    def states(self, match: Match, *, begins_line: bool, presumed: bool) -> set[SignState]:
        """Return what the log shows of a match, as far as it says whether it is a push's.

        `begins_line` says that nothing but captions stands before the message, `presumed` that it is taken for a push's.
        """
        after_command = self.command_at(match.line) is not None
        states = self.context.states(match.line, match.level, begins_line=begins_line, after_command=after_command)
        shown = {
            SignState.PRESUMED: presumed,
            SignState.CAPTIONED: match.captioned,
            SignState.UNKNOWN: match.rule.role is Role.FALLBACK and not presumed,
            SignState.ALONE: match.alone and not match.captioned,
            SignState.WITHIN_LINE: not match.begins_line,
            SignState.PREFIXED: match.prefixed and not match.captioned,
        }
        return states | {state for state, is_so in shown.items() if is_so}

    def is_announced(self, match: Match) -> bool:
        """Return whether a push begins within a few lines whose last answer has the status that a match tells."""
        return match.facts.get("http_status", 0) == self.status_soon_after(match.line)

    def is_made_good(self, line: int) -> bool:
        """Return whether the push command in whose output a line stands was repeated and then pushed all."""
        command = self.command_at(line)
        if command is None:
            return False
        later = [push for push in self.pushes if push.command and push.command.line > command.line and push.command.text == command.text]
        return bool(later) and not any(push.is_open for push in later)

    def status_soon_after(self, line: int) -> int | None:
        """Return the last answer to a push that begins within a few lines."""
        index = self.begun_until(line)
        for push in self.pushes[index : index + 1]:
            if push.first_line <= line + SOON and push.is_open:
                return push.last_status
        return None
