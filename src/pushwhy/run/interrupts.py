"""Ctrl-C reaches every process of a terminal; the one that was started by hand tells what is done, and those that help say nothing."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def withheld() -> Iterator[None]:
    """Ctrl-C comes when this is over, and never to a process that is started meanwhile. Windows has nothing of this kind."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # or it is started with the first process, and lets Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def ignore() -> None:
    """Go on in this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
