"""Windows: the raw lines around the hits of the candidate search, cut out of a stream of blocks.

Nothing else of a log is ever decoded or looked at. A window is the same whatever the size of the blocks: it depends on the lines and the
hits alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pushwhy.engine.ahead import Piece, searched
from pushwhy.engine.cutter import MAX_WINDOW, Cutter, Window
from pushwhy.engine.likely import Likely
from pushwhy.engine.search import Search

MAX_LINE = 1 << 18
"""Bytes of one line that are searched at once; a longer line is searched in pieces of this size."""
_OVERLAP = 64
"""Bytes of the piece before that are searched again with the next, so that no literal is cut in two; none is longer."""


def around_hits(blocks: Iterable[bytes], search: Search, likely: Likely, threads: int = 1) -> Iterator[Window]:
    """The windows of a log, in order, never overlapping."""
    return _joined(_cut_out(blocks, search, likely, threads))


def _cut_out(blocks: Iterable[bytes], search: Search, likely: Likely, threads: int) -> Iterator[Window]:
    cutter = Cutter(likely)
    for piece, hits in searched(_line_pieces(blocks), search, threads):
        before = len(piece.before)
        yield from cutter.feed(piece.data, [(end - before, literal) for end, literal in hits if end > before])
    yield from cutter.finish()


def _line_pieces(blocks: Iterable[bytes]) -> Iterator[Piece]:
    """Blocks cut behind a line end; a line without one in `MAX_LINE` bytes is cut there."""
    before = b""
    for data, is_complete in _cut(blocks):
        yield Piece(data, before)
        before = b"" if is_complete else (before + data)[-_OVERLAP:]


def _cut(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Pieces of blocks, and whether each ends where a line does."""
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


def _joined(windows: Iterable[Window]) -> Iterator[Window]:
    """Windows that touch are one, unless it grows too large; lines that two of them hold are in the first one alone."""
    last: Window | None = None
    for window in windows:
        if last is None or not last.data.endswith(b"\n"):  # it ends within a giant line, which the next one goes on with
            rest = window
        else:
            rest = window.after(last.last_line)
            if rest.first_line == last.last_line + 1 and len(last.data) + len(rest.data) <= MAX_WINDOW:
                last = last.with_next(rest)
                continue
        if last is not None:
            yield last
        last = rest
    if last is not None:
        yield last
