"""Marks → what goes on around each line of a log: whether a message there can be a push's, or is a restore's, a test's, a document's."""

from __future__ import annotations

import bisect
from typing import NamedTuple

from msgspec import Struct

from pushwhy.engine.match.rules import Occurrence
from pushwhy.model.log import Level
from pushwhy.model.rules import Mark

SOON = 12
"""Lines within which a wrapper names the push command that failed, or a push begins whose standard error came first."""
_PUSH_MARKS = frozenset((Mark.PUSH_STEP, Mark.PUSH_COMMAND, Mark.PUSH_STARTED, Mark.PUSHED, Mark.SKIPPED, Mark.PUSH_ENDED))
_ENDS_TEST = frozenset((Mark.STEP, Mark.PUSH_STEP, Mark.PUSH_COMMAND, Mark.OTHER_COMMAND, Mark.OTHER_OPERATION))

_KINDS: dict[Mark | None, str] = {Mark.STEP: "none", Mark.QUOTE: "test"}


class Operation(NamedTuple):
    """What a line shows to be going on from there."""

    line: int
    kind: str
    """`push`, `other` (a restore, a build, an upload of another kind), `command` (another command), `test`, or `none` (a step begins)."""
    before: str
    """The kind of the last operation that was not `other`."""


class Surroundings(Struct, frozen=True, kw_only=True):
    """What a log shows to be going on."""

    operations: tuple[Operation, ...]
    """In order of lines."""
    foreign: tuple[int, ...]
    """Lines of documents and of other programs' logs."""
    ended: tuple[int, ...]
    """Lines on which a wrapper says that a push command failed."""

    def are_a_push(self, line: int, level: Level | None, *, bare: bool, commanded: bool) -> bool:
        """Whether a message there can be a push's: after push output or a push command, or, bare, in a log that shows nothing else.

        `bare` is a message that begins its line; `commanded` says that the line stands in the output of a push command.
        """
        place = bisect.bisect_right(self.operations, (line, "~"))
        kind, before = self.operations[place - 1][1:] if place else ("none", "none")
        if kind == "push" or any(line <= end <= line + SOON for end in self.ended):
            return True
        if kind == "other" and before == "push":
            # One script builds and pushes: what `dotnet nuget` captions itself is none of the build's errors.
            return bare and commanded and level is Level.ERROR
        if kind != "none":
            return False
        following = self.operations[place : place + 1]
        if following and following[0].kind == "push" and following[0].line <= line + SOON:
            return True
        if not bare or self.foreign or any(one.kind not in ("push", "none") for one in self.operations):
            return False
        # What comes after the step in which packages were pushed is another matter.
        return all(one.kind == "none" for one in self.operations[:place])


class SurroundingsReader:
    """Takes the marks in order of their lines."""

    def __init__(self) -> None:
        self._operations: list[tuple[int, str]] = []
        self._ended: list[int] = []
        self._foreign: list[int] = []
        self._in_test = False
        self._listed = -1

    def read(self, one: Occurrence, *, pushing: bool) -> bool:
        """Take one mark; False where it stands in a test's output, which pushes to a stub. `pushing` says that a push is under way."""
        mark = one.rule.marks
        self._in_test = mark is Mark.QUOTE or (self._in_test and mark not in _ENDS_TEST)
        if mark is Mark.FOREIGN:
            self._foreign.append(one.line)
            return True
        if self._in_test and mark is not Mark.QUOTE:
            return False
        kind = self._kind(one, pushing=pushing)
        if kind is not None:
            self._operations.append((one.line, kind))
        if mark is Mark.PUSH_ENDED:
            self._ended.append(one.line)
        return True

    def surroundings(self) -> Surroundings:
        """What the marks told."""
        operations: list[Operation] = []
        before = "none"
        for line, kind in sorted(self._operations):
            before = before if kind == "other" else kind
            operations.append(Operation(line, kind, before))
        return Surroundings(operations=tuple(operations), foreign=tuple(self._foreign), ended=tuple(self._ended))

    def _kind(self, one: Occurrence, *, pushing: bool) -> str | None:
        """What a mark shows to be going on; a request that uploads nothing shows nothing, a DELETE is another operation."""
        mark = one.rule.marks
        if mark is Mark.OTHER_COMMAND:
            if self._listed != one.line - 1:
                return "command"
            self._listed = one.line  # the next line of the script that has just been shown
            return None
        if mark is Mark.PUSH_COMMAND:
            self._listed = one.line
        if mark is Mark.REQUEST:
            return {"PUT": "push", "DELETE": "other"}.get(str(one.facts.get("method", "PUT")))
        if mark in (Mark.RESPONSE, Mark.RETRY):
            return "push" if pushing else None
        return "push" if mark in _PUSH_MARKS else _KINDS.get(mark, "other")
