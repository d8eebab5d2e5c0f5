"""Worker processes: batches of logs → reports, in the order of the logs. A log that a worker does not survive is told by itself."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from io import BytesIO
from types import TracebackType
from typing import Self

from pushwhy.errors import InputError
from pushwhy.inputs import Unreadable, reason
from pushwhy.inputs.streams import rewound
from pushwhy.model.log import RawLog
from pushwhy.model.report import LogReport
from pushwhy.phrases import Phrase
from pushwhy.run import interrupts
from pushwhy.run.pipeline import Pipeline, PipelineSetup
from pushwhy.run.pool import Item, size_of

_BATCH_LOGS = 64
_BATCH_BYTES = 4 << 20
_BATCHES_AHEAD = 3
"""Batches for each worker that are under way or wait to be told, so that memory does not depend on how many logs there are."""
_MOST_IN_MEMORY = 1 << 20
"""Bytes of a log that is read here for a worker."""

Answer = tuple[list[LogReport], int]
"""Reports, and the bytes read for them."""


class ProcessPool:
    """A pool of worker processes, to be used in `with`."""

    def __init__(self, pipeline: Pipeline, jobs: int) -> None:
        self._pipeline = pipeline
        self._jobs = jobs
        self._pool = self._started(jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def _started(self, jobs: int) -> ProcessPoolExecutor:
        # Forking a process that has threads can hang, and other systems have no fork.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(self._pipeline.setup(),))

    def reports(self, items: Iterable[Item]) -> Iterator[LogReport]:
        """Yield the reports of all items, in their order."""
        ahead: deque[tuple[list[RawLog], Future[Answer]]] = deque()
        for batch in _batches(items):
            while ahead and (len(ahead) > self._jobs * _BATCHES_AHEAD or not isinstance(batch, list)):
                yield from self._finished(*ahead.popleft())
            if isinstance(batch, list):
                ahead.append((batch, self._submit(batch)))
            else:
                yield self._pipeline.report(batch)
        while ahead:
            yield from self._finished(*ahead.popleft())

    def _submit(self, batch: list[RawLog]) -> Future[Answer]:
        with interrupts.withheld():  # a worker is started when there is work for it
            try:
                return self._pool.submit(_diagnose, batch)
            except BrokenProcessPool:
                self._pool = self._started(self._jobs)
                return self._pool.submit(_diagnose, batch)

    def _finished(self, batch: list[RawLog], future: Future[Answer]) -> Iterator[LogReport]:
        try:
            yield from self._counted(future.result())
        except BrokenProcessPool:
            yield from self._one_by_one(batch)

    def _one_by_one(self, batch: list[RawLog]) -> Iterator[LogReport]:
        """Yield the reports of a batch that no worker survived, or whose workers another batch took along."""
        for raw in batch:
            try:
                answer = self._submit([raw]).result()
            except BrokenProcessPool:
                yield self._pipeline.report(Unreadable(name=raw.name, reason=Phrase.of("worker-crashed")))
            else:
                yield from self._counted(answer)

    def _counted(self, answer: Answer) -> list[LogReport]:
        reports, read = answer
        self._pipeline.bytes_read += read
        return reports


def _batches(items: Iterable[Item]) -> Iterator[list[RawLog] | Item]:
    """Yield neighbouring logs that a worker can open; by themselves the items that are to be read here, before the next is asked for."""
    batch: list[RawLog] = []
    bytes_in = 0
    for item in map(_portable, items):
        here = isinstance(item, Unreadable) or not item.opens_anywhere
        if batch and (here or len(batch) == _BATCH_LOGS or bytes_in + size_of(item) > _BATCH_BYTES):
            yield batch
            batch, bytes_in = [], 0
        if isinstance(item, Unreadable) or not item.opens_anywhere:
            yield item
        else:
            batch.append(item)
            bytes_in += size_of(item)
    if batch:
        yield batch


def _portable(item: Item) -> Item:
    """Return the log, in memory where it is small and only this process can read it, as most members of a compressed tar are."""
    if isinstance(item, Unreadable) or item.opens_anywhere or item.size is None or item.size > _MOST_IN_MEMORY:
        return item
    try:
        stream = item.open()
        data = stream.read(_MOST_IN_MEMORY + 1)
    except (InputError, OSError, EOFError) as error:
        return Unreadable(name=item.name, reason=reason(error))
    if len(data) > _MOST_IN_MEMORY:  # a compressed member is larger than it seems
        return RawLog(name=item.name, open=partial(rewound, stream, data, owned=True))
    stream.close()
    return RawLog(name=item.name, open=partial(BytesIO, data), size=len(data), opens_anywhere=True)


_of_this_worker: list[Pipeline] = []


def _start(setup: PipelineSetup) -> None:
    interrupts.ignore()
    _of_this_worker.append(setup.pipeline())


def _diagnose(batch: list[RawLog]) -> Answer:
    (pipeline,) = _of_this_worker
    before = pipeline.bytes_read
    return [pipeline.report(raw) for raw in batch], pipeline.bytes_read - before
