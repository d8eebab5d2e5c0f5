"""gzip."""

from __future__ import annotations

from typing import BinaryIO

from pushwhy.inputs.decompress import decompressing
from pushwhy.inputs.inflate import inflating

MAGIC = (b"\x1f\x8b",)


def open_stream(source: BinaryIO) -> BinaryIO:
    """Return the plain bytes of gzip data, as `decompressing` does."""
    start, damage = inflating(bare=False)
    return decompressing(source, kind="gzip", start=start, damage=damage)
