"""Cuts windows out of a stream of searched blocks: the raw lines around hits that can be part of a message.

Nothing else of a log is ever decoded or looked at. A window is the same whatever the size of the blocks: it depends on the lines and the
hits alone. Hits of context literals, which only tell what else goes on (`Build succeeded.`), get small windows, and only the nearest
before and after a possible message are kept.
"""

from __future__ import annotations

import bisect
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from pushwhy.engine.search.anchor_filter import NEAR, AnchorFilter
from pushwhy.engine.search.blocks import BlockHits, SearchedBlocks
from pushwhy.engine.search.literals import SearchHit
from pushwhy.engine.search.raw_lines import MAX_REACH, RawLines, Window, count_line_ends
from pushwhy.model.pack import Anchors
from pushwhy.model.rules import Mark

if TYPE_CHECKING:
    import regex

REACH = 40
"""Raw lines kept before and after a hit: the reach of `near`, `within` and of messages wrapped over several lines."""
CONTEXT_REACH = 12
"""Likewise for context literals: enough to infer what a program puts before each line."""
_OWN_REACH = 3
"""Raw lines before and after a line of a message that belong to it."""
_ALONE_REACH = 12
"""Raw lines before and after a message in which next to nothing stands if it is all that somebody gives."""
_ALONE_LINES = 10
"""Lines with text that are next to nothing."""
CONTEXT_BEFORE = 8
"""Hits of context literals, of each mark, that are kept before a window: the nearest decide what goes on there."""
CONTEXT_AFTER = 32
"""Hits of context literals that are kept after a window."""
MAX_WINDOW = 1 << 23
"""Bytes after which a window closes even though hits go on, so that memory stays flat on a log that is nothing but pushes."""


_ContextHit = tuple[RawLines, SearchHit] | Window
"""A hit of a context literal; its window is cut out when it is needed, or when its lines are to leave the memory."""


def windows_around_hits(
    blocks: SearchedBlocks, anchors: Anchors, anchor_filter: AnchorFilter, max_window: int = MAX_WINDOW
) -> Iterator[Window]:
    """Yield the windows of a log, in order and never overlapping; `max_window` is in bytes."""
    builder = _WindowBuilder(anchors, anchor_filter, max_window)
    return _joined(builder.windows(blocks), max_window)


def _joined(windows: Iterable[Window], max_window: int) -> Iterator[Window]:
    """Join windows that touch, unless the result grows too large; lines that two of them hold are in the first one alone."""
    last: Window | None = None
    for window in windows:
        if last is None or not last.data.endswith(b"\n"):  # it ends within a giant line, which the next one goes on with
            rest = window
        else:
            rest = window.after(last.last_line)
            if rest.first_line == last.last_line + 1 and len(last.data) + len(rest.data) <= max_window:
                last = last.with_next(rest)
                continue
        if last is not None:
            yield last
        last = rest
    if last is not None:
        yield last


class _WindowBuilder:
    """Keeps what may still become part of a window: the last lines, and windows that a later hit may prolong."""

    def __init__(self, anchors: Anchors, anchor_filter: AnchorFilter, max_window: int) -> None:
        self._context_marks = anchors.context
        self._common = anchors.common
        self._company: list[int] = []
        """Where literals end, in order, that show that a push may be near."""
        self._anchors = anchors
        self._is_pushing = False
        """Whether the log showed something that only a push does."""
        self._filter = anchor_filter
        self._max_window = max_window
        self._lines = RawLines(b"", 1)
        self._undecided: list[SearchHit] = []
        """Hits of which it is not known yet what stands behind them."""
        self._messages: list[SearchHit] = []
        """Hits that can be part of a message, and whose windows may still grow."""
        self._context: list[SearchHit] = []
        """Hits of context literals behind the last window."""
        self._context_before: defaultdict[Mark, deque[_ContextHit]] = defaultdict(partial(deque, maxlen=CONTEXT_BEFORE))
        """The last hits of context literals, by their mark."""
        self._context_left = 0
        """How many more hits of context literals belong to the window before them."""

    def windows(self, blocks: SearchedBlocks) -> Iterator[Window]:
        """Yield windows as soon as they are whole."""
        for block, found in blocks:
            yield from self._feed(block, found)
        end = len(self._lines.data) + 1
        yield from self._emit(end, end)

    def _feed(self, block: bytes, found: BlockHits) -> Iterator[Window]:
        base = len(self._lines.data)
        data = self._lines.data + block
        # Lines are counted from the end, because what is kept of a block is near it.
        lines = self._lines = RawLines(data, self._lines.number_at(base) + found.line_ends, len(data))
        company = self._anchors.company
        self._company += (base + end for end, literal in found.hits if literal in company)
        self._undecided += ((base + end, literal) for end, literal in found.hits if self._anchors.patterns[literal])
        known = min(lines.start_before(len(data), REACH), max(0, len(data) - NEAR))
        yield from self._emit(known, min(lines.start_before(known, REACH), max(0, known - NEAR)))
        self._release_earlier_blocks(lines)

    def _emit(self, known: int, horizon: int) -> Iterator[Window]:
        """Decide about the hits before `known`, and yield the windows that end before the horizon: no later hit can reach them."""
        self._decide(known)
        kept = horizon
        done = 0
        for start, end, hits in self._ranges():
            if end > horizon:
                kept = min(kept, start)
                break
            yield from self._pass_context(_take_until(self._context, start))
            yield from self._take_context_before()
            yield self._lines.window(start, end, sorted(hits + _take_until(self._context, end)))
            done += len(hits)
            self._context_left = CONTEXT_AFTER
        del self._messages[:done]
        yield from self._pass_context(_take_until(self._context, kept))
        for end, _ in self._context[:1]:
            kept = min(kept, self._lines.start_before(end, CONTEXT_REACH))
        self._lines = RawLines(self._lines.data[kept:], self._lines.number_at(kept))
        self._company = [end - kept for end in self._company if end > kept]
        for pending in (self._undecided, self._messages, self._context):
            pending[:] = ((end - kept, literal) for end, literal in pending)

    def _decide(self, known: int) -> None:
        """Drop hits that are no part of any message, and part the others from those of context literals."""
        others: list[SearchHit] = []
        for hit in _take_until(self._undecided, known):
            (self._context if hit[1] in self._context_marks else others).append(hit)
        for hit in self._filter.messages_among(others, self._lines.data):
            if self._is_pushing or hit[1] not in self._common or self._has_company(hit[0]):
                self._messages.append(hit)
                self._is_pushing |= hit[1] not in self._common

    @cached_property
    def _own_words(self) -> regex.Pattern[bytes]:
        import regex  # most logs have no line for it

        return regex.compile(self._anchors.own_words.encode())

    def _has_company(self, end: int) -> bool:
        """Return whether anything around a hit shows a push, or next to nothing stands around it at all."""
        first, last = self._lines.around(end, REACH)
        place = bisect.bisect_right(self._company, first)
        if place < len(self._company) and self._company[place] <= last:
            return True
        first, last = self._lines.around(end, _OWN_REACH)
        if self._own_words.search(self._lines.data, first, min(last, len(self._lines.data))) is not None:
            return True
        first, last = self._lines.around(end, _ALONE_REACH)
        return sum(map(bool, map(bytes.strip, self._lines.data[first:last].split(b"\n")))) <= _ALONE_LINES

    def _pass_context(self, hits: Sequence[SearchHit]) -> Iterator[Window]:
        """Yield the context right after a window, and keep the last hits for the next window."""
        marking = [hit for hit in hits if self._context_marks[hit[1]]]
        near, later = marking[: self._context_left], marking[self._context_left :]
        self._context_left -= len(near)
        for hit in near:
            yield _context_window(self._lines, hit)
        last: defaultdict[Mark, list[SearchHit]] = defaultdict(list)
        for hit in reversed(later):
            for mark in self._context_marks[hit[1]]:
                if len(last[mark]) < CONTEXT_BEFORE:
                    last[mark].append(hit)
        for mark, of_mark in last.items():
            self._context_before[mark].extend((self._lines, hit) for hit in reversed(of_mark))

    def _take_context_before(self) -> list[Window]:
        """Return the windows of the last hits of context literals, in order, and forget them."""
        windows = (hit if isinstance(hit, Window) else _context_window(*hit) for hits in self._context_before.values() for hit in hits)
        by_position = {(window.first_line, window.hits): window for window in windows}
        self._context_before.clear()
        return [by_position[position] for position in sorted(by_position)]

    def _release_earlier_blocks(self, last: RawLines) -> None:
        """Cut out what is kept of them, so that they need not stay in memory; in a usual log that is little."""
        for hits in self._context_before.values():
            for index, hit in enumerate(hits):
                if not isinstance(hit, Window) and hit[0] is not last:
                    hits[index] = _context_window(*hit)

    def _ranges(self) -> Iterator[tuple[int, int, list[SearchHit]]]:
        """Yield byte ranges of windows with their hits; one that grows too large ends, and what follows does not reach back into it."""
        floor, rest = 0, self._messages
        while rest:
            for start, end, hits in self._touching(rest, floor):
                bound = self._lines.end_of_line(start + self._max_window)
                if end > bound:
                    yield start, bound, [hit for hit in hits if hit[0] <= bound]
                    floor, rest = bound, [hit for hit in rest if hit[0] > bound]
                    break
                yield start, end, hits
            else:
                return

    def _touching(self, hits: Sequence[SearchHit], floor: int) -> Iterator[tuple[int, int, list[SearchHit]]]:
        """Yield byte ranges around hits, not before `floor`; those that touch are one."""
        start, inside = 0, list[SearchHit]()
        for hit in hits:
            if inside and self._touch(inside[-1][0], hit[0]):
                inside.append(hit)
                continue
            if inside:
                yield start, self._lines.end_after(inside[-1][0], REACH), inside
            start, inside = max(floor, self._lines.start_before(hit[0], REACH)), [hit]
        if inside:
            yield start, self._lines.end_after(inside[-1][0], REACH), inside

    def _touch(self, offset: int, later: int) -> bool:
        """Return whether the lines kept after the one offset are followed by those kept before the other."""
        if later - offset <= MAX_REACH:
            return count_line_ends(self._lines.data[offset - 1 : later - 1]) <= 2 * REACH + 1
        return self._lines.start_before(later, REACH) <= self._lines.end_after(offset, REACH)


def _context_window(lines: RawLines, hit: SearchHit) -> Window:
    return lines.window(*lines.around(hit[0], CONTEXT_REACH), [hit])


def _take_until(hits: list[SearchHit], offset: int) -> list[SearchHit]:
    """Take the hits up to an offset out of a list."""
    count = bisect.bisect_right(hits, offset, key=_end)
    taken = hits[:count]
    del hits[:count]
    return taken


def _end(hit: SearchHit) -> int:
    return hit[0]
