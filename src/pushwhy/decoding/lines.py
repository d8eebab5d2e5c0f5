"""Raw lines to clean ones: what a program printed, without what everything between it and the file added."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pushwhy.decoding.decoration import Undecorated, take_off
from pushwhy.decoding.dialects import DIALECTS
from pushwhy.decoding.json_lines import unpack
from pushwhy.decoding.terminal import shown, without_controls
from pushwhy.masking import redact
from pushwhy.model.log import Line

LINE_LIMIT = 1 << 16
"""Characters of a line that are looked at; what stands behind them is left out of `Line.text`."""

_MAX_SEGMENTS = 2000

_ESCAPES = tuple((dialect.escape, dialect.name) for dialect in DIALECTS if dialect.escape)
_PAINTED = tuple((dialect.painted, dialect.name) for dialect in DIALECTS if dialect.painted is not None)
_CONTINUATIONS = tuple(dialect.continuation for dialect in DIALECTS if dialect.continuation is not None)


def clean_lines(data: bytes, first_number: int) -> list[Line]:
    """Clean whole raw lines in UTF-8, the first of which has the given number, 1-based.

    What becomes of a raw line depends on that line alone, so that a part of a log reads as it does in the whole. The one
    exception are lines that a system itself marks as the continuation of the line before. Each raw line yields at least one
    `Line`; a raw line with carriage returns yields one for each segment that holds text.
    """
    lines: list[Line] = []
    for number, end, raw in _joined(data.decode(errors="replace"), first_number):
        if raw.startswith(("{", "[{")) and (unpacked := unpack(raw)) is not None:
            dialect, texts = unpacked
            lines.extend(_clean(text, number, end, (dialect,)) for text in texts)
        elif "\r" in raw:
            lines.extend(_segments(raw, number, end))
        else:
            lines.append(_clean(raw, number, end, ()))
    return lines


def _joined(text: str, first_number: int) -> Iterator[tuple[int, int, str]]:
    """Yield the first number, the last number and the text of each raw line; what continues a line is joined to it."""
    raw = text.split("\n")
    if not raw[-1]:
        raw.pop()
    continuation = next((row for row in _CONTINUATIONS if all(any(hint in text for hint in hints) for hints in row.hints)), None)
    if continuation is None:
        for index, line in enumerate(raw, first_number):
            yield index, index, line.removesuffix("\r")
        return
    stamp, separate = re.compile(continuation.stamp), re.compile(continuation.separate)
    index = 0
    while index < len(raw):
        line, start = raw[index].removesuffix("\r"), index
        first = stamp.match(line)
        while first is not None and index + 1 < len(raw):
            following = stamp.match(raw[index + 1])
            if following is None or following["mark"] != "+" or following["stream"] != first["stream"]:
                break
            rest = raw[index + 1][following.end() :].removesuffix("\r")
            line += "\r" + rest if separate.fullmatch(line, first.end()) else rest
            index += 1
        yield first_number + start, first_number + index, line
        index += 1


def _segments(raw: str, number: int, end: int) -> Iterator[Line]:
    """Yield the segments between carriage returns that hold text; each also has the dialects of the empty ones before it."""
    dialects: tuple[str, ...] = ()
    is_empty = True
    for segment in raw.split("\r")[-_MAX_SEGMENTS:]:
        line = _clean(segment, number, end, dialects)
        dialects = () if line.text else line.dialects
        if line.text:
            is_empty = False
            yield line
    if is_empty:
        yield Line(number=number, end=end, text="", dialects=dialects)


def _clean(raw: str, number: int, end: int, known: tuple[str, ...]) -> Line:
    """Clean one segment; `known` are dialects that are known already."""
    is_cut = len(raw) > LINE_LIMIT
    if is_cut:
        raw = raw[:LINE_LIMIT]
    undecorated = None
    if "[" not in raw and raw.isprintable() and raw.isascii():  # nothing that a terminal would show otherwise
        text, width = raw, len(raw)
    else:
        text, width = shown(raw)
        if "\x1b" in raw:
            known += tuple(name for escape, name in _ESCAPES if escape in raw and name not in known)
            undecorated = _painted(raw)
    if undecorated is None:
        undecorated = take_off(text, known)
    text, secrets = redact(undecorated.text.strip())
    return Line(
        number=number,
        end=end,
        text=text,
        level=undecorated.level,
        dialects=undecorated.dialects,
        clock=undecorated.clock,
        columns=width,
        leading_blank=undecorated.text[:1].isspace(),
        trailing_blank=undecorated.text[-1:].isspace(),
        secrets=secrets,
        cut=is_cut,
    )


def _painted(raw: str) -> Undecorated | None:
    """Return a line whose colour shows that it is an echoed script line or a header: its text may look like decoration and is none."""
    for painted, dialect in _PAINTED:
        before, begin, text = raw.partition(painted.begin)
        if begin and text.rstrip().endswith(painted.end):
            outer = take_off(without_controls(before))
            if not outer.text.strip():
                return Undecorated(without_controls(text), painted.level, tuple(dict.fromkeys((*outer.dialects, dialect))))
    return None
