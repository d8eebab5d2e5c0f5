"""tar: any member of a plain archive can be opened at any time; a compressed archive is read once, from front to back.

To put its members in name order as well, everything would have to be decompressed twice.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, Literal, Self, cast

from pushwhy.errors import InputError
from pushwhy.inputs.formats.format import Member, Members, path_of
from pushwhy.inputs.reasons import cut_off, damaged
from pushwhy.inputs.streams import Part, Readable
from pushwhy.inputs.values import Unreadable
from pushwhy.phrases import Phrase

_EXTENSIONS = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
_LONGEST_EXTENSION = 1 << 20
"""Bytes of long names and attributes, which the library reads into memory."""


def members(opener: Callable[[], BinaryIO]) -> Members:
    """List the members of a seekable file. Raises `OSError` where it cannot be read."""
    listed: list[Member | Unreadable] = []
    with opener() as file:
        try:
            listed.extend(_member(info, partial(_open, opener, info.offset_data, info.size)) for _, info in _files(file, "r:"))
        except InputError as error:
            listed.append(Unreadable(name="", reason=error.phrase))
    return listed


def streamed(stream: BinaryIO) -> Iterator[Member | Unreadable]:
    """Yield the members of a stream; each can be opened once, before the next is asked for.

    Raises `InputError` or `OSError` where the archive cannot be read on.
    """
    for tar, info in _files(stream, "r|"):
        turn = _Turn(tar, info)
        yield _member(info, turn.open)
        turn.over = True


def _member(info: tarfile.TarInfo, opener: Callable[[], BinaryIO]) -> Member | Unreadable:
    name = path_of(info.name)
    if info.issparse():
        return Unreadable(name=name, reason=Phrase.of("member-sparse"))
    return Member(name=name, open=opener, size=info.size)


def _open(opener: Callable[[], BinaryIO], offset: int, size: int) -> BinaryIO:
    file = opener()
    file.seek(offset)
    return cast("BinaryIO", io.BufferedReader(Part(file, size, kind="tar"), buffer_size=128 * 1024))


def _files(file: BinaryIO, mode: Literal["r:", "r|"]) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """Yield the regular files; links and devices name other things, which are read where they lie.

    `r|` reads a stream from front to back. Raises `InputError` where the archive is cut off or damaged, and `OSError`.
    """
    try:
        with tarfile.open(fileobj=file, mode=mode, tarinfo=_Header) as tar:
            while (info := tar.next()) is not None:
                # The library keeps every header that it has read, in a list that its documentation names and its type stubs leave out.
                tar.members.clear()  # type: ignore[attr-defined]
                if info.size < 0:
                    # The next header would be looked for further up, for ever.
                    raise damaged("tar")
                if info.isreg():
                    yield tar, info
    except (InputError, OSError):
        raise
    except tarfile.ReadError as error:
        if "end of data" in str(error):
            raise cut_off("tar") from None
        raise damaged("tar") from None
    except (tarfile.TarError, ValueError, ArithmeticError, LookupError, EOFError, RecursionError):
        # Whatever the library's arithmetic does on hostile headers.
        raise damaged("tar") from None


class _Header(tarfile.TarInfo):
    """A header that is damaged is an error, where the library would take it for the end of the archive."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """Read one header, as the library does; no bytes, or zeros alone, are the end of the archive."""
        if 0 < len(buf) < tarfile.BLOCKSIZE:
            raise cut_off("tar")
        try:
            info = super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError:
            if any(buf):
                # In the middle of an archive the library takes it for the end.
                raise damaged("tar") from None
            raise
        if info.type in _EXTENSIONS and info.size > _LONGEST_EXTENSION:
            raise damaged("tar")
        return info


class _Turn:
    """The time in which a member of a stream can be read: until the next member is asked for."""

    def __init__(self, tar: tarfile.TarFile, info: tarfile.TarInfo) -> None:
        self._tar = tar
        self._info = info
        self.over = False

    def open(self) -> BinaryIO:
        """Open the member for the first and only time."""
        self.check()
        data = cast("BinaryIO", self._tar.extractfile(self._info))
        return cast("BinaryIO", io.BufferedReader(_InTurn(self, data), buffer_size=128 * 1024))

    def check(self) -> None:
        """Raise `InputError` where the archive has been read on."""
        if self.over:
            raise InputError(Phrase.of("member-passed"))


class _InTurn(Readable):
    """The bytes of a member of a stream, while its turn lasts."""

    def __init__(self, turn: _Turn, data: BinaryIO) -> None:
        self._turn = turn
        self._data = data

    def take(self, most: int) -> bytes:
        self._turn.check()
        try:
            return self._data.read(most)
        except tarfile.TarError:
            raise cut_off("tar") from None
