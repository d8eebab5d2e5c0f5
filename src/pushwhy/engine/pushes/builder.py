"""Builds the timeline of pushes out of matches: what each line of a client adds to the push that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, assert_never

from msgspec.structs import replace

from pushwhy.engine.match.rules import Match
from pushwhy.engine.pushes.command import Command, CommandParser
from pushwhy.engine.pushes.concurrent import ConcurrentPushes
from pushwhy.engine.pushes.context import ContextBuilder
from pushwhy.engine.pushes.endings import EndingFinder
from pushwhy.engine.pushes.identity import package_of
from pushwhy.engine.pushes.push import Push
from pushwhy.engine.pushes.timeline import Timeline
from pushwhy.model.log import Level
from pushwhy.model.report import Outcome
from pushwhy.model.rules import Kind, Mark

_FINAL = 200
"""The least status of an answer after which no other comes to the same request."""
_ACCEPTED = (201, 202)
"""What feeds answer once they have a package (NuGet server API, "Push a package")."""
_NOT_FROM_FEED = 203
"""Non-Authoritative Information (RFC 9110, 15.3.4): something between client and server answered, such as a sign-in page or a proxy."""


def build_timeline(matches: Sequence[Match], parser: CommandParser) -> Timeline:
    """Read the marks in order of their lines; of failures, only where they stand and what they name."""
    builder = _TimelineBuilder(matches, parser)
    for match in matches:
        if match.rule.kind is Kind.CONTEXT and match.rule.marks is not None:
            builder.read(match)
        elif match.rule.kind is Kind.FAILURE and not match.is_answer:
            builder.failed(match)
    return builder.timeline()


class _TimelineBuilder:
    def __init__(self, matches: Sequence[Match], parser: CommandParser) -> None:
        self._parser = parser
        self._pushes: list[Push] = []
        self._commands: list[Command] = []
        self._steps: list[int] = []
        self._context = ContextBuilder()
        self._current: int | None = None
        """Index of the push that began last in this step and command."""
        self._last: Match | None = None
        self._holds_lines_twice = False
        self._concurrent = ConcurrentPushes(matches, self._pushes)
        self._endings = EndingFinder(matches, parser.client_words)
        self._last_error: dict[int, int] = {}
        """By the index of a push, the line of the last error that may be its."""
        self._refused: int | None = None
        """The line on which an error told the status with which the current push was refused."""
        self._unechoed: list[int] = []
        """Lines of errors that another command than the last push printed, though none is echoed."""

    def failed(self, match: Match) -> None:
        """Take an error: a push that begins behind it is not concurrent with the one before."""
        self._concurrent.last_error_line = match.line
        if self._current is not None:
            self._last_error[self._current] = match.line
        if match.status is not None and self._open_push() is not None:
            self._refused = match.line
        if match.rule.marks is Mark.UNANSWERED:
            self._unanswered(match)

    def read(self, match: Match) -> None:
        """Take the next match of a rule that marks the timeline."""
        last, self._last = self._last, match
        if last is not None and last.end_line + 1 == match.line and (last.rule.id, last.text) == (match.rule.id, match.text):
            self._holds_lines_twice |= match.rule.marks is Mark.PUSH_STARTED
            if self._holds_lines_twice or not self._concurrent.is_going_on:
                return  # an archive that holds every line twice
        if match.rule.marks is Mark.PUSH_STARTED and not _names_package(match):
            return  # an application that pushes something else
        if self._context.read(match, pushing=self._open_push() is not None):
            self._endings.read(match, self._push_at(self._current), self._command_in_step())
            self._take(match)

    def timeline(self) -> Timeline:
        """Return what was built."""
        self._accept()
        self._make_good()
        return Timeline(
            pushes=tuple(self._pushes),
            commands=tuple(self._commands),
            steps=tuple(self._steps),
            unechoed=tuple(self._unechoed),
            endings=self._endings.endings(),
            context=self._context.context(),
        )

    def _take(self, match: Match) -> None:
        match match.rule.marks:
            case Mark.STEP | Mark.PUSH_STEP:
                self._steps.append(match.line)
                self._current = None
                self._concurrent.end()
            case Mark.PUSH_COMMAND:
                self._command(match)
            case Mark.PUSH_STARTED:
                self._started(match)
            case Mark.REQUEST:
                self._request(match)
            case Mark.RESPONSE:
                self._response(match)
            case Mark.RETRY:
                self._retrying(match)
            case Mark.PUSHED:
                self._ended(match, Outcome.PUSHED)
            case Mark.SKIPPED:
                if match.level is not Level.ERROR and str(match.facts.get("path", "nupkg")).lower().endswith("nupkg"):
                    self._ended(match, Outcome.SKIPPED_DUPLICATE)
            case Mark.PUSH_ENDED | Mark.RUN_FAILED | Mark.UNANSWERED | Mark.COMMAND | Mark.OTHER_OPERATION | Mark.OTHER_COMMAND:
                pass  # of these the context and the endings take note
            case Mark.OTHER_ENDED | Mark.QUOTE | Mark.FOREIGN | None:
                pass
            case unreachable:
                assert_never(unreachable)

    def _command(self, match: Match) -> None:
        if self._commands and self._commands[-1].line == match.line:
            return
        self._commands.append(self._parser.parse(match.text, match.line, secrets=match.secrets))
        self._current = None

    def _started(self, match: Match) -> None:
        file = str(match.facts.get("file", "")) or None
        source = str(match.facts.get("source", "")) or None
        current = self._open_push()
        if current is not None and file and (current.file, current.source) == (file, source):
            requests = current.requests
            if current.url is None:  # clients that print no requests: each of these lines is an attempt
                requests = (*(requests or (current.first_line,)), match.line)
            self._change(current.index, requests=requests, last_line=match.end_line)
            return
        before = self._current
        package = package_of(file or "")
        push = self._begin(match)
        self._concurrent.begin(before, push.index)
        self._change(
            push.index,
            file=file,
            source=source,
            package_id=package.package_id or _text(match.facts.get("package_id")),
            version=package.version or _text(match.facts.get("version")),
            symbols=package.symbols,
        )

    def _request(self, match: Match) -> None:
        if match.facts.get("method", "PUT") != "PUT":
            return
        url = _text(match.facts.get("url"))
        push = self._push_at(self._concurrent.requesting(url)) or self._open_push() or self._begin(match)
        self._pushes[push.index] = replace(push.with_request(match.line), url=url or push.url, last_line=match.end_line)

    def _response(self, match: Match) -> None:
        status = match.status
        if status is None or status < _FINAL:
            return
        push = self._push_at(self._concurrent.answered(_text(match.facts.get("url")), status)) or self._open_push()
        if push is None and "answered_with" in match.facts:
            push = self._answered_without_request(match)
        if push is None or (push.url and match.facts.get("url") not in (None, push.url)):
            return
        took = match.facts.get("ms")
        self._change(
            push.index,
            statuses=(*push.statuses, (match.line, status)),
            answer_ms=took if isinstance(took, int) else None,
            last_line=match.end_line,
        )

    def _answered_without_request(self, match: Match) -> Push | None:
        """Begin the push of an upload by a general HTTP client, which shows nothing but the answer."""
        command = self._command_in_step()
        if command is None or not command.is_bare_upload or any(push.command is command for push in self._pushes[-1:]):
            return None
        push = self._begin(match)
        file, source = _text(command.facts.get("path")), _text(command.facts.get("source_argument"))
        package = package_of(file or "")
        self._change(push.index, file=file, source=source, package_id=package.package_id, version=package.version, symbols=package.symbols)
        return self._pushes[push.index]

    def _retrying(self, match: Match) -> None:
        if match.facts.get("method") != "PUT":
            return
        push = self._open_push() or self._begin(match)
        url = push.url or _text(match.facts.get("url"))
        self._change(push.index, url=url, retry_line=match.line, last_line=match.end_line)

    def _ended(self, match: Match, outcome: Outcome) -> None:
        push = self._push_at(self._concurrent.arrived() if outcome is Outcome.PUSHED else None) or self._open_push()
        if push is None:
            package = package_of(str(match.facts.get("path", "")))
            current = self._push_at(self._current)
            if current is not None and current.outcome is outcome and package.package_id in (None, current.package_id):
                return
            push = self._begin(match)
            self._change(
                push.index,
                package_id=package.package_id,
                version=package.version,
                symbols=package.symbols,
                source=_text(match.facts.get("source")),
            )
        if push.last_status == _NOT_FROM_FEED:
            # The client takes any 2xx for success; this one says itself that the server did not answer.
            self._change(push.index, last_line=match.end_line)
            return
        self._change(push.index, outcome=outcome, outcome_line=match.line, last_line=match.end_line)

    def _unanswered(self, match: Match) -> None:
        """A push that was refused, and whose client has said so, is over: what got no answer after that is another command's."""
        push = self._open_push()
        if push is not None and self._refused is not None and push.first_line < self._refused < match.line and not push.awaits_answer:
            self._unechoed.append(match.line)
            self._current = None

    def _accept(self) -> None:
        """A push that a feed has accepted arrived, also where nobody prints so; an error behind the answer says otherwise."""
        for push in self._pushes:
            if (
                push.is_open
                and push.last_status in _ACCEPTED
                and not push.awaits_answer
                and self._last_error.get(push.index, 0) < push.last_line
            ):
                self._change(push.index, outcome=Outcome.PUSHED, outcome_line=push.statuses[-1][0])

    def _make_good(self) -> None:
        """A push that a script repeated until it succeeded has succeeded."""
        succeeded: dict[tuple[str, str], Push] = {}
        for push in reversed(self._pushes):
            sources = [address for address in (_address(push.source), _address(push.url)) if address]
            # A client that does not name the file tells by its request where it goes.
            keys = [(push.file or "", address) for address in sources]
            if not push.is_open:
                succeeded |= dict.fromkeys([*keys, *(("", address) for address in sources)], push)
                continue
            last = next((succeeded[key] for key in keys if key in succeeded), None)
            if last is not None:
                self._change(push.index, made_good_by=last.index, outcome=last.outcome, outcome_line=last.outcome_line)

    def _push_at(self, index: int | None) -> Push | None:
        return self._pushes[index] if index is not None else None

    def _open_push(self) -> Push | None:
        """Return the push that is still under way at this line."""
        current = self._push_at(self._current)
        return current if current is not None and current.is_open else None

    def _command_in_step(self) -> Command | None:
        """Return the last push command of this step."""
        last = self._commands[-1] if self._commands else None
        return last if last is not None and (not self._steps or last.line >= self._steps[-1]) else None

    def _begin(self, match: Match) -> Push:
        push = Push(
            index=len(self._pushes),
            first_line=match.line,
            last_line=match.end_line,
            step=len(self._steps),
            command=self._command_in_step(),
        )
        self._pushes.append(push)
        self._current = push.index
        return push

    def _change(self, index: int, **values: Any) -> None:
        self._pushes[index] = replace(self._pushes[index], **values)


def _names_package(match: Match) -> bool:
    file = str(match.facts.get("file", ""))
    return "package_id" in match.facts or "nupkg" in file or package_of(file).package_id is not None


def _address(source: str | None) -> str:
    return (source or "").rstrip("/").lower()


def _text(value: object) -> str | None:
    return None if value is None else str(value)
