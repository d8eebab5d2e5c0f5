"""Blocks of a log with their hits, also of literals that a border between two blocks cuts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pushwhy.engine.search import Search

_OVERLAP = 1 << 12
"""Bytes on both sides of a border that are searched once more together, so that no literal is cut in two, also not one that escape
sequences stretch."""

Hits = list[tuple[int, int]]
"""(end offset in the block, literal index), in order."""


def searched(blocks: Iterable[bytes], search: Search) -> Iterator[tuple[bytes, Hits]]:
    """Every block with its hits."""
    before = b""
    for block in blocks:
        yield block, _hits(search, before, block)
        before = block[-_OVERLAP:] if len(block) >= _OVERLAP else (before + block)[-_OVERLAP:]


def _hits(search: Search, before: bytes, block: bytes) -> Hits:
    found = search.hits(block)
    across = search.hits(before + block[:_OVERLAP]) if before else []
    begin = [(end - len(before), literal) for end, literal in across if end > len(before)]
    return sorted({*begin, *found}) if begin else found
