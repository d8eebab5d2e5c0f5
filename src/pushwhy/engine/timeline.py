"""Marks → the timeline of pushes: which packages were sent where, in how many attempts, and what the client said of each."""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import asdict

from pushwhy.engine import command, names
from pushwhy.engine.command import Command
from pushwhy.engine.occurrences import Occurrence
from pushwhy.engine.statuses import status_of
from pushwhy.engine.surroundings import SOON, Surroundings, SurroundingsReader
from pushwhy.model.log import Level
from pushwhy.model.report import Outcome
from pushwhy.model.rules import Mark

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


def build(marks: Sequence[Occurrence]) -> Timeline:
    """Read the marks in order of their lines."""
    reader = _Reader()
    for one in marks:
        reader.read(one)
    return reader.timeline()


class _Draft(Struct, kw_only=True):
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
    answer_ms: int | None = None
    retry_line: int | None = None
    broken: list[int] = field(default_factory=list)
    outcome: Outcome = Outcome.UNKNOWN
    outcome_line: int | None = None
    made_good_by: int | None = None

    def sent(self) -> SentPush:
        lists = {name: tuple(getattr(self, name)) for name in ("requests", "statuses", "broken")}
        return SentPush(**asdict(self) | lists)

    def begin_attempt(self, line: int) -> None:
        """Another request; one before it that got no answer has broken off."""
        if self.requests and (not self.statuses or self.statuses[-1][0] < self.requests[-1]):
            self.broken.append(self.requests[-1])
        self.requests.append(line)


class _Reader:
    def __init__(self) -> None:
        self._pushes: list[_Draft] = []
        self._commands: list[Command] = []
        self._steps: list[int] = []
        self._around = SurroundingsReader()
        self._current: _Draft | None = None
        self._last: Occurrence | None = None

    def read(self, one: Occurrence) -> None:
        last, self._last = self._last, one
        if last is not None and last.end_line + 1 == one.line and (last.rule.id, last.text) == (one.rule.id, one.text):
            return  # an archive that holds every line twice
        if one.rule.marks is Mark.PUSH_STARTED and not _names_package(one):
            return  # an application that pushes something else
        if self._around.read(one, pushing=self._live() is not None):
            self._take(one)

    def _take(self, one: Occurrence) -> None:
        match one.rule.marks:
            case Mark.STEP | Mark.PUSH_STEP:
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
            case Mark.RETRY:
                self._retrying(one)
            case Mark.PUSHED:
                self._finished(one, Outcome.PUSHED)
            case Mark.SKIPPED:
                if one.level is not Level.ERROR and str(one.facts.get("path", "nupkg")).lower().endswith("nupkg"):
                    self._finished(one, Outcome.SKIPPED_DUPLICATE)
            case _:
                pass

    def timeline(self) -> Timeline:
        self._make_good()
        return Timeline(
            pushes=tuple(draft.sent() for draft in self._pushes),
            commands=tuple(self._commands),
            steps=tuple(self._steps),
            around=self._around.surroundings(),
        )

    def _command(self, one: Occurrence) -> None:
        if self._commands and self._commands[-1].line == one.line:
            return
        self._commands.append(command.parse(one.text, one.line, secrets=one.secrets))
        self._current = None

    def _started(self, one: Occurrence) -> None:
        file = str(one.facts.get("file", "")) or None
        source = str(one.facts.get("source", "")) or None
        current = self._current
        if current is not None and current.outcome is Outcome.UNKNOWN and file and current.file == file and current.source == source:
            if current.url is None:  # clients that print no requests: each of these lines is an attempt
                current.requests += [one.line] if current.requests else [current.first_line, one.line]
            current.last_line = one.end_line
            return
        package = names.package_of(file or "")
        push = self._open(one)
        push.file, push.source = file, source
        push.package_id = package.package_id or _text(one.facts.get("package_id"))
        push.version = package.version or _text(one.facts.get("version"))
        push.symbols = package.symbols

    def _request(self, one: Occurrence) -> None:
        if one.facts.get("method", "PUT") != "PUT":
            return
        push = self._at_address(one) or self._live() or self._open(one)
        push.begin_attempt(one.line)
        push.url = _text(one.facts.get("url")) or push.url
        push.last_line = one.end_line

    def _response(self, one: Occurrence) -> None:
        status = status_of(str(one.facts.get("status_name", "")))
        push = self._at_address(one) or self._live()
        if status is None or push is None or (push.url and one.facts.get("url") not in (None, push.url)):
            return
        push.statuses.append((one.line, status))
        took = one.facts.get("ms")
        push.answer_ms = took if isinstance(took, int) else None
        push.last_line = one.end_line

    def _retrying(self, one: Occurrence) -> None:
        if one.facts.get("method") != "PUT":
            return
        push = self._live() or self._open(one)
        push.url = push.url or _text(one.facts.get("url"))
        push.retry_line, push.last_line = one.line, one.end_line

    def _finished(self, one: Occurrence, outcome: Outcome) -> None:
        push = self._answered_well() if outcome is Outcome.PUSHED else None
        push = push or self._live()
        if push is None:
            package = names.package_of(str(one.facts.get("path", "")))
            current = self._current
            if current is not None and current.outcome is outcome and package.package_id in (None, current.package_id):
                return
            push = self._open(one)
            push.package_id, push.version, push.symbols = package.package_id, package.version, package.symbols
            push.source = _text(one.facts.get("source"))
        push.outcome, push.outcome_line, push.last_line = outcome, one.line, one.end_line

    def _make_good(self) -> None:
        """A push that a script repeated until it succeeded has succeeded."""
        done: dict[tuple[str, str], tuple[int, _Draft]] = {}
        for place in reversed(range(len(self._pushes))):
            push = self._pushes[place]
            key = (push.file or "", (push.source or "").rstrip("/").lower())
            if not all(key):
                continue
            if push.outcome is not Outcome.UNKNOWN:
                done[key] = place, push
            elif key in done:
                push.made_good_by, last = done[key]
                push.outcome, push.outcome_line = last.outcome, last.outcome_line

    def _live(self) -> _Draft | None:
        """The push that is still under way at this line."""
        current = self._current
        return current if current is not None and current.outcome is Outcome.UNKNOWN else None

    def _at_address(self, one: Occurrence) -> _Draft | None:
        """Of the pushes that run side by side, the only one to the address of a request or an answer."""
        address = _text(one.facts.get("url"))
        if address is None or self._live() is None:
            return None
        there = [push for push in self._beside() if address.rstrip("/") == (push.source or "").rstrip("/")]
        return there[0] if len(there) == 1 and one.line - there[0].last_line <= SOON else None

    def _answered_well(self) -> _Draft | None:
        """Of several pushes that run side by side, the only one whose answer was a success."""
        beside = self._beside()
        good = [push for push in beside if push.statuses and push.statuses[-1][1] < 300]
        return good[0] if len(beside) > 1 and len(good) == 1 else None

    def _beside(self) -> list[_Draft]:
        """The last pushes of this step of which no outcome was printed."""
        step = len(self._steps)
        return [push for push in self._pushes[-SIDE_BY_SIDE:] if push.step == step and push.outcome is Outcome.UNKNOWN]

    def _open(self, one: Occurrence) -> _Draft:
        in_step = [c for c in self._commands[-1:] if not self._steps or c.line >= self._steps[-1]]
        push = _Draft(first_line=one.line, last_line=one.end_line, step=len(self._steps), command=in_step[0] if in_step else None)
        self._pushes.append(push)
        self._current = push
        return push


def _names_package(one: Occurrence) -> bool:
    file = str(one.facts.get("file", ""))
    return "package_id" in one.facts or "nupkg" in file or names.package_of(file).package_id is not None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
