"""Blocks of a log with their hits, also of literals that a border between two blocks cuts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from pushwhy.engine.search.database import Search
from pushwhy.engine.search.lines import Hit, line_ends

OVERLAP = 1 << 12
"""Bytes on both sides of a border that are searched once more together, so that no literal is cut in two, also not one that escape
sequences stretch."""


class Found(Struct, frozen=True):
    """What a search sees in a block."""

    hits: list[Hit]
    """(end offset in the block, literal index), in order."""
    line_ends: int


Searched = Iterator[tuple[bytes, Found]]
"""Blocks with what was found in them, in order."""
SearchBlocks = Callable[[Iterable[bytes], Search], Searched]


def searched(blocks: Iterable[bytes], search: Search) -> Searched:
    """Search block after block."""
    before = b""
    for block in blocks:
        yield block, find(search, before, block)
        before = last_bytes(before, block)


def find(search: Search, before: bytes, block: bytes) -> Found:
    """Search one block; `before` are the last bytes before it."""
    hits = search.hits(block)
    across = search.hits(before + block[:OVERLAP]) if before else []
    begin = [(end - len(before), literal) for end, literal in across if end > len(before)]
    return Found(sorted({*begin, *hits}) if begin else hits, line_ends(block))


def last_bytes(before: bytes, block: bytes) -> bytes:
    """What the search of the next block needs of this one, and of those before it where it is short."""
    return block[-OVERLAP:] if len(block) >= OVERLAP else (before + block)[-OVERLAP:]
