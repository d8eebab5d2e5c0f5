"""Keeps a search hit only if at least half of its message's words are nearby."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.engine.search.literals import ESCAPE, Strip
from pushwhy.model.pack import Anchors

REACH = 12
"""Raw lines before and after an anchor over which its message can be wrapped."""


class AnchorFilter:
    """Tells hits that can be part of a message from stray words, which are nearly all hits in a clean log. Made once for each pack."""

    def __init__(self, anchors: Anchors, strip: Strip) -> None:
        self._messages = anchors.messages
        self._words = anchors.words
        self._strip = strip

    def is_message(self, literal: int, around: bytes) -> bool:
        """Return whether half of the words of a message with this literal stand around it: a line's end or a time stamp cuts fewer."""
        messages = self._messages[literal]
        if not messages:
            return True
        if ESCAPE in around:
            around += self._strip(around)
        return any(_has_half(around, self._words[message].split()) for message in messages)


def _has_half(around: bytes, words: Sequence[bytes]) -> bool:
    return 2 * sum(word in around for word in words) >= len(words)
