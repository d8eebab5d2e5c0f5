"""The stream of plain bytes that every compression gives: one loop over a decompressor, with its bounds and its words for damage."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO, Protocol, cast

from pushwhy.errors import InputError
from pushwhy.inputs.reasons import cut_off, damaged
from pushwhy.inputs.streams import Readable, available
from pushwhy.phrases import Phrase

MOST_MEMORY = 135
"""Megabytes that a decompressor may hold; `xz -9` needs 68, `zstd --ultra -22` 134."""

_MOST_GROWTH = 1_100
"""Deflate cannot exceed 1,030. Real logs stay below 200, but the other compressions shrink zeros a million times."""
_ALWAYS_ALLOWED = 8 << 20
"""Bytes that may come of any file: one that repeats a single line is small, and harmless."""
_READ = 64 * 1024
_BUFFER = 128 * 1024


class Decompressor(Protocol):
    """What the decompressors of `bz2`, `lzma`, `compression.zstd` and `isal` have in common; each reads one stream to its end."""

    @property
    def eof(self) -> bool:
        """The end of the stream has been reached."""

    @property
    def needs_input(self) -> bool:
        """Nothing more comes before more is given."""

    @property
    def unused_data(self) -> bytes:
        """What was given beyond the end."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Return at most so many bytes."""


def decompressing(source: BinaryIO, *, kind: str, start: Callable[[], Decompressor], damage: tuple[type[Exception], ...]) -> BinaryIO:
    """Return the plain bytes of a source that stands at its start, of all streams in it; closing them closes the source.

    `kind` names the compression, `start` makes a decompressor for one stream, and `damage` is what that raises for bad data.
    Reading raises `InputError` where the data is cut off, damaged, or made to exhaust the machine, after all that stood before was read.
    """
    return cast("BinaryIO", io.BufferedReader(_Plain(source, kind, start, damage), buffer_size=_BUFFER))


class _Plain(Readable):
    def __init__(self, source: BinaryIO, kind: str, start: Callable[[], Decompressor], damage: tuple[type[Exception], ...]) -> None:
        self._source = source
        self._kind = kind
        self._start = start
        self._damage = damage
        self._decompressor = start()
        self._taken = 0
        self._given = 0
        self._failure: InputError | None = None

    def take(self, most: int) -> bytes:
        if self._failure is not None:
            raise self._failure
        try:
            return self._next(most)
        except InputError as error:
            # A second attempt must not find an end where there is none.
            self._failure = error
            raise

    def _next(self, most: int) -> bytes:
        """Return the next bytes; none at the end."""
        while True:
            data = b""
            if self._decompressor.eof:
                data = self._after_the_end()
                if not data:
                    return b""
                self._decompressor = self._start()
            elif self._decompressor.needs_input:
                data = self._more()
                if not data:
                    raise cut_off(self._kind)
            plain = self._decompress(data, most)
            if plain:
                return plain

    def _more(self) -> bytes:
        data = available(self._source, _READ)
        self._taken += len(data)
        return data

    def _after_the_end(self) -> bytes:
        """Return the begin of the next stream, less the zeros that some programs fill a block with."""
        data = self._decompressor.unused_data.lstrip(b"\0")
        while not data:
            data = self._more()
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
        self._given += len(plain)
        if self._given > max(_ALWAYS_ALLOWED, _MOST_GROWTH * self._taken):
            raise InputError(Phrase.of("data-explodes", format=self._kind, n=f"{_MOST_GROWTH:,}"))
        return plain

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()
