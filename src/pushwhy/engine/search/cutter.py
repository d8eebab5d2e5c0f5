"""Hits in a stream of lines → the lines around those that can be a message, and the nearest lines that tell what else went on."""

from __future__ import annotations

import bisect
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from functools import partial

from pushwhy.engine.search.anchor_filter import REACH as MESSAGE_REACH
from pushwhy.engine.search.anchor_filter import Likely
from pushwhy.engine.search.blocks import Found
from pushwhy.engine.search.lines import Hit, Lines, Window
from pushwhy.model.rules import Mark

REACH = 40
"""Raw lines kept before and after a hit: the reach of `near`, `within` and of messages wrapped over several lines."""
REACH_ASIDE = 2
"""Likewise for literals that only tell of another operation: enough for a message that is wrapped once."""
KEPT_BEFORE = 8
"""Hits of such literals, of each mark, that are kept before a window: the nearest decide what goes on there."""
KEPT_AFTER = 32
"""Hits of such literals that are kept after a window."""
MAX_WINDOW = 1 << 23
"""Bytes after which a window closes even though hits go on, so that memory stays flat on a log that is nothing but pushes."""


_Aside = tuple[Lines, Hit] | Window
"""A hit aside; its window is cut out when it is needed, or when its lines are to leave the memory."""


class Cutter:
    """Keeps what may still become part of a window: the last lines, and windows that a later hit may prolong."""

    def __init__(self, likely: Likely) -> None:
        self._likely = likely
        self._lines = Lines(b"", 1)
        self._undecided: list[Hit] = []
        """Hits whose next lines are not known yet; here and below as (end offset, literal), in order."""
        self._telling: list[Hit] = []
        self._aside: list[Hit] = []
        self._before: defaultdict[Mark, deque[_Aside]] = defaultdict(partial(deque, maxlen=KEPT_BEFORE))
        """The last hits aside, by their mark."""
        self._still_after = 0
        """How many more hits aside belong to the window before them."""

    def feed(self, block: bytes, found: Found) -> Iterator[Window]:
        """Take the next block, with what was found in it; give out the windows that are whole now."""
        base = len(self._lines.data)
        data = self._lines.data + block
        # Lines are counted from the end, because what is kept of a block is near it.
        lines = self._lines = Lines(data, self._lines.number_at(base) + found.line_ends, len(data))
        self._undecided += ((base + end, literal) for end, literal in found.hits)
        known = lines.back(len(lines.data), REACH)
        yield from self._emit(known, lines.back(known, REACH))
        self._let_go_of_earlier_blocks(lines)

    def finish(self) -> Iterator[Window]:
        """Give out what is left."""
        end = len(self._lines.data) + 1
        yield from self._emit(end, end)

    def _emit(self, known: int, horizon: int) -> Iterator[Window]:
        """Decide about the hits before `known`. Give out the windows that end before the horizon: no later hit can reach them."""
        self._decide(known)
        kept = horizon
        done = 0
        for start, end, hits in self._ranges():
            if end > horizon:
                kept = min(kept, start)
                break
            yield from self._passed(_until(self._aside, start))
            yield from self._taken()
            yield self._lines.window(start, end, sorted(hits + _until(self._aside, end)))
            done += len(hits)
            self._still_after = KEPT_AFTER
        del self._telling[:done]
        yield from self._passed(_until(self._aside, kept))
        for end, _ in self._aside[:1]:
            kept = min(kept, self._lines.back(end, REACH_ASIDE))
        self._lines = Lines(self._lines.data[kept:], self._lines.number_at(kept))
        for pending in (self._undecided, self._telling, self._aside):
            pending[:] = ((end - kept, literal) for end, literal in pending)

    def _decide(self, known: int) -> None:
        """Leave out hits that are no part of any message, and part the others from those that only tell of other operations."""
        for hit in _until(self._undecided, known):
            end, literal = hit
            if literal in self._likely.aside:
                self._aside.append(hit)
                continue
            first, last = self._lines.around(end, MESSAGE_REACH)
            if self._likely.is_message(literal, self._lines.data[first:last]):
                self._telling.append(hit)

    def _passed(self, hits: Sequence[Hit]) -> Iterator[Window]:
        """Of hits aside, give out those right after a window, and keep the last ones for the next window."""
        near, later = hits[: self._still_after], hits[self._still_after :]
        self._still_after -= len(near)
        for hit in near:
            yield _window(self._lines, hit)
        marks, lines = self._likely.aside, self._lines
        for hit in later:
            for mark in marks[hit[1]]:
                self._before[mark].append((lines, hit))

    def _taken(self) -> list[Window]:
        """The windows of the last hits aside, in order; they are forgotten."""
        windows = (one if isinstance(one, Window) else _window(*one) for aside in self._before.values() for one in aside)
        found = {(window.first_line, window.hits): window for window in windows}
        self._before.clear()
        return [found[key] for key in sorted(found)]

    def _let_go_of_earlier_blocks(self, last: Lines) -> None:
        """Cut out what is kept of them, so that they need not stay in memory; in a usual log that is little."""
        for aside in self._before.values():
            for place, one in enumerate(aside):
                if not isinstance(one, Window) and one[0] is not last:
                    aside[place] = _window(*one)

    def _ranges(self) -> Iterator[tuple[int, int, list[Hit]]]:
        """Byte ranges of windows with their hits, in order; one that grows too large ends, and what follows does not reach back into it."""
        floor, rest = 0, self._telling
        while rest:
            for start, end, hits in self._touching(rest, floor):
                bound = self._lines.end_of_line(start + MAX_WINDOW)
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
            first, last = self._lines.around(hit[0], REACH)
            first = max(floor, first)
            if inside and first > end:
                yield start, end, inside
                inside = []
            if not inside:
                start = first
            end = last
            inside.append(hit)
        if inside:
            yield start, end, inside


def _window(lines: Lines, hit: Hit) -> Window:
    """What is kept around a hit aside."""
    return lines.window(*lines.around(hit[0], REACH_ASIDE), [hit])


def _until(hits: list[Hit], offset: int) -> list[Hit]:
    """Take the hits up to an offset out of a list."""
    count = bisect.bisect_right(hits, offset, key=_end)
    taken = hits[:count]
    del hits[:count]
    return taken


def _end(hit: Hit) -> int:
    return hit[0]
