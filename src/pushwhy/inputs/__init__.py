"""From the arguments of a command to the bytes of logs: what to read, under which name, and what could not be read.

An input kind is one module with a row in `KINDS`, a compression one with a row in `compression.COMPRESSIONS`, and a format of archives one
with a row in `archive.FORMATS`.
Nothing here looks at what a log says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from pushwhy.inputs import archive, expand, file, folder, missing, standard
from pushwhy.inputs.reasons import reason
from pushwhy.inputs.values import Kind, Options, Unreadable
from pushwhy.model.log import RawLog
from pushwhy.phrases import Phrase

__all__ = ["KINDS", "Kind", "Unreadable", "collect", "reason"]

KINDS: tuple[Kind, ...] = (
    Kind(name="standard input", claims=standard.claims, logs=standard.logs),
    Kind(name="folder", claims=folder.claims, logs=folder.logs),
    Kind(name="archive", claims=archive.claims, logs=archive.logs),
    Kind(name="file", claims=file.claims, logs=file.logs),
    Kind(name="glob", claims=expand.claims, logs=expand.logs),
    Kind(name="missing", claims=missing.claims, logs=missing.logs),
)
"""The first kind that claims an argument reads it. The last one claims everything and says why nothing can be read."""


def collect(arguments: Sequence[str], *, patterns: Sequence[str] = (), stdin: BinaryIO | None = None) -> Iterator[RawLog | Unreadable]:
    """Yield every log that the arguments name, in their order; what cannot be read is a value, and the rest goes on.

    `patterns` replace the ones that choose files of a folder and members of an archive. `stdin` is what `-` reads; without it `-` is
    unreadable. Files are opened by `RawLog.open`, not here: what it and its stream raise is `InputError`, `OSError` or `EOFError`, whose
    phrase `reason` gives. A pipe can be opened only once, a member of a compressed tar only before the next log is asked for.
    Other openers can be pickled, for use in another process.
    """
    options = Options(patterns=tuple(patterns), stdin=stdin)
    stdin_taken = False
    for argument in arguments:
        if standard.claims(argument):
            if stdin_taken:
                yield Unreadable(name=argument, reason=Phrase.of("stdin-named-before"))
                continue
            stdin_taken = True
        kind = next(kind for kind in KINDS if kind.claims(argument))
        yield from kind.logs(argument, options)
