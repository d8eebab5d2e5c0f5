"""Takes decoration off one line, layer by layer, until nothing of it is left."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from msgspec import Struct

from pushwhy.decoding.dialects import DIALECTS, Prefix
from pushwhy.decoding.dialects.dialect import level_of
from pushwhy.model.log import Level

_MAX_LAYERS = 16
_TIME = re.compile(r"(?<!\d)([01]\d|2[0-3]):([0-5]\d):([0-5]\d)")

_STARTS = frozenset(char for dialect in DIALECTS for prefix in dialect.prefixes for char in prefix.starts)


class _Row(Struct, frozen=True):
    """A prefix with its patterns compiled."""

    name: str
    match: Callable[[str], re.Match[str] | None]
    prefix: Prefix
    tail: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _rows(start: str) -> tuple[tuple[str, _Row], ...]:
    """What the prefixes that can begin with a character contain, and the prefixes; for the empty text those that begin with any.

    Compiled on demand: a log holds few of the dialects, and starting must be fast.
    """
    return tuple(
        (prefix.contains, _Row(dialect.name, _compile(prefix.pattern).match, prefix, tuple((_compile(p), by) for p, by in prefix.tail)))
        for dialect in DIALECTS
        for prefix in dialect.prefixes
        if not prefix.starts or (start and start in prefix.starts)
    )


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class Bare(Struct, frozen=True):
    """A line without decoration."""

    text: str
    level: Level | None
    dialects: tuple[str, ...]
    clock: int | None = None
    """Seconds since midnight, by the time stamp in the decoration."""


def take_off(text: str, known: tuple[str, ...] = ()) -> Bare:
    """Take all decoration off a line without escapes: what CI systems, tools, shells and the client put before its text.

    Depends on nothing but the line and the dialects that its escapes have told already. The outermost level wins, except
    that debug wins over all: an agent's echo of an error is no error.
    """
    level: Level | None = None
    names = list(known)
    clock: int | None = None
    for _ in range(_MAX_LAYERS):
        body = text.lstrip()
        if not body:
            break
        rest, found = _take_one(body, len(body) < len(text), names)
        if level is None or found is Level.DEBUG:
            level = found
        if rest is None:
            break
        clock = _clock(body[: len(body) - len(rest)]) if clock is None else clock
        text = rest
        if found is Level.COMMAND:
            break  # what follows is the command itself
    return Bare(text, level, tuple(names), clock)


def _clock(decoration: str) -> int | None:
    found = _TIME.search(decoration)
    return 3600 * int(found[1]) + 60 * int(found[2]) + int(found[3]) if found is not None else None


def _take_one(body: str, indented: bool, names: list[str]) -> tuple[str | None, Level | None]:
    """Take one prefix off and add its dialect to the names: the rest, None where nothing was taken off, and the level."""
    told: Level | None = None
    start = body[0]
    for contains, row in _rows(start if start in _STARTS else ""):
        if contains not in body:
            continue
        match = row.match(body)
        if match is None or (indented and not row.prefix.indented) or (row.prefix.after and row.prefix.after not in names):
            continue
        told = told or level_of(match)
        if row.name not in names:
            names.append(row.name)
        if match.end():
            rest = body[match.end() :]
            for pattern, replacement in row.tail:
                rest = pattern.sub(replacement, rest)
            return rest, told
    return None, told
