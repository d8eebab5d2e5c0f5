"""Takes decoration off one line, prefix by prefix, until none is left."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from msgspec import Struct

from pushwhy.decoding.dialects import DIALECTS
from pushwhy.decoding.dialects.dialect import Prefix
from pushwhy.model.log import Level

_MAX_PREFIXES = 16
_TIME = re.compile(r"(?<!\d)([01]\d|2[0-3]):([0-5]\d):([0-5]\d)")
_LEVELS: dict[str | None, Level] = {level.value: level for level in Level}

_STARTS = frozenset(char for dialect in DIALECTS for prefix in dialect.prefixes for char in prefix.starts)


class Undecorated(Struct, frozen=True):
    """A line without decoration."""

    text: str
    level: Level | None
    dialects: tuple[str, ...]
    clock: int | None = None
    """Seconds since midnight, by the time stamp in the decoration."""


class _Matcher(Struct, frozen=True):
    """A prefix with its patterns compiled."""

    contains: str
    dialect: str
    match: Callable[[str], re.Match[str] | None]
    prefix: Prefix
    tail: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _matchers(start: str) -> tuple[_Matcher, ...]:
    """Return the prefixes that can begin with a character; for the empty text those that begin with any.

    Compiled on demand: a log holds few of the dialects, and starting must be fast.
    """
    return tuple(
        _Matcher(prefix.contains, dialect.name, _compiled(prefix.pattern).match, prefix, tuple((_compiled(p), by) for p, by in prefix.tail))
        for dialect in DIALECTS
        for prefix in dialect.prefixes
        if not prefix.starts or (start and start in prefix.starts)
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def take_off(text: str, known: tuple[str, ...] = ()) -> Undecorated:
    """Take all decoration off a line without escapes: what CI systems, tools, shells and the client put before its text.

    Depends on nothing but the line and `known`, the dialects that its escapes have shown already. The outermost level wins, except
    that debug wins over all: an agent's echo of an error is no error.
    """
    level: Level | None = None
    dialects = list(known)
    clock: int | None = None
    for _ in range(_MAX_PREFIXES):
        body = text.lstrip()
        if not body:
            break
        rest, named = _take_prefix_off(body, len(body) < len(text), dialects)
        if level is None or named is Level.DEBUG:
            level = named
        if rest is None:
            break
        if clock is None:
            clock = clock_of(body[: len(body) - len(rest)])
        text = rest
        if named is Level.COMMAND:
            break  # what follows is the command itself
    return Undecorated(text, level, tuple(dialects), clock)


def _take_prefix_off(body: str, indented: bool, dialects: list[str]) -> tuple[str | None, Level | None]:
    """Take one prefix off and add its dialect to `dialects`.

    Returns the rest of the line, None where no prefix was taken off, and the level that a prefix named.
    """
    level: Level | None = None
    start = body[0]
    for row in _matchers(start if start in _STARTS else ""):
        if row.contains not in body:
            continue
        match = row.match(body)
        if match is None or (indented and not row.prefix.indented) or (row.prefix.after and row.prefix.after not in dialects):
            continue
        level = level or _LEVELS.get(match.lastgroup)
        if row.dialect not in dialects:
            dialects.append(row.dialect)
        if match.end():
            rest = body[match.end() :]
            for pattern, replacement in row.tail:
                rest = pattern.sub(replacement, rest)
            return rest, level
    return None, level


def clock_of(decoration: str) -> int | None:
    """Return the first time of day in a decoration, in seconds since midnight."""
    time = _TIME.search(decoration)
    return 3600 * int(time[1]) + 60 * int(time[2]) + int(time[3]) if time is not None else None
