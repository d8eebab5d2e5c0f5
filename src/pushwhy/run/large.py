"""A large log on all cores: searched alone up to a size, from there on with helping processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain

from pushwhy.engine.search.blocks import SearchBlocks, Searched, last_bytes, searched
from pushwhy.engine.search.database import Search

_ALONE_BYTES = 96 << 20
"""So much of a log is read before a helper starts, because starting one takes as long as half of that."""
_MOST_HELPERS = 3
"""More than that would wait for the process that reads."""


def search_blocks(helpers: int, make_search: Callable[[], Search]) -> SearchBlocks:
    """Searches as `borders.searched` does; `make_search` can be pickled, and makes the search of a helper."""
    return partial(_searched, helpers=min(helpers, _MOST_HELPERS), make_search=make_search) if helpers else searched


def _searched(blocks: Iterable[bytes], search: Search, helpers: int, make_search: Callable[[], Search]) -> Searched:
    blocks = iter(blocks)
    read, before = 0, b""
    for block, found in searched(blocks, search):
        yield block, found
        read, before = read + len(block), last_bytes(before, block)
        if read >= _ALONE_BYTES:
            break
    first = next(blocks, None)
    if first is not None:
        from pushwhy.run.helpers import searched_together

        yield from searched_together(chain((first,), blocks), before, search, helpers, make_search)
