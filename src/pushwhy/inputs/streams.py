"""Streams that cannot be rewound."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from pushwhy.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Rejoined(io.RawIOBase):
    """Bytes that were read ahead, and then the rest of the stream they came from."""

    def __init__(self, head: bytes, rest: BinaryIO, *, owned: bool) -> None:
        """Close `rest` with this stream only if it is `owned`."""
        self._head = head
        self._rest = rest
        self._owned = owned

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer as far as one read of the source does; 0 means the end."""
        view = memoryview(buffer).cast("B")
        data = self._head[: len(view)]
        if data:
            self._head = self._head[len(data) :]
        else:
            # read1 gives what a pipe holds now: a live log is not held back until the buffer is full.
            read = getattr(self._rest, "read1", self._rest.read)
            data = read(len(view))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close this stream, and the source if it is owned."""
        if not self.closed and self._owned:
            self._rest.close()
        super().close()


def once(opener: Callable[[], BinaryIO]) -> Callable[[], BinaryIO]:
    """Return an opener that raises `InputError` when it is called again: a pipe cannot be read from the start twice."""
    used = False

    def guarded() -> BinaryIO:
        nonlocal used
        if used:
            raise InputError("a pipe can be read only once")
        used = True
        return opener()

    return guarded
