"""Whether a message is a push's: the signs for and against it, weighed."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from pushwhy.engine.match.rules import Match
from pushwhy.engine.pushes.timeline import Timeline
from pushwhy.model.lexicon import PushSign, PushWeights, SignState

_TENFOLD = 3
"""Points that make the odds ten times better."""


class PushEvidence(Struct, frozen=True, kw_only=True):
    """The signs that were seen, and their sum."""

    signs: tuple[PushSign, ...]

    @property
    def total(self) -> float:
        """The sum of their weights."""
        return sum(sign.weight for sign in self.signs)

    @property
    def is_shown(self) -> bool:
        """Whether it stands in a test's output, or among the sentences of a document."""
        return any(sign.state is SignState.TEST or sign.beside for sign in self.signs)


class PushWeigher:
    """Weighs the failing matches of one log; what one match tells of its line holds for all matches there."""

    def __init__(self, failing: Iterable[Match], timeline: Timeline, weights: PushWeights, *, presume_push: bool) -> None:
        """`presume_push` says that somebody asks about a message that is taken for a push's."""
        bare = [match for match in failing if match.begins_line and match.literal]
        self._timeline = timeline
        self._weights = weights
        self._presume_push = presume_push
        self._begun = {match.line for match in bare}
        self._announced = {match.line for match in bare if timeline.is_announced(match)}

    def evidence(self, match: Match) -> PushEvidence:
        """Return what speaks for and against its being a push's."""
        states = self._timeline.states(match, begins_line=match.line in self._begun, presumed=self._presume_push)
        if match.line in self._announced:
            states = states - {SignState.OTHER, SignState.COMMAND, SignState.LATER_STEP} | {SignState.PUSH_FOLLOWS}
        family = match.rule.id.partition("/")[0]
        return PushEvidence(
            signs=tuple(
                sign
                for sign in self._weights.signs
                if (sign.state in states if sign.state else family in sign.families if sign.families else sign.name in match.signs)
            )
        )


def probability(total: float, weights: PushWeights) -> float:
    """Return how probable it is that a message with this sum is a push's; a half where a push is just possible."""
    return float(1 / (1 + 10 ** ((weights.possible - total) / _TENFOLD)))
