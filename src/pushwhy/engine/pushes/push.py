"""One push as its lines tell it, before errors are attributed to it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pushwhy.engine.pushes.command import Command
from pushwhy.model.report import Outcome


class Push(Struct, frozen=True, kw_only=True):
    """One package sent to one source. Lines are raw and 1-based."""

    index: int
    """How many pushes began before it."""
    first_line: int
    last_line: int
    step: int
    """How many CI steps began before it."""
    command: Command | None
    """The command that ran it, where it stands in the same step."""
    file: str | None = None
    package_id: str | None = None
    version: str | None = None
    symbols: bool = False
    source: str | None = None
    url: str | None = None
    requests: tuple[int, ...] = ()
    """Lines on which attempts begin; none where there was only one and the client prints no requests."""
    statuses: tuple[tuple[int, int], ...] = ()
    """(line, status) of the answers."""
    answer_ms: int | None = None
    """Milliseconds that the last answer took."""
    retry_line: int | None = None
    """Where the client said for the last time that it tries again."""
    broken: tuple[int, ...] = ()
    """Lines of attempts that another one followed before an answer came."""
    outcome: Outcome = Outcome.UNKNOWN
    """Pushed, skipped, or unknown; a failure is told by other lines."""
    outcome_line: int | None = None
    made_good_by: int | None = None
    """The index of a later push of the same file to the same source that succeeded: this one was its first attempt."""
    concurrent: bool = False
    """Another push of its step was under way at the same time."""
    mixed_with: frozenset[int] = frozenset()
    """Indexes of concurrent pushes, where nothing tells which of their lines are whose."""

    @property
    def target(self) -> str | None:
        """The address or path that was pushed to."""
        return self.source if self.source and "***" not in self.source else self.url or self.source

    @property
    def last_status(self) -> int | None:
        """The status of the last answer."""
        return self.statuses[-1][1] if self.statuses else None

    @property
    def is_open(self) -> bool:
        """Whether no outcome of it is known."""
        return self.outcome is Outcome.UNKNOWN

    @property
    def awaits_answer(self) -> bool:
        """Whether its last request has not been answered."""
        return bool(self.requests) and (not self.statuses or self.statuses[-1][0] < self.requests[-1])

    def with_request(self, line: int) -> Push:
        """Return it with another attempt; one before it that got no answer has broken off."""
        broken = (*self.broken, self.requests[-1]) if self.awaits_answer else self.broken
        return replace(self, requests=(*self.requests, line), broken=broken)
