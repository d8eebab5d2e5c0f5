"""What a log says: the value between reading and judging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from pushwhy.model.report import LogError

if TYPE_CHECKING:
    from pushwhy.engine.match.rules import Occurrence


class Reading(Struct, frozen=True, kw_only=True):
    """What was found in one log, in order of lines."""

    occurrences: tuple[Occurrence, ...] = ()
    secrets: tuple[tuple[int, str], ...] = ()
    """(line, kind) of every secret that was masked near a push."""
    dialects: tuple[str, ...] = ()
    """Names of all dialects seen on lines that matched, in order of first sight."""
    errors: tuple[LogError, ...] = ()

    @property
    def tells_nothing(self) -> bool:
        """Whether no rule matches and no secret shows, as in nearly every log."""
        return not (self.occurrences or self.secrets)
