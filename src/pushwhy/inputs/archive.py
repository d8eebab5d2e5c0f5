"""An archive: the logs among its members, under names such as `logs.zip!/build/1.log`, read from where they lie.

The content decides of what format a file is. Members are chosen by name as the files of a folder are, and come in name order where their
names are known beforehand. An archive in an archive is read, one in that one is not.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, Protocol

from msgspec import Struct

from pushwhy.errors import InputError
from pushwhy.inputs.choice import ARCHIVE_SUFFIXES, TAR_SUFFIXES, Choice, is_archive, is_usual_log
from pushwhy.inputs.compression import broken_promise, decompressed
from pushwhy.inputs.file import open_log, open_stored
from pushwhy.inputs.members import Member, Members, is_hidden
from pushwhy.inputs.reasons import reason
from pushwhy.inputs.streams import read_head, rewound
from pushwhy.inputs.values import Options, Unreadable, shown
from pushwhy.model.log import RawLog
from pushwhy.phrases import Phrase


class Lister(Protocol):
    """Lists what an archive holds."""

    def members(self, opener: Callable[[], BinaryIO], /) -> Members:
        """Of a file that can be opened again and go to any place."""

    def streamed(self, stream: BinaryIO, /) -> Members:
        """Of a stream that goes from front to back only."""


class Format(Struct, frozen=True, kw_only=True):
    """One kind of archive."""

    name: str
    magics: tuple[bytes, ...]
    """What such an archive holds at `magic_at`: one of these."""
    magic_at: int
    lister: Callable[[], Lister]


def _zip() -> Lister:
    from pushwhy.inputs import zip_archive

    return zip_archive


def _tar() -> Lister:
    from pushwhy.inputs import tar_archive

    return tar_archive


FORMATS: tuple[Format, ...] = (
    # The begin of a zip's member, and of the end of one without any.
    Format(name="zip", magics=(b"PK\x03\x04", b"PK\x05\x06"), magic_at=0, lister=_zip),
    Format(name="tar", magics=(b"ustar",), magic_at=257, lister=_tar),
)
HEAD = 512
"""Bytes at the start of a file that tell whether it is an archive."""
_DEEPEST = 2


def claims(argument: str) -> bool:
    """Tell whether the argument is a file that is an archive by its name, or by its content unless its name is one of a log."""
    if not os.path.isfile(argument) or is_archive(argument):
        return os.path.isfile(argument)
    if is_usual_log(os.path.basename(argument)):
        return False
    try:
        with _plain(open_stored(argument)) as stream:
            return begins(read_head(stream, HEAD))
    except (InputError, OSError):
        return False


def logs(argument: str, options: Options) -> Iterator[RawLog | Unreadable]:
    """Yield the logs in an archive that the user named; one that yields nothing is unreadable."""
    yield from logs_of(partial(open_stored, argument), argument, options)


def begins(head: bytes) -> bool:
    """Tell whether a file that begins so is an archive."""
    return _format(head) is not None


def logs_of(opener: Callable[[], BinaryIO], name: str, options: Options) -> Iterator[RawLog | Unreadable]:
    """Likewise, of what an opener opens."""
    empty = True
    for log in _logs(opener, name, Choice(options.patterns).within_archives(), depth=1):
        empty = False
        yield log
    if empty:
        yield Unreadable(name=shown(name), reason=_nothing(options))


def below(path: str, name: str, choice: Choice) -> Iterator[RawLog | Unreadable]:
    """Yield the logs in the archive at a path, which is shown by a name."""
    yield from _logs(partial(open_stored, path), name, choice.within_archives(), depth=1)


def _logs(opener: Callable[[], BinaryIO], name: str, choice: Choice, *, depth: int) -> Iterator[RawLog | Unreadable]:
    if depth > _DEEPEST:
        yield Unreadable(name=shown(name), reason=Phrase.of("archive-too-deep"))
        return
    try:
        with opener() as stored, _plain(stored) as plain:
            is_file = plain is stored and stored.seekable()
            members = _members(opener, plain, name, is_file=is_file)
            anywhere = is_file and depth == 1  # what is in memory is not sent to another process
            for member in _chosen(members, choice):
                full = f"{name}!/{member.name}" if member.name else name
                if isinstance(member, Unreadable):
                    yield Unreadable(name=shown(full), reason=member.reason)
                elif is_archive(member.name):
                    yield from _logs(member.open, full, choice, depth=depth + 1)
                else:
                    yield RawLog(
                        name=shown(full), open=partial(open_log, member.open, member.name), size=member.size, opens_anywhere=anywhere
                    )
    except (InputError, OSError) as error:
        yield Unreadable(name=shown(name), reason=reason(error))


def _members(opener: Callable[[], BinaryIO], plain: BinaryIO, name: str, *, is_file: bool) -> Members:
    """List the members of an archive without its compression; of a file that the opener opens again, or of a stream."""
    head = read_head(plain, HEAD)
    found = _format(head)
    if found is None:
        suffix = next(suffix for suffix in (*ARCHIVE_SUFFIXES, "") if name.lower().endswith(suffix))
        raise broken_promise(suffix, "tar" if suffix in TAR_SUFFIXES else "zip", head)
    if is_file:
        return found.lister().members(opener)
    return found.lister().streamed(rewound(plain, head, owned=False))


def _chosen(members: Members, choice: Choice) -> Iterator[Member | Unreadable]:
    """Leave out the members that are no logs or say again what others say, and put the others in order where all are known."""
    if not isinstance(members, list):
        return (member for member in members if _takes(choice, member))
    from pushwhy.inputs.ci_archive import repeated

    # What is said of the archive itself comes last.
    chosen = sorted((member for member in members if _takes(choice, member)), key=lambda member: (not member.name, member.name))
    again = repeated(member.name for member in chosen)
    return (member for member in chosen if member.name not in again)


def _takes(choice: Choice, member: Member | Unreadable) -> bool:
    return not member.name or (not is_hidden(member.name) and choice.takes(member.name.split("/")))


def _plain(stream: BinaryIO) -> BinaryIO:
    return decompressed(stream, name="")


def _format(head: bytes) -> Format | None:
    return next((one for one in FORMATS if head.startswith(one.magics, one.magic_at)), None)


def _nothing(options: Options) -> Phrase:
    """Return why an archive yielded nothing."""
    if options.patterns:
        return Phrase.of("archive-without-match", patterns=", ".join(options.patterns))
    return Phrase.of("archive-without-logs")
