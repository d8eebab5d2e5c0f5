"""Helping processes that search blocks of a log while this one reads on, and searches where they are all busy.

Threads would not do: Hyperscan calls back for every hit, and each call would wait for the thread that reads.
"""

from __future__ import annotations

import multiprocessing
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from ctypes import Array, c_ubyte
from itertools import chain
from multiprocessing.connection import Connection

from msgspec import Struct

from pushwhy.engine.search.blocks import OVERLAP, BlockHits, SearchedBlocks, last_bytes, search_block
from pushwhy.engine.search.literals import Search
from pushwhy.run import interrupts

_SLOTS = 2
"""Blocks that a helper has at most: the one that it searches, and the next."""
_BLOCK_BYTES = 1 << 20
_SLOT_BYTES = OVERLAP + _BLOCK_BYTES
_LOST = (EOFError, OSError)
"""What talking to a process raises that is gone."""


class _Task(Struct):
    """A block that is searched somewhere."""

    before: bytes
    block: bytes
    helper: _Helper | None = None
    found: BlockHits | None = None


def search_together(
    blocks: Iterable[bytes], before: bytes, search: Search, count: int, make_search: Callable[[], Search]
) -> SearchedBlocks:
    """Search block after block with so many helpers; `before` are the last bytes before the first block.

    `make_search` is called in the helpers, so it must be one that can be pickled.
    """
    ahead: deque[_Task] = deque()
    with ExitStack() as stack:
        helpers: list[_Helper] = []
        with suppress(OSError):  # no memory to share, or no process to start: then there are fewer
            helpers.extend(stack.enter_context(_started(make_search)) for _ in range(count))
        for block in blocks:
            task = _Task(before, block)
            ahead.append(task)
            if not any(helper.takes(task) for helper in helpers):
                task.found = search_block(search, before, block)
            before = last_bytes(before, block)
            while ahead and (ahead[0].found is not None or len(ahead) > (_SLOTS + 1) * len(helpers)):
                yield _finished(ahead.popleft(), search)
        while ahead:
            yield _finished(ahead.popleft(), search)


def _finished(task: _Task, search: Search) -> tuple[bytes, BlockHits]:
    """A block with what was found; where its helper is gone, it is searched here."""
    while task.found is None and task.helper is not None and task.helper.answers():
        pass
    return task.block, task.found or search_block(search, task.before, task.block)


@contextmanager
def _started(make_search: Callable[[], Search]) -> Iterator[_Helper]:
    """A process that is there as long as it is wanted."""
    # Forking a process that has threads can hang, and other systems have no fork.
    context = multiprocessing.get_context("spawn")
    memory = context.RawArray(c_ubyte, _SLOTS * _SLOT_BYTES)
    connection, other = context.Pipe()
    with connection:
        with other, interrupts.withheld():
            process = context.Process(target=_help, args=(make_search, memory, other), daemon=True)
            process.start()
        try:
            yield _Helper(connection, memory)
        finally:
            process.terminate()
            process.join()


class _Helper:
    """What talks to a helping process, which searches blocks in the order in which it gets them."""

    def __init__(self, connection: Connection, memory: Array[c_ubyte]) -> None:
        self._connection = connection
        self._slots = _slots(memory)
        self._tasks: deque[tuple[int, _Task]] = deque()
        self._free: list[int] = []
        """Slots of the memory; all of them, once the process has said that it is ready."""

    def takes(self, task: _Task) -> bool:
        """Take a block if there is room for it."""
        try:
            while self._connection.poll() and self.answers():
                pass
            if not self._free or len(task.block) > _BLOCK_BYTES:
                return False
            slot = self._slots[self._free[-1]]
            slot[: len(task.before)] = task.before
            slot[OVERLAP : OVERLAP + len(task.block)] = task.block
            self._connection.send((self._free[-1], len(task.before), len(task.block)))
        except _LOST:
            return False
        self._tasks.append((self._free.pop(), task))
        task.helper = self
        return True

    def answers(self) -> bool:
        """Wait for the next answer. False if there will be none, because the process is gone."""
        try:
            answer = array("Q", self._connection.recv_bytes())
        except _LOST:
            self._free.clear()
            return False
        if not answer:
            self._free += range(_SLOTS)
            return True
        slot, task = self._tasks.popleft()
        self._free.append(slot)
        line_ends, *numbers = answer
        task.found = BlockHits(list(zip(numbers[::2], numbers[1::2], strict=True)), line_ends)
        return True


def _slots(memory: Array[c_ubyte]) -> list[memoryview]:
    """Where blocks lie: each at `OVERLAP`, and at 0 what is before it."""
    view = memoryview(memory).cast("B")
    return [view[start : start + _SLOT_BYTES] for start in range(0, len(view), _SLOT_BYTES)]


def _help(make_search: Callable[[], Search], memory: Array[c_ubyte], connection: Connection) -> None:
    """Say with an empty answer that it is ready; then search block after block, until nobody listens any more."""
    interrupts.ignore()
    slots = _slots(memory)
    # Once a larger piece was freed, glibc keeps the memory of a block for the next one; else it costs a third more time.
    bytes(len(slots) * _SLOT_BYTES)
    search = make_search()
    answer = b""
    with suppress(*_LOST):
        while True:
            connection.send_bytes(answer)
            number, before, block = connection.recv()
            slot = slots[number]
            found = search_block(search, bytes(slot[:before]), bytes(slot[OVERLAP : OVERLAP + block]))
            answer = array("Q", (found.line_ends, *chain.from_iterable(found.hits))).tobytes()
