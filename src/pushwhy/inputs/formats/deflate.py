"""gzip, and the deflate of zip: by isal where it can be imported, which is more than twice as fast, else by the standard library."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import partial
from typing import BinaryIO, cast

from pushwhy.inputs.formats.decompression import Decompressor, decompressing

_GZIP = 31
_BARE = -15
"""What zlib calls the two forms of a stream (`wbits`)."""


def open_gzip(source: BinaryIO) -> BinaryIO:
    """Return the plain bytes of gzip data, as `decompressing` does."""
    start, damage = _inflating(bare=False)
    return decompressing(source, kind="gzip", start=start, damage=damage)


def open_zip_member(source: BinaryIO) -> BinaryIO:
    """Return the plain bytes of a deflated member of a zip, as `decompressing` does."""
    start, damage = _inflating(bare=True)
    return decompressing(source, kind="zip", start=start, damage=damage)


def _inflating(*, bare: bool) -> tuple[Callable[[], Decompressor], tuple[type[Exception], ...]]:
    """Return what makes a decompressor of gzip streams (of `bare` deflate streams), and what that raises for bad data."""
    try:
        from isal import igzip_lib
    except ImportError:
        return partial(_Zlib, _BARE if bare else _GZIP), (zlib.error,)
    flag = igzip_lib.DECOMP_DEFLATE if bare else igzip_lib.DECOMP_GZIP
    return partial(igzip_lib.IgzipDecompressor, flag), (cast("type[Exception]", igzip_lib.IsalError),)


class _Zlib:
    """The decompressor of `zlib`, with the methods that the other libraries have."""

    def __init__(self, wbits: int) -> None:
        self._inner = zlib.decompressobj(wbits)
        self._full = False

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        # After a full buffer more may come, even when all input was taken.
        return not (self._inner.eof or self._inner.unconsumed_tail or self._full)

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, most: int, /) -> bytes:
        plain = self._inner.decompress(self._inner.unconsumed_tail + data, most)
        self._full = len(plain) == most
        return plain
