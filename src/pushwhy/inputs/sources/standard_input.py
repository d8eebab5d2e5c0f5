"""Standard input: the argument `-`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pushwhy.errors import InputError
from pushwhy.inputs.formats.recognition import HEAD_SIZE, decompressed, is_archive
from pushwhy.inputs.reasons import reason
from pushwhy.inputs.sources import archive
from pushwhy.inputs.streams import once, read_head, rewound
from pushwhy.inputs.values import Options, Unreadable
from pushwhy.model.log import RawLog
from pushwhy.phrases import Phrase

_NAME = "-"


def claims(argument: str) -> bool:
    """Tell whether the argument means standard input; a file of that name is `./-`."""
    return argument == _NAME


def logs(argument: str, options: Options) -> Iterator[RawLog | Unreadable]:
    """Yield the log that stands on standard input, or the logs in an archive that does."""
    if options.stdin is None:
        yield Unreadable(name=argument, reason=Phrase.of("stdin-missing"))
        return
    try:
        # The stream belongs to the caller, and may already have been read in part: it is neither closed nor rewound.
        stream = decompressed(options.stdin, name=argument, owned=False)
        head = read_head(stream, HEAD_SIZE)
    except (InputError, OSError) as error:
        yield Unreadable(name=argument, reason=reason(error))
        return
    opener = once(partial(rewound, stream, head, owned=True))
    if is_archive(head):
        yield from archive.logs_of(opener, argument, options)
    else:
        yield RawLog(name=argument, open=opener)
