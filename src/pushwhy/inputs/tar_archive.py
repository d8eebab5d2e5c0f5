"""tar: of a plain one any member can be opened at any time; a compressed one is read once, from front to back, in its own order.

Name order in a compressed one would need a second decompression of everything, to know the names beforehand.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, cast

from pushwhy.errors import InputError
from pushwhy.inputs.members import Member, Members, path_of
from pushwhy.inputs.reasons import cut_off
from pushwhy.inputs.streams import Part, Readable
from pushwhy.inputs.values import Unreadable
from pushwhy.phrases import Phrase

if TYPE_CHECKING:
    from tarfile import TarFile, TarInfo


def members(opener: Callable[[], BinaryIO]) -> Members:
    """List the members of a file that can go to any place in it. Raises `OSError` where it cannot be read."""
    from pushwhy.inputs.tar_headers import files

    found: list[Member | Unreadable] = []
    with opener() as file:
        try:
            found.extend(_member(info, partial(_open, opener, info.offset_data, info.size)) for _, info in files(file, "r:"))
        except InputError as error:
            found.append(Unreadable(name="", reason=error.phrase))
    return found


def streamed(stream: BinaryIO) -> Iterator[Member | Unreadable]:
    """Yield the members of a stream; each can be opened once, before the next is asked for.

    Raises `InputError` or `OSError` where the archive cannot be read on.
    """
    from pushwhy.inputs.tar_headers import files

    for tar, info in files(stream, "r|"):
        turn = _Turn(tar, info)
        yield _member(info, turn.open)
        turn.over = True


def _member(info: TarInfo, opener: Callable[[], BinaryIO]) -> Member | Unreadable:
    name = path_of(info.name)
    if info.issparse():
        return Unreadable(name=name, reason=Phrase.of("member-sparse"))
    return Member(name=name, open=opener, size=info.size)


def _open(opener: Callable[[], BinaryIO], offset: int, size: int) -> BinaryIO:
    file = opener()
    file.seek(offset)
    return cast("BinaryIO", io.BufferedReader(Part(file, size, kind="tar"), buffer_size=128 * 1024))


class _Turn:
    """The time in which a member of a stream can be read."""

    def __init__(self, tar: TarFile, info: TarInfo) -> None:
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
    def __init__(self, turn: _Turn, data: BinaryIO) -> None:
        self._turn = turn
        self._data = data

    def take(self, most: int) -> bytes:
        from tarfile import TarError

        self._turn.check()
        try:
            return self._data.read(most)
        except TarError:
            raise cut_off("tar") from None
