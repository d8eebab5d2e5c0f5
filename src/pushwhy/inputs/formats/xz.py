"""xz, by the standard library."""

from __future__ import annotations

from functools import partial
from typing import BinaryIO

from pushwhy.inputs.formats.decompression import MOST_MEMORY, decompressing


def open_stream(source: BinaryIO) -> BinaryIO:
    """Return the plain bytes of xz data, as `decompressing` does."""
    import lzma

    # The data itself says how much memory its dictionary takes, up to 4 GB.
    start = partial(lzma.LZMADecompressor, lzma.FORMAT_XZ, memlimit=MOST_MEMORY * 1_000_000)
    return decompressing(source, kind="xz", start=start, damage=(lzma.LZMAError,))
