"""What goes on around each line of a log: whether a message there can be a push's, or is a restore's, a test's, a document's."""

from __future__ import annotations

import bisect
from enum import StrEnum
from typing import NamedTuple, assert_never

from msgspec import Struct

from pushwhy.engine.match.rules import Match
from pushwhy.model.lexicon import SignState
from pushwhy.model.log import Level
from pushwhy.model.rules import Mark

SOON = 12
"""Lines within which a wrapper names the push command that failed, or a push begins whose standard error came first."""
_ENDS_TEST = frozenset((Mark.STEP, Mark.PUSH_STEP, Mark.PUSH_COMMAND, Mark.OTHER_COMMAND, Mark.OTHER_OPERATION, Mark.OTHER_ENDED))


class Activity(StrEnum):
    """What a line shows to be going on from there."""

    NONE = "none"
    """A step begins."""
    PUSH = "push"
    OTHER = "other"
    """A restore, a build, an upload of another kind."""
    COMMAND = "command"
    """A command that does not push."""
    TEST = "test"


class Operation(NamedTuple):
    """What goes on from a line."""

    line: int
    activity: Activity
    before: Activity
    """The last activity that was not `OTHER`."""


class Context(Struct, frozen=True, kw_only=True):
    """What a log shows to be going on."""

    operations: tuple[Operation, ...]
    """In order of lines."""
    foreign: tuple[int, ...]
    """Lines of documents and of other programs' logs."""
    push_ended: tuple[int, ...]
    """Lines on which a wrapper says that a push command failed."""

    def states(self, line: int, level: Level | None, *, begins_line: bool, after_command: bool) -> set[SignState]:
        """Return what goes on at a line, as far as it says whether a message there is a push's.

        `begins_line` says that nothing but captions stands before the message, `after_command` that it stands in the output of a push
        command.
        """
        states: set[SignState] = set()
        index = bisect.bisect_right(self.operations, line, key=_line_of)
        _, activity, before = self.operations[index - 1] if index else Operation(0, Activity.NONE, Activity.NONE)
        if any(line <= end <= line + SOON for end in self.push_ended):
            states.add(SignState.PUSH_ENDED)
        match activity:
            case Activity.PUSH:
                states.add(SignState.PUSH)
            case Activity.OTHER:
                # One script builds and pushes: what `dotnet nuget` captions itself is none of the build's errors.
                is_own = before is Activity.PUSH and begins_line and after_command and level is Level.ERROR
                states.add(SignState.PUSHING_SCRIPT if is_own else SignState.OTHER)
            case Activity.COMMAND:
                states.add(SignState.COMMAND)
            case Activity.TEST:
                states.add(SignState.TEST)
            case Activity.NONE:
                following = self.operations[index] if index < len(self.operations) else None
                if following is not None and following.activity is Activity.PUSH and following.line <= line + SOON:
                    states.add(SignState.PUSH_FOLLOWS)
                elif any(operation.activity is Activity.PUSH for operation in self.operations[:index]):
                    states.add(SignState.LATER_STEP)
                elif self.foreign:
                    states.add(SignState.FOREIGN)
            case unreachable:
                assert_never(unreachable)
        return states


class ContextBuilder:
    """Takes marks in the order of their lines."""

    def __init__(self) -> None:
        self._activities: list[tuple[int, Activity]] = []
        self._push_ended: list[int] = []
        self._foreign: list[int] = []
        self._in_test = False
        self._before = Activity.NONE
        """The last activity that was not `OTHER`."""
        self._listed_line = -1
        """The last line of a script that is being shown, from a line on that pushes."""

    def read(self, match: Match, *, pushing: bool) -> bool:
        """Take one mark; `pushing` says that a push is under way. False where it stands in a test's output, which pushes to a stub."""
        mark = match.rule.marks
        self._in_test = mark is Mark.QUOTE or (self._in_test and mark not in _ENDS_TEST)
        if mark is Mark.FOREIGN:
            self._foreign.append(match.line)
            return True
        if self._in_test and mark is not Mark.QUOTE:
            return False
        activity = self._activity(match, pushing=pushing)
        if activity is not None:
            self._activities.append((match.line, activity))
            self._before = self._before if activity is Activity.OTHER else activity
        if mark is Mark.PUSH_ENDED:
            self._push_ended.append(match.line)
        return True

    def context(self) -> Context:
        """Return what the marks told."""
        operations: list[Operation] = []
        before = Activity.NONE
        for line, activity in sorted(self._activities):
            before = before if activity is Activity.OTHER else activity
            operations.append(Operation(line, activity, before))
        return Context(operations=tuple(operations), foreign=tuple(self._foreign), push_ended=tuple(self._push_ended))

    def _activity(self, match: Match, *, pushing: bool) -> Activity | None:
        """Return what a mark shows to be going on; a request that uploads nothing shows nothing, a DELETE is another operation."""
        activity: Activity | None
        match match.rule.marks:
            case Mark.STEP:
                activity = Activity.NONE
            case Mark.QUOTE:
                activity = Activity.TEST
            case Mark.PUSH_COMMAND | Mark.PUSH_STEP | Mark.PUSH_STARTED | Mark.PUSHED | Mark.SKIPPED | Mark.PUSH_ENDED:
                activity = Activity.PUSH
            case Mark.REQUEST:
                activity = {"PUT": Activity.PUSH, "DELETE": Activity.OTHER}.get(str(match.facts.get("method", "PUT")))
            case Mark.RESPONSE | Mark.RETRY:
                activity = Activity.PUSH if pushing else None
            case Mark.OTHER_COMMAND:
                # The next line of a script whose last line pushes tells nothing: the script has only been shown.
                activity = Activity.COMMAND if self._listed_line != match.line - 1 else None
            case Mark.RUN_FAILED | Mark.UNANSWERED | Mark.COMMAND:
                activity = None
            case Mark.OTHER_OPERATION | Mark.FOREIGN | None:
                activity = Activity.OTHER
            case Mark.OTHER_ENDED:
                activity = Activity.PUSH if self._before is Activity.PUSH else Activity.NONE
            case unreachable:
                assert_never(unreachable)
        if match.rule.marks is Mark.PUSH_COMMAND or (match.rule.marks is Mark.OTHER_COMMAND and activity is None):
            self._listed_line = match.line
        return activity


def _line_of(operation: Operation) -> int:
    return operation.line
