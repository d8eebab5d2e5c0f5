"""zip: listed by the standard library; a member is then opened by its offset alone, so in any order and in any process."""

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

from pushwhy.inputs.formats import bzip2, deflate, xz, zstandard
from pushwhy.inputs.formats.format import Member, Members, path_of
from pushwhy.inputs.reasons import damaged
from pushwhy.inputs.streams import Part, Readable, available
from pushwhy.inputs.values import Unreadable
from pushwhy.phrases import Phrase

if TYPE_CHECKING:
    from zipfile import ZipInfo

_MEMBER_MAGIC = b"PK\x03\x04"
_MOST_IN_MEMORY = 32 << 20
_ENCRYPTED = 0x1
_HEADER_SIZE = 30
"""Bytes that a member's header has before its name."""


class _Entry(Struct, frozen=True):
    """A member as the list at the end of the archive describes it."""

    offset: int
    """Bytes from the start of the archive to the member's own header."""
    compressed_size: int
    method: int
    """A key of `_METHODS`."""
    size: int
    """Bytes when decompressed."""
    crc: int
    """CRC-32 of the decompressed bytes."""


def members(opener: Callable[[], BinaryIO]) -> Members:
    """List the members of a seekable file. Raises `OSError` where it cannot be read."""
    import zipfile

    try:
        with opener() as file, zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
            archive_size = file.seek(0, os.SEEK_END)
    except Exception as error:
        # Hostile headers make the library raise whatever its arithmetic does, or seek to an offset that the system refuses.
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise
        return [Unreadable(name="", reason=Phrase.of("zip-damaged"))]
    if sum(info.compress_size for info in infos) > archive_size:
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
    entry = _Entry(info.header_offset, info.compress_size, info.compress_type, info.file_size, info.CRC)
    return Member(name=name, open=partial(_open, opener, entry), size=info.file_size)


def _open(opener: Callable[[], BinaryIO], entry: _Entry) -> BinaryIO:
    file = opener()
    try:
        file.seek(max(entry.offset, 0))
        header = file.read(_HEADER_SIZE)
        if len(header) < _HEADER_SIZE or not header.startswith(_MEMBER_MAGIC):
            raise damaged("zip")
        # The name and the extra field may be longer here than in the list.
        file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), os.SEEK_CUR)
        compressed = cast("BinaryIO", io.BufferedReader(Part(file, entry.compressed_size, kind="zip")))
        return cast("BinaryIO", io.BufferedReader(_Checked(_METHODS[entry.method](compressed), entry), buffer_size=128 * 1024))
    except BaseException:
        file.close()
        raise


def _stored(source: BinaryIO) -> BinaryIO:
    return source


_METHODS: dict[int, Callable[[BinaryIO], BinaryIO]] = {
    0: _stored,
    8: deflate.open_zip_member,
    12: bzip2.open_stream,
    93: zstandard.open_stream,
    95: xz.open_stream,
}
"""By the numbers of the format's specification (APPNOTE 4.4.5)."""


class _Checked(Readable):
    """The plain bytes of a member, compared with the size and checksum in the list."""

    def __init__(self, source: BinaryIO, entry: _Entry) -> None:
        self._source = source
        self._left = entry.size
        self._crc = entry.crc
        self._crc_so_far = 0

    def take(self, most: int) -> bytes:
        data = available(self._source, most)
        self._left -= len(data)
        self._crc_so_far = zlib.crc32(data, self._crc_so_far)
        if self._left < 0 or (not data and most and (self._left or self._crc_so_far != self._crc)):
            raise damaged("zip")
        return data

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()
