"""Takes terminal escape sequences and other control characters out of a line, and measures what is left."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MAX_FORWARD = 200

# ECMA-48: CSI, then the strings OSC, DCS, SOS, PM, APC with their terminators, then two-character escapes.
# A string that is never ended loses its introducer only, so that hostile input cannot hide a line.
_ESCAPE = re.compile(
    r"\x1b(?:"
    r"\[8mha:[A-Za-z0-9+/=]*\x1b\[0m"  # a console note of Jenkins (jenkinsci/jenkins: ConsoleNote.java)
    r"|\[(?P<parameters>[0-?]*)[ -/]*(?P<final>[@-~])"
    r"|[\]PX^_][^\n\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
    r"|[\]PX^_]"
    r"|[ -/]*[0-Z\\`-~]"
    r")"
)
_ESCAPE_BYTES = re.compile(_ESCAPE.pattern.encode("latin-1"))
_FORWARD_BYTES = re.compile(rb"\x1b\[[0-9]*C")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\ufeff]+")
_DIRTY = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\ufeff]")

# What is left of colours where the escape character itself was lost or made visible (Jenkins without AnsiColor, `cat -v`,
# code page 437). Only codes that exist, and not in brackets that close again as in `[2m 3s]`.
_CODE = r"(?:0?[0-9]|2[1-9]|[349][0-9]|10[0-7])"
_LEFTOVER = re.compile(
    rf"(?:\^\[|[\u241b\u2190\ufffd])?\[{_CODE}(?:;[0-9]{{1,3}}){{0,4}}m(?![^\[\]]{{0,12}}\])"
    r"|(?:\^\[|[\u241b\u2190\ufffd])?\[0?K(?=section_|\[|$)"
)
_OPENED = re.compile(r"\[[0-9;]{0,18}[mK]")


def strip_escapes(text: str) -> str:
    """The line as a terminal would show it: without escapes, control characters (TAB stays) and byte order marks."""
    if not text.isprintable() and _DIRTY.search(text) is not None:
        if "\x1b" in text or "\x9b" in text:
            text = _ESCAPE.sub(_replacement, text.replace("\x9b", "\x1b["))
        text = _CONTROL.sub("", text)
    if "[" in text and _OPENED.search(text) is not None:
        text = _LEFTOVER.sub("", text)
    return text


def without_escapes(data: bytes) -> bytes:
    """UTF-8 text without the escape sequences that begin with an escape character; lines stay lines.

    For the candidate search, which needs no columns: however far the cursor moves forward, it leaves one blank.
    """
    return _ESCAPE_BYTES.sub(b"", _FORWARD_BYTES.sub(b" ", data))


def _replacement(found: re.Match[str]) -> str:
    """A blank for each column that the cursor moves forward (the Windows console writes blanks that way), else nothing."""
    if found["final"] != "C":
        return ""
    columns = found["parameters"]
    return " " * min(int(columns), _MAX_FORWARD) if columns.isdigit() and len(columns) < 6 else " "


def columns(text: str) -> int:
    """How many columns a terminal needs for a line without escapes; East Asian wide characters take two."""
    if "\t" in text:
        text = text.expandtabs()
    if text.isascii():
        return len(text)
    return len(text) + sum(map(_extra_columns, filter(_beyond_ascii, text)))


def _beyond_ascii(char: str) -> bool:
    return char > "\x7f"


@lru_cache(maxsize=1 << 14)
def _extra_columns(char: str) -> int:
    """What a character needs beyond one column: 1 if wide, -1 if it is drawn over the one before."""
    if unicodedata.east_asian_width(char) in "WF":
        return 1
    return -1 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 0
