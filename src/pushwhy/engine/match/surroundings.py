"""What stands around a message: the texts of the pack that speak for or against a push, and whether anything else stands there at all."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

import regex

from pushwhy.model.lexicon import PushSign, PushWeights
from pushwhy.model.log import Line

_ALONE_REACH = 12
_ALONE_LINES = 4
"""Lines with text, the message's own included, among which it stands alone."""


class Surroundings:
    """Looks for signs. Made once for each pack."""

    def __init__(self, weights: PushWeights) -> None:
        texts = [sign for sign in weights.signs if sign.text]
        self._own = [(sign.name, regex.compile(sign.text)) for sign in texts if sign.within == 0]
        self._near = [sign for sign in texts if sign.within > 0]
        self._compiled = [regex.compile(sign.text) for sign in self._near]
        self._reach = max((sign.within for sign in self._near), default=0)

    def of_window(self, lines: Sequence[Line], messages: frozenset[int]) -> WindowSigns:
        """Return what looks for signs in the lines of one window; `messages` are the places of those that hold a message of a rule."""
        return WindowSigns(lines, messages, self._own, self._near, self._compiled)


class WindowSigns:
    """The lines of a window; which texts a line has is looked up once."""

    def __init__(
        self,
        lines: Sequence[Line],
        messages: frozenset[int],
        own: Sequence[tuple[str, regex.Pattern[str]]],
        near: Sequence[PushSign],
        compiled: Sequence[regex.Pattern[str]],
    ) -> None:
        self._lines = lines
        self._numbers = [line.number for line in lines]
        self._messages = messages
        self._own = own
        self._near = near
        self._compiled = compiled
        self._found: dict[int, frozenset[int]] = {}
        self._known: dict[tuple[int, int], tuple[frozenset[str], bool]] = {}

    def around(self, text: str, first: int, last: int) -> tuple[frozenset[str], bool]:
        """Return the names of the signs in a message and around its lines `first` to `last`, and whether it stands alone."""
        if (first, last) not in self._known:
            self._known[first, last] = self._near_to(first, last)
        near, alone = self._known[first, last]
        return near.union(name for name, pattern in self._own if pattern.search(text) is not None), alone

    def _near_to(self, first: int, last: int) -> tuple[frozenset[str], bool]:
        names: set[str] = set()
        for index, sign in enumerate(self._near):
            lines = self._range(first - sign.within, last + sign.within)
            if any(index in self._texts_of(line) and not (sign.beside and self._numbers[line] in self._messages) for line in lines):
                names.add(sign.name)
        filled = sum(1 for line in self._range(first - _ALONE_REACH, last + _ALONE_REACH) if self._lines[line].text)
        return frozenset(names), filled <= _ALONE_LINES + last - first

    def _range(self, first: int, last: int) -> range:
        return range(bisect.bisect_left(self._numbers, first), bisect.bisect_right(self._numbers, last))

    def _texts_of(self, line: int) -> frozenset[int]:
        found = self._found.get(line)
        if found is None:
            text = self._lines[line].whole or self._lines[line].text
            found = self._found[line] = frozenset(index for index, pattern in enumerate(self._compiled) if pattern.search(text) is not None)
        return found
