"""zip: listed by the standard library; a member is then opened by its place alone, so in any order and in any process."""

from __future__ import annotations

import errno
import io
import os
import stat
import zlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, cast

from msgspec import Struct

from pushwhy.inputs import bzip2, xz, zst
from pushwhy.inputs.decompress import decompressing
from pushwhy.inputs.inflate import inflating
from pushwhy.inputs.members import Member, Members, path_of
from pushwhy.inputs.reasons import damaged
from pushwhy.inputs.streams import Part, Readable, available
from pushwhy.inputs.values import Unreadable
from pushwhy.phrases import Phrase

if TYPE_CHECKING:
    from zipfile import ZipInfo

_MEMBER = b"PK\x03\x04"
_MOST_IN_MEMORY = 32 << 20
_ENCRYPTED = 0x1
_HEADER = 30
"""Bytes that a member's header has before its name."""


class _Place(Struct, frozen=True):
    """Where a member's data lies, and what must come out."""

    offset: int
    packed: int
    method: int
    size: int
    crc: int


def members(opener: Callable[[], BinaryIO]) -> Members:
    """List the members of a file that can go to any place in it. Raises `OSError` where it cannot be read."""
    import zipfile

    try:
        with opener() as file, zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
            held = file.seek(0, os.SEEK_END)
    except Exception as error:
        # Hostile headers make the library raise whatever its arithmetic does, or go to a place that the system refuses.
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise
        return [Unreadable(name="", reason=Phrase.of("zip-damaged"))]
    if sum(info.compress_size for info in infos) > held:
        return [Unreadable(name="", reason=Phrase.of("zip-overlaps"))]
    return [_member(opener, info) for info in infos if _is_file(info)]


def streamed(stream: BinaryIO) -> Members:
    """List the members of an archive within another or in a pipe. Its list stands at its end, so it is held in memory, up to 32 MB."""
    data = stream.read(_MOST_IN_MEMORY + 1)
    if len(data) > _MOST_IN_MEMORY:
        return [Unreadable(name="", reason=Phrase.of("zip-too-large", n=_MOST_IN_MEMORY >> 20))]
    return members(partial(io.BytesIO, data))


def _is_file(info: ZipInfo) -> bool:
    """Tell whether a member is a file; links and devices name other things, which are read where they lie."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    return not info.filename.endswith(("/", "\\")) and kind in (0, stat.S_IFREG)


def _member(opener: Callable[[], BinaryIO], info: ZipInfo) -> Member | Unreadable:
    name = path_of(info.filename)
    if info.flag_bits & _ENCRYPTED:
        return Unreadable(name=name, reason=Phrase.of("member-encrypted"))
    if info.compress_type not in _METHODS:
        return Unreadable(name=name, reason=Phrase.of("member-method-unknown", method=info.compress_type))
    place = _Place(info.header_offset, info.compress_size, info.compress_type, info.file_size, info.CRC)
    return Member(name=name, open=partial(_open, opener, place), size=info.file_size)


def _open(opener: Callable[[], BinaryIO], place: _Place) -> BinaryIO:
    file = opener()
    try:
        file.seek(max(place.offset, 0))
        header = file.read(_HEADER)
        if len(header) < _HEADER or not header.startswith(_MEMBER):
            raise damaged("zip")
        # The name and the extra field may be longer here than in the list.
        file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), os.SEEK_CUR)
        packed = cast("BinaryIO", io.BufferedReader(Part(file, place.packed, kind="zip")))
        return cast("BinaryIO", io.BufferedReader(_Checked(_METHODS[place.method](packed), place), buffer_size=128 * 1024))
    except BaseException:
        file.close()
        raise


def _stored(source: BinaryIO) -> BinaryIO:
    return source


def _deflated(source: BinaryIO) -> BinaryIO:
    start, damage = inflating(bare=True)
    return decompressing(source, kind="zip", start=start, damage=damage)


_METHODS: dict[int, Callable[[BinaryIO], BinaryIO]] = {
    0: _stored,
    8: _deflated,
    12: bzip2.open_stream,
    93: zst.open_stream,
    95: xz.open_stream,
}
"""By the numbers of the format's specification (APPNOTE 4.4.5)."""


class _Checked(Readable):
    """The plain bytes of a member, held against the size and checksum in the list."""

    def __init__(self, source: BinaryIO, place: _Place) -> None:
        self._source = source
        self._left = place.size
        self._crc = place.crc
        self._seen = 0

    def take(self, most: int) -> bytes:
        data = available(self._source, most)
        self._left -= len(data)
        self._seen = zlib.crc32(data, self._seen)
        if self._left < 0 or (not data and most and (self._left or self._seen != self._crc)):
            raise damaged("zip")
        return data

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()
