"""Raw lines in memory: the numbers of their places, what stands around a place, and windows cut out of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

MAX_REACH = 1 << 21
"""Bytes before and after a place beyond which nothing is looked at, however few lines they are."""

Hit = tuple[int, int]
"""(end offset or raw line number, literal index)."""


class Window(Struct, frozen=True):
    """Some raw lines in a row, and where in them anchors were hit."""

    first_line: int
    """Raw number of its first line, 1-based."""
    data: bytes
    hits: tuple[Hit, ...]
    """(raw line number, literal index), in order."""

    @property
    def last_line(self) -> int:
        """Raw number of its last line."""
        return self.first_line + self.data.count(b"\n", 0, -1)

    def after(self, line: int) -> Window:
        """The part of it that is behind a line."""
        if line < self.first_line:
            return self
        lines = self.data.split(b"\n", line + 1 - self.first_line)
        data = lines[-1] if len(lines) > line + 1 - self.first_line else b""
        return Window(line + 1, data, tuple(hit for hit in self.hits if hit[0] > line))

    def with_next(self, window: Window) -> Window:
        """One window out of this and the one that begins right behind it."""
        return Window(self.first_line, self.data + window.data, self.hits + window.hits)


class Lines:
    """A part of a log."""

    def __init__(self, data: bytes, first_line: int, offset: int = 0) -> None:
        """`first_line` is the raw number of the line at `offset`."""
        self.data = data
        self._number = first_line
        self._counted = offset

    def number_at(self, offset: int) -> int:
        """The raw number of the line at an offset. Quick where offsets grow from call to call: only what is between is counted."""
        self._number += line_ends(self.data[self._counted : offset]) - line_ends(self.data[offset : self._counted])
        self._counted = offset
        return self._number

    def window(self, start: int, end: int, hits: Sequence[Hit]) -> Window:
        """What stands between two offsets, with hits as (end offset, literal)."""
        first = self.number_at(start)
        inside = Lines(self.data, first, start)
        numbered = dict.fromkeys((inside.number_at(offset - 1), literal) for offset, literal in hits)
        return Window(first_line=first, data=self.data[start:end], hits=tuple(numbered))

    def around(self, offset: int, reach: int) -> tuple[int, int]:
        """Where the lines begin and end that are so many before and after the one that holds the byte before `offset`."""
        return self.back(offset, reach), self.on(offset, reach)

    def back(self, offset: int, lines: int) -> int:
        """Where the line begins that is so many lines before the one that holds the byte before `offset`."""
        place = max(offset - 1, 0)
        farthest = max(0, offset - MAX_REACH)
        for _ in range(lines + 1):
            place = self.data.rfind(b"\n", farthest, place)
            if place < 0:
                return farthest
        return place + 1

    def on(self, offset: int, lines: int) -> int:
        """Where the line ends that is so many lines after the one that holds the byte before `offset`."""
        place = offset - 1
        for _ in range(lines + 1):
            place = self.data.find(b"\n", place, offset + MAX_REACH) + 1
            if place == 0:
                return min(len(self.data) + 1, offset + MAX_REACH)
        return place

    def end_of_line(self, offset: int) -> int:
        """Where the line ends that holds the byte at `offset`, or as far behind as a line is followed."""
        return self.data.find(b"\n", offset, offset + MAX_REACH) + 1 or offset + MAX_REACH


def line_ends(data: bytes) -> int:
    """How many lines end; `bytes.count` of CPython 3.11 and 3.12 takes two or three times as long."""
    return len(data) - len(data.replace(b"\n", b""))
