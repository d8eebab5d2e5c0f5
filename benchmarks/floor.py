"""The least that any search over a file can take: reading it, and the bare search for all literals without anything behind it.

    python -m benchmarks.floor FILE --search {none,hyperscan,aho-corasick} [--threads N] [--cache FOLDER]

Reads blocks of 4 MB and prints `{"seconds": …, "bytes": …, "hits": …}`: the time of reading and searching, without that of starting and of
making the database. The database is the one that pushwhy uses. Threads share the file, block by block; each has scratch memory of its own.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

from pushwhy import load_pack
from pushwhy.engine.search.literals import AhoCorasick, Hyperscan, build
from pushwhy.pack.cache import CacheStore

BLOCK_SIZE = 1 << 22

Count = Callable[[bytes], int]
"""How many hits there are in a block."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time the bare search of a file.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--search", choices=("none", "hyperscan", "aho-corasick"), required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    new_search = _searches(options.search, options.cache)
    with options.file.open("rb", buffering=0) as file, ThreadPoolExecutor(options.threads) as threads:
        searches = [new_search() for _ in range(options.threads)]
        started = time.perf_counter()
        lock = Lock()
        done = list(threads.map(lambda count: _search(file, lock, count), searches))
        seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "bytes": sum(size for size, _ in done), "hits": sum(hits for _, hits in done)}))


def _search(file: BinaryIO, lock: Lock, count: Count) -> tuple[int, int]:
    """Bytes and hits of the blocks that one thread gets."""
    size = hits = 0
    while True:
        with lock:
            block = file.read(BLOCK_SIZE)
        if not block:
            return size, hits
        size += len(block)
        hits += count(block)


def _searches(name: str, cache: Path | None) -> Callable[[], Count]:
    """What makes a search for one thread."""
    if name == "none":
        return lambda: lambda _block: 0
    pack = load_pack(cache_folder=cache)
    anchors = pack.anchors
    if name == "aho-corasick":
        automaton = AhoCorasick(anchors.literals)
        return lambda: lambda block: len(automaton.hits(block))
    search = build(anchors, pack.digest, CacheStore(cache))
    assert isinstance(search, Hyperscan), "hyperscan does not load here"
    return lambda: _hyperscan(search.database)


def _hyperscan(database: Any) -> Count:
    import hyperscan

    scratch = hyperscan.Scratch(database)

    def count(block: bytes) -> int:
        hits: list[int] = []
        database.scan(block, match_event_handler=_on_hit, context=hits, scratch=scratch)
        return len(hits)

    return count


def _on_hit(literal: int, _start: int, _end: int, _flags: int, hits: list[int]) -> None:
    hits.append(literal)


if __name__ == "__main__":
    main()
