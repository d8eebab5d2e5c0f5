"""Raw lines in memory: the line number of an offset, the lines around it, and windows cut out of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pushwhy.engine.search.literals import SearchHit

MAX_REACH = 1 << 21
"""Bytes before and after an offset beyond which nothing is looked at, however few lines they are."""


class Window(Struct, frozen=True):
    """Some raw lines in a row, and the literals that were found in them."""

    first_line: int
    """Raw number of its first line, 1-based."""
    data: bytes
    hits: tuple[SearchHit, ...]
    """(raw line number, index of the literal), in order."""

    @property
    def last_line(self) -> int:
        """Raw number of its last line."""
        return self.first_line + self.data.count(b"\n", 0, -1)

    def after(self, line: int) -> Window:
        """Return the part of it that follows a line."""
        if line < self.first_line:
            return self
        lines = self.data.split(b"\n", line + 1 - self.first_line)
        data = lines[-1] if len(lines) > line + 1 - self.first_line else b""
        return Window(line + 1, data, tuple(hit for hit in self.hits if hit[0] > line))

    def with_next(self, window: Window) -> Window:
        """Return one window out of this and the one that begins right behind it."""
        return Window(self.first_line, self.data + window.data, self.hits + window.hits)


class RawLines:
    """A part of a log in memory."""

    def __init__(self, data: bytes, first_line: int, offset: int = 0) -> None:
        """`first_line` is the raw number of the line at `offset`."""
        self.data = data
        self._number = first_line
        self._counted = offset

    def number_at(self, offset: int) -> int:
        """Return the raw number of the line at an offset; only what lies between this and the last offset is counted."""
        self._number += count_line_ends(self.data[self._counted : offset]) - count_line_ends(self.data[offset : self._counted])
        self._counted = offset
        return self._number

    def window(self, start: int, end: int, hits: Sequence[SearchHit]) -> Window:
        """Cut out what stands between two offsets."""
        first = self.number_at(start)
        inside = RawLines(self.data, first, start)
        numbered = dict.fromkeys((inside.number_at(offset - 1), literal) for offset, literal in hits)
        return Window(first_line=first, data=self.data[start:end], hits=tuple(numbered))

    def around(self, offset: int, reach: int) -> tuple[int, int]:
        """Return the half-open range of so many lines before and after the one that holds the byte before `offset`."""
        return self.start_before(offset, reach), self.end_after(offset, reach)

    def start_before(self, offset: int, lines: int) -> int:
        """Return where the line begins that is so many lines before the one that holds the byte before `offset`."""
        position = max(offset - 1, 0)
        farthest = max(0, offset - MAX_REACH)
        for _ in range(lines + 1):
            position = self.data.rfind(b"\n", farthest, position)
            if position < 0:
                return farthest
        return position + 1

    def end_after(self, offset: int, lines: int) -> int:
        """Return where the line ends that is so many lines after the one that holds the byte before `offset`."""
        position = offset - 1
        for _ in range(lines + 1):
            position = self.data.find(b"\n", position, offset + MAX_REACH) + 1
            if position == 0:
                return min(len(self.data) + 1, offset + MAX_REACH)
        return position

    def end_of_line(self, offset: int) -> int:
        """Return where the line ends that holds the byte at `offset`, at most `MAX_REACH` bytes later."""
        return self.data.find(b"\n", offset, offset + MAX_REACH) + 1 or offset + MAX_REACH


def count_line_ends(data: bytes) -> int:
    """Count line ends; `bytes.count` of CPython 3.11 and 3.12 takes two or three times as long."""
    return len(data) - len(data.replace(b"\n", b""))
