"""Hits in a stream of lines → the lines around those that can be a message, and the nearest lines that tell what else went on."""

from __future__ import annotations

import bisect
from collections import deque
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pushwhy.engine.likely import REACH as MESSAGE_REACH
from pushwhy.engine.likely import Likely
from pushwhy.model.rules import Mark

REACH = 40
"""Raw lines kept before and after a hit: the reach of `near`, `within` and of messages wrapped over several lines."""
REACH_ASIDE = 2
"""Likewise for literals that only tell of another operation: enough for a message that is wrapped once."""
KEPT_BEFORE = 8
"""Hits of such literals, of each mark, that are kept before a window: the nearest decide what goes on there."""
KEPT_AFTER = 32
"""Hits of such literals that are kept after a window."""
MAX_REACH = 1 << 21
"""Bytes before and after a hit beyond which nothing is kept, however few lines they are."""
MAX_WINDOW = 1 << 23
"""Bytes after which a window closes even though hits go on, so that memory stays flat on a log that is nothing but pushes."""

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


class Cutter:
    """Keeps what may still become part of a window: the last lines, and windows that a later hit may prolong."""

    def __init__(self, likely: Likely) -> None:
        self._likely = likely
        self._buffer = b""
        self._line = 1
        """The raw number of the first line of the buffer."""
        self._undecided: list[Hit] = []
        """Hits whose next lines are not known yet, in order."""
        self._telling: list[Hit] = []
        self._aside: list[Hit] = []
        self._before: dict[Mark, deque[Window]] = {}
        """By mark, the last windows aside."""
        self._still_after = 0
        """How many more hits aside belong to the window before them."""

    def feed(self, block: bytes, hits: Sequence[Hit]) -> Iterator[Window]:
        """Take the next block, with hits as (end offset, literal); give out the windows that are whole now."""
        base = len(self._buffer)
        self._buffer += block
        self._undecided += ((base + end, literal) for end, literal in hits)
        known = self._lines_back(len(self._buffer), REACH)
        yield from self._emit(known, self._lines_back(known, REACH))

    def finish(self) -> Iterator[Window]:
        """Give out what is left."""
        yield from self._emit(len(self._buffer) + 1, len(self._buffer) + 1)

    def _emit(self, known: int, horizon: int) -> Iterator[Window]:
        """Decide about the hits before `known`. Give out the windows that end before the horizon: no later hit can reach them."""
        self._decide(known)
        numbers = _Numbers(self._buffer, self._line)
        kept = horizon
        done = 0
        for start, end, hits in self._ranges():
            if end > horizon:
                kept = min(kept, start)
                break
            yield from self._passed(_until(self._aside, start), numbers)
            yield from self._taken()
            yield self._window(start, end, sorted(hits + _until(self._aside, end)), numbers.at(start))
            done += len(hits)
            self._still_after = KEPT_AFTER
        del self._telling[:done]
        yield from self._passed(_until(self._aside, kept), numbers)
        for end, _ in self._aside[:1]:
            kept = min(kept, self._lines_back(end, REACH_ASIDE))
        self._buffer, self._line = self._buffer[kept:], numbers.at(kept)
        for pending in (self._undecided, self._telling, self._aside):
            pending[:] = ((end - kept, literal) for end, literal in pending)

    def _decide(self, known: int) -> None:
        """Leave out hits that are no part of any message, and part the others from those that only tell of other operations."""
        for hit in _until(self._undecided, known):
            end, literal = hit
            if literal in self._likely.aside:
                self._aside.append(hit)
            elif self._likely.is_message(literal, self._buffer[self._lines_back(end, MESSAGE_REACH) : self._lines_on(end, MESSAGE_REACH)]):
                self._telling.append(hit)

    def _passed(self, hits: Sequence[Hit], numbers: _Numbers) -> Iterator[Window]:
        """Of hits aside, give out those right after a window, and keep the last ones for the next window."""
        near, later = hits[: self._still_after], hits[self._still_after :]
        self._still_after -= len(near)
        for hit in near:
            yield self._window_aside(hit, numbers)
        last: dict[Mark, deque[Hit]] = {}
        for hit in later:
            for mark in self._likely.aside[hit[1]]:
                last.setdefault(mark, deque(maxlen=KEPT_BEFORE)).append(hit)
        for hit in sorted({hit for kept in last.values() for hit in kept}):
            window = self._window_aside(hit, numbers)
            for mark in self._likely.aside[hit[1]]:
                self._before.setdefault(mark, deque(maxlen=KEPT_BEFORE)).append(window)

    def _taken(self) -> list[Window]:
        """The last windows aside, in order; they are forgotten."""
        found = {(window.first_line, window.hits): window for kept in self._before.values() for window in kept}
        self._before.clear()
        return [found[key] for key in sorted(found)]

    def _window_aside(self, hit: Hit, numbers: _Numbers) -> Window:
        start = self._lines_back(hit[0], REACH_ASIDE)
        return self._window(start, self._lines_on(hit[0], REACH_ASIDE), [hit], numbers.at(start))

    def _ranges(self) -> Iterator[tuple[int, int, list[Hit]]]:
        """Byte ranges of windows with their hits, in order; one that grows too large ends, and what follows does not reach back into it."""
        floor, rest = 0, self._telling
        while rest:
            for start, end, hits in self._touching(rest, floor):
                bound = self._line_end(start + MAX_WINDOW)
                if end > bound:
                    yield start, bound, [hit for hit in hits if hit[0] <= bound]
                    floor, rest = bound, [hit for hit in rest if hit[0] > bound]
                    break
                yield start, end, hits
            else:
                return

    def _touching(self, hits: Sequence[Hit], floor: int) -> Iterator[tuple[int, int, list[Hit]]]:
        """Byte ranges around hits, not before `floor`; those that touch are one."""
        start, end, inside = 0, -1, list[Hit]()
        for hit in hits:
            first = max(floor, self._lines_back(hit[0], REACH))
            if inside and first > end:
                yield start, end, inside
                inside = []
            if not inside:
                start = first
            end = self._lines_on(hit[0], REACH)
            inside.append(hit)
        if inside:
            yield start, end, inside

    def _window(self, start: int, end: int, hits: Sequence[Hit], line: int) -> Window:
        numbers = _Numbers(self._buffer, line, start)
        numbered = dict.fromkeys((numbers.at(offset - 1), literal) for offset, literal in hits)
        return Window(first_line=line, data=self._buffer[start:end], hits=tuple(numbered))

    def _line_end(self, offset: int) -> int:
        """Where the line ends that holds the byte at `offset`, or as far behind as a line is followed."""
        return self._buffer.find(b"\n", offset, offset + MAX_REACH) + 1 or offset + MAX_REACH

    def _lines_back(self, offset: int, lines: int) -> int:
        """Where the line begins that is so many lines before the one that holds the byte before `offset`."""
        place = max(offset - 1, 0)
        farthest = max(0, offset - MAX_REACH)
        for _ in range(lines + 1):
            place = self._buffer.rfind(b"\n", farthest, place)
            if place < 0:
                return farthest
        return place + 1

    def _lines_on(self, offset: int, lines: int) -> int:
        """Where the line ends that is so many lines after the one that holds the byte before `offset`."""
        place = offset - 1
        for _ in range(lines + 1):
            place = self._buffer.find(b"\n", place, offset + MAX_REACH) + 1
            if place == 0:
                return min(len(self._buffer) + 1, offset + MAX_REACH)
        return place


class _Numbers:
    """Raw line numbers at offsets; nearly every byte is looked at once, because the offsets hardly ever go back."""

    def __init__(self, buffer: bytes, line: int, offset: int = 0) -> None:
        self._buffer = buffer
        self._line = line
        self._offset = offset

    def at(self, offset: int) -> int:
        self._line += _line_ends(self._buffer[self._offset : offset]) - _line_ends(self._buffer[offset : self._offset])
        self._offset = offset
        return self._line


def _until(hits: list[Hit], offset: int) -> list[Hit]:
    """Take the hits up to an offset out of a list."""
    count = bisect.bisect_right(hits, offset, key=_end)
    taken = hits[:count]
    del hits[:count]
    return taken


def _end(hit: Hit) -> int:
    return hit[0]


def _line_ends(data: bytes) -> int:
    """How many lines end; `bytes.count` of CPython 3.11 and 3.12 takes two or three times as long."""
    return len(data) - len(data.replace(b"\n", b""))
