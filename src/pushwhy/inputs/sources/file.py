"""A file, whatever its name; also makes the logs of the files that other sources find."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from pushwhy.errors import InputError
from pushwhy.inputs.formats.recognition import decompressed
from pushwhy.inputs.reasons import reason
from pushwhy.inputs.streams import once
from pushwhy.inputs.values import Options, Unreadable, shown
from pushwhy.model.log import RawLog


def claims(argument: str) -> bool:
    """Tell whether something exists under this name; folders have been claimed before."""
    return os.path.exists(argument)


def logs(argument: str, _options: Options) -> Iterator[RawLog | Unreadable]:
    """Yield the log in a file that the user named: always read, also a pipe, a device, or a hidden file."""
    yield log(argument, argument)


def log(path: str, name: str) -> RawLog | Unreadable:
    """Return the log in the file at a path; `name` is what it is shown as."""
    try:
        status = os.stat(path)
    except OSError as error:
        return Unreadable(name=shown(name), reason=reason(error))
    opener = partial(open_log, partial(open_stored, path), path)
    if stat.S_ISREG(status.st_mode):
        return RawLog(name=shown(name), open=opener, size=status.st_size, opens_anywhere=True)
    return RawLog(name=shown(name), open=once(opener))


def open_log(opener: Callable[[], BinaryIO], name: str) -> BinaryIO:
    """Open a log's bytes, decompressed; `name` is what its file is called. Raises `InputError`."""
    try:
        return decompressed(opener(), name=name)
    except OSError as error:
        raise InputError(reason(error)) from error


def open_stored(path: str) -> BinaryIO:
    """Open a file's bytes as they are. Raises `OSError`."""
    return open(path, "rb")
