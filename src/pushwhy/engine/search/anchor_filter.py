"""Keeps a search hit only if the rest of its message stands around it: whole, or cut by the end of a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pushwhy.engine.search.literals import ESCAPE, Strip
from pushwhy.engine.search.message_phrases import Around, Message, may_stand, messages_with, stands
from pushwhy.model.pack import Anchors

REACH = 12
"""Raw lines before and after an anchor over which its message can be wrapped."""
NEAR = 1 << 11
"""Bytes before and after the end of an anchor in which the rest of its message is looked for."""
_CELL = NEAR
"""Bytes of which hits of the same literal are first looked at together: a log can hold one ten thousands of times."""
_HOME = 1 << 10
"""Bytes before and after an anchor in which the phrase that it belongs to is looked for."""


class AnchorFilter:
    """Tells hits that can be part of a message from stray words, which are nearly all hits in a clean log. Made once for each pack."""

    def __init__(self, anchors: Anchors, strip: Strip) -> None:
        self._anchors = anchors
        self._strip = strip
        self._messages: dict[int, tuple[Message, ...]] = {}

    def messages_among(self, hits: Iterable[tuple[int, int]], data: bytes) -> Iterator[tuple[int, int]]:
        """Yield the hits, as (end offset in `data`, literal), around which the rest of a message stands.

        What stands up to `NEAR` bytes before and after a hit decides, so `data` must hold that.
        """
        cells = _Cells(data, self._strip)
        known: dict[tuple[int, int], bool] = {}
        for end, literal in hits:
            messages = self._messages.get(literal)
            if messages is None:
                messages = self._messages[literal] = tuple(messages_with(literal, self._anchors))
            if not messages:
                yield end, literal
                continue
            text = self._anchors.literals[literal]
            is_whole = data.startswith(text, end - len(text))
            if is_whole:
                cell = (literal, end // _CELL)
                may_be = known.get(cell)
                if may_be is None:
                    may_be = known[cell] = cells.can_hold(end // _CELL, messages)
                if not may_be:
                    continue
            if any(stands(message, around) for around in cells.around(end, is_whole) for message in messages):
                yield end, literal


class _Cells:
    """The bytes around hits, as they are and as they are shown."""

    def __init__(self, data: bytes, strip: Strip) -> None:
        self._data = data
        self._strip = strip
        self._shown_line = (0, -1, b"")
        self._texts: dict[int, tuple[Around, ...]] = {}

    def can_hold(self, cell: int, messages: Sequence[Message]) -> bool:
        """Return whether a message may stand around any of its hits."""
        texts = self._texts.get(cell)
        if texts is None:
            text = self._data[max(0, cell * _CELL - NEAR) : (cell + 1) * _CELL + NEAR]
            shown = (self._strip(text),) if ESCAPE in text else ()
            texts = self._texts[cell] = tuple(Around(text, text) for text in (text, *shown))
        return any(may_stand(message, around) for around in texts for message in messages)

    def around(self, end: int, is_whole: bool) -> Iterator[Around]:
        """Yield what stands around a hit; where escapes cut the literal, its place in its line is not known."""
        start = max(0, end - NEAR)
        text = self._data[start : end + NEAR]
        if is_whole:
            yield Around(text, self._data[max(0, end - _HOME) : end + _HOME])
        if ESCAPE in text:
            shown = self._strip(text)
            yield Around(shown, shown)
        if not is_whole:
            shown = self._line(end)
            yield Around(shown, shown)

    def _line(self, end: int) -> bytes:
        """Return the line that ends there, as it is shown, with what stands around it."""
        start = self._data.rfind(b"\n", 0, end) + 1
        if self._shown_line[:2] != (start, end):
            self._shown_line = (start, end, self._strip(self._data[max(0, start - NEAR) : end + NEAR]))
        return self._shown_line[2]
