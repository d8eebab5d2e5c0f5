"""Marks → the timeline of pushes: which packages were sent where, in how many attempts, and what the client said of each."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from pushwhy.engine import command, names
from pushwhy.engine.command import Command
from pushwhy.engine.occurrences import Occurrence
from pushwhy.engine.statuses import status_of
from pushwhy.model.log import Level
from pushwhy.model.report import Outcome
from pushwhy.model.rules import Mark

_PUSH_MARKS = frozenset((Mark.PUSH_COMMAND, Mark.PUSH_STARTED, Mark.REQUEST, Mark.RESPONSE, Mark.PUSHED, Mark.SKIPPED, Mark.PUSH_ENDED))
_SOON = 12
"""Lines within which a wrapper names the push command that failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPush:
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
    """Lines of the attempts."""
    statuses: tuple[tuple[int, int], ...]
    """(line, status) of the answers."""
    outcome: Outcome
    """Pushed, skipped, or unknown; a failure is told by other lines."""
    outcome_line: int | None

    @property
    def target(self) -> str | None:
        """The address or path that was pushed to."""
        return self.source if self.source and "***" not in self.source else self.url or self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All pushes of a log in order, and what goes on at each line."""

    pushes: tuple[SentPush, ...]
    commands: tuple[Command, ...]
    steps: tuple[int, ...]
    """Lines at which a CI step begins."""
    operations: tuple[tuple[int, str], ...]
    """(line, `push` | `other` | `none`) in order."""
    ended: tuple[int, ...]
    """Lines on which a wrapper says that a push command failed."""

    def step_at(self, line: int) -> int:
        """The number of the CI step that a line belongs to."""
        return bisect.bisect_right(self.steps, line)

    def command_at(self, line: int) -> Command | None:
        """The push command in whose output a line stands."""
        place = bisect.bisect_right([one.line for one in self.commands], line) - 1
        if place < 0 or self.step_at(self.commands[place].line) != self.step_at(line):
            return None
        return self.commands[place]

    def is_beside_push(self, line: int) -> bool:
        """Whether a message there can be a push's: after push output or a push command, or in a log that shows nothing else."""
        place = bisect.bisect_right(self.operations, (line, "~")) - 1
        kind = self.operations[place][1] if place >= 0 else "none"
        if kind == "push":
            return True
        if any(line <= end <= line + _SOON for end in self.ended):
            return True
        if kind == "other":
            return False
        following = self.operations[place + 1 : place + 2]
        if following and following[0][1] == "push" and following[0][0] <= line + _SOON:
            return True
        return all(other != "other" for _, other in self.operations)


def build(marks: Sequence[Occurrence]) -> Timeline:
    """Read the marks in order of their lines."""
    reader = _Reader()
    for one in marks:
        if one.level is not Level.DEBUG:
            reader.read(one)
    return reader.timeline()


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A push while its lines are read."""

    first_line: int
    last_line: int
    step: int
    command: Command | None
    file: str | None = None
    package_id: str | None = None
    version: str | None = None
    symbols: bool = False
    source: str | None = None
    url: str | None = None
    requests: list[int] = field(default_factory=list)
    statuses: list[tuple[int, int]] = field(default_factory=list)
    outcome: Outcome = Outcome.UNKNOWN
    outcome_line: int | None = None

    def sent(self) -> SentPush:
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return SentPush(**values | {"requests": tuple(self.requests), "statuses": tuple(self.statuses)})


class _Reader:
    def __init__(self) -> None:
        self._pushes: list[_Draft] = []
        self._commands: list[Command] = []
        self._steps: list[int] = []
        self._operations: list[tuple[int, str]] = []
        self._ended: list[int] = []
        self._current: _Draft | None = None

    def read(self, one: Occurrence) -> None:
        mark = one.rule.marks
        self._operations.append((one.line, "push" if mark in _PUSH_MARKS else "none" if mark is Mark.STEP else "other"))
        match mark:
            case Mark.STEP:
                self._steps.append(one.line)
                self._current = None
            case Mark.PUSH_COMMAND:
                self._command(one)
            case Mark.PUSH_STARTED:
                self._started(one)
            case Mark.REQUEST:
                self._request(one)
            case Mark.RESPONSE:
                self._response(one)
            case Mark.PUSHED:
                self._finished(one, Outcome.PUSHED)
            case Mark.SKIPPED:
                if one.level is not Level.ERROR and str(one.facts.get("path", "")).lower().endswith("nupkg"):
                    self._finished(one, Outcome.SKIPPED_DUPLICATE)
            case Mark.PUSH_ENDED:
                self._ended.append(one.line)
            case _:
                pass

    def timeline(self) -> Timeline:
        return Timeline(
            pushes=tuple(draft.sent() for draft in self._pushes),
            commands=tuple(self._commands),
            steps=tuple(self._steps),
            operations=tuple(sorted(self._operations)),
            ended=tuple(self._ended),
        )

    def _command(self, one: Occurrence) -> None:
        if self._commands and self._commands[-1].line == one.line:
            return
        self._commands.append(command.parse(one.text, one.line))
        self._current = None

    def _started(self, one: Occurrence) -> None:
        file = str(one.facts.get("file", "")) or None
        source = str(one.facts.get("source", "")) or None
        current = self._current
        if current is not None and current.outcome is Outcome.UNKNOWN and file and current.file == file and current.source == source:
            current.requests.append(one.line)
            current.last_line = one.end_line
            return
        package = names.package_of(file or "")
        if package.package_id is None and "package_id" not in one.facts and "nupkg" not in (file or ""):
            return
        push = self._open(one)
        push.file, push.source = file, source
        push.package_id = package.package_id or _text(one.facts.get("package_id"))
        push.version = package.version or _text(one.facts.get("version"))
        push.symbols = package.symbols

    def _request(self, one: Occurrence) -> None:
        if one.facts.get("method", "PUT") != "PUT":
            return
        push = self._live(one) or self._open(one)
        push.requests.append(one.line)
        push.url = _text(one.facts.get("url")) or push.url
        push.last_line = one.end_line

    def _response(self, one: Occurrence) -> None:
        status = status_of(str(one.facts.get("status_name", "")))
        push = self._live(one)
        if status is None or push is None or (push.url and one.facts.get("url") not in (None, push.url)):
            return
        push.statuses.append((one.line, status))
        push.last_line = one.end_line

    def _finished(self, one: Occurrence, outcome: Outcome) -> None:
        push = self._live(one)
        if push is None:
            if self._current is not None and self._current.outcome is outcome:
                return
            push = self._open(one)
            package = names.package_of(str(one.facts.get("path", "")))
            push.package_id, push.version, push.symbols = package.package_id, package.version, package.symbols
            push.source = _text(one.facts.get("source"))
        push.outcome, push.outcome_line, push.last_line = outcome, one.line, one.end_line

    def _live(self, one: Occurrence) -> _Draft | None:
        """The push that is still under way at this line."""
        current = self._current
        return current if current is not None and current.outcome is Outcome.UNKNOWN else None

    def _open(self, one: Occurrence) -> _Draft:
        in_step = [c for c in self._commands[-1:] if not self._steps or c.line >= self._steps[-1]]
        push = _Draft(first_line=one.line, last_line=one.end_line, step=len(self._steps), command=in_step[0] if in_step else None)
        self._pushes.append(push)
        self._current = push
        return push


def _text(value: object) -> str | None:
    return None if value is None else str(value)
