"""What a dialect is: how one CI system or tool decorates the lines that pass through it."""

from __future__ import annotations

import re

from msgspec import Struct

from pushwhy.model.log import Level


class Prefix(Struct, frozen=True, kw_only=True):
    """One decoration at the start of a line.

    Patterns are tried on hostile lines of 64 KiB: every repetition is bounded or cannot overlap with what follows it.
    """

    pattern: str
    """A regex, matched at the first character that is not blank; what it matches is taken off. A named group that matches gives the
    line the level of its name. A match of no length takes nothing off and only tells that the dialect was there."""
    starts: str = ""
    """The characters that it can begin with; empty means any."""
    contains: str = ""
    """A text without which it cannot match; cheaper to look for than the pattern."""
    indented: bool = True
    """Whether blanks may stand before it, beyond those that belong to other decoration."""
    after: str = ""
    """The dialect that must have been seen on the same line before."""
    tail: tuple[tuple[str, str], ...] = ()
    """Regexes and their replacements in the rest of the line, made once after the prefix was taken off."""


class Painted(Struct, frozen=True, kw_only=True):
    """A whole line that is told by its colour alone."""

    begin: str
    end: str
    level: Level


class Dialect(Struct, frozen=True, kw_only=True):
    """How one CI system, tool or client decorates lines."""

    name: str
    system: bool = False
    """Whether it is a CI system, which names a log; tools and clients run within one."""
    prefixes: tuple[Prefix, ...] = ()
    escape: str = ""
    """An escape sequence that nobody else writes."""
    painted: Painted | None = None


def prefix(
    pattern: str,
    starts: str = "",
    *,
    contains: str = "",
    indented: bool = True,
    after: str = "",
    tail: tuple[tuple[str, str], ...] = (),
) -> Prefix:
    """A `Prefix`, with the two values that each has in front."""
    return Prefix(pattern=pattern, starts=starts, contains=contains, indented=indented, after=after, tail=tail)


DIGITS = "0123456789"
LOWER = "abcdefghijklmnopqrstuvwxyz"
UPPER = LOWER.upper()

_LEVELS = {level.value: level for level in Level}


def level_of(found: re.Match[str]) -> Level | None:
    """The level that a match of a prefix names."""
    return _LEVELS.get(found.lastgroup) if found.lastgroup is not None else None
