"""Any bytes to UTF-8, in blocks; wherever the encoding turns out to be wrong, it is decided again."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct

from pushwhy.decoding.encoding.code_pages import choose_page
from pushwhy.decoding.encoding.detection import HEAD_SIZE, character_boundary, encoding_of, end_of_utf8, is_utf8, is_whole_utf8
from pushwhy.decoding.encoding.signatures import UTF8_BOM, find_end_of_utf16, find_utf16, is_binary

BLOCK_SIZE = 1 << 19
"""Bytes of one block, where a caller asks for no other size: few enough to stay in a processor's cache from step to step."""
_CHUNK = 1 << 19
"""Bytes that are read at once: fixed, so that no decision depends on the block size that a caller asks for."""
_LONGEST_PATTERN = 48
"""Bytes that must stay together for the end of UTF-16 to be recognised."""
_BINARY_HEAD_SIZE = 1 << 12
"""Bytes at the start of a file that tell whether it is text."""


class Decoded(Struct, frozen=True, kw_only=True):
    """A log as UTF-8."""

    encoding: str
    """What the start of the log is written in: `utf-8`, `utf-16-le`, `cp1251`, …; a later part may differ."""
    blocks: Iterator[bytes]
    """The log in UTF-8, without byte order marks and NULs. To be read once; reads the stream as it goes."""
    binary: bool
    """Whether the start is of no text at all: a program, an image, an archive. What the blocks hold is then of no use."""


def utf8_blocks(stream: BinaryIO, block_size: int = BLOCK_SIZE) -> Decoded:
    """Read a log of any encoding as UTF-8, in blocks of less than twice `block_size` bytes.

    UTF-8 passes through as it lies. Bytes that nothing can decode become U+FFFD. A log with CR but no LF in its first MiB
    gets LF for CR. Memory does not depend on the size of the log.

    Raises what reading the stream raises, and nothing else.
    """
    head = _read(stream, HEAD_SIZE)
    encoding, mark_size = encoding_of(head)
    blocks = _transcode(_chunks(stream, head[mark_size:]), encoding)
    if b"\n" not in head and b"\r" in head:
        blocks = (block.replace(b"\r", b"\n") for block in blocks)
    return Decoded(encoding=encoding, blocks=_cut(blocks, max(4, block_size)), binary=is_binary(head[:_BINARY_HEAD_SIZE]))


def _read(stream: BinaryIO, wanted: int) -> bytes:
    """Return so many bytes, fewer only at the end: a pipe may give less at once than was asked for."""
    parts: list[bytes] = []
    while wanted and (part := stream.read(wanted)):
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)


def _chunks(stream: BinaryIO, first: bytes) -> Iterator[bytes]:
    """Yield the bytes that were read already, and the rest of the stream."""
    yield first
    while chunk := _read(stream, _CHUNK):
        yield chunk


def _transcode(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Yield the chunks in UTF-8, from the encoding of the first on."""
    if encoding.startswith("utf-32"):
        yield from _utf32(chunks, encoding)
        return
    wide = encoding if encoding.startswith("utf-16") else None  # the UTF-16 that is read at the moment, if any
    page = None if encoding.startswith("utf-") else encoding
    pending = b""
    chunk = next(chunks, b"")
    while chunk or pending:
        following = next(chunks, b"")
        pending += chunk
        end = end_of_utf8(pending) if wide is None and b"\x00" not in pending else None
        if end is not None and (following or end == len(pending)):  # nearly always
            text, pending = pending[:end], pending[end:]
            yield text.replace(UTF8_BOM, b"") if UTF8_BOM[:1] in text else text
            chunk = following
            continue
        switched = True
        while switched:
            if wide is None:
                part, pending, wide = _take_narrow(pending, not following)
                switched = wide is not None
                text, page = _narrow(part, page)
            else:
                part, pending, switched = _take_wide(pending, wide, not following)
                text = part.decode(wide, "replace").encode()
                wide = None if switched else wide
            if text:
                text = text.replace(UTF8_BOM, b"") if UTF8_BOM[:1] in text else text
                yield text.translate(None, b"\x00") if b"\x00" in text else text  # `replace` is slow where there are many
        chunk = following


def _utf32(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk).replace("\ufeff", "").replace("\x00", "").encode()
    yield decoder.decode(b"", final=True).encode()


def _take_narrow(data: bytes, final: bool) -> tuple[bytes, bytes, str | None]:
    """Return the part that can be decoded now as one byte per character, the rest, and the UTF-16 that the rest begins with, if any."""
    if b"\x00" in data and (utf16 := find_utf16(data)) is not None:
        end, start, wide = utf16
        return data[:end], data[start:], wide
    if final or data.isascii():
        return data, b"", None
    cut = data.rfind(b"\n") + 1
    if cut == 0 and len(data) >= _CHUNK:
        cut = character_boundary(data, len(data) - 4)
    return data[:cut], data[cut:], None


def _take_wide(data: bytes, encoding: str, final: bool) -> tuple[bytes, bytes, bool]:
    """Return the part that can be decoded now as UTF-16, the rest, and whether UTF-16 ends between them."""
    end = find_end_of_utf16(data, encoding)
    if end is not None:
        return data[:end], data[end:], True
    if final:
        return data, b"", False
    cut = max(0, len(data) - _LONGEST_PATTERN) & ~1
    if cut and any(0xD8 <= byte <= 0xDB for byte in data[cut - 2 : cut]):
        cut -= 2  # perhaps the first half of a surrogate pair
    return data[:cut], data[cut:], False


def _narrow(part: bytes, page: str | None) -> tuple[bytes, str | None]:
    """Return text of one byte per character as UTF-8, line by line where tools of several encodings wrote it, and its code page."""
    if part.isascii() or is_whole_utf8(part):
        return part, page
    lines = part.split(b"\n")
    foreign = [index for index, line in enumerate(lines) if not is_utf8(line)]
    page = page or choose_page(lines[index] for index in foreign)
    chosen_here = False
    for index in foreign:
        line = lines[index].removeprefix(UTF8_BOM)
        try:
            text = line.decode(page)
        except UnicodeDecodeError:
            if not chosen_here:
                page, chosen_here = choose_page(lines[later] for later in foreign if later >= index), True
            text = line.decode(page, "replace")
        lines[index] = text.encode()
    return b"\n".join(lines).decode(errors="replace").encode(), page


def _cut(blocks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Cut blocks between characters into ones of less than twice the size."""
    for block in blocks:
        start = 0
        while len(block) - start >= 2 * size:
            end = character_boundary(block, start + size)
            yield block[start:end]
            start = end
        if block:
            yield block[start:] if start else block
