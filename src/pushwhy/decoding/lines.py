"""Raw lines to clean ones: what a program printed, without what everything between it and the file added."""

from __future__ import annotations

from collections.abc import Iterator

from pushwhy.decoding.ansi import columns, strip_escapes
from pushwhy.decoding.decoration import Bare, take_off
from pushwhy.decoding.dialects import DIALECTS
from pushwhy.decoding.dialects.gitlab import SECTION, STAMP
from pushwhy.decoding.json_output import unpack
from pushwhy.decoding.links import strip_links
from pushwhy.masking import redact
from pushwhy.model.log import Line

LINE_LIMIT = 1 << 16
"""Characters of a line that are looked at; what stands behind them is left out of `Line.text`."""

_MAX_SEGMENTS = 2000

_ESCAPES = tuple((dialect.escape, dialect.name) for dialect in DIALECTS if dialect.escape)
_PAINTED = tuple((dialect.painted, dialect.name) for dialect in DIALECTS if dialect.painted is not None)


def clean_lines(data: bytes, first_number: int) -> list[Line]:
    """Clean whole raw lines in UTF-8, the first of which has the given number, 1-based.

    What becomes of a raw line depends on that line alone, so that a part of a log reads as it does in the whole. The one
    exception are lines that GitLab itself marks as the continuation of the line before. Each raw line yields one `Line` at
    least; one with carriage returns yields one for each segment that holds text.
    """
    lines: list[Line] = []
    for number, end, raw in _raw_lines(data.decode(errors="replace"), first_number):
        if raw.startswith(("{", "[{")) and (unpacked := unpack(raw)) is not None:
            name, texts = unpacked
            lines.extend(_clean(text, number, end, (name,)) for text in texts)
        elif "\r" in raw:
            lines.extend(_segments(raw, number, end))
        else:
            lines.append(_clean(raw, number, end, ()))
    return lines


def _raw_lines(text: str, first_number: int) -> Iterator[tuple[int, int, str]]:
    """First number, last number and text of each raw line, the parts of a GitLab line glued together."""
    raw = text.split("\n")
    if not raw[-1]:
        raw.pop()
    glue = "Z 0" in text and ("O+" in text or "E+" in text)
    index = 0
    while index < len(raw):
        line, start = raw[index].removesuffix("\r"), index
        if glue and (stamp := STAMP.match(line)) is not None:
            while index + 1 < len(raw) and (following := _continuation(raw[index + 1], stamp["stream"])) is not None:
                # A section mark ends in CR, which the runner takes for the end of a line.
                line += "\r" + following if SECTION.fullmatch(line, stamp.end()) else following
                index += 1
        yield first_number + start, first_number + index, line
        index += 1


def _continuation(line: str, stream: str) -> str | None:
    stamp = STAMP.match(line)
    if stamp is None or stamp["continues"] != "+" or stamp["stream"] != stream:
        return None
    return line[stamp.end() :].removesuffix("\r")


def _segments(raw: str, number: int, end: int) -> Iterator[Line]:
    """The segments of a raw line that hold text; dialects of those that hold none are told with the next one."""
    names: tuple[str, ...] = ()
    empty = True
    for segment in raw.split("\r")[-_MAX_SEGMENTS:]:
        line = _clean(segment, number, end, names)
        names = () if line.text else line.dialects
        if line.text:
            empty = False
            yield line
    if empty:
        yield Line(number=number, end=end, text="", dialects=names)


def _clean(raw: str, number: int, end: int, names: tuple[str, ...]) -> Line:
    """One segment, cleaned; `names` are dialects that are known already."""
    cut = len(raw) > LINE_LIMIT
    raw = raw[:LINE_LIMIT]
    painted = None
    if "\x1b" in raw:
        names += tuple(name for escape, name in _ESCAPES if escape in raw and name not in names)
        painted = _painted(raw)
    text = strip_escapes(raw)
    width = columns(text)
    bare = painted or take_off(strip_links(text), names)
    text, secrets = redact(bare.text.strip())
    return Line(
        number=number,
        end=end,
        text=text,
        level=bare.level,
        dialects=bare.dialects,
        clock=bare.clock,
        columns=width,
        leading_blank=bare.text[:1].isspace(),
        trailing_blank=bare.text[-1:].isspace(),
        secrets=secrets,
        cut=cut,
    )


def _painted(raw: str) -> Bare | None:
    """A line that its colour tells to be an echoed script line or a header; its text may look like decoration and is none."""
    for painted, name in _PAINTED:
        before, begin, text = raw.partition(painted.begin)
        if begin and text.rstrip().endswith(painted.end):
            outer = take_off(strip_escapes(before))
            if not outer.text.strip():
                return Bare(strip_escapes(text), painted.level, tuple(dict.fromkeys((*outer.dialects, name))))
    return None
