"""Many logs on all cores: the first ones here, and if there are more, worker processes; reports come in the order of the logs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain

from pushwhy.analyzer import Analyzer
from pushwhy.inputs import Unreadable
from pushwhy.model.log import RawLog
from pushwhy.model.report import LogReport

_ALONE_LOGS = 300
_ALONE_BYTES = 32 << 20
"""Until so much is read no worker starts, because starting them takes as long."""

Item = RawLog | Unreadable


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def reports(items: Iterable[Item], analyzer: Analyzer, jobs: int) -> Iterator[LogReport]:
    """The reports of all items in their order; with several jobs, and once there is enough to do, worker processes make them."""
    items = iter(items)
    logs = read = 0
    for item in items:
        yield analyzer.report(item)
        logs, read = logs + 1, read + size(item)
        if jobs > 1 and (logs >= _ALONE_LOGS or read >= _ALONE_BYTES):
            break
    first = next(items, None)
    if first is not None:
        from pushwhy.workers import Workers

        with Workers(analyzer, jobs) as workers:
            yield from workers.reports(chain((first,), items))


def size(item: Item) -> int:
    """Bytes on disk, 0 where that is not known."""
    return item.size or 0 if isinstance(item, RawLog) else 0
