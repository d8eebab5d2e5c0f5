"""Windows → pattern hits: the regexes of those patterns whose anchors were hit, tried on logical lines."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from pushwhy.engine.match.joined_lines import MAX_LINES, Way, ways, whole, wrapped_from
from pushwhy.masking import redact
from pushwhy.model.log import Line
from pushwhy.model.rules import Pattern

if TYPE_CHECKING:
    import regex

TIME_PER_PATTERN = 0.25
"""Seconds that one regex may spend on one line."""
_QUOTES = "\"'`´„“”«»‹›‘’‚「」『』 \u00a0\u202f"


class Hit(Struct, frozen=True):
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

    @property
    def line(self) -> int:
        """The raw line on which the logical line begins."""
        return self.first.number


class OutOfTime(Struct, frozen=True):
    """A pattern that took too long on a line."""

    pattern: int
    line: int


class Matcher:
    """The compiled regexes of a pack; each is compiled when it is first needed."""

    def __init__(self, patterns: Sequence[Pattern], commands: frozenset[int] = frozenset()) -> None:
        """`commands` are patterns that find the beginning of a line whose rest counts too, even where a console wrapped it."""
        self._patterns = patterns
        self._commands = commands
        self._compiled: dict[int, regex.Pattern[str]] = {}
        near = sorted((pattern for pattern in patterns if pattern.near is not None), key=_reach_and_hints)
        self._near = [(reach, hints, tuple(group)) for (reach, hints), group in groupby(near, key=_reach_and_hints)]

    def hits(
        self, lines: Sequence[Line], lines_of: Mapping[int, Sequence[int]] | None, hit_lines: Sequence[int]
    ) -> Iterator[Hit | OutOfTime]:
        """Everything that the patterns find in the lines of one window.

        `lines_of` gives, for every candidate pattern, the raw numbers of the lines in which its anchors were hit; None tries every pattern
        on every line. `hit_lines` are the sorted numbers of all lines in which anchors were hit: patterns declared `near` are tried around
        them.
        """
        window = _Window(lines)
        everywhere = dict.fromkeys(range(len(lines)), 0)
        for pattern in self._patterns if lines_of is None else map(self._patterns.__getitem__, sorted(lines_of)):
            if pattern.near is None and window.mentions(pattern.hints):
                places = everywhere if lines_of is None else window.starts(lines_of[pattern.id])
                yield from self._pattern_hits(pattern, window, places)
        near: dict[int, list[int]] = {}
        for reach, hints, group in self._near if hit_lines else ():
            if not window.mentions(hints):
                continue
            if reach not in near:
                near[reach] = [place for place in everywhere if _is_near(lines[place].number, hit_lines, reach)]
            places = dict.fromkeys((place for place in near[reach] if window.holds(place, hints)), 0)
            for pattern in group:
                yield from self._pattern_hits(pattern, window, places)

    def _pattern_hits(self, pattern: Pattern, window: _Window, places: Mapping[int, int]) -> Iterator[Hit | OutOfTime]:
        for place, beyond in places.items():
            try:
                hit = self._hit_at(pattern, window, place, beyond)
            except TimeoutError:
                yield OutOfTime(pattern=pattern.id, line=window.lines[place].number)
                continue
            if hit is not None:
                yield hit

    def _hit_at(self, pattern: Pattern, window: _Window, place: int, beyond: int) -> Hit | None:
        """The pattern in the logical lines that begin there and take in more than `beyond` lines; an anchor lies in the next one."""
        line = window.lines[place]
        found = self._search(pattern, line.text) if beyond == 0 else None
        if found is not None:
            return self._wrapped_hit(pattern, window, place, found) or _hit(pattern, line, line, line.text, found)
        for way in window.ways(place):
            if len(way.ends) <= beyond:
                continue
            tried = (pattern.id, len(line.text), way.text)
            if tried in window.missed:
                continue
            found = self._search(pattern, way.text)
            if found is None or not found.start() < len(line.text) < found.end():
                window.missed.add(tried)
                continue
            last = place + way.lines_until(found.end()) - 1
            if self._swallows(pattern, found[0], [text for later in range(place + 1, last + 1) for text in window.texts(later)]):
                continue
            # A secret may have been cut in two by the wrap, so the joined text is masked once more.
            masked, _ = redact(way.text)
            found = found if masked == way.text else self._search(pattern, masked)
            if found is not None:
                return _hit(pattern, wrapped_from(window.lines, place), window.lines[last], masked, found)
        return None

    def _wrapped_hit(self, pattern: Pattern, window: _Window, place: int, found: regex.Match[str]) -> Hit | None:
        """The hit with what a console cut off its line, if that belongs to a command or to a value at the very end."""
        line = window.lines[place]
        if pattern.id not in self._commands and (found.end() < len(line.text) or pattern.near is not None):
            return None
        way = whole(window.lines, place)
        text, _ = redact(way.text) if way else ("", ())
        longer = self._search(pattern, text)
        if way is None or longer is None or (pattern.id not in self._commands and longer.end() <= len(line.text)):
            return None
        return _hit(pattern, line, window.lines[place + len(way.ends) - 1], text, longer)

    def _swallows(self, pattern: Pattern, joined: str, following: Iterable[str]) -> bool:
        """Whether the whole message begins in a line that would be joined, so that a leading placeholder only took in the line before."""
        alone = [found[0] for text in following if (found := self._search(pattern, text))]
        return any(len(text) < len(joined) and joined.endswith(text) for text in alone)

    def _search(self, pattern: Pattern, text: str) -> regex.Match[str] | None:
        if pattern.hints and not any(hint in text for hint in pattern.hints):
            return None
        if not all(word in text for word in pattern.words):
            return None
        compiled = self._compiled.get(pattern.id)
        if compiled is None:
            import regex

            compiled = self._compiled[pattern.id] = regex.compile(pattern.regex)
        return compiled.search(text, timeout=TIME_PER_PATTERN)


class _Window:
    """The lines of a window; the ways in which a line may go on are worked out once, when they are asked for."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._numbers = [line.number for line in lines]
        self._ways: dict[int, tuple[Way, ...]] = {}
        self._joined: tuple[str, ...] = ()
        self.missed: set[tuple[int, int, str]] = set()
        """Patterns that are not in a joined line, with the length of its first part: a loop prints the same lines again and again."""

    def ways(self, place: int) -> tuple[Way, ...]:
        """How the line may go on in the next ones."""
        known = self._ways.get(place)
        if known is None:
            known = self._ways[place] = ways(self.lines, place)
        return known

    def texts(self, place: int) -> list[str]:
        """The logical lines that the line may be: alone, and in every way in which it may go on."""
        return [self.lines[place].text, *(way.text for way in self.ways(place))]

    def mentions(self, hints: tuple[str, ...]) -> bool:
        """Whether any line can have one of the hints; a hint is shorter than a line that is wrapped, so that two lines hold a whole one."""
        if not self._joined:
            texts = [line.text for line in self.lines]
            self._joined = ("".join(texts), " ".join(texts))
        return not hints or any(hint in text for hint in hints for text in self._joined)

    def holds(self, place: int, hints: tuple[str, ...]) -> bool:
        """Whether the line, alone or joined, has one of the hints; without hints it always may match."""
        if not hints or any(hint in self.lines[place].text for hint in hints):
            return True
        return any(hint in way.text for way in self.ways(place) for hint in hints)

    def starts(self, numbers: Sequence[int]) -> dict[int, int]:
        """Places at which a logical line can begin that takes in one of the raw lines, and after how many lines that comes."""
        places: dict[int, int] = {}
        for number in numbers:
            first = bisect.bisect_left(self._numbers, number)
            after = bisect.bisect_right(self._numbers, number)
            if first == after and first > 0:
                first -= 1  # a line that a dialect glued together is known by its first number
            for place in range(max(0, first - MAX_LINES), max(first + 1, after)):
                beyond = max(0, first - place)
                places[place] = min(beyond, places.get(place, beyond))
        return dict(sorted(places.items()))


def _reach_and_hints(pattern: Pattern) -> tuple[int, tuple[str, ...]]:
    return pattern.near or 0, pattern.hints


def _hit(pattern: Pattern, first: Line, last: Line, text: str, found: regex.Match[str]) -> Hit:
    facts = {name: value.strip(_QUOTES) for name, value in found.groupdict().items() if value}
    return Hit(pattern=pattern.id, first=first, last=last, text=text, start=found.start(), end=found.end(), facts=facts)


def _is_near(number: int, hit_lines: Sequence[int], reach: int) -> bool:
    place = bisect.bisect_left(hit_lines, number - reach)
    return place < len(hit_lines) and hit_lines[place] <= number + reach
