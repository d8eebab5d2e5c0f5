"""Streams that cannot be rewound, and streams that are a part of another."""

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
    """Return a stream that begins with the head that was read: the same one where it can go back and is `owned`."""
    if owned and stream.seekable():
        stream.seek(0)
        return stream
    return cast("BinaryIO", io.BufferedReader(Rejoined(head, stream, owned=owned)))


class Readable(io.RawIOBase):
    """A stream of bytes out of `take`, which a subclass has."""

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer as far as one `take` does; 0 means the end."""
        view = memoryview(buffer).cast("B")
        data = self.take(len(view))
        view[: len(data)] = data
        return len(data)

    @abstractmethod
    def take(self, most: int) -> bytes:
        """Return at most so many bytes, none at the end."""


class Rejoined(Readable):
    """Bytes that were read ahead, and then the rest of the stream they came from."""

    def __init__(self, head: bytes, rest: BinaryIO, *, owned: bool) -> None:
        """Close `rest` with this stream only if it is `owned`."""
        self._head = head
        self._rest = rest
        self._owned = owned

    def take(self, most: int) -> bytes:
        """Return what one read of the source gives."""
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
    """Read what a pipe holds now: a live log is not held back until the buffer is full."""
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
    """Return an opener that raises `InputError` when it is called again: a pipe cannot be read from the start twice."""
    used = False

    def guarded() -> BinaryIO:
        nonlocal used
        if used:
            raise InputError(Phrase.of("pipe-read-before"))
        used = True
        return opener()

    return guarded
