"""A log's UTF-8 blocks → everything its lines say: occurrences of rules, secrets, dialects."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from pushwhy.engine.match.reading import Reading
from pushwhy.engine.search.anchor_filter import Likely
from pushwhy.engine.search.blocks import SearchBlocks, searched
from pushwhy.engine.search.database import OneByOne, Search
from pushwhy.engine.search.escapes import Strip, ThroughEscapes
from pushwhy.engine.search.lines import Window
from pushwhy.engine.search.windows import around_hits
from pushwhy.model.rules import RulePack

if TYPE_CHECKING:
    from pushwhy.engine.match.findings import Clean, Finder


class Reader:
    """Everything that is compiled once per pack."""

    def __init__(
        self, pack: RulePack, strip: Strip, clean: Clean, search: Search | None = None, search_blocks: SearchBlocks = searched
    ) -> None:
        """Without a search of raw bytes every line is tried against every pattern, with the same result."""
        self._pack = pack
        self._clean = clean
        self._likely = Likely(pack.anchors, strip)
        self._reads_whole = search is None
        self._search_blocks = search_blocks
        self._search = ThroughEscapes(search if search is not None else OneByOne(pack.anchors.literals), strip)

    @cached_property
    def _finder(self) -> Finder:
        from pushwhy.engine.match.findings import Finder

        return Finder(self._pack, self._clean)

    def read(self, blocks: Iterable[bytes]) -> Reading:
        """Read a log."""
        if self._reads_whole:
            return self._read_whole(b"".join(blocks))
        windows = self._windows(blocks)
        first = next(windows, None)
        return self._finder.reading(chain((first,), windows)) if first is not None else Reading()

    def rules_matching(self, data: bytes) -> frozenset[str]:
        """Ids of the rules whose `match` holds somewhere, whatever their other conditions say, and whether it matters there or not."""
        hits = dict.fromkeys((data.count(b"\n", 0, end - 1) + 1, literal) for end, literal in self._search.hits(data))
        reading = self._finder.reading([Window(first_line=1, data=data, hits=tuple(hits))])
        return frozenset(one.rule.id for one in reading.occurrences)

    def _read_whole(self, data: bytes) -> Reading:
        from pushwhy.engine.match.findings import Findings

        kept = tuple(self._windows([data]))
        places = [(window.first_line, window.last_line) for window in kept]
        window = Window(first_line=1, data=data, hits=tuple(hit for one in kept for hit in one.hits))
        lines, found = self._finder.matches(window, None)
        findings = Findings(self._finder.book)
        # What goes on elsewhere counts only near what is worth reading.
        aside = self._pack.anchors.aside_patterns
        findings.add(window, lines, (one for one in found if one.pattern not in aside or _is_within(one.line, places)))
        return self._finder.told(findings)

    def _windows(self, blocks: Iterable[bytes]) -> Iterator[Window]:
        return around_hits(self._search_blocks(blocks, self._search), self._likely)


def _is_within(line: int, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a line lies in one of the ranges, which are in order."""
    place = bisect.bisect_right(places, line, key=_first)
    return place > 0 and line <= places[place - 1][1]


def _first(place: tuple[int, int]) -> int:
    return place[0]
