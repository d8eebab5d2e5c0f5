"""Compressed logs: one table of compressions, and the one place that takes them off."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO, cast

from msgspec import Struct

from pushwhy.errors import InputError
from pushwhy.inputs import gz
from pushwhy.inputs.streams import Rejoined


class Compression(Struct, frozen=True, kw_only=True):
    """One way to store a log smaller; the file still holds one log."""

    name: str
    suffix: str
    """End of a file's name, in lower case, with its dot."""
    magic: bytes
    """What every such file begins with."""
    open: Callable[[BinaryIO], BinaryIO]
    """Makes the stream of plain bytes, and closes its source with it. Reading it raises `InputError` where the data is damaged."""


COMPRESSIONS: tuple[Compression, ...] = (Compression(name="gzip", suffix=".gz", magic=gz.MAGIC, open=gz.open_stream),)

_HEAD = max(len(compression.magic) for compression in COMPRESSIONS)


def decompressed(stream: BinaryIO, *, name: str, owned: bool = True) -> BinaryIO:
    """Return the plain bytes of a stream that stands at its start, whatever it is compressed with.

    The content decides. A name that promises a compression which the content does not have is an `InputError`, because searching
    what is left of a damaged file would find nothing and call the log clean. The stream is closed with the result if it is `owned`.
    """
    try:
        head = _read_head(stream)
        whole = _rewound(stream, head, owned=owned)
        for compression in COMPRESSIONS:
            if head.startswith(compression.magic):
                return compression.open(whole)
        for compression in COMPRESSIONS:
            if name.lower().endswith(compression.suffix):
                state = "is empty" if not head else f"is no {compression.name} data"
                raise InputError(f"the name ends in {compression.suffix} but the content {state}; if it is plain text, rename it")
    except BaseException:
        if owned:
            stream.close()
        raise
    return whole


def _read_head(stream: BinaryIO) -> bytes:
    """Read the first bytes; a pipe may give them one at a time."""
    head = b""
    while len(head) < _HEAD:
        more = stream.read(_HEAD - len(head))
        if not more:
            break
        head += more
    return head


def _rewound(stream: BinaryIO, head: bytes, *, owned: bool) -> BinaryIO:
    if owned and stream.seekable():
        stream.seek(0)
        return stream
    return cast("BinaryIO", io.BufferedReader(Rejoined(head, stream, owned=owned)))
