"""Which hits of the candidate search can be part of a message, and which are a stray word, as nearly all are in a clean log."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.engine.match.joined_lines import MAX_LINES
from pushwhy.engine.search.escapes import ESCAPE, Strip
from pushwhy.model.rules import Anchors

REACH = MAX_LINES
"""Raw lines before and after an anchor over which its message can be wrapped."""


class Likely:
    """Made once per pack."""

    def __init__(self, anchors: Anchors, strip: Strip) -> None:
        self.aside = anchors.aside
        self._messages = anchors.messages
        self._words = anchors.words
        self._strip = strip

    def is_message(self, literal: int, around: bytes) -> bool:
        """Whether half of the words of a message with this anchor stand in the lines around it: a line's end or a stamp cuts fewer."""
        messages = self._messages[literal]
        if not messages:
            return True
        if ESCAPE in around:
            around += self._strip(around)
        return any(_has_half(around, self._words[one].split()) for one in messages)


def _has_half(around: bytes, words: Sequence[bytes]) -> bool:
    return 2 * sum(word in around for word in words) >= len(words)
