"""Raw lines to clean ones: what a program printed, without what everything between it and the file added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pushwhy.decoding.decoration import Undecorated, clock_of, take_off
from pushwhy.decoding.dialects import DIALECTS
from pushwhy.decoding.prefixes import remaining
from pushwhy.decoding.terminal import shown, without_controls
from pushwhy.decoding.unwrap import may_hold, texts_in
from pushwhy.masking import redact
from pushwhy.model.log import Level, Line

LINE_LIMIT = 1 << 16
"""Characters of a line that are looked at; what stands behind them is left out of `Line.text`."""

_MAX_SEGMENTS = 2000
_MAX_ROUNDS = 3
"""How often containers, decoration and inferred prefixes are taken off in turn; what is inferred for a line depends on so many times
`prefixes.NEIGHBOURS` lines around it."""

_ESCAPES = tuple((dialect.escape, dialect.name) for dialect in DIALECTS if dialect.escape)
_PAINTED = tuple((dialect.painted, dialect.name) for dialect in DIALECTS if dialect.painted is not None)
_CONTINUATIONS = tuple(dialect.continuation for dialect in DIALECTS if dialect.continuation is not None)
_JSON_LINES = tuple((re.compile(dialect.json_line), dialect.name) for dialect in DIALECTS if dialect.json_line)
_CLIENTS = frozenset(dialect.name for dialect in DIALECTS if dialect.is_client)
_WRITTEN_AS_IT_IS = (Level.COMMAND, Level.GROUP)
"""Levels of lines whose rest is a command or a header, whatever it looks like."""


class _Part(Struct, frozen=True):
    """A line of text on its way to a `Line`."""

    raw: int
    raw_end: int
    text: str
    level: Level | None = None
    dialects: tuple[str, ...] = ()
    clock: int | None = None
    columns: int = 0
    whole: str = ""
    """The line without decoration alone, where a container, a prefix or a suffix was taken off as well."""
    is_prefixed: bool = False
    """A prefix was inferred and taken off."""
    is_cut: bool = False
    is_segment: bool = False
    """It is the rest of a physical line behind a carriage return."""


def clean_lines(data: bytes, first_raw: int, extra: int = 0) -> list[Line]:
    """Clean whole raw lines in UTF-8, the first of which has the given raw number, 1-based.

    `extra` is how many more lines than raw lines the log had before. What becomes of a raw line depends on the few lines around it alone,
    so that a part of a log reads as it does in the whole. Each raw line yields at least one `Line`; a raw line with carriage returns yields
    one for each segment that holds text, a record or a string that holds several lines one for each of them.
    """
    parts = [part for raw, end, text in _joined(data.decode(errors="replace"), first_raw) for part in _parts(text, raw, end)]
    for _ in range(_MAX_ROUNDS):
        inferred = _without_inferred(parts)
        if inferred is None:
            break
        parts = inferred
    lines: list[Line] = []
    for index, part in enumerate(parts):
        if index and parts[index - 1].raw == part.raw and not part.is_segment:
            extra += 1
        lines.append(_line(part, extra))
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


def _parts(raw: str, number: int, end: int) -> Iterator[_Part]:
    """Yield the lines of text in a raw line, without containers and decoration."""
    if "\r" in raw:
        yield from _segments(raw, number, end)
        return
    known: tuple[str, ...] = ()
    if raw.startswith(("{", "[{")):
        known = tuple(name for opening, name in _JSON_LINES if opening.match(raw) is not None)
    if not may_hold(raw):
        yield _part(raw, number, end, known)
        return
    texts = texts_in(raw) if len(raw) > LINE_LIMIT else [raw]
    if texts != [raw]:
        yield from (replace(_part(text, number, end, known), whole="" if index else raw[:LINE_LIMIT]) for index, text in enumerate(texts))
        return
    part = _part(raw, number, end, known)
    yield from _inner(part, 0, len(part.text)) if texts_in(part.text) != [part.text] else (part,)


def _segments(raw: str, number: int, end: int) -> Iterator[_Part]:
    """Yield the segments between carriage returns that hold text; each also has the dialects of the empty ones before it."""
    dialects: tuple[str, ...] = ()
    is_empty = True
    for segment in raw.split("\r")[-_MAX_SEGMENTS:]:
        part = _part(segment, number, end, dialects)
        is_blank = not part.text.strip()
        dialects = part.dialects if is_blank else ()
        if not is_blank:
            yield replace(part, is_segment=not is_empty)
            is_empty = False
    if is_empty:
        yield _Part(number, end, "", dialects=dialects)


def _part(raw: str, number: int, end: int, known: tuple[str, ...]) -> _Part:
    """Take escape sequences and decoration off one line of text; `known` are dialects that are known already."""
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
    return _Part(number, end, undecorated.text, undecorated.level, undecorated.dialects, undecorated.clock, width, is_cut=is_cut)


def _painted(raw: str) -> Undecorated | None:
    """Return a line whose colour shows that it is an echoed script line or a header: its text may look like decoration and is none."""
    for painted, dialect in _PAINTED:
        before, begin, text = raw.partition(painted.begin)
        if begin and text.rstrip().endswith(painted.end):
            outer = take_off(without_controls(before))
            if not outer.text.strip():
                return Undecorated(without_controls(text), painted.level, tuple(dict.fromkeys((*outer.dialects, dialect))))
    return None


def _without_inferred(parts: Sequence[_Part]) -> list[_Part] | None:
    """Take inferred prefixes and suffixes off, and what then comes to light; None where there are none."""
    texts = ["" if part.level in _WRITTEN_AS_IT_IS else part.text for part in parts]
    spans = remaining(texts, [part.clock is not None for part in parts])
    if all(part.level in _WRITTEN_AS_IT_IS or span == (0, len(part.text)) for part, span in zip(parts, spans, strict=True)):
        return None
    return [
        inner
        for part, (start, end) in zip(parts, spans, strict=True)
        for inner in ((part,) if part.level in _WRITTEN_AS_IT_IS or (start, end) == (0, len(part.text)) else _inner(part, start, end))
    ]


def _inner(part: _Part, start: int, end: int) -> Iterator[_Part]:
    """Yield the lines in what stays of a line."""
    before, text = part.text[:start], part.text[start:end]
    texts = texts_in(text) if may_hold(text) else [text]
    for index, inner in enumerate(texts):
        new = _part(inner, part.raw, part.raw_end, part.dialects)
        yield replace(
            new,
            level=new.level if new.level is Level.DEBUG else part.level or new.level,
            clock=part.clock if part.clock is not None else clock_of(before) if new.clock is None else new.clock,
            columns=part.columns if len(texts) == 1 else new.columns,
            whole="" if index else part.whole or part.text,
            is_prefixed=part.is_prefixed or bool(before),
            is_cut=part.is_cut or new.is_cut,
            is_segment=part.is_segment and index == 0,
        )


def _line(part: _Part, extra: int) -> Line:
    text, secrets = redact(part.text.strip())
    whole, _ = redact(part.whole.strip()) if part.whole else ("", ())
    return Line(
        number=part.raw + extra,
        end=part.raw_end + extra,
        raw=part.raw,
        text=text,
        whole=whole,
        prefixed=part.is_prefixed,
        level=part.level,
        captioned=not _CLIENTS.isdisjoint(part.dialects),
        dialects=part.dialects,
        clock=part.clock,
        columns=part.columns,
        leading_blank=part.text[:1].isspace(),
        trailing_blank=part.text[-1:].isspace(),
        secrets=secrets,
        cut=part.is_cut,
    )
