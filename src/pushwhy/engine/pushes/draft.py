"""A push while its lines are read."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import asdict

from pushwhy.engine.pushes.command import Command
from pushwhy.engine.pushes.timeline import SentPush
from pushwhy.model.report import Outcome


class Draft(Struct, kw_only=True):
    """What is known of a push so far; `SentPush` says what its fields mean."""

    place: int
    """How many pushes began before it."""
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
    side_by_side: bool = False
    mixed_with: set[int] = field(default_factory=set)

    @property
    def awaits_answer(self) -> bool:
        """Whether its last request has not been answered."""
        return bool(self.requests) and (not self.statuses or self.statuses[-1][0] < self.requests[-1])

    def begin_attempt(self, line: int) -> None:
        """Another request; one before it that got no answer has broken off."""
        if self.awaits_answer:
            self.broken.append(self.requests[-1])
        self.requests.append(line)

    def sent(self) -> SentPush:
        """The push as the timeline has it."""
        lists = {name: tuple(getattr(self, name)) for name in ("requests", "statuses", "broken")}
        values = asdict(self) | lists | {"mixed_with": tuple(sorted(self.mixed_with))}
        del values["place"]
        return SentPush(**values)
