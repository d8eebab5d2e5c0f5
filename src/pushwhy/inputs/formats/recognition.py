"""Recognises a format by a file's content, takes compression off, and holds a name to what it promises."""

from __future__ import annotations

from typing import BinaryIO

from pushwhy.errors import InputError
from pushwhy.inputs.formats import ARCHIVES, COMPRESSIONS, suffixes_of
from pushwhy.inputs.formats.format import Archive
from pushwhy.inputs.streams import read_head, rewound
from pushwhy.phrases import Phrase

HEAD_SIZE = 512
"""Bytes at the start of a file that tell whether it is an archive."""
_COMPRESSION_HEAD = max(len(magic) for compression in COMPRESSIONS for magic in compression.magics)


def decompressed(stream: BinaryIO, *, name: str, owned: bool = True) -> BinaryIO:
    """Return the plain bytes of a stream that stands at its start, whatever it is compressed with.

    The content decides. A name that promises a compression which the content does not have is an `InputError`, because searching
    what is left of a damaged file would find nothing and call the log clean. The stream is closed with the result if it is `owned`.
    """
    try:
        head = read_head(stream, _COMPRESSION_HEAD)
        whole = rewound(stream, head, owned=owned)
        for compression in COMPRESSIONS:
            if head.startswith(compression.magics):
                return compression.open(whole)
        for compression in COMPRESSIONS:
            if name.lower().endswith(compression.suffix):
                raise _broken_promise(compression.suffix, compression.name, head)
    except BaseException:
        if owned:
            stream.close()
        raise
    return whole


def is_archive(head: bytes) -> bool:
    """Tell whether a file with this head (its first `HEAD_SIZE` bytes) is an archive."""
    return _archive_with(head) is not None


def archive_of(head: bytes, name: str) -> Archive:
    """Return the format of an archive by its head.

    Raises:
        InputError: the content is no archive, whatever the name promises.
    """
    archive = _archive_with(head)
    if archive is None:
        promises = ((suffix, row.name) for row in ARCHIVES for suffix in suffixes_of(row) if name.lower().endswith(suffix))
        raise _broken_promise(*next(promises, ("", ARCHIVES[0].name)), head)
    return archive


def _archive_with(head: bytes) -> Archive | None:
    return next((row for row in ARCHIVES if head.startswith(row.magics, row.magic_offset)), None)


def _broken_promise(suffix: str, kind: str, head: bytes) -> InputError:
    """Return the error for a name that promises what the content, which begins with `head`, is not."""
    if not head:
        return InputError(Phrase.of("suffix-but-empty", suffix=suffix))
    return InputError(Phrase.of("suffix-but-other", suffix=suffix, format=kind))
