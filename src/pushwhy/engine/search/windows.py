"""Windows: the raw lines around the hits of the candidate search, cut out of a stream of blocks.

Nothing else of a log is ever decoded or looked at. A window is the same whatever the size of the blocks: it depends on the lines and the
hits alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pushwhy.engine.search.anchor_filter import Likely
from pushwhy.engine.search.blocks import Searched
from pushwhy.engine.search.cutter import MAX_WINDOW, Cutter
from pushwhy.engine.search.lines import Window


def around_hits(blocks: Searched, likely: Likely) -> Iterator[Window]:
    """The windows of a log, in order, never overlapping."""
    return _joined(_cut_out(blocks, likely))


def _cut_out(blocks: Searched, likely: Likely) -> Iterator[Window]:
    cutter = Cutter(likely)
    for block, found in blocks:
        yield from cutter.feed(block, found)
    yield from cutter.finish()


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
