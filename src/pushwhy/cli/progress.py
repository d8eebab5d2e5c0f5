"""A progress bar on standard error, for runs in a terminal that take long."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from pushwhy.analyzer import Analyzer
from pushwhy.model.report import LogReport

_PATIENCE = 1.0
"""Seconds before the bar shows; most runs are over by then."""
_PACE = 0.2
"""Seconds between two looks at how far the run is."""


class _Count:
    """How many logs are read; written by one thread and read by another."""

    logs = 0


def shown(logs: Iterator[LogReport], analyzer: Analyzer) -> Iterator[LogReport]:
    """Pass the reports through, and show how many logs and bytes are read, also while one large log is."""
    over = threading.Event()
    done = _Count()
    watcher = threading.Thread(target=_watch, args=(analyzer, done, over), daemon=True)
    watcher.start()
    try:
        for log in logs:
            done.logs += 1
            yield log
    finally:
        over.set()
        watcher.join()


def _watch(analyzer: Analyzer, done: _Count, over: threading.Event) -> None:
    if over.wait(_PATIENCE):
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task("reading", total=None)
        while not over.wait(_PACE):
            bar.update(task, description=f"{done.logs:,} logs, {analyzer.bytes_read / 1e6:,.0f} MB")
