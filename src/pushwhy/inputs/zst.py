"""Zstandard."""

from __future__ import annotations

import sys
from typing import BinaryIO

from pushwhy.errors import InputError
from pushwhy.inputs.decompress import decompressing
from pushwhy.phrases import Phrase

MAGIC = (b"\x28\xb5\x2f\xfd", b"\x50\x2a\x4d\x18")
"""Of a frame, and of the frame without content that pzstd puts before each one."""


def open_stream(source: BinaryIO) -> BinaryIO:
    """Return the plain bytes of Zstandard data, as `decompressing` does; `InputError` where no library reads it.

    The library itself refuses windows of more than 128 MB.
    """
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise InputError(Phrase.of("zstd-missing")) from None
    return decompressing(source, kind="Zstandard", start=zstd.ZstdDecompressor, damage=(zstd.ZstdError,))
