"""A line as a terminal shows it: without escape sequences, control characters and links in numbers, and how wide it is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MAX_FORWARD = 200
"""Columns: how far a cursor moves forward at most, so that hostile input cannot make a line grow."""

# ECMA-48: CSI, then the strings OSC, DCS, SOS, PM, APC with their terminators, then two-character escapes.
# Of a string that never ends only the introducer is taken out, so that hostile input cannot hide a line.
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
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\ufeff]+")

# Colours whose escape character was lost or made visible (Jenkins without AnsiColor, `cat -v`, code page 437). Only codes that
# exist, and not in brackets that close again as in `[2m 3s]`.
_CODE = r"(?:0?[0-9]|2[1-9]|[349][0-9]|10[0-7])"
_VISIBLE_ESCAPE = re.compile(
    rf"(?:\^\[|[\u241b\u2190\ufffd])?\[{_CODE}(?:;[0-9]{{1,3}}){{0,4}}m(?![^\[\]]{{0,12}}\])"
    r"|(?:\^\[|[\u241b\u2190\ufffd])?\[0?K(?=section_|\[|$)"
)
_VISIBLE_END = re.compile(r"\[[0-9;]{0,18}[mK]")

# Text copied from a page of GitHub can carry `4[0](https://…#step:9:2)3` for `403`.
_STEP_LINK = re.compile(r"\[([0-9]{1,9})\]\(https?://[^\s()\[\]]{1,400}#step:[0-9]+:[0-9]+\)")
_LINK_IN_NUMBER = re.compile(
    r"(?:(?<=[A-Za-z0-9.])\[([0-9]{1,9})\]\(https?://[^\s()\[\]]{1,400}\)|\[([0-9]{1,9})\]\(https?://[^\s()\[\]]{1,400}\)(?=[0-9.]))"
)


def shown(raw: str) -> tuple[str, int]:
    """Return a line as a terminal shows it, and its width in columns before links were taken out.

    A link that was spliced into a number is replaced by its digits; other links stay.
    """
    text = without_controls(raw)
    width = columns(text)
    if "](http" in text:
        text = _STEP_LINK.sub(r"\1", text)
        text = _LINK_IN_NUMBER.sub(lambda link: link[1] or link[2], text)
    return text, width


def without_controls(raw: str) -> str:
    """Return a line without escape sequences, other control characters (TAB stays) and byte order marks."""
    text = raw
    if not text.isprintable() and _CONTROLS.search(text) is not None:
        if "\x1b" in text or "\x9b" in text:
            text = _ESCAPE.sub(_replacement, text.replace("\x9b", "\x1b["))
        text = _CONTROLS.sub("", text)
    if "[" in text and _VISIBLE_END.search(text) is not None:
        text = _VISIBLE_ESCAPE.sub("", text)
    return text


def without_escapes(data: bytes) -> bytes:
    """Return UTF-8 text without the escape sequences that begin with an escape character; lines stay lines.

    For the candidate search, which needs no columns: however far a sequence moves the cursor forward, one blank stands for it.
    """
    return _ESCAPE_BYTES.sub(b"", _FORWARD_BYTES.sub(b" ", data))


def columns(text: str) -> int:
    """Return how many columns a terminal needs for a line without escapes; East Asian wide characters take two."""
    if "\t" in text:
        text = text.expandtabs()
    if text.isascii():
        return len(text)
    return len(text) + sum(map(_extra_columns, filter(_beyond_ascii, text)))


def _beyond_ascii(char: str) -> bool:
    return char > "\x7f"


@lru_cache(maxsize=1 << 14)
def _extra_columns(char: str) -> int:
    """Return what a character needs beyond one column: 1 if wide, -1 if it is drawn over the character before it."""
    if unicodedata.east_asian_width(char) in "WF":
        return 1
    return -1 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 0


def _replacement(escape: re.Match[str]) -> str:
    """Return a blank for each column that the cursor moves forward (the Windows console writes blanks that way), else nothing."""
    if escape["final"] != "C":
        return ""
    columns = escape["parameters"]
    return " " * min(int(columns), _MAX_FORWARD) if columns.isdigit() and len(columns) < 6 else " "
