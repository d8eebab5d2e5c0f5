"""The timeline of pushes: which packages were sent where, in how many attempts, and what goes on at each line."""

from __future__ import annotations

import bisect
from collections.abc import Collection, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property

from msgspec import Struct

from pushwhy.engine.match.rules import Match
from pushwhy.engine.pushes.command import Command
from pushwhy.engine.pushes.context import SOON, Context
from pushwhy.engine.pushes.endings import Ending
from pushwhy.engine.pushes.identity import file_name, host_of
from pushwhy.engine.pushes.push import Push
from pushwhy.model.lexicon import SignState
from pushwhy.model.report import Outcome
from pushwhy.model.rules import Role

_WARNED_BEFORE = 3
"""Lines within which a warning stands before the push that it is about."""
_MOST_REPEATS = 20
"""Commands among which one is sought that repeats another."""


class Timeline(Struct, frozen=True, kw_only=True, dict=True):
    """All pushes of a log in order, and what goes on at each line. Lines are raw and 1-based."""

    pushes: tuple[Push, ...]
    commands: tuple[Command, ...]
    steps: tuple[int, ...]
    """Lines at which a CI step begins."""
    unechoed: tuple[int, ...] = ()
    """Lines on which a push command that is not echoed fails before it begins a push."""
    endings: tuple[Ending, ...] = ()
    """Where push commands end badly, whether or not an error says why."""
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

    @cached_property
    def _same_version(self) -> Mapping[tuple[str, ...], tuple[Push, ...]]:
        same: dict[tuple[str, ...], list[Push]] = {}
        for push in self.pushes:
            if (key := _version_at(push)) is not None:
                same.setdefault(key, []).append(push)
        return {key: tuple(pushes) for key, pushes in same.items()}

    def pushes_of(self, push: Push) -> tuple[Push, ...]:
        """Return the pushes of the same version to the same server, with the push itself; none where its name or server is unknown."""
        key = _version_at(push)
        return self._same_version[key] if key is not None else ()

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

    def is_over_at(self, push: Push, line: int) -> bool:
        """Return whether another command that is not echoed has printed an error between the beginning of a push and a line."""
        index = bisect.bisect_right(self.unechoed, push.first_line)
        return index < len(self.unechoed) and self.unechoed[index] <= line

    def is_made_good(self, line: int, hosts: Collection[str] = ()) -> bool:
        """Return whether the push command in whose output a line stands was repeated and then pushed all.

        `hosts` are the servers that the failure names: another server makes nothing good.
        """
        command = self.command_at(line)
        if command is None:
            return False
        runs = [self._runs.get(command.line)] if not self._is_one_of_several(command) else []
        repeated = (self._runs.get(text) for text in (command.text, *self._named_by_pattern(command)))
        runs += [run for run in repeated if run is not None and run.last_command > command.line]
        return any(run is not None and run.last_begun > line >= run.last_open and run.reached_any(hosts) for run in runs)

    @cached_property
    def _runs(self) -> Mapping[int | str, _Run]:
        """By the line of a push command, and by its text, what became of the pushes that it began."""
        pushes: dict[int | str, list[Push]] = {}
        for push in self.pushes:
            if push.command is not None:
                pushes.setdefault(push.command.line, []).append(push)
                pushes.setdefault(push.command.text, []).append(push)
        return {key: _run(group) for key, group in pushes.items()}

    def _named_by_pattern(self, command: Command) -> Iterator[str]:
        """Yield the texts of the next commands that push, to the same source, a file that the pattern of a command means."""
        pattern = file_name(str(command.facts.get("path", ""))).lower()
        after = bisect.bisect_right(self._command_lines, command.line)
        for other in self.commands[after : after + _MOST_REPEATS] if "*" in pattern else ():
            is_same_source = other.facts.get("source_argument") == command.facts.get("source_argument")
            if is_same_source and fnmatchcase(file_name(str(other.facts.get("path", ""))).lower(), pattern):
                yield other.text

    def _is_one_of_several(self, command: Command) -> bool:
        """Return whether another push command stands before it in its step: whose output a line is in then, a listing does not tell."""
        index = bisect.bisect_left(self._command_lines, command.line)
        return index > 0 and self.step_at(self.commands[index - 1].line) == self.step_at(command.line)

    def status_soon_after(self, line: int) -> int | None:
        """Return the last answer to a push that begins within a few lines."""
        index = self.begun_until(line)
        for push in self.pushes[index : index + 1]:
            if push.first_line <= line + SOON and push.is_open:
                return push.last_status
        return None


class _Run(Struct, frozen=True, kw_only=True):
    """The pushes that one command began, or that were begun by commands of the same text. Lines are raw and 1-based."""

    last_command: int
    last_begun: int
    last_open: int
    """Where the last one begins that has no outcome; 0 where all have."""
    sites: frozenset[str]
    """What was reached, by the last two parts of host names: an index often lies on another host than the address for pushing."""

    def reached_any(self, hosts: Collection[str]) -> bool:
        """Return whether one of the hosts is of a site that was reached; also where nobody knows."""
        return not hosts or not self.sites or any(_site(host) in self.sites for host in hosts)


def _run(pushes: Sequence[Push]) -> _Run:
    hosts = (host_of(address) for push in pushes for address in (push.source, push.url) if address is not None)
    return _Run(
        last_command=max(push.command.line for push in pushes if push.command is not None),
        last_begun=pushes[-1].first_line,
        last_open=max((push.first_line for push in pushes if push.is_open), default=0),
        sites=frozenset(_site(host) for host in hosts if host is not None),
    )


def _site(host: str) -> str:
    return ".".join(host.lower().split(".")[-2:])


def _version_at(push: Push) -> tuple[str, ...] | None:
    host = host_of(push.target or "") or push.target
    if push.package_id is None or push.version is None or host is None:
        return None
    return (push.package_id.lower(), push.version.lower(), host.lower(), str(push.symbols))
