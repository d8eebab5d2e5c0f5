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

_PACE = 0.3
"""Seconds between two looks at the file; it is read when it did not grow for so long."""
_PATIENCE = 5.0
"""Seconds after which it is read although it grows."""
_SHARE = 4
"""How many times as long as the last reading took the next one waits, so that a long file does not keep the machine busy."""


class Snapshot(Struct, frozen=True, kw_only=True):
    """What the file holds at one moment."""

    log: RawLog
    """To be read before the next snapshot is asked for."""
    is_emptied: bool = False
    """What was read before is gone; this is written anew."""
    is_final: bool = False
    """Another file has the name now, and nothing more comes of this one."""


def snapshots(path: str) -> Iterator[Snapshot]:
    """Yield what a file holds whenever it has grown, and once more when another file has taken its name. Never ends.

    Raises `OSError` where the file cannot be opened at the beginning.
    """
    file = _opened(path)
    while True:
        with file:
            yield from _of_one(file, path)
        file = _next(path)


def _of_one(file: BinaryIO, path: str) -> Iterator[Snapshot]:
    log = RawLog(name=shown(path), open=partial(_whole, file))
    told = seen = written = 0
    is_emptied = False
    last = time.monotonic()
    while True:
        status = os.fstat(file.fileno())
        size = status.st_size
        if _is_replaced(file, path):
            yield Snapshot(log=log, is_emptied=is_emptied, is_final=True)
            return
        if size < told or (size == told and status.st_mtime_ns != written):  # emptied in place, and written anew
            told, is_emptied = 0, True
        if size > told and (size == seen or time.monotonic() - last > _PATIENCE):
            told, written, last = size, status.st_mtime_ns, time.monotonic()
            yield Snapshot(log=log, is_emptied=is_emptied)
            is_emptied = False
            time.sleep(_SHARE * (time.monotonic() - last))
            last = time.monotonic()
        seen = size
        time.sleep(_PACE)


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
            time.sleep(_PACE)


def _opened(path: str) -> BinaryIO:
    return cast("BinaryIO", open(path, "rb", buffering=0))


def _whole(file: BinaryIO) -> BinaryIO:
    """The content from its begin; the file itself stays open, so that it can be read after it was renamed."""
    file.seek(0)
    return cast("BinaryIO", open(file.fileno(), "rb", closefd=False))
