"""A progress bar on standard error, for runs in a terminal that take long."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence

from pushwhy.inputs import collect
from pushwhy.model.report import LogReport
from pushwhy.run.pipeline import Pipeline

_PATIENCE = 1.0
"""Seconds before the bar shows; most runs are over by then."""
_PACE = 0.2
"""Seconds between two looks at how far the run is."""


class _Count:
    """How many logs are read, of how many; each written by one thread and read by another."""

    logs = 0
    total = 0
    is_total_known = False


def shown(logs: Iterator[LogReport], pipeline: Pipeline, paths: Sequence[str], patterns: Sequence[str]) -> Iterator[LogReport]:
    """Pass the reports through, and show how many logs and bytes are read, how fast, and how long the rest takes."""
    over = threading.Event()
    count = _Count()
    started = time.monotonic()
    threads = (
        threading.Thread(target=_watch, args=(pipeline, count, started, over), daemon=True),
        threading.Thread(target=_find, args=(paths, patterns, count, over), daemon=True),
    )
    for thread in threads:
        thread.start()
    try:
        for log in logs:
            count.logs += 1
            yield log
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _find(paths: Sequence[str], patterns: Sequence[str], count: _Count, over: threading.Event) -> None:
    """Count what is there without reading it; how many logs standard input stands for is not known, so it has no remaining time."""
    if over.wait(_PATIENCE):
        return
    for _ in collect([path for path in paths if path != "-"], patterns=patterns):
        if over.is_set():
            return
        count.total += 1
    count.is_total_known = "-" not in paths


def _watch(pipeline: Pipeline, count: _Count, started: float, over: threading.Event) -> None:
    if over.wait(_PATIENCE):
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    console = Console(stderr=True)
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bar:
        task = bar.add_task("reading", total=None)
        while not over.wait(_PACE):
            bar.update(task, description=_described(pipeline.bytes_read, count, time.monotonic() - started))


def _described(read: int, count: _Count, seconds: float) -> str:
    """`1,200 of 20,000 logs, 60 MB, 55 MB/s, 00:17 left`; the share of logs tells the time, because packed ones grow as they are read."""
    rate = read / 1e6 / seconds
    if not count.is_total_known or not count.logs:
        return f"{count.logs:,} logs, {read / 1e6:,.0f} MB, {rate:,.0f} MB/s"
    left = round(seconds * (max(count.total, count.logs) - count.logs) / count.logs)
    return f"{count.logs:,} of {count.total:,} logs, {read / 1e6:,.0f} MB, {rate:,.0f} MB/s, {left // 60:02}:{left % 60:02} left"
