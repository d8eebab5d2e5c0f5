"""How runs of push commands ended where no error says why: by a wrapper's words, by an exit status, by a usage text."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pushwhy.engine.match.rules import Match
from pushwhy.engine.pushes.command import Command
from pushwhy.engine.pushes.push import Push
from pushwhy.model.rules import Mark

_RIGHT_AFTER = 3
"""Lines within which the end of a push command shows after its last output."""
_OTHER_WORK = frozenset((Mark.OTHER_COMMAND, Mark.OTHER_OPERATION, Mark.QUOTE, Mark.STEP, Mark.PUSH_STEP))


class Ending(Struct, frozen=True, kw_only=True):
    """A line that says that a push command ended badly. Lines are raw and 1-based."""

    match: Match
    first_line: int
    """Where the run begins that ended so; an error between the two says why."""
    push: int | None
    """The index of the push that it left without an outcome."""

    @property
    def line(self) -> int:
        """Where it stands."""
        return self.match.line


class EndingFinder:
    """Takes marks in the order of their lines, and tells which of them end the run of a push command."""

    def __init__(self, matches: Sequence[Match], client_words: Sequence[str]) -> None:
        """`client_words` are words of which each names a client."""
        self._push_commands = {match.line for match in matches if match.rule.marks is Mark.PUSH_COMMAND}
        self._client_words = client_words
        self._other_work = 0
        """The last line on which something else than a push began."""
        self._endings: list[Ending] = []
        self._goes_on: set[int] = set()
        """Lines on which a wrapper says that it tries again."""

    def endings(self) -> tuple[Ending, ...]:
        """Return them in order of lines; of a line that several rules read, none is left where one of them knows that it goes on."""
        return tuple(ending for ending in self._endings if ending.line not in self._goes_on)

    def read(self, match: Match, push: Push | None, command: Command | None) -> None:
        """Take the next mark; `push` and `command` are the last of this step."""
        mark = match.rule.marks
        if mark in _OTHER_WORK or (mark is Mark.COMMAND and match.line not in self._push_commands):
            self._other_work = match.line
        elif mark is Mark.PUSH_ENDED and _tries_again(match):
            self._goes_on.add(match.line)
        elif mark is Mark.PUSH_ENDED:
            open_push = push.index if push is not None and push.is_open else None
            self._endings.append(Ending(match=match, first_line=match.line, push=open_push))
        elif mark is Mark.RUN_FAILED and match.facts.get("exit_code") != 0:
            self._run_failed(match, push, command)

    def _run_failed(self, match: Match, push: Push | None, command: Command | None) -> None:
        """Take a line that says that what ran last ended badly."""
        if push is not None and (command is None or command.line <= push.first_line):
            is_its_end = push.is_open or match.line <= push.last_line + _RIGHT_AFTER or self._names_client(match)
            run, last_line = (push.index if push.is_open else None), push.last_line
        elif command is not None:
            is_its_end, run, last_line = True, None, command.line
        else:
            return
        if is_its_end and self._other_work <= last_line:
            self._endings.append(Ending(match=match, first_line=last_line, push=run))

    def _names_client(self, match: Match) -> bool:
        command = str(match.facts.get("command", "")).lower()
        return any(word in command for word in self._client_words)


def _tries_again(match: Match) -> bool:
    """Return whether the line counts attempts, and this was not the last."""
    left, attempts, allowed = (match.facts.get(name) for name in ("attempts_left", "attempts", "attempts_allowed"))
    if isinstance(left, int):
        return left > 0
    return isinstance(attempts, int) and isinstance(allowed, int) and attempts < allowed
