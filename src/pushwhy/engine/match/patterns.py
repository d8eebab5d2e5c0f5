"""Finds patterns in the lines of a window: the regexes of those patterns whose anchors were hit, tried on logical lines."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from pushwhy.engine.match.joined_lines import MIN_COLUMNS, JoinedLine, LineJoiner, first_wrapped
from pushwhy.engine.search.anchor_filter import REACH
from pushwhy.masking import redact
from pushwhy.model.log import Line
from pushwhy.model.rules import Pattern

_Attempts = Iterator[tuple[Pattern, Mapping[int, int]]]
"""Patterns, each with the indexes of the lines at which it is tried and how many lines its anchors leave out there."""

if TYPE_CHECKING:
    import regex

TIME_PER_PATTERN = 0.25
"""Seconds that one regex may spend on one line."""
_MOST_REMEMBERED = 1 << 12
"""Answers of regexes that are kept."""
_QUOTES = "\"'`´„“”«»‹›‘’‚「」『』 \u00a0\u202f"


class PatternHit(Struct, frozen=True):
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


class PatternHits(Struct, frozen=True):
    """What was found in the lines of one window."""

    hits: Sequence[PatternHit]
    out_of_time: Sequence[tuple[int, int]]
    """(pattern, raw line number) of every pattern that took too long on a line."""


class PatternMatcher:
    """The compiled regexes of a pack; each is compiled when it is first needed."""

    def __init__(self, patterns: Sequence[Pattern], joiner: LineJoiner, commands: frozenset[int], context: frozenset[int]) -> None:
        """`commands` are patterns that find the beginning of a line whose rest counts too, even where a console wrapped it.

        Those of the `context` tell of other operations.
        """
        self._patterns = patterns
        self._context = context
        self._joiner = joiner
        self._commands = commands
        self._compiled: dict[int, regex.Pattern[str]] = {}
        self._found: dict[tuple[int, str], regex.Match[str] | None] = {}
        near = sorted((pattern for pattern in patterns if pattern.near is not None), key=_reach_and_hints)
        self._near = [(reach, hints, tuple(group)) for (reach, hints), group in groupby(near, key=_reach_and_hints)]

    def hits(self, lines: Sequence[Line], candidates: Mapping[int, Sequence[int]] | None) -> PatternHits:
        """Return what the patterns find in the lines of one window.

        `candidates` are the raw numbers of the lines in which the anchors of each pattern were hit; None tries every pattern on every
        line. Patterns declared `near` are tried around the lines in which others that tell of a push were found.
        """
        window = _Lines(lines, self._joiner)
        hits: list[PatternHit] = []
        out_of_time: list[tuple[int, int]] = []
        self._try(self._anchored(window, candidates), window, hits, out_of_time)
        telling = sorted({hit.line for hit in hits if hit.pattern not in self._context})
        self._try(self._near_to(window, telling), window, hits, out_of_time)
        return PatternHits(hits, out_of_time)

    def _try(self, attempts: _Attempts, window: _Lines, hits: list[PatternHit], out_of_time: list[tuple[int, int]]) -> None:
        """Add what is found to the lists."""
        for pattern, starts in attempts:
            for index, skipped in starts.items():
                try:
                    hit = self._hit_at(pattern, window, index, skipped)
                except TimeoutError:
                    out_of_time.append((pattern.id, window.lines[index].number))
                    continue
                if hit is not None:
                    hits.append(hit)

    def _anchored(self, window: _Lines, candidates: Mapping[int, Sequence[int]] | None) -> _Attempts:
        """Yield each pattern that may match, and the lines at which it is tried with how many of them its anchors leave out."""
        everywhere = dict.fromkeys(range(len(window.lines)), 0)
        for pattern in self._patterns if candidates is None else map(self._patterns.__getitem__, sorted(candidates)):
            if pattern.near is None and window.mentions(pattern.hints):
                yield pattern, everywhere if candidates is None else window.starts(candidates[pattern.id])

    def _near_to(self, window: _Lines, telling: Sequence[int]) -> _Attempts:
        """Likewise for patterns that are tried near others, given the sorted numbers of the lines of these."""
        near: dict[int, list[int]] = {}
        for reach, hints, group in self._near if telling else ():
            if not window.mentions(hints):
                continue
            if reach not in near:
                near[reach] = [index for index, line in enumerate(window.lines) if _is_near(line.number, telling, reach)]
            starts = dict.fromkeys((index for index in near[reach] if window.holds(index, hints)), 0)
            for pattern in group:
                yield pattern, starts

    def _hit_at(self, pattern: Pattern, window: _Lines, index: int, skipped: int) -> PatternHit | None:
        """Find the pattern in the logical lines that begin there and take in more than `skipped` lines; an anchor lies in the next one."""
        line = window.lines[index]
        found = self._search(pattern, line.text) if skipped == 0 else None
        if found is None and skipped == 0 and line.whole and (whole := self._search(pattern, line.whole)) is not None:
            return _hit(pattern, line, line, line.whole, whole)
        if found is not None:
            return self._wrapped_hit(pattern, window, index, found) or _hit(pattern, line, line, line.text, found)
        for joined in window.joined(index):
            if len(joined.ends) <= skipped:
                continue
            tried = (pattern.id, len(line.text), joined.text)
            if tried in window.missed:
                continue
            found = self._search(pattern, joined.text)
            if found is None or not found.start() < len(line.text) < found.end():
                window.missed.add(tried)
                continue
            last = index + joined.lines_until(found.end()) - 1
            if self._swallows(pattern, found[0], [text for later in range(index + 1, last + 1) for text in window.texts(later)]):
                continue
            # A secret may have been cut in two by the wrap, so the joined text is masked once more.
            masked, _ = redact(joined.text)
            found = found if masked == joined.text else self._search(pattern, masked)
            if found is not None:
                return _hit(pattern, first_wrapped(window.lines, index), window.lines[last], masked, found)
        return None

    def _wrapped_hit(self, pattern: Pattern, window: _Lines, index: int, found: regex.Match[str]) -> PatternHit | None:
        """The hit with what a console cut off its line, if that belongs to a command or to a value at the very end."""
        line = window.lines[index]
        if pattern.id not in self._commands and (found.end() < len(line.text) or pattern.near is not None):
            return None
        joined = self._joiner.unwrapped(window.lines, index)
        text, _ = redact(joined.text) if joined else ("", ())
        longer = self._search(pattern, text)
        if joined is None or longer is None or (pattern.id not in self._commands and longer.end() <= len(line.text)):
            return None
        return _hit(pattern, line, window.lines[index + len(joined.ends) - 1], text, longer)

    def _swallows(self, pattern: Pattern, text: str, following: Iterable[str]) -> bool:
        """Whether the whole message begins in a line that would be joined, so that a leading placeholder only took in the line before."""
        alone = [found[0] for line in following if (found := self._search(pattern, line))]
        return any(len(message) < len(text) and text.endswith(message) for message in alone)

    def _search(self, pattern: Pattern, text: str) -> regex.Match[str] | None:
        """Find a pattern in a text; a log that repeats itself is asked for the same again and again."""
        asked = (pattern.id, text)
        try:
            return self._found[asked]
        except KeyError:
            pass
        found = self._find(pattern, text)
        if len(self._found) >= _MOST_REMEMBERED:
            self._found.clear()
        self._found[asked] = found
        return found

    def _find(self, pattern: Pattern, text: str) -> regex.Match[str] | None:
        if pattern.hints and not any(hint in text for hint in pattern.hints):
            return None
        if not all(word in text for word in pattern.words):
            return None
        compiled = self._compiled.get(pattern.id)
        if compiled is None:
            import regex

            compiled = self._compiled[pattern.id] = regex.compile(pattern.regex)
        return compiled.search(text, timeout=TIME_PER_PATTERN)


class _Lines:
    """The lines of a window; how a line may go on is worked out once, when it is asked for."""

    def __init__(self, lines: Sequence[Line], joiner: LineJoiner) -> None:
        self.lines = lines
        self._joiner = joiner
        self._numbers = [line.raw for line in lines]
        self._joined: dict[int, tuple[JoinedLine, ...]] = {}
        self._whole_texts: tuple[str, ...] = ()
        self.missed: set[tuple[int, int, str]] = set()
        """Patterns that are not in a joined line, with the length of its first part: a loop prints the same lines again and again."""

    def joined(self, index: int) -> tuple[JoinedLine, ...]:
        """Return the logical lines that may begin with the line."""
        known = self._joined.get(index)
        if known is None:
            known = self._joined[index] = self._joiner.joined_lines(self.lines, index)
        return known

    def texts(self, index: int) -> list[str]:
        """The logical lines that the line may be: alone, and in every way in which it may go on."""
        return [self.lines[index].text, *(joined.text for joined in self.joined(index))]

    def mentions(self, hints: tuple[str, ...]) -> bool:
        """Whether any line can have one of the hints; a hint is shorter than a line that is wrapped, so that two lines hold a whole one."""
        if not self._whole_texts:
            texts = [line.text for line in self.lines]
            self._whole_texts = ("".join(texts), " ".join(texts), " ".join(line.whole for line in self.lines if line.whole))
        return not hints or any(hint in text for hint in hints for text in self._whole_texts)

    def holds(self, index: int, hints: tuple[str, ...]) -> bool:
        """Whether the line, alone or joined, has one of the hints; without hints it always may match."""
        if not hints or any(hint in self.lines[index].text for hint in hints):
            return True
        return any(hint in joined.text for joined in self.joined(index) for hint in hints)

    def starts(self, numbers: Sequence[int]) -> dict[int, int]:
        """Places at which a logical line can begin that takes in one of the raw lines, and after how many lines that comes."""
        starts: dict[int, int] = {}
        for number in numbers:
            first = bisect.bisect_left(self._numbers, number)
            after = bisect.bisect_right(self._numbers, number)
            if first == after and first > 0:
                first -= 1  # a line that a dialect glued together is known by its first number
            starts |= dict.fromkeys(range(first, max(first + 1, after)), 0)
            for skipped in range(1, min(REACH, first) + 1):
                if self.lines[first - skipped].columns < MIN_COLUMNS:
                    break  # no console wrapped it
                starts[first - skipped] = min(skipped, starts.get(first - skipped, skipped))
        return dict(sorted(starts.items()))


def _reach_and_hints(pattern: Pattern) -> tuple[int, tuple[str, ...]]:
    return pattern.near or 0, pattern.hints


def _hit(pattern: Pattern, first: Line, last: Line, text: str, found: regex.Match[str]) -> PatternHit:
    facts = {name: value.strip(_QUOTES) for name, value in found.groupdict().items() if value}
    return PatternHit(pattern=pattern.id, first=first, last=last, text=text, start=found.start(), end=found.end(), facts=facts)


def _is_near(number: int, message_lines: Sequence[int], reach: int) -> bool:
    index = bisect.bisect_left(message_lines, number - reach)
    return index < len(message_lines) and message_lines[index] <= number + reach
