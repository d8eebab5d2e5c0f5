"""From the arguments of a command to the bytes of logs: what to read, under which name, and what could not be read.

`sources` says where logs come from, `formats` how they are stored; each is a folder with one table. Nothing here looks at what a log says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from pushwhy.inputs.formats import ARCHIVE_SUFFIXES, COMPRESSION_SUFFIXES
from pushwhy.inputs.reasons import reason
from pushwhy.inputs.sources import SOURCES, standard_input
from pushwhy.inputs.values import Options, Unreadable
from pushwhy.model.log import RawLog
from pushwhy.phrases import Phrase

__all__ = ["ARCHIVE_SUFFIXES", "COMPRESSION_SUFFIXES", "SOURCES", "Unreadable", "collect", "reason"]


def collect(arguments: Sequence[str], *, patterns: Sequence[str] = (), stdin: BinaryIO | None = None) -> Iterator[RawLog | Unreadable]:
    """Yield every log that the arguments name, in their order; what cannot be read is a value, and the rest goes on.

    `patterns` replace the ones that choose files of a folder and members of an archive. `stdin` is what `-` reads; without it `-` is
    unreadable. Files are opened by `RawLog.open`, not here; it and its stream raise `InputError`, `OSError` or `EOFError`, which `reason`
    puts in plain words. A pipe can be opened only once, a member of a compressed tar only before the next log is asked for.
    Other openers can be pickled, for use in another process.
    """
    options = Options(patterns=tuple(patterns), stdin=stdin)
    is_stdin_taken = False
    for argument in arguments:
        if standard_input.claims(argument):
            if is_stdin_taken:
                yield Unreadable(name=argument, reason=Phrase.of("stdin-named-before"))
                continue
            is_stdin_taken = True
        source = next(source for source in SOURCES if source.claims(argument))
        yield from source.logs(argument, options)
