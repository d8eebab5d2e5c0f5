"""Text that may leave the program: control characters made harmless, and small words for messages."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Compiled when they are needed: most text has none of these.
_WHITE = r"[\t\n\r\x0b\x0c\x85\u2028\u2029]"
# Controls of C0 and C1, marks that reorder or hide text (Trojan Source), tags, and halves of surrogate pairs.
_UNPRINTABLE = (
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    r"\U000e0000-\U000e007f]"
)


def printable(text: str) -> str:
    """The text on one line and without anything that a terminal or a reader could take for more than text.

    White space of any kind becomes a blank, any other control character U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_UNPRINTABLE, "\ufffd", re.sub(_WHITE, " ", text))


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word most like the given one, for error messages; None where none is near."""
    import difflib  # lazily: only a mistake needs it

    by_lower = {candidate.lower(): candidate for candidate in words}
    near = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[near[0]] if near else None


def plural(number: int, noun: str) -> str:
    """A number and its noun: `1 log`, `2 logs`, `3 entries`, `4 pushes`."""
    if number == 1:
        return f"1 {noun}"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{number:,} {noun}es"
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "o", "u"):
        return f"{number:,} {noun[:-1]}ies"
    return f"{number:,} {noun}s"
