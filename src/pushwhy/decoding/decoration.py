"""Takes decoration off one line, layer by layer, until nothing of it is left."""

from __future__ import annotations

from dataclasses import dataclass

from pushwhy.decoding.dialects import DIALECTS, Prefix
from pushwhy.decoding.dialects.dialect import level_of
from pushwhy.model.log import Level

_MAX_LAYERS = 16

_Row = tuple[str, str, Prefix]


def _table() -> tuple[dict[str, tuple[_Row, ...]], tuple[_Row, ...]]:
    """Prefixes by the character that they begin with, and those that begin with any, in order of precedence."""
    rows = [(dialect.name, prefix.contains, prefix) for dialect in DIALECTS for prefix in dialect.prefixes]
    characters = {char for *_, prefix in rows for char in prefix.starts}
    by_start = {char: tuple(row for row in rows if not row[2].starts or char in row[2].starts) for char in characters}
    return by_start, tuple(row for row in rows if not row[2].starts)


_BY_START, _ANY_START = _table()


@dataclass(frozen=True, slots=True)
class Bare:
    """A line without decoration."""

    text: str
    level: Level | None
    dialects: tuple[str, ...]


def take_off(text: str, known: tuple[str, ...] = ()) -> Bare:
    """Take all decoration off a line without escapes: what CI systems, tools, shells and the client put before its text.

    Depends on nothing but the line and the dialects that its escapes have told already. The outermost level wins, except
    that debug wins over all: an agent's echo of an error is no error.
    """
    level: Level | None = None
    names = list(known)
    for _ in range(_MAX_LAYERS):
        body = text.lstrip()
        if not body:
            break
        rest, found = _take_one(body, len(body) < len(text), names)
        if level is None or found is Level.DEBUG:
            level = found
        if rest is None:
            break
        text = rest
        if found is Level.COMMAND:
            break  # what follows is the command itself
    return Bare(text, level, tuple(names))


def _take_one(body: str, indented: bool, names: list[str]) -> tuple[str | None, Level | None]:
    """Take one prefix off and add its dialect to the names: the rest, None where nothing was taken off, and the level."""
    told: Level | None = None
    for name, contains, prefix in _BY_START.get(body[0], _ANY_START):
        if contains not in body:
            continue
        match = prefix.pattern.match(body)
        if match is None or (indented and not prefix.indented) or (prefix.after and prefix.after not in names):
            continue
        told = told or level_of(match)
        if name not in names:
            names.append(name)
        if match.end():
            rest = body[match.end() :]
            for pattern, replacement in prefix.tail:
                rest = pattern.sub(replacement, rest)
            return rest, told
    return None, told
