"""Hard-wrapped lines: the ways in which a physical line may go on in the next ones.

A console cuts a line at its width, also in the middle of a word; a document breaks it at a blank. Which of the two happened is told by the
message that is found across the break, so both are offered. What is offered depends on the next few lines alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.model.log import Line
from pushwhy.text import redact

MIN_COLUMNS = 60
"""Narrower consoles are not looked for: too many ordinary lines are as short."""
MAX_LINES = 12

Way = tuple[str, Line]
"""A logical line, and the last physical line in it."""


def ways(lines: Sequence[Line], place: int) -> tuple[Way, ...]:
    """Logical lines that may begin at `lines[place]`; none where that line is too short to be wrapped."""
    if lines[place].columns < MIN_COLUMNS or place + 1 >= len(lines):
        return ()
    found = (_cut_by_console(lines, place), _broken_at_blanks(lines, place))
    return tuple(dict.fromkeys((redact(text)[0], last) for text, last in found))


def _cut_by_console(lines: Sequence[Line], place: int) -> Way:
    """Cut at a fixed width: every line but the last is as wide as the first (a blank at the very end may have been trimmed)."""
    last = lines[place]
    width = last.columns + (lines[place + 1].columns == last.columns + 1)
    text = last.text
    for line in lines[place + 1 : place + MAX_LINES]:
        blank = last.trailing_blank or line.leading_blank or last.columns < width
        text += " " + line.text if blank else line.text
        last = line
        if not width - 1 <= line.columns <= width:
            break
    return text, last


def _broken_at_blanks(lines: Sequence[Line], place: int) -> Way:
    """Broken at blanks: every line but the last is long."""
    last = lines[place]
    text = last.text
    for line in lines[place + 1 : place + MAX_LINES]:
        text += " " + line.text
        last = line
        if line.columns < MIN_COLUMNS:
            break
    return text, last
