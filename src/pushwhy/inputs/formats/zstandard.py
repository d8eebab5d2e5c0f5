"""Zstandard, by the standard library from Python 3.14 on, before by its backport."""

from __future__ import annotations

import sys
from typing import BinaryIO

from pushwhy.errors import InputError
from pushwhy.inputs.formats.decompression import decompressing
from pushwhy.phrases import Phrase


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
