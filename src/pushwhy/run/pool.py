"""Many logs → their reports, in the order of the logs, by whatever does the work: this process, or one for each core."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Protocol

from pushwhy.inputs import Unreadable
from pushwhy.model.log import RawLog
from pushwhy.model.report import LogReport
from pushwhy.run.pipeline import Pipeline

ALONE_SECONDS = 1.0
"""Until so much time is over no worker starts, because starting them takes nearly as long; most runs are done by then."""

Item = RawLog | Unreadable


class Pool(Protocol):
    """Diagnoses many logs."""

    def reports(self, items: Iterable[Item]) -> Iterator[LogReport]:
        """Yield the reports of all items, in their order."""


class SerialPool:
    """Diagnoses one log after the other in this process."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    def reports(self, items: Iterable[Item]) -> Iterator[LogReport]:
        """Yield the reports of all items, in their order."""
        return map(self._pipeline.report, items)


class GrowingPool:
    """Begins in this process, and goes on with worker processes once there is enough to do."""

    def __init__(self, pipeline: Pipeline, jobs: int, alone_seconds: float = ALONE_SECONDS) -> None:
        self._pipeline = pipeline
        self._jobs = jobs
        self._alone_seconds = alone_seconds

    def reports(self, items: Iterable[Item]) -> Iterator[LogReport]:
        """Yield the reports of all items, in their order."""
        items = iter(items)
        started = time.monotonic()
        for item in items:
            yield self._pipeline.report(item)
            if time.monotonic() - started > self._alone_seconds:
                break
        first = next(items, None)
        if first is not None:
            from pushwhy.run.processes import ProcessPool

            with ProcessPool(self._pipeline, self._jobs) as pool:
                yield from pool.reports(chain((first,), items))


def pool_for(pipeline: Pipeline, jobs: int = 1) -> Pool:
    """Return the pool for so many processes; one that asks feeds is a single process, because several would ask the same."""
    return SerialPool(pipeline) if jobs == 1 or pipeline.feeds is not None else GrowingPool(pipeline, jobs)


def cores() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def size_of(item: Item) -> int:
    """Return the bytes on disk, 0 where they are not known."""
    return item.size or 0 if isinstance(item, RawLog) else 0
