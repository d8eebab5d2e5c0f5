"""Any bytes to UTF-8: decides how a log is encoded, once at its start and again wherever that turns out to be wrong."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct

from pushwhy.decoding.codepages import choose_page
from pushwhy.decoding.signatures import UTF8_BOM, bom_of, find_end_of_utf16, find_utf16, is_binary, utf16_by_pattern

__all__ = ["BLOCK_SIZE", "Decoded", "is_binary", "utf8_blocks"]

BLOCK_SIZE = 1 << 19
"""Bytes of one block, where a caller asks for no other size: few enough to stay in a processor's cache from step to step."""
_BEGIN = 1 << 20
"""Bytes that decide how a log is encoded."""
_CHUNK = 1 << 19
"""Bytes that are read at once: fixed, so that no decision depends on the block size that a caller asks for."""
_SLICE = 1 << 14
_LONGEST_PATTERN = 48
_HEAD = 1 << 12  # bytes that tell whether a file is text


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
    head = _read(stream, _BEGIN)
    mark = bom_of(head)
    encoding, skip = mark if mark is not None else (utf16_by_pattern(head) or _eight_bit(head), 0)
    blocks = _transcode(_chunks(stream, head[skip:]), encoding)
    if b"\n" not in head and b"\r" in head:
        blocks = (block.replace(b"\r", b"\n") for block in blocks)
    return Decoded(encoding=encoding, blocks=_cut(blocks, max(4, block_size)), binary=is_binary(head[:_HEAD]))


def _read(stream: BinaryIO, wanted: int) -> bytes:
    """So many bytes, fewer only at the end: a pipe may give less at once than was asked for."""
    parts: list[bytes] = []
    while wanted and (part := stream.read(wanted)):
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)


def _chunks(stream: BinaryIO, first: bytes) -> Iterator[bytes]:
    yield first
    while chunk := _read(stream, _CHUNK):
        yield chunk


def _eight_bit(head: bytes) -> str:
    whole = head if len(head) < _BEGIN else head[: head.rfind(b"\n") + 1] or head
    if whole.isascii() or _is_whole_utf8(whole):
        return "utf-8"
    lines = [line for line in whole.split(b"\n") if not line.isascii()]
    foreign = [line for line in lines if not _is_utf8(line)]
    return choose_page(foreign) if len(foreign) * 2 > len(lines) else "utf-8"


def _is_whole_utf8(data: bytes) -> bool:
    return _end_of_utf8(data) == len(data)


def _end_of_utf8(data: bytes) -> int | None:
    """Where the last whole character ends, or None where not all before that is UTF-8."""
    if data.isascii():
        return len(data)
    view = memoryview(data)
    end = 0
    try:
        while end < len(data):  # in slices, because memory that is used again is many times faster
            _, length = codecs.utf_8_decode(view[end : end + _SLICE], "strict", False)
            if length == 0:
                break
            end += length
    except UnicodeDecodeError:
        return None
    return end


def _is_utf8(line: bytes) -> bool:
    """Whether a line is UTF-8, or was before something cut or overwrote a few of its characters."""
    try:
        line.decode()
    except UnicodeDecodeError:
        text = line.decode(errors="replace")
        damaged = text.count("\ufffd")
        return len(text) - len(text.encode("ascii", "ignore")) >= 3 * damaged
    return True


def _transcode(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    if encoding.startswith("utf-32"):
        yield from _utf32(chunks, encoding)
        return
    wide = encoding if encoding.startswith("utf-16") else None
    page = None if encoding.startswith("utf-") else encoding
    pending = b""
    chunk = next(chunks, b"")
    while chunk or pending:
        following = next(chunks, b"")
        pending += chunk
        end = _end_of_utf8(pending) if wide is None and b"\x00" not in pending else None
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
    """The part that can be decoded now as one byte per character, the rest, and the UTF-16 that the rest begins with."""
    if b"\x00" in data and (found := find_utf16(data)) is not None:
        end, start, wide = found
        return data[:end], data[start:], wide
    if final or data.isascii():
        return data, b"", None
    cut = data.rfind(b"\n") + 1
    if cut == 0 and len(data) >= _CHUNK:
        cut = _character_boundary(data, len(data) - 4)
    return data[:cut], data[cut:], None


def _take_wide(data: bytes, encoding: str, final: bool) -> tuple[bytes, bytes, bool]:
    """The part that can be decoded now as UTF-16, the rest, and whether UTF-16 ends between them."""
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
    """Text of one byte per character as UTF-8, line by line where needed: tools of different habits write into one log."""
    if part.isascii() or _is_whole_utf8(part):
        return part, page
    lines = part.split(b"\n")
    foreign = [index for index, line in enumerate(lines) if not _is_utf8(line)]
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


def _character_boundary(data: bytes, end: int) -> int:
    """The largest offset up to `end` that does not lie within a UTF-8 character."""
    while end > 0 and data[end] & 0xC0 == 0x80:
        end -= 1
    return end


def _cut(blocks: Iterator[bytes], size: int) -> Iterator[bytes]:
    for block in blocks:
        start = 0
        while len(block) - start >= 2 * size:
            end = _character_boundary(block, start + size)
            yield block[start:end]
            start = end
        if block:
            yield block[start:] if start else block
