"""Marks → the timeline of pushes: what each line of a client adds to the push that it is about."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.engine.match.rules import Occurrence
from pushwhy.engine.pushes import command
from pushwhy.engine.pushes import identity as names
from pushwhy.engine.pushes.command import Command
from pushwhy.engine.pushes.concurrent import SideBySide
from pushwhy.engine.pushes.context import SurroundingsReader
from pushwhy.engine.pushes.draft import Draft
from pushwhy.engine.pushes.statuses import status_of
from pushwhy.engine.pushes.timeline import Timeline
from pushwhy.model.log import Level
from pushwhy.model.report import Outcome
from pushwhy.model.rules import Kind, Mark


def timeline_of(found: Sequence[Occurrence]) -> Timeline:
    """Read the marks in order of their lines; of failures, only where they stand and what they name."""
    reader = _Reader(found)
    for one in found:
        if one.rule.marks is not None:
            reader.read(one)
        elif one.rule.kind is Kind.FAILURE and not one.is_answer:
            reader.failed(one.line)
    return reader.timeline()


class _Reader:
    def __init__(self, found: Sequence[Occurrence]) -> None:
        self._pushes: list[Draft] = []
        self._commands: list[Command] = []
        self._steps: list[int] = []
        self._around = SurroundingsReader()
        self._current: Draft | None = None
        self._last: Occurrence | None = None
        self._is_doubled = False
        self._beside = SideBySide(found)

    def failed(self, line: int) -> None:
        """A push that begins behind an error is not beside the one before."""
        self._beside.error_line = line

    def read(self, one: Occurrence) -> None:
        last, self._last = self._last, one
        if last is not None and last.end_line + 1 == one.line and (last.rule.id, last.text) == (one.rule.id, one.text):
            self._is_doubled |= one.rule.marks is Mark.PUSH_STARTED
            if self._is_doubled or not self._beside.is_going_on:
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
                self._beside.end()
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
        self._beside.begin(current, push)
        push.file, push.source = file, source
        push.package_id = package.package_id or _text(one.facts.get("package_id"))
        push.version = package.version or _text(one.facts.get("version"))
        push.symbols = package.symbols

    def _request(self, one: Occurrence) -> None:
        if one.facts.get("method", "PUT") != "PUT":
            return
        push = self._beside.requesting(_text(one.facts.get("url"))) or self._live() or self._open(one)
        push.begin_attempt(one.line)
        push.url = _text(one.facts.get("url")) or push.url
        push.last_line = one.end_line

    def _response(self, one: Occurrence) -> None:
        status = status_of(str(one.facts.get("status_name", "")))
        push = self._live() if status is None else self._beside.answered(_text(one.facts.get("url")), status) or self._live()
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
        push = (self._beside.arrived() if outcome is Outcome.PUSHED else None) or self._live()
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
        done: dict[tuple[str, str], tuple[int, Draft]] = {}
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

    def _live(self) -> Draft | None:
        """The push that is still under way at this line."""
        current = self._current
        return current if current is not None and current.outcome is Outcome.UNKNOWN else None

    def _open(self, one: Occurrence) -> Draft:
        in_step = [c for c in self._commands[-1:] if not self._steps or c.line >= self._steps[-1]]
        push = Draft(
            place=len(self._pushes),
            first_line=one.line,
            last_line=one.end_line,
            step=len(self._steps),
            command=in_step[0] if in_step else None,
        )
        self._pushes.append(push)
        self._current = push
        return push


def _names_package(one: Occurrence) -> bool:
    file = str(one.facts.get("file", ""))
    return "package_id" in one.facts or "nupkg" in file or names.package_of(file).package_id is not None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
