"""What a dialect is: how one CI system or tool decorates the lines that pass through it."""

from __future__ import annotations

from msgspec import Struct

from pushwhy.model.log import Level

DIGITS = "0123456789"
LOWER = "abcdefghijklmnopqrstuvwxyz"
UPPER = LOWER.upper()


class Prefix(Struct, frozen=True, kw_only=True):
    """One decoration at the start of a line.

    Patterns are tried on hostile lines of 64 KiB: every repetition is bounded or cannot overlap with what follows it.
    """

    pattern: str
    """A regex, matched at the first character that is not blank; what it matches is taken off. A named group that matches gives the
    line the level of its name. A match of no length takes nothing off and only shows that the dialect was there."""
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


class PaintedLine(Struct, frozen=True, kw_only=True):
    """A whole line that only its colour distinguishes from the output of programs: an echoed script line, a header."""

    begin: str
    end: str
    """The escape sequences around its text."""
    level: Level


class Continuation(Struct, frozen=True, kw_only=True):
    """How a system marks that a raw line goes on with the one before; the parts are joined before anything is taken off."""

    stamp: str
    """A regex for what stands before each raw line: its group `stream` names the stream that the line belongs to, its group `mark` is
    `+` where the line continues the one before of the same stream."""
    hints: tuple[tuple[str, ...], ...]
    """From each group, one text stands in every log with a continued line; cheaper to look for than the stamp."""
    separate: str
    """A regex; where all that a line holds behind its stamp matches, what continues the line is a segment of its own."""


class Dialect(Struct, frozen=True, kw_only=True):
    """How one CI system, tool or client decorates lines."""

    name: str
    ci: str = ""
    """The value of the fact `ci` that it speaks for; empty for tools and clients, which run within any system."""
    is_client: bool = False
    """Whether it is how a NuGet client itself captions its lines."""
    prefixes: tuple[Prefix, ...] = ()
    """In the order in which they are tried."""
    escape: str = ""
    """An escape sequence that nobody else writes."""
    painted: PaintedLine | None = None
    json_line: str = ""
    """A regex that matches at the start of a line of JSON in which its API or driver gives output, and of no other."""
    continuation: Continuation | None = None


def prefix(
    pattern: str,
    starts: str = "",
    *,
    contains: str = "",
    indented: bool = True,
    after: str = "",
    tail: tuple[tuple[str, str], ...] = (),
) -> Prefix:
    """Return a `Prefix`, whose first two values nearly every one has."""
    return Prefix(pattern=pattern, starts=starts, contains=contains, indented=indented, after=after, tail=tail)
