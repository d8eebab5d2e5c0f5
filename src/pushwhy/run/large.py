"""A large log on all cores: searched alone up to a size, from there on with helping processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain

from pushwhy.engine.search.blocks import SearchBlocks, SearchedBlocks, last_bytes, search_blocks
from pushwhy.engine.search.literals import Search

ALONE_BYTES = 96 << 20
"""So much of a log is read before a helper starts, because starting one takes as long as half of that."""
_MOST_HELPERS = 3
"""More than that would wait for the process that reads."""


def search_blocks_with_helpers(helpers: int, make_search: Callable[[], Search], alone_bytes: int = ALONE_BYTES) -> SearchBlocks:
    """Return what searches as `search_blocks` does; `make_search` can be pickled, and makes the search of a helper.

    Of each log, `alone_bytes` are searched before a helper starts.
    """
    if not helpers:
        return search_blocks
    return partial(_search, helpers=min(helpers, _MOST_HELPERS), make_search=make_search, alone_bytes=alone_bytes)


def _search(blocks: Iterable[bytes], search: Search, helpers: int, make_search: Callable[[], Search], alone_bytes: int) -> SearchedBlocks:
    blocks = iter(blocks)
    read, before = 0, b""
    for block, found in search_blocks(blocks, search):
        yield block, found
        read, before = read + len(block), last_bytes(before, block)
        if read >= alone_bytes:
            break
    first = next(blocks, None)
    if first is not None:
        from pushwhy.run.helpers import search_together

        yield from search_together(chain((first,), blocks), before, search, helpers, make_search)
