"""Byte patterns that tell an encoding: byte order marks, the NULs of UTF-16, and the magic bytes of files that are no text."""

from __future__ import annotations

import re

UTF8_BOM = b"\xef\xbb\xbf"
_BOMS: tuple[tuple[bytes, str], ...] = (
    (UTF8_BOM, "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_PATTERN_SAMPLE = 1 << 12
_LONE_ASCII = re.compile(rb"[\t\n\r\x20-\x7e]{16}")

# Windows PowerShell's `>>` appends UTF-16 without a mark to a file of any other encoding.
_UTF16_BEGINS = re.compile(
    rb"(?P<bom_le>\xff\xfe)(?=(?:..){0,32}?[\t\n\r\x20-\x7e]\x00)"
    rb"|(?P<bom_be>\xfe\xff)(?=(?:..){0,32}?\x00[\t\n\r\x20-\x7e])"
    rb"|(?P<le>(?:[\t\n\r\x20-\x7e]\x00){8})"
    rb"|(?P<be>(?:\x00[\t\n\r\x20-\x7e]){8})",
    re.DOTALL,
)
_UTF16_PAIR = re.compile(rb"\x00[\t\n\r\x20-\x7e]\x00")
# Text of one byte per character has no NULs. Chinese in UTF-16 can look like it for some characters, but has no CRLF there.
_UTF16_ENDS = re.compile(rb"\xef\xbb\xbf(?=[\t\n\r\x20-\x7e]{4})|[\t\x20-\x7e]{40}|[\t\x20-\x7e]{6,39}\r\n")

_MAGIC: tuple[bytes, ...] = (
    b"\x7fELF",
    b"\x89PNG\r\n",
    b"GIF87a",
    b"GIF89a",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\xfd7zXZ\x00",
    b"%PDF-",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"\x00asm",
    b"SQLite format 3\x00",
    b"OggS\x00",
)
_ASCII_TEXT = b"\t\n\r" + bytes(range(32, 127))
_NOT_ASCII_TEXT = bytes(code for code in range(256) if code not in _ASCII_TEXT)
_ZEROED = re.compile(rb"\x00{64,}")
_CONTROLS = bytes(code for code in range(32) if code not in (8, 9, 10, 12, 13, 27))


def bom_of(data: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte order mark at the start names, and the length of the mark."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None


def utf16_by_pattern(head: bytes) -> str | None:
    """Return `utf-16-le` or `utf-16-be` where NULs stand at every second place, as they do in mostly English text without a mark."""
    sample = head[:_PATTERN_SAMPLE]
    if b"\x00" not in sample or _LONE_ASCII.match(sample):
        return None
    pairs = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd * 10 > pairs and odd > 8 * even:
        return "utf-16-le"
    if even * 10 > pairs and even > 8 * odd:
        return "utf-16-be"
    return None


def find_utf16(data: bytes) -> tuple[int, int, str] | None:
    """Find UTF-16 within text of one byte per character: the offsets of its mark and of its text, and which of the two it is."""
    if not _UTF16_PAIR.search(data) and b"\xff\xfe" not in data and b"\xfe\xff" not in data:
        return None  # a few NULs, or gigabytes of them, in text of one byte per character; the pattern below goes byte by byte
    begin = _UTF16_BEGINS.search(data)
    if begin is None:
        return None
    encoding = "utf-16-le" if begin.lastgroup in ("le", "bom_le") else "utf-16-be"
    if begin.lastgroup in ("bom_le", "bom_be"):
        return begin.start(), begin.end(), encoding
    # Characters between the line's start and the first English run belong to it, unless they cannot be UTF-16.
    start = data.rfind(b"\n", 0, begin.start()) + 1
    lead = data[start : begin.start()]
    if len(lead) % 2 or not lead.translate(None, _ASCII_TEXT) or _UTF16_ENDS.search(lead):
        start = begin.start()
    return start, start, encoding


def find_end_of_utf16(data: bytes, encoding: str) -> int | None:
    """Find where UTF-16 text that starts at offset 0 gives way to text of one byte per character; an even offset, or None."""
    high = data[1 if encoding == "utf-16-le" else 0 :: 2]
    if not high.translate(None, _NOT_ASCII_TEXT):
        return None  # the cheap and usual case: no high byte is an ASCII character
    end = _UTF16_ENDS.search(data)
    return None if end is None else end.start() + end.start() % 2


def is_binary(head: bytes) -> bool:
    """Tell whether the first bytes of a file are of no text at all: a program, an image, an archive."""
    if bom_of(head) is not None:
        return False
    if head.startswith(_MAGIC):
        return True
    if head.startswith(b"MZ") and b"\x00" in head[:64]:
        return True
    if utf16_by_pattern(head) is not None:
        return False
    text = _ZEROED.sub(b"", head) if b"\x00" in head else head  # a machine that lost power leaves logs with zeroed pages
    controls = len(text) - len(text.translate(None, _CONTROLS))
    return controls * 10 > len(text)
