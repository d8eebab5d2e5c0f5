"""Rows of text: what is wrapped and how, and what may not be broken. All text of a report passes through here on its way out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pushwhy.text import printable


class Role(StrEnum):
    """What a piece of text is, which decides its style."""

    PLAIN = "plain"
    NAME = "name"
    BAD = "bad"
    GOOD = "good"
    WARNING = "warning"
    STRONG = "strong"
    QUIET = "quiet"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one role. In a row it has passed `printable`; before, it is as it came."""

    text: str
    role: Role = Role.PLAIN
    solid: bool = False
    """Never broken, at the price of a row that is too long: a command or an address stays copyable."""


Row = tuple[Span, ...]

_WORDS = re.compile(r"\s+|\S+")
_COMMAND = re.compile(r"##(?=[A-Za-z]*\[)")


def row(*spans: Span) -> Row:
    """Return one row that is not wrapped."""
    return _harmless([Span(printable(span.text), span.role) for span in spans])


def wrap(spans: Iterable[Span], *, width: int, label: Sequence[Span] = (), indent: int = 0) -> list[Row]:
    """Return text that follows the label, or begins at the column `indent` without one, and goes on below that column.

    A word that is wider than what is left of the width gets a row of its own and is not broken.
    """
    current = list(row(*label)) if label else [Span(" " * indent)]
    used = cells(current)
    rows = []
    empty = True
    for word in _words(spans):
        size = cells(word)
        if not empty and used + 1 + size > width:
            rows.append(_harmless(current))
            current, used, empty = [Span(" " * indent)], indent, True
        if not empty:
            current.append(Span(" "))
            used += 1
        current.extend(word)
        used += size
        empty = False
    return [*rows, _harmless(current)]


def cells(spans: Iterable[Span]) -> int:
    """Return how many columns of a terminal the text takes: two for a wide character, none for a combining one."""
    return sum(_width(character) for span in spans for character in span.text)


def _width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _words(spans: Iterable[Span]) -> Iterable[list[Span]]:
    """Yield what stands between blanks; spans without a blank between them are one word."""
    word: list[Span] = []
    for span in spans:
        pieces = [span.text] if span.solid else _WORDS.findall(span.text)
        for piece in pieces:
            if piece.isspace():
                if word:
                    yield word
                word = []
            elif piece:
                word.append(Span(printable(piece), span.role))
    if word:
        yield word


def _harmless(spans: list[Span]) -> Row:
    """Keep a CI system from acting on the row: it takes `::command::` at the start of a row and `##command[…]` anywhere for its own."""
    result = [Span(_COMMAND.sub("# #", span.text), span.role) for span in spans if span.text]
    for index, span in enumerate(result):
        if not span.text.isspace():
            begin = len(span.text) - len(span.text.lstrip())
            if span.text.startswith("::", begin):
                result[index] = Span(f"{span.text[:begin]}: {span.text[begin + 1 :]}", span.role)
            break
    return tuple(result)
