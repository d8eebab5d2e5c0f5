"""Windows: the raw lines around the hits of the candidate search, cut out of a stream of blocks.

Nothing else of a log is ever decoded or looked at. A window is the same whatever the size of the blocks: it depends on the lines and the
hits alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from pushwhy.engine.escapes import Strip
from pushwhy.engine.search import Search

REACH = 40
"""Raw lines kept before and after a hit: the reach of `near`, `within` and of messages wrapped over several lines."""
REACH_ASIDE = 2
"""Likewise for literals that only tell of another operation: enough for a message that is wrapped once."""
MAX_LINE = 1 << 18
"""Bytes of one line that are searched at once; a longer line is searched in pieces of this size."""
_OVERLAP = 64
"""Bytes of the piece before that are searched again with the next, so that no literal is cut in two; none is longer."""
MAX_REACH = 1 << 21
"""Bytes before and after a hit beyond which nothing is kept, however few lines they are."""
MAX_WINDOW = 1 << 23
"""Bytes after which a window closes even though hits go on, so that memory stays flat on a log that is nothing but pushes."""


class Window(Struct, frozen=True):
    """Some raw lines in a row, and where in them anchors were hit."""

    first_line: int
    """Raw number of its first line, 1-based."""
    data: bytes
    hits: tuple[tuple[int, int], ...]
    """(raw line number, literal index), in order."""


def whole(blocks: Iterable[bytes], literals: tuple[bytes, ...], strip: Strip) -> Iterator[Window]:
    """The whole log as one window, its hits found naively: what the search must not change."""
    data = b"".join(blocks)
    lines = [line + b"\n" + strip(line) if b"\x1b" in line else line for line in data.split(b"\n")]
    hits = tuple((number, index) for number, line in enumerate(lines, 1) for index, literal in enumerate(literals) if literal in line)
    yield Window(first_line=1, data=data, hits=hits)


def around_hits(blocks: Iterable[bytes], search: Search, aside: frozenset[int] = frozenset()) -> Iterator[Window]:
    """The windows of a log, in order, never overlapping. Around literals `aside` only a few lines are kept."""
    cutter = _Cutter(aside)
    before = b""
    for piece, complete in _line_pieces(blocks):
        hits = search.hits(before + piece if before else piece)
        yield from cutter.feed(piece, [(end - len(before), literal) for end, literal in hits if end > len(before)] if before else hits)
        before = b"" if complete else (before + piece)[-_OVERLAP:]
    yield from cutter.finish()


def _line_pieces(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Blocks cut behind a line end, which makes them complete; a line without one in `MAX_LINE` bytes is cut there."""
    rest = b""
    for block in blocks:
        data = rest + block if rest else block
        end = data.rfind(b"\n") + 1
        rest = data[end:]
        if end:
            yield data[:end], True
        while len(rest) > MAX_LINE:
            yield rest[:MAX_LINE], False
            rest = rest[MAX_LINE:]
    if rest:
        yield rest, True


class _Cutter:
    """Keeps what may still become part of a window: the last lines, and windows that a later hit may prolong."""

    def __init__(self, aside: frozenset[int]) -> None:
        self._aside = aside
        self._buffer = b""
        self._line = 1
        self._hits: list[tuple[int, int]] = []

    def feed(self, piece: bytes, hits: list[tuple[int, int]]) -> Iterator[Window]:
        base = len(self._buffer)
        self._buffer = self._buffer + piece if base else piece
        self._hits += ((base + end, literal) for end, literal in hits)
        yield from self._emit(self._lines_back(len(self._buffer), REACH))

    def finish(self) -> Iterator[Window]:
        yield from self._emit(len(self._buffer) + 1)

    def _emit(self, horizon: int) -> Iterator[Window]:
        """Give out the windows that end before the horizon: no later hit can reach them. Keep the rest."""
        kept = horizon
        done: set[tuple[int, int]] = set()
        line, counted = self._line, 0
        for start, end, hits in self._ranges():
            if end > horizon:
                kept = min(kept, start)
                break
            line += self._buffer.count(b"\n", counted, start)
            counted = start
            yield self._window(start, end, line, hits)
            done.update(hits)
        self._line += self._buffer.count(b"\n", 0, kept)
        self._buffer = self._buffer[kept:]
        self._hits = [(end - kept, literal) for end, literal in self._hits if (end, literal) not in done]

    def _ranges(self) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
        """Byte ranges of windows with their hits, in order; one that grows too large ends, and what follows does not reach back into it."""
        floor, rest = 0, self._hits
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

    def _touching(self, hits: list[tuple[int, int]], floor: int) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
        """Byte ranges around hits, not before `floor`; those that touch are one."""
        spans = sorted(
            (max(floor, self._lines_back(hit[0], self._reach(hit))), self._lines_on(hit[0], self._reach(hit)), hit) for hit in hits
        )
        start, end, inside = 0, -1, list[tuple[int, int]]()
        for first, last, hit in spans:
            if inside and first > end:
                yield start, end, sorted(inside)
                inside = []
            if not inside:
                start, end = first, last
            end = max(end, last)
            inside.append(hit)
        if inside:
            yield start, end, sorted(inside)

    def _reach(self, hit: tuple[int, int]) -> int:
        return REACH_ASIDE if hit[1] in self._aside else REACH

    def _window(self, start: int, end: int, line: int, hits: list[tuple[int, int]]) -> Window:
        numbered: dict[tuple[int, int], None] = {}
        number, counted = line, start
        for offset, literal in hits:
            number += self._buffer.count(b"\n", counted, offset - 1)
            counted = offset - 1
            numbered[number, literal] = None
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
