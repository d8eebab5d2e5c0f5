"""gzip, read as a stream.

Deflate cannot expand its input more than about 1030 times, and nothing is held in memory, so a hostile file costs time in
proportion to its size.
"""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from pushwhy.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC = b"\x1f\x8b"


def open_stream(source: BinaryIO) -> BinaryIO:
    """Return the decompressed bytes of a gzip stream, of all its members; closing it closes the source.

    Reading raises `InputError` where the data is cut off or damaged, after everything before that place was read.
    """
    return cast("BinaryIO", io.BufferedReader(_Gunzip(source), buffer_size=128 * 1024))


class _Gunzip(io.RawIOBase):
    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._file = gzip.GzipFile(fileobj=source, mode="rb")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._file.read1(len(view))
        except EOFError:
            raise InputError("the gzip data ends in the middle: the file was cut off; fetch it again") from None
        except (gzip.BadGzipFile, zlib.error) as error:
            raise InputError(f"the gzip data is damaged ({error}); fetch it again") from None
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
            self._source.close()
        super().close()
