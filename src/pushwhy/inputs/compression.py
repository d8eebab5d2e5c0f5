"""Compressed logs: one table of compressions, and the one place that takes them off."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from msgspec import Struct

from pushwhy.errors import InputError
from pushwhy.inputs import bzip2, gz, xz, zst
from pushwhy.inputs.streams import read_head, rewound
from pushwhy.phrases import Phrase


class Compression(Struct, frozen=True, kw_only=True):
    """One way to store a log smaller; the file still holds one log."""

    name: str
    suffix: str
    """End of a file's name, in lower case, with its dot."""
    magic: tuple[bytes, ...]
    """What such a file begins with: one of these."""
    open: Callable[[BinaryIO], BinaryIO]
    """Makes the stream of plain bytes, and closes its source with it. Reading it raises `InputError` where the data is damaged."""


COMPRESSIONS: tuple[Compression, ...] = (
    Compression(name="gzip", suffix=".gz", magic=gz.MAGIC, open=gz.open_stream),
    Compression(name="Zstandard", suffix=".zst", magic=zst.MAGIC, open=zst.open_stream),
    Compression(name="bzip2", suffix=".bz2", magic=bzip2.MAGIC, open=bzip2.open_stream),
    Compression(name="xz", suffix=".xz", magic=xz.MAGIC, open=xz.open_stream),
)

_HEAD = max(len(magic) for compression in COMPRESSIONS for magic in compression.magic)


def decompressed(stream: BinaryIO, *, name: str, owned: bool = True) -> BinaryIO:
    """Return the plain bytes of a stream that stands at its start, whatever it is compressed with.

    The content decides. A name that promises a compression which the content does not have is an `InputError`, because searching
    what is left of a damaged file would find nothing and call the log clean. The stream is closed with the result if it is `owned`.
    """
    try:
        head = read_head(stream, _HEAD)
        whole = rewound(stream, head, owned=owned)
        for compression in COMPRESSIONS:
            if head.startswith(compression.magic):
                return compression.open(whole)
        for compression in COMPRESSIONS:
            if name.lower().endswith(compression.suffix):
                raise broken_promise(compression.suffix, compression.name, head)
    except BaseException:
        if owned:
            stream.close()
        raise
    return whole


def broken_promise(suffix: str, kind: str, head: bytes) -> InputError:
    """Return the error for a name that promises what the content, which begins with `head`, is not."""
    if not head:
        return InputError(Phrase.of("suffix-but-empty", suffix=suffix))
    return InputError(Phrase.of("suffix-but-other", suffix=suffix, format=kind))
