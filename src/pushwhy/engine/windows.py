"""Windows: the raw lines around the hits of the candidate search, cut out of a stream of blocks.

Nothing else of a log is ever decoded or looked at. A window is the same whatever the size of the blocks: it depends on the lines and the
hits alone.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from pushwhy.engine.search import Search

BEFORE = 40
AFTER = 40
"""Raw lines kept around a hit: the reach of `near`, `within` and of messages wrapped over several lines."""
MAX_LINE = 1 << 18
"""Bytes of one line that are kept together; a longer line is searched in pieces of this size, each a line of the same number."""
MAX_WINDOW = 1 << 23
"""Bytes after which a window closes even though hits go on, so that memory stays flat on a log that is nothing but pushes."""


@dataclass(frozen=True, slots=True)
class Window:
    """Some raw lines in a row, and where in them anchors were hit."""

    first_line: int
    """Raw number of its first line, 1-based."""
    data: bytes
    hits: tuple[tuple[int, int], ...]
    """(raw line number, literal index), in order."""
    cut: bool = False
    """A line was longer than `MAX_LINE` and stands here in pieces."""


def whole(blocks: Iterable[bytes], literals: tuple[bytes, ...]) -> Iterator[Window]:
    """The whole log as one window, its hits found naively: what the search must not change."""
    data = b"".join(blocks)
    lines = data.split(b"\n")
    hits = tuple((number, index) for number, line in enumerate(lines, 1) for index, literal in enumerate(literals) if literal in line)
    yield Window(first_line=1, data=data, hits=hits)


def around_hits(blocks: Iterable[bytes], search: Search) -> Iterator[Window]:
    """The windows of a log, in order, never overlapping."""
    cutter = _Cutter()
    for piece, cut in _line_pieces(blocks):
        yield from cutter.feed(piece, search.hits(piece), cut)
    yield from cutter.finish()


def _line_pieces(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Blocks cut behind a line end; a line without one in `MAX_LINE` bytes is cut there, and that is told."""
    rest = b""
    for block in blocks:
        data = rest + block if rest else block
        end = data.rfind(b"\n") + 1
        rest = data[end:]
        if end:
            yield data[:end], False
        while len(rest) > MAX_LINE:
            yield rest[:MAX_LINE], True
            rest = rest[MAX_LINE:]
    if rest:
        yield rest, False


class _Cutter:
    """Keeps the last lines seen, and the window that is still open.

    A window closes when no hit follows within `AFTER + BEFORE` lines, so that the context of two hits is never torn apart.
    """

    def __init__(self) -> None:
        self._line = 1
        self._recent: list[bytes] = []
        self._open: list[bytes] = []
        self._open_line = 1
        self._hits: list[tuple[int, int]] = []
        self._since_hit = 0
        self._bytes = 0
        self._cut = False

    def feed(self, piece: bytes, hits: list[tuple[int, int]], cut: bool) -> Iterator[Window]:
        if not hits and not self._open:
            self._skip(piece, cut)
            return
        lines = _split(piece)
        ends = list(accumulate(map(len, lines)))
        by_line: dict[int, list[int]] = {}
        for end, literal in hits:
            by_line.setdefault(bisect.bisect_left(ends, end), []).append(literal)
        for index, line in enumerate(lines):
            yield from self._next(line, by_line.get(index, []), cut)

    def finish(self) -> Iterator[Window]:
        if self._open:
            yield self._close()

    def _next(self, line: bytes, literals: list[int], cut: bool) -> Iterator[Window]:
        if literals:
            if not self._open:
                self._open, self._recent = self._recent, []
                self._open_line = self._line - sum(text.endswith(b"\n") for text in self._open)
                self._bytes = sum(map(len, self._open))
            self._hits += [(self._line, literal) for literal in dict.fromkeys(literals)]
            self._since_hit = 0
        if self._hits:
            self._open.append(line)
            self._bytes += len(line)
            self._cut |= cut
            self._since_hit += 1
        else:
            self._recent = [*self._recent[1 - BEFORE :], line]
        self._line += line.endswith(b"\n")
        if self._hits and (self._since_hit > AFTER + BEFORE or self._bytes > MAX_WINDOW):
            yield self._close()

    def _close(self) -> Window:
        keep = len(self._open) - max(0, self._since_hit - AFTER - 1)
        window = Window(first_line=self._open_line, data=b"".join(self._open[:keep]), hits=tuple(self._hits), cut=self._cut)
        self._recent = self._open[keep:][-BEFORE:]
        self._open, self._hits, self._cut = [], [], False
        return window

    def _skip(self, piece: bytes, cut: bool) -> None:
        """Most pieces hold nothing: count their lines and keep the last few."""
        self._line += piece.count(b"\n")
        start = len(piece)
        for _ in range(1 if cut else BEFORE + 1):
            start = piece.rfind(b"\n", 0, max(start, 0))
            if start < 0:
                break
        self._recent = (self._recent + _split(piece[start + 1 :]))[-BEFORE:]


def _split(piece: bytes) -> list[bytes]:
    lines = piece.split(b"\n")
    last = lines.pop()
    return [line + b"\n" for line in lines] + ([last] if last else [])
