"""Decides how a log is encoded by the bytes at its start, and tells whether bytes are UTF-8."""

from __future__ import annotations

import codecs

from pushwhy.decoding.encoding.code_pages import choose_page
from pushwhy.decoding.encoding.signatures import bom_of, utf16_by_pattern

HEAD_SIZE = 1 << 20
"""Bytes at the start of a log that decide how it is encoded."""
_SLICE = 1 << 14
"""Bytes that are checked at once: few enough that their memory is used again, which is many times faster."""


def encoding_of(head: bytes) -> tuple[str, int]:
    """Return the encoding of a log, and the length of its byte order mark, by its first `HEAD_SIZE` bytes."""
    return bom_of(head) or (utf16_by_pattern(head) or _eight_bit(head), 0)


def _eight_bit(head: bytes) -> str:
    """Return `utf-8`, or the code page of a log most of whose lines beyond ASCII are not UTF-8."""
    whole = head if len(head) < HEAD_SIZE else head[: head.rfind(b"\n") + 1] or head
    if whole.isascii() or is_whole_utf8(whole):
        return "utf-8"
    lines = [line for line in whole.split(b"\n") if not line.isascii()]
    foreign = [line for line in lines if not is_utf8(line)]
    return choose_page(foreign) if len(foreign) * 2 > len(lines) else "utf-8"


def is_whole_utf8(data: bytes) -> bool:
    """Tell whether the data is UTF-8 to its last byte."""
    return end_of_utf8(data) == len(data)


def end_of_utf8(data: bytes) -> int | None:
    """Return the offset at which the last whole character ends, or None where what stands before is not all UTF-8."""
    if data.isascii():
        return len(data)
    view = memoryview(data)
    end = 0
    try:
        while end < len(data):
            _, length = codecs.utf_8_decode(view[end : end + _SLICE], "strict", False)
            if length == 0:
                break
            end += length
    except UnicodeDecodeError:
        return None
    return end


def is_utf8(line: bytes) -> bool:
    """Tell whether a line is UTF-8, or was so before something cut or overwrote a few of its characters."""
    try:
        line.decode()
    except UnicodeDecodeError:
        text = line.decode(errors="replace")
        damaged = text.count("\ufffd")
        return len(text) - len(text.encode("ascii", "ignore")) >= 3 * damaged
    return True


def character_boundary(data: bytes, end: int) -> int:
    """Return the largest offset up to `end` that does not lie within a UTF-8 character."""
    while end > 0 and data[end] & 0xC0 == 0x80:
        end -= 1
    return end
