"""Many logs on all cores: the first ones here, and if there are more, worker processes; reports come in the order of the logs."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from itertools import chain

from pushwhy.inputs import Unreadable
from pushwhy.model.log import RawLog
from pushwhy.model.report import LogReport
from pushwhy.run.analyzer import Analyzer

_ALONE_SECONDS = 1.0
"""Until so much time is over no worker starts, because starting them takes nearly as long; most runs are done by then."""

Item = RawLog | Unreadable


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def reports(items: Iterable[Item], analyzer: Analyzer, jobs: int) -> Iterator[LogReport]:
    """The reports of all items in their order; with several jobs, and once there is enough to do, worker processes make them."""
    items = iter(items)
    started = time.monotonic()
    for item in items:
        yield analyzer.report(item)
        if jobs > 1 and time.monotonic() - started > _ALONE_SECONDS:
            break
    first = next(items, None)
    if first is not None:
        from pushwhy.run.processes import Workers

        with Workers(analyzer, jobs) as workers:
            yield from workers.reports(chain((first,), items))


def size(item: Item) -> int:
    """Bytes on disk, 0 where that is not known."""
    return item.size or 0 if isinstance(item, RawLog) else 0
