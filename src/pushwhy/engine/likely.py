"""Which hits of the candidate search can be part of a message, and which are a stray word, as nearly all are in a clean log."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pushwhy.engine.escapes import ESCAPE, Strip
from pushwhy.engine.joins import MAX_LINES
from pushwhy.engine.search import Anchors
from pushwhy.model.rules import Pattern

REACH = MAX_LINES
"""Raw lines before and after an anchor over which its message can be wrapped."""


class _Words(Struct, frozen=True):
    """Words of a message, and how many of them stand around one of its anchors: a line's end or a stamp cuts fewer than half."""

    words: tuple[bytes, ...]
    wanted: int


class Likely:
    """Made once per pack."""

    def __init__(self, anchors: Anchors, patterns: Sequence[Pattern], strip: Strip) -> None:
        self.aside = anchors.aside
        self._patterns_of = anchors.patterns
        self._patterns = patterns
        self._strip = strip
        self._messages: dict[int, tuple[_Words, ...]] = {}

    def is_message(self, literal: int, around: bytes) -> bool:
        """Whether enough words of a message with this anchor stand in the lines around it."""
        messages = self._messages.get(literal)
        if messages is None:
            messages = self._messages[literal] = _messages([self._patterns[id_] for id_ in self._patterns_of[literal]])
        if not messages:
            return True
        if ESCAPE in around:
            around += self._strip(around)
        return any(sum(word in around for word in one.words) >= one.wanted for one in messages)


def _messages(patterns: Sequence[Pattern]) -> tuple[_Words, ...]:
    """What to look for around an anchor of these patterns; nothing where one of them does not know its words."""
    if not all(pattern.words for pattern in patterns):
        return ()
    words = {tuple(word.encode() for word in pattern.words) for pattern in patterns}
    return tuple(_Words(one, (len(one) + 1) // 2) for one in sorted(words))
