"""bzip2, by the standard library."""

from __future__ import annotations

from typing import BinaryIO

from pushwhy.inputs.formats.decompression import decompressing


def open_stream(source: BinaryIO) -> BinaryIO:
    """Return the plain bytes of bzip2 data, as `decompressing` does."""
    import bz2

    return decompressing(source, kind="bzip2", start=bz2.BZ2Decompressor, damage=(OSError,))
