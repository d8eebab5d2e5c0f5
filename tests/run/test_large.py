"""A large log that several processes search: the same blocks with the same hits, and nothing lost with a process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.context import BaseContext
from pathlib import Path

import pytest

from pushwhy.engine.search.blocks import search_blocks
from pushwhy.engine.search.literals import AhoCorasick
from pushwhy.model.pack import RulePack
from pushwhy.model.report import Verdict
from pushwhy.run.helpers import search_together
from pushwhy.run.pipeline import CompiledPack, Pipeline
from tests.cli.logs import CLEAN, FAILED

LITERALS = (b"needle", b"thimble\n")
MAKE_SEARCH = partial(AhoCorasick, LITERALS)
LOG = b"".join(b"line %d %b\n" % (number, (b"", b"needle", b"", b"thimble", b"thimble needle")[number % 5]) for number in range(20_000))
PATIENCE = 60.0
"""Seconds until a process must have started."""


class Counting(AhoCorasick):
    """The search of this process, which knows how often it was asked."""

    asked = 0

    def hits(self, block: bytes) -> list[tuple[int, int]]:
        self.asked += 1
        return super().hits(block)


def small_blocks() -> Iterator[bytes]:
    return (LOG[start : start + 100] for start in range(0, len(LOG), 100))


def blocks_until_helped(search: Counting, first: Callable[[], None], then: Callable[[], None]) -> Iterator[bytes]:
    """Small blocks of the log, slowly until some are searched elsewhere; what to do when processes start, and when they help."""
    helped, started = False, time.monotonic()
    first()
    for given, block in enumerate(small_blocks(), start=1):
        yield block
        if not helped and given > 10:
            assert time.monotonic() - started < PATIENCE, "no process took a block"
            time.sleep(0.01)
            helped = search.asked < 2 * given - 10  # each block and its border
            if helped:
                then()


def nothing() -> None:
    pass


def interrupt() -> None:
    """As Ctrl-C in a terminal, for the processes that help."""
    for process in multiprocessing.active_children():
        os.kill(process.pid or 0, signal.SIGINT)


def kill() -> None:
    for process in multiprocessing.active_children():
        process.kill()
        process.join()


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (nothing, nothing),
        (nothing, kill),
        pytest.param(interrupt, interrupt, marks=pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal")),
    ],
)
def test_with_helpers_the_same_is_found(first: Callable[[], None], then: Callable[[], None]) -> None:
    search = Counting(LITERALS)
    blocks = blocks_until_helped(search, first, then)
    assert list(search_together(blocks, b"", search, 2, MAKE_SEARCH)) == list(search_blocks(small_blocks(), MAKE_SEARCH()))
    assert multiprocessing.active_children() == []


def test_without_memory_to_share_all_is_searched_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(BaseContext, "RawArray", none)
    found = list(search_together(small_blocks(), b"", MAKE_SEARCH(), 2, MAKE_SEARCH))
    assert found == list(search_blocks(small_blocks(), MAKE_SEARCH()))


def test_the_report_does_not_depend_on_how_many_processes_read(pack: RulePack, cache: Path) -> None:
    data = CLEAN * 3000 + FAILED + CLEAN * 3000
    report = Pipeline(pack, block_size=1 << 12, compiled=CompiledPack(pack, cache_folder=cache, jobs=3, alone_bytes=1 << 16)).report_bytes(
        data
    )
    assert report == Pipeline(pack, cache_folder=cache).report_bytes(data)
    assert report.verdict is Verdict.FAILED
