"""Pieces of a log with their hits, in order, while threads search the next ones."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from msgspec import Struct

from pushwhy.engine.search import Search

Hits = list[tuple[int, int]]
"""(end offset in `Piece.searched`, literal index), in order."""


class Piece(Struct, frozen=True):
    """A part of a log, and the end of the line before it that goes on in it, so that no literal is cut in two."""

    data: bytes
    before: bytes

    @property
    def searched(self) -> bytes:
        """What the search looks at."""
        return self.before + self.data if self.before else self.data


def searched(pieces: Iterable[Piece], search: Search, threads: int) -> Iterator[tuple[Piece, Hits]]:
    """Every piece with its hits. Twice as many pieces as threads are in memory at the most."""
    pieces = iter(pieces)
    first = list(islice(pieces, 2))
    if threads < 2 or len(first) < 2 or not search.gains_by_threads:
        for piece in chain(first, pieces):
            yield piece, search.hits(piece.searched)
        return
    from concurrent.futures import Future, ThreadPoolExecutor

    with ThreadPoolExecutor(threads) as pool:
        ahead: deque[tuple[Piece, Future[Hits]]] = deque()
        for piece in chain(first, pieces):
            ahead.append((piece, pool.submit(search.hits, piece.searched)))
            if len(ahead) == 2 * threads:
                done, hits = ahead.popleft()
                yield done, hits.result()
        for done, hits in ahead:
            yield done, hits.result()
