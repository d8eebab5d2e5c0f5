"""An archive: the logs among its members, under names such as `logs.zip!/build/1.log`, read without unpacking.

The format is recognised by content. Members are selected by name as the files of a folder are, and come in name order where their
names are known beforehand. An archive in an archive is read, but no deeper one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from pushwhy.errors import InputError
from pushwhy.inputs.formats.format import Member, Members
from pushwhy.inputs.formats.recognition import HEAD_SIZE, archive_of, decompressed, is_archive
from pushwhy.inputs.reasons import reason
from pushwhy.inputs.sources.file import open_log, open_stored
from pushwhy.inputs.sources.selection import Selection, is_archive_name, is_log_name
from pushwhy.inputs.streams import read_head, rewound
from pushwhy.inputs.values import Options, Unreadable, shown
from pushwhy.model.log import RawLog
from pushwhy.phrases import Phrase

_DEEPEST = 2
"""How many archives within one another are read."""


def claims(argument: str) -> bool:
    """Tell whether the argument is a file that is an archive: by its name, or by its content where its name is not that of a log."""
    if not os.path.isfile(argument) or is_archive_name(argument):
        return os.path.isfile(argument)
    if is_log_name(os.path.basename(argument)):
        return False
    try:
        with decompressed(open_stored(argument), name="") as stream:
            return is_archive(read_head(stream, HEAD_SIZE))
    except (InputError, OSError):
        return False


def logs(argument: str, options: Options) -> Iterator[RawLog | Unreadable]:
    """Yield the logs in an archive that the user named; one that yields nothing is unreadable."""
    yield from logs_of(partial(open_stored, argument), argument, options)


def logs_of(opener: Callable[[], BinaryIO], name: str, options: Options) -> Iterator[RawLog | Unreadable]:
    """Yield the logs in an archive that can be opened; one that yields nothing is unreadable."""
    empty = True
    for log in _logs(opener, name, Selection(options.patterns).within_archives(), depth=1):
        empty = False
        yield log
    if empty:
        yield Unreadable(name=shown(name), reason=_nothing(options))


def below(path: str, name: str, selection: Selection) -> Iterator[RawLog | Unreadable]:
    """Yield the logs in the archive at a path, which is shown by a name."""
    yield from _logs(partial(open_stored, path), name, selection.within_archives(), depth=1)


def _logs(opener: Callable[[], BinaryIO], name: str, selection: Selection, *, depth: int) -> Iterator[RawLog | Unreadable]:
    if depth > _DEEPEST:
        yield Unreadable(name=shown(name), reason=Phrase.of("archive-too-deep"))
        return
    try:
        with opener() as stored, decompressed(stored, name="") as plain:
            is_file = plain is stored and stored.seekable()
            members = _members(opener, plain, name, is_file=is_file)
            anywhere = is_file and depth == 1  # what is in memory is not sent to another process
            for member in _selected(members, selection):
                full = f"{name}!/{member.name}" if member.name else name
                if isinstance(member, Unreadable):
                    yield Unreadable(name=shown(full), reason=member.reason)
                elif is_archive_name(member.name):
                    yield from _logs(member.open, full, selection, depth=depth + 1)
                else:
                    yield RawLog(
                        name=shown(full), open=partial(open_log, member.open, member.name), size=member.size, opens_anywhere=anywhere
                    )
    except (InputError, OSError) as error:
        yield Unreadable(name=shown(name), reason=reason(error))


def _members(opener: Callable[[], BinaryIO], plain: BinaryIO, name: str, *, is_file: bool) -> Members:
    """List the members of an archive whose compression is taken off: of a file that can be opened again, or of a stream."""
    head = read_head(plain, HEAD_SIZE)
    reader = archive_of(head, name).reader()
    return reader.members(opener) if is_file else reader.streamed(rewound(plain, head, owned=False))


def _selected(members: Members, selection: Selection) -> Iterator[Member | Unreadable]:
    """Yield the members that are logs and do not repeat others; in name order where all names are known beforehand."""
    if not isinstance(members, list):
        return (member for member in members if _takes(selection, member))
    from pushwhy.inputs.sources.ci_archive import repeated

    # What has no name is about the archive itself, and comes last.
    selected = sorted((member for member in members if _takes(selection, member)), key=lambda member: (not member.name, member.name))
    repetitions = repeated(member.name for member in selected)
    return (member for member in selected if member.name not in repetitions)


def _takes(selection: Selection, member: Member | Unreadable) -> bool:
    return not member.name or (not _is_hidden(member.name) and selection.takes(member.name.split("/")))


def _is_hidden(path: str) -> bool:
    """Tell whether a member or a folder above it is hidden, or is the copy of file attributes that macOS adds."""
    return any((name.startswith(".") and name != "..") or name == "__MACOSX" for name in path.split("/"))


def _nothing(options: Options) -> Phrase:
    """Return the reason why an archive yielded no log."""
    if options.patterns:
        return Phrase.of("archive-without-match", patterns=", ".join(options.patterns))
    return Phrase.of("archive-without-logs")
