"""Rows of text: what is wrapped and how, and what may not be broken. All text of a report passes through here on its way out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

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


class Span(Struct, frozen=True):
    """Text of one role. In a row it has passed `printable`; before, it is as it came."""

    text: str
    role: Role = Role.PLAIN
    solid: bool = False
    """Never broken, at the price of a row that is too long: a command or an address stays copyable."""


Row = tuple[Span, ...]

_WORDS = re.compile(r"\s+|\S+")
# Chinese and Japanese have no blanks between words: a row may end beside any of their characters, except before what closes
# and after what opens. Korean has blanks.
_WIDE = "\u2e80-\u303f\u3041-\u30ff\u3100-\u318f\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\uffe0-\uffef\U00020000-\U0003ffff"
_CLOSES = r"、。〉》」』】〕〗〙〟！），．：；？］｝～…‥・々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;!?)\]}%"
_OPENS = r"〈《「『【〔〖〘〝（［｛(\[{"
_BREAK = rf"(?<=[{_WIDE}])(?<![{_OPENS}])(?![{_CLOSES}])|(?<![{_OPENS}])(?=[{_WIDE}])(?![{_CLOSES}])"
_COMMAND = re.compile(r"##(?=[A-Za-z]*\[)")


def row(*spans: Span) -> Row:
    """Return one row that is not wrapped."""
    return _harmless([Span(_safe(span.text), span.role) for span in spans])


def wrap(spans: Iterable[Span], *, width: int, label: Sequence[Span] = (), indent: int = 0) -> list[Row]:
    """Return text that follows the label, or begins at the column `indent` without one, and goes on below that column.

    A word that is wider than what is left of the width gets a row of its own and is not broken.
    """
    current = list(row(*label)) if label else [Span(" " * indent)]
    used = cells(current)
    rows = []
    empty = True
    for blank, word in _words(spans):
        gap = 1 if blank and not empty else 0
        size = cells(word)
        if not empty and used + gap + size > width:
            rows.append(_harmless(current))
            current, used, gap = [Span(" " * indent)], indent, 0
        if gap:
            current.append(Span(" "))
        current.extend(word)
        used += gap + size
        empty = False
    return [*rows, _harmless(current)]


def _safe(text: str) -> str:
    """Return what may leave the program; most text is plain ASCII, which is told without a call for each word."""
    return text if text.isascii() and text.isprintable() else printable(text)


def cells(spans: Iterable[Span]) -> int:
    """Return how many columns of a terminal the text takes: two for a wide character, none for a combining one."""
    return sum(_width(character) for span in spans for character in span.text)


def _width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _words(spans: Iterable[Span]) -> Iterator[tuple[bool, list[Span]]]:
    """Yield what may not be broken, and whether a blank stands before it; spans without a blank between them are one word."""
    word: list[Span] = []
    blank = False
    for span in spans:
        for piece in _pieces(span):
            if piece.isspace():
                if word:
                    yield blank, word
                word, blank = [], True
            elif piece:
                if word and _may_break(word[-1].text[-1], piece[0]):
                    yield blank, word
                    word, blank = [], False
                word.append(Span(_safe(piece), span.role))
    if word:
        yield blank, word


def _pieces(span: Span) -> Iterator[str]:
    if span.solid:
        yield span.text
        return
    for run in _WORDS.findall(span.text):
        yield from [run] if run.isascii() else re.split(_BREAK, run)


def _may_break(before: str, after: str) -> bool:
    """Tell whether a row may end between two characters that have no blank between them."""
    return (not (before + after).isascii()) and re.compile(_BREAK).match(before + after, 1) is not None


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
