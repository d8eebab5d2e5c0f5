"""A progress bar on standard error, for runs in a terminal that take long."""

from __future__ import annotations

import time
from collections.abc import Iterator

from pushwhy.analyzer import Analyzer
from pushwhy.model.report import LogReport

_PATIENCE = 1.0
"""Seconds before the bar shows; most runs are over by then."""


def shown(logs: Iterator[LogReport], analyzer: Analyzer) -> Iterator[LogReport]:
    """Pass the reports through, and show how many logs and bytes are done."""
    started = time.monotonic()
    done = 0
    for log in logs:
        done += 1
        yield log
        if time.monotonic() - started > _PATIENCE:
            break
    else:
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        for log in logs:
            done += 1
            bar.update(task, description=f"{done:,} logs, {analyzer.bytes_read / 1e6:,.0f} MB")
            yield log
