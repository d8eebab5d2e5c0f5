"""Standard input: the argument `-`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pushwhy.inputs.compression import decompressed
from pushwhy.inputs.streams import once
from pushwhy.inputs.values import Options, Unreadable
from pushwhy.model.log import RawLog

_NAME = "-"


def claims(argument: str) -> bool:
    """Tell whether the argument means standard input; a file of that name is `./-`."""
    return argument == _NAME


def logs(argument: str, options: Options) -> Iterator[RawLog | Unreadable]:
    """Yield the one log that stands on standard input."""
    if options.stdin is None:
        yield Unreadable(name=argument, reason="there is no standard input to read")
        return
    # The stream belongs to the caller, and may already have been read in part: it is neither closed nor rewound.
    yield RawLog(name=argument, open=once(partial(decompressed, options.stdin, name=argument, owned=False)))
