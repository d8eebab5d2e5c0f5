"""Decompression, whatever the format: one loop over a library's decompressor, with bounds and with plain words for damage."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO, Protocol, cast

from pushwhy.errors import InputError
from pushwhy.inputs.reasons import cut_off, damaged
from pushwhy.inputs.streams import Readable, available
from pushwhy.phrases import Phrase

MOST_MEMORY = 135
"""Megabytes of memory that a decompressor may need; `xz -9` needs 68, `zstd --ultra -22` 134."""

_MOST_GROWTH = 1_100
"""Plain bytes per stored byte: real logs stay below 200 and deflate below 1,030, but other compressions shrink zeros a million times."""
_ALWAYS_ALLOWED = 8 << 20
"""Plain bytes that any file may have: one that repeats a single line grows more, and is harmless."""
_READ = 64 * 1024
_BUFFER = 128 * 1024


class Decompressor(Protocol):
    """What the decompressors of `bz2`, `lzma`, `compression.zstd` and `isal` have in common; each reads one stream to its end."""

    @property
    def eof(self) -> bool:
        """Whether the end of the stream has been reached."""

    @property
    def needs_input(self) -> bool:
        """Whether it gives nothing more before it is given more."""

    @property
    def unused_data(self) -> bytes:
        """What it was given beyond the end of the stream."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Return at most `max_length` plain bytes."""


def decompressing(source: BinaryIO, *, kind: str, start: Callable[[], Decompressor], damage: tuple[type[Exception], ...]) -> BinaryIO:
    """Return the plain bytes of a source that stands at its start, of all streams in it; closing them closes the source.

    `kind` names the compression, `start` makes a decompressor for one stream, and `damage` is what that raises for bad data.
    Reading raises `InputError` where the data is cut off, damaged, or made to exhaust the machine; what stands before is read first.
    """
    return cast("BinaryIO", io.BufferedReader(_Plain(source, kind, start, damage), buffer_size=_BUFFER))


class _Plain(Readable):
    """The plain bytes of a compressed source."""

    def __init__(self, source: BinaryIO, kind: str, start: Callable[[], Decompressor], damage: tuple[type[Exception], ...]) -> None:
        self._source = source
        self._kind = kind
        self._start = start
        self._damage = damage
        self._decompressor = start()
        self._bytes_in = 0
        self._bytes_out = 0
        self._failure: InputError | None = None

    def take(self, most: int) -> bytes:
        if self._failure is not None:
            raise self._failure
        try:
            return self._next(most)
        except InputError as error:
            # A second read must not see the end of the stream here.
            self._failure = error
            raise

    def _next(self, most: int) -> bytes:
        """Return the next bytes; none at the end."""
        while True:
            data = b""
            if self._decompressor.eof:
                data = self._next_stream()
                if not data:
                    return b""
                self._decompressor = self._start()
            elif self._decompressor.needs_input:
                data = self._read()
                if not data:
                    raise cut_off(self._kind)
            plain = self._decompress(data, most)
            if plain:
                return plain

    def _read(self) -> bytes:
        data = available(self._source, _READ)
        self._bytes_in += len(data)
        return data

    def _next_stream(self) -> bytes:
        """Return the first bytes of the next stream, without the zeros that some programs fill a block with; none at the end."""
        data = self._decompressor.unused_data.lstrip(b"\0")
        while not data:
            data = self._read()
            if not data:
                break
            data = data.lstrip(b"\0")
        return data

    def _decompress(self, data: bytes, most: int) -> bytes:
        try:
            plain = self._decompressor.decompress(data, most)
        except self._damage as error:
            if "memory" in str(error).lower():
                raise InputError(Phrase.of("data-needs-memory", format=self._kind, n=MOST_MEMORY)) from None
            raise damaged(self._kind) from None
        self._bytes_out += len(plain)
        if self._bytes_out > max(_ALWAYS_ALLOWED, _MOST_GROWTH * self._bytes_in):
            raise InputError(Phrase.of("data-explodes", format=self._kind, n=f"{_MOST_GROWTH:,}"))
        return plain

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()
