"""Hard-wrapped lines: the ways in which a physical line may go on in the next ones.

A console cuts a line at its width, also in the middle of a word; a document breaks it at a blank. Which of the two happened is told by the
message that is found across the break, so both are offered. What is offered depends on the next few lines alone.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pushwhy.model.log import Line

MIN_COLUMNS = 60
"""Narrower consoles are not looked for: too many ordinary lines are as short."""
MAX_LINES = 12
_AROUND = 20
_USUAL = frozenset((79, 80, 99, 100, 119, 120, 131, 132, 133))
"""Widths of consoles, or one less where the last column stays empty."""
_OUTPUT = re.compile(
    r"(?:Pushing|PUT|Response|Unable|File|Usage|Missing|MSBuild|NuGet|Detected|Microsoft|Attempting|Chocolatey|Failed|Source|shell:|env:)\b|$"
)
"""How lines begin that are no rest of a command or message."""


class Way(Struct, frozen=True):
    """A logical line that several physical ones may be."""

    text: str
    ends: tuple[int, ...]
    """Offsets in `text` at which the first, the second, … physical line ends."""

    def lines_until(self, offset: int) -> int:
        """How many physical lines it takes to reach an offset."""
        return bisect.bisect_left(self.ends, offset) + 1


def ways(lines: Sequence[Line], place: int) -> tuple[Way, ...]:
    """Logical lines that may begin at `lines[place]`; none where that line is too short to be wrapped."""
    if lines[place].columns < MIN_COLUMNS or place + 1 >= len(lines):
        return ()
    console = _cut_by_console(lines, place)
    found = (*_ending_before_output(console, lines, place), console, *_ending_earlier(console), _broken_at_blanks(lines, place))
    different: dict[str, Way] = {}
    for way in found:
        different.setdefault(way.text, way)
    return tuple(different.values())


def whole(lines: Sequence[Line], place: int) -> Way | None:
    """A line with what a console cut off it, where the lines around it tell that one did.

    For commands, and for values that run to the end of a line: they have no end that a pattern could look for.
    """
    line, following = lines[place], lines[place + 1 : place + 2]
    around = [one.columns for one in lines[max(0, place - _AROUND) : place + _AROUND + 1]]
    is_full = line.columns >= MIN_COLUMNS and line.columns >= max(around) - 1 and (line.columns in _USUAL or around.count(line.columns) > 1)
    if not is_full or not following or following[0].level is not None or _OUTPUT.match(following[0].text):
        return None
    console = _cut_by_console(lines, place)
    return next(_ending_before_output(console, lines, place), console)


def wrapped_from(lines: Sequence[Line], place: int) -> Line:
    """The physical line with which the logical line around a wrapped `lines[place]` begins: those before it are just as wide."""
    first = place
    while first > max(0, place - MAX_LINES) and lines[first - 1].columns == lines[place].columns:
        first -= 1
    return lines[first]


def _cut_by_console(lines: Sequence[Line], place: int) -> Way:
    """Cut at a fixed width: every line but the last is as wide as the first (a blank at the very end may have been trimmed)."""
    last = lines[place]
    width = last.columns + (lines[place + 1].columns == last.columns + 1)
    text = last.text
    ends = [len(text)]
    for line in lines[place + 1 : place + MAX_LINES]:
        blank = last.trailing_blank or line.leading_blank or last.columns < width
        text += " " + line.text if blank else line.text
        ends.append(len(text))
        last = line
        if not width - 1 <= line.columns <= width:
            break
    return Way(text, tuple(ends))


def _ending_before_output(way: Way, lines: Sequence[Line], place: int) -> Iterator[Way]:
    """Where a line begins as the client's lines do, the message before it has more likely filled its last line than been cut there."""
    for number in range(2, len(way.ends)):
        if _OUTPUT.match(lines[place + number].text):
            yield Way(way.text[: way.ends[number - 1]], way.ends[:number])
            return


def _ending_earlier(way: Way) -> Iterator[Way]:
    """A message whose last line is as wide as the console looks as if it went on in the next one; the longest way first."""
    for lines in range(len(way.ends) - 1, 1, -1):
        end = way.ends[lines - 1]
        if way.text[end : end + 1].strip():
            yield Way(way.text[:end], way.ends[:lines])


def _broken_at_blanks(lines: Sequence[Line], place: int) -> Way:
    """Broken at blanks: every line but the last is long."""
    text = lines[place].text
    ends = [len(text)]
    for line in lines[place + 1 : place + MAX_LINES]:
        text += " " + line.text
        ends.append(len(text))
        if line.columns < MIN_COLUMNS:
            break
    return Way(text, tuple(ends))
