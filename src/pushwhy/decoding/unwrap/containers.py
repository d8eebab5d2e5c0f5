"""What people and programs put around a log, one row for each: records of JSON and logfmt, string literals, markup.

A container is recognised by its form in one line and gives the lines of text in it. Containers lie in containers, so the table is applied
until nothing changes.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator

from pushwhy.decoding.stamps import is_stamp
from pushwhy.decoding.unwrap import escapes

LONGEST = 1 << 22
"""Characters of a line that are looked into."""
_MOST_LINES = 100_000
_DEEPEST = 6

_JSON = json.JSONDecoder(strict=False)
_RECORD = re.compile(r"(?:[^\"'`{]{0,100}(?:=>|[:=|>-]))?\s*(?P<record>[\[{]\s*(?:[\[{]\s*)?\")")
_BEHIND_RECORD = re.compile(r"[\s,;)]*")
_PAIR = r"[A-Za-z_@][\w.@-]{0,60}="
_QUOTED = r"\"(?:[^\"\\]|\\.)*+\""
_LOGFMT = re.compile(rf"(?:{_PAIR}(?:{_QUOTED}|[^\s\"]*+)(?:\s+|$))+")
_LOGFMT_TEXT = re.compile(rf"{_PAIR}\"((?:[^\"\\]|\\.)*+)\"")
_LITERAL = re.compile(
    r"(?:\"[\w .-]{1,60}\"\s*:\s*|[\w.-]{1,60}\s*[:=]\s*)?[bru@$]{0,2}(?P<quote>\"{1,3}|'{1,3})(?P<text>.*)(?P=quote)[\])};,+\s]*",
    re.DOTALL,
)
_EMBEDDED = re.compile(r"(?<=[=:(,\[])\s?[bru]?(?:\"(?P<double>(?:[^\"\\]|\\.)*+)\"|'(?P<single>(?:[^'\\]|\\.)*+)')", re.DOTALL)
_LINE_END = re.compile(r"\\r\\n|\\n|\\r(?![\w])")
_DRIVE_PATH = re.compile(r"(?:\b[A-Za-z]:|(?:^|[\s\"'(])\.{1,2})\\(?!\\)")
_TAG = re.compile(
    r"</?(?:pre|code|p|div|span|td|th|tr|table|tbody|li|ul|ol|b|i|em|strong|blockquote|details|summary|samp|kbd|tt|font|a|h[1-6]|body|html"
    r"|[a-z][\w-]{0,30}:[\w-]{1,30}|message|msg|line|log|output|event|S|Obj|Objs)(?:\s[^<>]{0,400})?/?>"
)
_BREAK = re.compile(r"<br ?/?>|_x000D__x000A_|_x000A_", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")


def texts_in(line: str) -> list[str]:
    """Return the lines of text that a line holds; for most lines, that line alone."""
    lines = [line[:LONGEST]]
    for _ in range(_DEEPEST):
        unwrapped = [text for outer in lines for text in _opened(outer)]
        if unwrapped == lines:
            break
        lines = unwrapped[:_MOST_LINES]
    return lines


def may_hold(text: str) -> bool:
    """Tell whether a line can be a container at all; cheaper than to look."""
    return "\\" in text or '"' in text or ("<" in text and ">" in text) or ("&" in text and ";" in text) or "_x000" in text


def _opened(line: str) -> list[str]:
    if not may_hold(line):
        return [line]
    for container in CONTAINERS:
        texts = container(line)
        if texts is not None:
            return [part for text in texts for part in _split(text)]
    return [line]


def _split(text: str) -> list[str]:
    """Cut a text into lines; a line end at its end begins no further one."""
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n")


def _json_record(line: str) -> list[str] | None:
    """A line that is an object or a list of JSON, maybe behind a name: the sentences in it."""
    record = _RECORD.match(line)
    if record is None:
        return None
    try:
        value, end = _JSON.raw_decode(line, record.start("record"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict | list) or _BEHIND_RECORD.fullmatch(line, end) is None:
        return None
    return list(_sentences(value, 0)) or [""]


def _sentences(value: object, depth: int) -> Iterator[str]:
    """Yield the strings of a JSON value that hold more than one word; of an object without one, the longest that is no time or level."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            yield from _sentences(item, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        strings = [text for text in value.values() if isinstance(text, str) and not is_stamp(text)]
        sentences = [text for text in strings if any(map(str.isspace, text))]
        yield from sentences or sorted(strings, key=len)[-1:]
        for item in value.values():
            if not isinstance(item, str):
                yield from _sentences(item, depth + 1)


def _logfmt_record(line: str) -> list[str] | None:
    """A line of `key=value` pairs (Go's loggers, Docker's daemon): the quoted values with more than one word."""
    if "=" not in line or _LOGFMT.fullmatch(line.strip()) is None:
        return None
    texts = [escapes.of_string(text) for text in _LOGFMT_TEXT.findall(line)]
    return [text for text in texts if " " in text and not is_stamp(text)] or None


def _string_literal(line: str) -> list[str] | None:
    """A line that is one string literal, maybe with its name: what `repr` prints, an element of pretty-printed JSON."""
    literal = _LITERAL.fullmatch(line.strip()) if line.count("\\") or line.strip()[:1] == '"' else None
    if literal is None or "\\" not in literal["text"] or not _is_escaped(literal["text"]):
        return None
    return [escapes.of_string(literal["text"])]


def _embedded_strings(line: str) -> list[str] | None:
    """A line with string literals that hold line ends, as the `repr` of a value in Python has: these strings."""
    if "\\n" not in line:
        return None
    strings = [found["double"] or found["single"] or "" for found in _EMBEDDED.finditer(line)]
    return [escapes.of_string(text) for text in strings if "\\n" in text and _is_escaped(text)] or None


def _table_row(line: str) -> list[str] | None:
    """A row of comma-separated values with a time in it: the cells with more than one word."""
    if line.count(",") + line.count(";") < 2 or '"' not in line:
        return None
    try:
        cells = next(csv.reader([line.strip()], delimiter="," if '",' in line else ";", strict=True))
    except (csv.Error, StopIteration):
        return None
    sentences = [cell for cell in cells if any(map(str.isspace, cell)) and not is_stamp(cell)]
    return sentences if sentences and any(map(is_stamp, cells)) else None


def _escaped_line_ends(line: str) -> list[str] | None:
    """A part of a string literal, cut at both ends: a whole log on one line, with its line ends written out."""
    if len(_LINE_END.findall(line)) < 2 or not _is_escaped(line):
        return None
    return [escapes.of_string(line)]


def _is_escaped(text: str) -> bool:
    """Tell whether backslashes escape something, and are no separators of a path on Windows."""
    return _DRIVE_PATH.search(text) is None


def _markup(line: str) -> list[str] | None:
    """A line of HTML or XML: without its tags, entities replaced."""
    if "<" not in line and "&" not in line and "_x000" not in line:
        return None
    text = escapes.of_markup(_CDATA.sub("", _TAG.sub("", _BREAK.sub("\n", line))))
    return [text] if text != line else None


CONTAINERS: tuple[Callable[[str], list[str] | None], ...] = (
    _json_record,
    _logfmt_record,
    _table_row,
    _markup,
    _string_literal,
    _embedded_strings,
    _escaped_line_ends,
)
"""In the order in which they are tried."""
