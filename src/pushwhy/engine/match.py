"""Windows → pattern hits: the regexes of those patterns whose anchors were hit, tried on logical lines."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from pushwhy.engine.joins import Way, ways
from pushwhy.model.log import Line
from pushwhy.model.rules import Pattern

TIME_PER_PATTERN = 0.25
"""Seconds that one regex may spend on one line."""
_QUOTES = "\"'`´„“”«»‹›‘’‚「」『』 \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Hit:
    """One pattern found in one logical line."""

    pattern: int
    first: Line
    last: Line
    text: str
    """The logical line: `first` alone, or joined with the lines up to `last`."""
    start: int
    end: int
    """Half-open span of the match in `text`."""
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OutOfTime:
    """A pattern that took too long on a line."""

    pattern: int
    line: int


class Matcher:
    """The compiled regexes of a pack; each is compiled when it is first needed."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = patterns
        self._compiled: dict[int, regex.Pattern[str]] = {}
        self._near = [pattern for pattern in patterns if pattern.near is not None]

    def hits(self, lines: Sequence[Line], candidates: Iterable[int], hit_lines: Sequence[int]) -> Iterator[Hit | OutOfTime]:
        """Everything that the candidate patterns, and those declared `near`, find in the lines of one window.

        `hit_lines` are the sorted raw numbers of the lines in which anchors were hit.
        """
        known: dict[int, tuple[Way, ...]] = {}
        for id_ in candidates:
            yield from self._pattern_hits(self._patterns[id_], lines, range(len(lines)), known)
        reachable: dict[int, list[int]] = {}
        for pattern in self._near:
            reach = pattern.near or 0
            if reach not in reachable:
                reachable[reach] = [i for i, line in enumerate(lines) if _is_near(line.number, hit_lines, reach)]
            yield from self._pattern_hits(pattern, lines, reachable[reach], known)

    def _pattern_hits(self, pattern: Pattern, lines: Sequence[Line], places: Iterable[int], known: dict[int, tuple[Way, ...]]) -> Iterator[Hit | OutOfTime]:
        for place in places:
            try:
                hit = self._hit_at(pattern, lines, place, known)
            except TimeoutError:
                yield OutOfTime(pattern=pattern.id, line=lines[place].number)
                continue
            if hit is not None:
                yield hit

    def _hit_at(self, pattern: Pattern, lines: Sequence[Line], place: int, known: dict[int, tuple[Way, ...]]) -> Hit | None:
        line = lines[place]
        found = self._search(pattern, line.text)
        if found is not None:
            return _hit(pattern, line, line, line.text, found)
        if place not in known:
            known[place] = ways(lines, place)
        for text, last in known[place]:
            found = self._search(pattern, text)
            if found is not None and found.start() < len(line.text) < found.end():
                return _hit(pattern, line, last, text, found)
        return None

    def _search(self, pattern: Pattern, text: str) -> regex.Match[str] | None:
        if pattern.anchors and not any(anchor in text for anchor in pattern.anchors):
            return None
        compiled = self._compiled.get(pattern.id)
        if compiled is None:
            compiled = self._compiled[pattern.id] = regex.compile(pattern.regex)
        return compiled.search(text, timeout=TIME_PER_PATTERN)


def _hit(pattern: Pattern, first: Line, last: Line, text: str, found: regex.Match[str]) -> Hit:
    facts = {name: value.strip(_QUOTES) for name, value in found.groupdict().items() if value}
    return Hit(pattern=pattern.id, first=first, last=last, text=text, start=found.start(), end=found.end(), facts=facts)


def _is_near(number: int, hit_lines: Sequence[int], reach: int) -> bool:
    place = bisect.bisect_left(hit_lines, number - reach)
    return place < len(hit_lines) and hit_lines[place] <= number + reach
