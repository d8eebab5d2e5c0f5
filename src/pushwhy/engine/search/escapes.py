"""Literals that a terminal escape sequence cuts in two: no search over raw bytes sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pushwhy.engine.search.database import Search

Strip = Callable[[bytes], bytes]
"""Takes escape sequences out of lines, and leaves them the same number of lines."""
ESCAPE = b"\x1b"


class ThroughEscapes:
    """A search that finds literals in lines as they are and as a terminal shows them."""

    def __init__(self, search: Search, strip: Strip) -> None:
        self.name = search.name
        self._search = search
        self._strip = strip

    def hits(self, block: bytes) -> list[tuple[int, int]]:
        """(end offset, literal index); what only shows without the escape sequences ends where its line does."""
        found = self._search.hits(block)
        lines = list(_lines_with_escapes(block))
        if not lines:
            return found
        shown = self._strip(b"\n".join(block[start:end] for start, end in lines))
        number = counted = 0
        for end, literal in self._search.hits(shown):
            number += shown.count(b"\n", counted, end)
            counted = end
            found.append((lines[number][1], literal))
        return sorted(set(found))


def _lines_with_escapes(block: bytes) -> Iterator[tuple[int, int]]:
    """Half-open byte ranges of the lines that hold an escape character, without their line ends."""
    place = block.find(ESCAPE)
    while place >= 0:
        end = block.find(b"\n", place)
        end = len(block) if end < 0 else end
        yield block.rfind(b"\n", 0, place) + 1, end
        place = block.find(ESCAPE, end)
