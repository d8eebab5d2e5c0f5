"""Searches a log block after block, also for literals that the border between two blocks cuts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from pushwhy.engine.search.literals import Search, SearchHit
from pushwhy.engine.search.raw_lines import count_line_ends

OVERLAP = 1 << 12
"""Bytes on both sides of a border that are searched once more together; escape sequences can stretch a literal."""


class BlockHits(Struct, frozen=True):
    """What a search finds in one block."""

    hits: list[SearchHit]
    """(end offset in the block, index of the literal), in order."""
    line_ends: int


SearchedBlocks = Iterator[tuple[bytes, BlockHits]]
"""Blocks in order, each with what was found in it."""
SearchBlocks = Callable[[Iterable[bytes], Search], SearchedBlocks]


def search_blocks(blocks: Iterable[bytes], search: Search) -> SearchedBlocks:
    """Search block after block."""
    before = b""
    for block in blocks:
        yield block, search_block(search, before, block)
        before = last_bytes(before, block)


def search_block(search: Search, before: bytes, block: bytes) -> BlockHits:
    """Search one block; `before` are the last bytes of the log before it."""
    hits = search.hits(block)
    across_border = search.hits(before + block[:OVERLAP]) if before else []
    begun_before = [(end - len(before), literal) for end, literal in across_border if end > len(before)]
    return BlockHits(sorted({*begun_before, *hits}) if begun_before else hits, count_line_ends(block))


def last_bytes(before: bytes, block: bytes) -> bytes:
    """Return what the search of the next block needs of this one, and of those before it where it is short."""
    return block[-OVERLAP:] if len(block) >= OVERLAP else (before + block)[-OVERLAP:]
