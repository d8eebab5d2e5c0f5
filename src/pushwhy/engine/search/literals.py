"""The search for literals: all anchors of a pack, found in one pass over raw bytes.

Hyperscan is the fastest; where it does not load, Aho-Corasick or the standard library find the same hits.
"""

from __future__ import annotations

import platform
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Protocol

from pushwhy.model.pack import Anchors


class Store(Protocol):
    """Where the compiled database is kept between runs."""

    def read(self, name: str) -> bytes | None:
        """The stored bytes, or None."""

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes."""


SearchHit = tuple[int, int]
"""(end offset, index of the literal)."""
Strip = Callable[[bytes], bytes]
"""Takes terminal escape sequences out of lines, and leaves them the same number of lines."""
ESCAPE = b"\x1b"


_SEPARATOR = b"\n"


class Search(Protocol):
    """Finds literals in a block."""

    name: str

    def hits(self, block: bytes) -> list[SearchHit]:
        """Every occurrence of a literal, in order of the end offset."""


def build(anchors: Anchors, digest: str, store: Store | None) -> Search:
    """Return the fastest search that works here; `digest` names the literals in the store of compiled databases."""
    literals = anchors.literals
    searches: tuple[Callable[[], Search], ...] = (lambda: _hyperscan(literals, digest, store), lambda: AhoCorasick(literals))
    for make in searches:
        # A native library fails in ways of its own: missing, made for another processor, broken.
        with suppress(Exception):
            return make()
    return OneByOne(literals)


def _hyperscan(literals: tuple[bytes, ...], digest: str, store: Store | None) -> Search:
    """With the stored database, or a new one where there is none or it is damaged."""
    import hyperscan

    # The same rules have other literals where another build of pushwhy, or another count of what is rare, chooses them.
    chosen = f"{zlib.crc32(_SEPARATOR.join(literals)):08x}"
    name = f"search-{digest}-{chosen}-hyperscan-{vars(hyperscan).get('__version__')}-{platform.machine()}"
    stored = store.read(name) if store else None
    if stored is not None:
        with suppress(hyperscan.error):
            return Hyperscan(stored)
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    count = len(literals)
    database.compile(expressions=list(literals), ids=list(range(count)), elements=count, flags=[0] * count, literal=True)
    compiled: bytes = hyperscan.dumpb(database)
    if store:
        store.write(name, compiled)
    return Hyperscan(compiled)


class Hyperscan:
    """The search of Hyperscan, or of Vectorscan under its name."""

    name = "hyperscan"

    def __init__(self, database: bytes) -> None:
        import hyperscan

        self._on_hit = _collector()
        self.database: Any = hyperscan.loadb(database, mode=hyperscan.HS_MODE_BLOCK)
        self.database.scratch = hyperscan.Scratch(self.database)

    def hits(self, block: bytes) -> list[SearchHit]:
        """Every occurrence of a literal, in order of the end offset."""
        found: list[SearchHit] = []
        self.database.scan(block, match_event_handler=self._on_hit, context=found)
        return found


def _collector() -> Callable[[int, int, int, int, list[SearchHit]], None]:
    def on_hit(literal: int, _start: int, end: int, _flags: int, found: list[SearchHit]) -> None:
        found.append((end, literal))

    return on_hit


class AhoCorasick:
    """The same search without Hyperscan."""

    name = "aho-corasick"

    def __init__(self, literals: Sequence[bytes]) -> None:
        from ahocorasick_rs import BytesAhoCorasick

        self._automaton = BytesAhoCorasick(literals)

    def hits(self, block: bytes) -> list[SearchHit]:
        """Every occurrence of a literal, in order of the end offset."""
        return [(end, literal) for literal, _start, end in self._automaton.find_matches_as_indexes(block, overlapping=True)]


class OneByOne:
    """The same search with nothing but the standard library."""

    name = "one by one"

    def __init__(self, literals: Sequence[bytes]) -> None:
        self._literals = literals

    def hits(self, block: bytes) -> list[SearchHit]:
        """Every occurrence of a literal, in order of the end offset."""
        return sorted((end, index) for index, literal in enumerate(self._literals) for end in _ends(block, literal))


def _ends(block: bytes, literal: bytes) -> Iterator[int]:
    start = block.find(literal)
    while start >= 0:
        yield start + len(literal)
        start = block.find(literal, start + 1)


class ThroughEscapes:
    """Finds literals in lines as they are, and as a terminal shows them: an escape sequence can cut a literal in two."""

    def __init__(self, search: Search, strip: Strip) -> None:
        self.name = search.name
        self._search = search
        self._strip = strip

    def hits(self, block: bytes) -> list[SearchHit]:
        """Every occurrence; one that only shows without the escape sequences ends where its line does."""
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
