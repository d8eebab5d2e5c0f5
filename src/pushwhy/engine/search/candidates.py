"""The candidate search: which lines of a log can hold a message of the pack at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pushwhy.engine.search.anchor_filter import AnchorFilter
from pushwhy.engine.search.blocks import SearchBlocks, search_blocks
from pushwhy.engine.search.literals import OneByOne, Search, Strip, ThroughEscapes
from pushwhy.engine.search.raw_lines import Window
from pushwhy.engine.search.windows import windows_around_hits
from pushwhy.model.pack import Anchors


class CandidateSearch:
    """Finds the windows of logs. Made once for each pack."""

    def __init__(self, anchors: Anchors, strip: Strip, search: Search | None = None, in_blocks: SearchBlocks = search_blocks) -> None:
        """Without a search, literals are looked for one by one, with the same result; `in_blocks` may share out the blocks of a log."""
        self._anchors = anchors
        self._filter = AnchorFilter(anchors, strip)
        self._search = ThroughEscapes(search if search is not None else OneByOne(anchors.literals), strip)
        self._in_blocks = in_blocks

    def windows(self, blocks: Iterable[bytes]) -> Iterator[Window]:
        """Yield the windows of one log, in order and never overlapping. Nothing of a log without messages is yielded."""
        return windows_around_hits(self._in_blocks(blocks, self._search), self._anchors, self._filter)

    def whole(self, data: bytes) -> Window:
        """Return a log as one window with all hits in it, also those that can be part of no message."""
        hits = dict.fromkeys((data.count(b"\n", 0, end - 1) + 1, literal) for end, literal in self._search.hits(data))
        return Window(first_line=1, data=data, hits=tuple(hits))
