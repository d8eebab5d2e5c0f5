"""Joins hard-wrapped lines: the ways in which a physical line may go on in the next ones.

A console cuts a line at its width, also in the middle of a word; a document breaks it at a blank. Which of the two happened is told by the
message that is found across the break, so both are offered. What is offered depends on the next few lines alone.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

import regex
from msgspec import Struct

from pushwhy.engine.search.anchor_filter import REACH
from pushwhy.model.log import Line

MIN_COLUMNS = 60
"""Narrower consoles are not looked for: too many ordinary lines are as short."""
_AROUND = 20
"""Lines before and after a full one that tell the width of the console."""
_USUAL = frozenset((79, 80, 99, 100, 119, 120, 131, 132, 133))
"""Widths of consoles, or one less where the last column stays empty."""


class JoinedLine(Struct, frozen=True):
    """A logical line that several physical ones may be."""

    text: str
    ends: tuple[int, ...]
    """Offsets in `text` at which the first, the second, … physical line ends."""

    def lines_until(self, offset: int) -> int:
        """Return how many physical lines it takes to reach an offset."""
        return bisect.bisect_left(self.ends, offset) + 1


class LineJoiner:
    """Joins lines. Made once for each pack."""

    def __init__(self, output: str) -> None:
        """`output` is a regex that matches how lines begin which are never the rest of a command or message."""
        self._output = regex.compile(output)

    def joined_lines(self, lines: Sequence[Line], index: int) -> tuple[JoinedLine, ...]:
        """Return the logical lines that may begin at `lines[index]`; none where that line is too short to be wrapped."""
        if lines[index].columns < MIN_COLUMNS or index + 1 >= len(lines):
            return ()
        console = _cut_by_console(lines, index)
        before_output = self._ending_before_output(console, lines, index)
        by_text: dict[str, JoinedLine] = {}
        for joined in (*before_output, console, *_ending_earlier(console), _broken_at_blanks(lines, index)):
            by_text.setdefault(joined.text, joined)
        return tuple(by_text.values())

    def unwrapped(self, lines: Sequence[Line], index: int) -> JoinedLine | None:
        """Return a line with what a console cut off it, where the lines around it tell that one did.

        For commands, and for values that run to the end of a line: they have no end that a pattern could look for.
        """
        line, following = lines[index], lines[index + 1 : index + 2]
        around = [neighbour.columns for neighbour in lines[max(0, index - _AROUND) : index + _AROUND + 1]]
        is_wide = line.columns >= MIN_COLUMNS and line.columns >= max(around) - 1
        is_full = is_wide and (line.columns in _USUAL or around.count(line.columns) > 1)
        if not is_full or not following or following[0].level is not None or self._output.match(following[0].text):
            return None
        console = _cut_by_console(lines, index)
        return next(self._ending_before_output(console, lines, index), console)

    def _ending_before_output(self, joined: JoinedLine, lines: Sequence[Line], index: int) -> Iterator[JoinedLine]:
        """Yield it up to a line that begins as the client's lines do: the message has more likely filled its last line than been cut."""
        for number in range(2, len(joined.ends)):
            if self._output.match(lines[index + number].text):
                yield JoinedLine(joined.text[: joined.ends[number - 1]], joined.ends[:number])
                return


def first_wrapped(lines: Sequence[Line], index: int) -> Line:
    """Return the physical line with which the logical line around a wrapped `lines[index]` begins: those before it are just as wide."""
    first = index
    while first > max(0, index - REACH) and lines[first - 1].columns == lines[index].columns:
        first -= 1
    return lines[first]


def _cut_by_console(lines: Sequence[Line], index: int) -> JoinedLine:
    """Cut at a fixed width: every line but the last is as wide as the first (a blank at the very end may have been trimmed)."""
    last = lines[index]
    width = last.columns + (lines[index + 1].columns == last.columns + 1)
    text = last.text
    ends = [len(text)]
    for line in lines[index + 1 : index + REACH]:
        blank = last.trailing_blank or line.leading_blank or last.columns < width
        text += " " + line.text if blank else line.text
        ends.append(len(text))
        last = line
        if not width - 1 <= line.columns <= width:
            break
    return JoinedLine(text, tuple(ends))


def _ending_earlier(joined: JoinedLine) -> Iterator[JoinedLine]:
    """A message whose last line is as wide as the console looks as if it went on in the next one; the longest way first."""
    for lines in range(len(joined.ends) - 1, 1, -1):
        end = joined.ends[lines - 1]
        if joined.text[end : end + 1].strip():
            yield JoinedLine(joined.text[:end], joined.ends[:lines])


def _broken_at_blanks(lines: Sequence[Line], index: int) -> JoinedLine:
    """Broken at blanks: every line but the last is long."""
    text = lines[index].text
    ends = [len(text)]
    for line in lines[index + 1 : index + REACH]:
        text += " " + line.text
        ends.append(len(text))
        if line.columns < MIN_COLUMNS:
            break
    return JoinedLine(text, tuple(ends))
