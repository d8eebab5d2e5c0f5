"""Streams of bytes: reading the start of one that cannot be rewound, and reading only a part of another."""

from __future__ import annotations

import io
from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, cast

from pushwhy.errors import InputError
from pushwhy.inputs.reasons import cut_off
from pushwhy.phrases import Phrase

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def read_head(stream: BinaryIO, size: int) -> bytes:
    """Read the first bytes, fewer only at the end; a pipe may give them one at a time."""
    head = b""
    while len(head) < size:
        more = stream.read(size - len(head))
        if not more:
            break
        head += more
    return head


def rewound(stream: BinaryIO, head: bytes, *, owned: bool) -> BinaryIO:
    """Return a stream that begins with `head`, which was read from it before.

    It is the same stream where that is seekable and `owned`; closing the result closes the stream only if it is `owned`.
    """
    if owned and stream.seekable():
        stream.seek(0)
        return stream
    return cast("BinaryIO", io.BufferedReader(Rejoined(head, stream, owned=owned)))


class Readable(io.RawIOBase):
    """A stream of bytes, made from the method `take` of a subclass."""

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer with what `take` returns; returns the number of bytes, 0 at the end."""
        view = memoryview(buffer).cast("B")
        data = self.take(len(view))
        view[: len(data)] = data
        return len(data)

    @abstractmethod
    def take(self, most: int) -> bytes:
        """Return at most so many bytes, none at the end of the stream."""


class Rejoined(Readable):
    """Bytes that were read from a stream before, followed by the rest of that stream."""

    def __init__(self, head: bytes, rest: BinaryIO, *, owned: bool) -> None:
        """Close `rest` with this stream only if it is `owned`."""
        self._head = head
        self._rest = rest
        self._owned = owned

    def take(self, most: int) -> bytes:
        """Return what was read before, then what the stream has ready."""
        if self._head:
            data, self._head = self._head[:most], self._head[most:]
            return data
        return available(self._rest, most)

    def close(self) -> None:
        """Close this stream, and the source if it is owned."""
        if not self.closed and self._owned:
            self._rest.close()
        super().close()


def available(stream: BinaryIO, most: int) -> bytes:
    """Return at most so many bytes, as soon as there are any: a live log must not wait until a buffer is full."""
    data: bytes = getattr(stream, "read1", stream.read)(most)
    return data


class Part(Readable):
    """The next `size` bytes of a file, as a stream of its own that closes the file."""

    def __init__(self, file: BinaryIO, size: int, *, kind: str) -> None:
        """`kind` names what the file is, for the error where it ends too early."""
        self._file = file
        self._left = size
        self._kind = kind

    def take(self, most: int) -> bytes:
        """Return the next bytes. Raises `InputError` where the file ends before the part does."""
        wanted = min(most, self._left)
        data = self._file.read(wanted)
        if wanted and not data:
            raise cut_off(self._kind)
        self._left -= len(data)
        return data

    def close(self) -> None:
        """Close this stream and the file."""
        if not self.closed:
            self._file.close()
        super().close()


def once(opener: Callable[[], BinaryIO]) -> Callable[[], BinaryIO]:
    """Return an opener that raises `InputError` at its second call: a pipe cannot be read from the start twice."""
    used = False

    def guarded() -> BinaryIO:
        nonlocal used
        if used:
            raise InputError(Phrase.of("pipe-read-before"))
        used = True
        return opener()

    return guarded
