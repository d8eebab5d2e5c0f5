"""A file that a program still writes: what it holds now, again and again, also after it was rotated away."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

from msgspec import Struct

from pushwhy.inputs.values import shown
from pushwhy.model.log import RawLog

_INTERVAL = 0.3
"""Seconds between two looks at the file; it is read when it has not grown between them."""
_LONGEST_WAIT = 5.0
"""Seconds after which it is read although it is still growing."""
_REST = 4
"""The pause after reading, as a multiple of how long the reading took, so that a long file does not keep the machine busy."""


class Snapshot(Struct, frozen=True, kw_only=True):
    """What the file holds at one moment."""

    log: RawLog
    """To be read before the next snapshot is asked for."""
    is_emptied: bool = False
    """Whether what was read before is gone, because the file was emptied and written anew."""
    is_final: bool = False
    """Whether another file has the name now, so that nothing more comes from this one."""


def snapshots(path: str) -> Iterator[Snapshot]:
    """Yield what a file holds whenever it has grown, and once more when another file has taken its name. Never ends.

    Raises `OSError` where the file cannot be opened at the beginning.
    """
    file = _opened(path)
    while True:
        with file:
            yield from _until_replaced(file, path)
        file = _next(path)


def _until_replaced(file: BinaryIO, path: str) -> Iterator[Snapshot]:
    log = RawLog(name=shown(path), open=partial(_whole, file))
    read_size = read_mtime = last_size = 0
    is_emptied = False
    last = time.monotonic()
    while True:
        status = os.fstat(file.fileno())
        size = status.st_size
        if _is_replaced(file, path):
            yield Snapshot(log=log, is_emptied=is_emptied, is_final=True)
            return
        if size < read_size or (size == read_size and status.st_mtime_ns != read_mtime):  # emptied in place, and written anew
            read_size, is_emptied = 0, True
        if size > read_size and (size == last_size or time.monotonic() - last > _LONGEST_WAIT):
            read_size, read_mtime, last = size, status.st_mtime_ns, time.monotonic()
            yield Snapshot(log=log, is_emptied=is_emptied)
            is_emptied = False
            time.sleep(_REST * (time.monotonic() - last))
            last = time.monotonic()
        last_size = size
        time.sleep(_INTERVAL)


def _is_replaced(file: BinaryIO, path: str) -> bool:
    """Tell whether another file has the name now; for a moment, none may have it."""
    try:
        return not os.path.samestat(os.fstat(file.fileno()), os.stat(path))
    except OSError:
        return False


def _next(path: str) -> BinaryIO:
    while True:
        try:
            return _opened(path)
        except OSError:
            time.sleep(_INTERVAL)


def _opened(path: str) -> BinaryIO:
    return cast("BinaryIO", open(path, "rb", buffering=0))


def _whole(file: BinaryIO) -> BinaryIO:
    """Return the content from its start; the file itself stays open, so that it can be read after it was renamed."""
    file.seek(0)
    return cast("BinaryIO", open(file.fileno(), "rb", closefd=False))
