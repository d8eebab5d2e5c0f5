"""Blocks of a log with their hits, in order, while threads search the next ones."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from pushwhy.engine.search import Search

_OVERLAP = 1 << 12
"""Bytes on both sides of a border between blocks that are searched once more together, so that no literal is cut in two, also not one that
escape sequences stretch."""

Hits = list[tuple[int, int]]
"""(end offset in the block, literal index), in order."""


def searched(blocks: Iterable[bytes], search: Search, threads: int) -> Iterator[tuple[bytes, Hits]]:
    """Every block with its hits. Twice as many blocks as threads are in memory at the most."""
    pairs = _with_ends_before(blocks)
    first = list(islice(pairs, 2))
    if threads < 2 or len(first) < 2 or not search.gains_by_threads:
        for before, block in chain(first, pairs):
            yield block, _hits(search, before, block)
        return
    from concurrent.futures import Future, ThreadPoolExecutor

    with ThreadPoolExecutor(threads) as pool:
        ahead: deque[tuple[bytes, Future[Hits]]] = deque()
        for before, block in chain(first, pairs):
            ahead.append((block, pool.submit(_hits, search, before, block)))
            if len(ahead) == 2 * threads:
                done, hits = ahead.popleft()
                yield done, hits.result()
        for done, hits in ahead:
            yield done, hits.result()


def _with_ends_before(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Every block behind the end of what was before it."""
    before = b""
    for block in blocks:
        yield before, block
        before = block[-_OVERLAP:] if len(block) >= _OVERLAP else (before + block)[-_OVERLAP:]


def _hits(search: Search, before: bytes, block: bytes) -> Hits:
    found = search.hits(block)
    across = search.hits(before + block[:_OVERLAP]) if before else []
    begin = [(end - len(before), literal) for end, literal in across if end > len(before)]
    return sorted({*begin, *found}) if begin else found
