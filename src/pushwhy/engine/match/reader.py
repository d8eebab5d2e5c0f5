"""Windows of a log → everything that rules find in them. Imported only for a log that has a window."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pushwhy import phrases
from pushwhy.engine.match.joined_lines import LineJoiner
from pushwhy.engine.match.patterns import PatternHits, PatternMatcher
from pushwhy.engine.match.rules import Match, RuleMatcher
from pushwhy.engine.match.surroundings import Surroundings
from pushwhy.engine.search.raw_lines import Window
from pushwhy.model.line_map import LineMap, line_breaks
from pushwhy.model.log import Line
from pushwhy.model.pack import RulePack
from pushwhy.model.report import LogError

Clean = Callable[[bytes, int, int], Sequence[Line]]
"""Cleans raw lines, given the raw number of the first, and how many more lines than raw lines there were before."""


_ReadWindow = tuple[Window, Sequence[Line], PatternHits]


class LogMatches(Struct, frozen=True, kw_only=True):
    """What rules found in one log, in order of lines. Lines are places, which `raw_lines` turns into raw numbers."""

    matches: tuple[Match, ...] = ()
    quoted: tuple[Match, ...] = ()
    """Failures that are quoted and not said."""
    secrets: tuple[tuple[int, str], ...] = ()
    """(line, kind) of every secret that was masked on a line with a match of a pattern."""
    dialects: tuple[str, ...] = ()
    """Names of all dialects on lines with a match of a pattern, in order of first sight."""
    errors: tuple[LogError, ...] = ()
    raw_lines: LineMap = LineMap()


class LogReader:
    """Reads logs with the patterns and rules of a pack. Made once for each pack."""

    def __init__(self, pack: RulePack, clean: Clean) -> None:
        self._pack = pack
        self._clean = clean
        self._words = phrases.of_pack(pack)
        self._rules = RuleMatcher(pack)
        self._surroundings = Surroundings(pack.weights)
        self._patterns = PatternMatcher(
            pack.patterns, LineJoiner(pack.quoting.output), self._rules.command_patterns, pack.anchors.context_patterns
        )

    def read(self, windows: Iterable[Window]) -> LogMatches:
        """Try each window against the patterns whose anchors were hit in it."""
        return self._collect(self._read(windows))

    def _read(self, windows: Iterable[Window]) -> Iterator[_ReadWindow]:
        extra = 0
        for window in windows:
            lines, found = self.pattern_hits(window, self.candidates(window), extra)
            yield window, lines, found
            extra = lines[-1].number - lines[-1].raw if lines else extra

    def read_whole(self, data: bytes, windows: Sequence[Window]) -> LogMatches:
        """Try every line of a log against every pattern; `windows` tell where context counts. The result is that of `read`."""
        whole = Window(first_line=1, data=data, hits=tuple(hit for window in windows for hit in window.hits))
        context = self._pack.anchors.context_patterns
        ranges = [(window.first_line, window.last_line) for window in windows]
        lines, found = self.pattern_hits(whole, None)
        near = [hit for hit in found.hits if hit.pattern not in context or _is_within(hit.first.raw, ranges)]
        return self._collect([(whole, lines, PatternHits(near, found.out_of_time))])

    def rules_matching(self, window: Window) -> frozenset[str]:
        """Return the ids of the rules whose `match` holds somewhere, whatever their other conditions say."""
        read = self.read([window])
        return frozenset(match.rule.id for match in (*read.matches, *read.quoted))

    def pattern_hits(
        self, window: Window, candidates: Mapping[int, Sequence[int]] | None, extra: int = 0
    ) -> tuple[Sequence[Line], PatternHits]:
        """Return the cleaned lines of a window, and what matches in them of the candidates.

        `candidates` are raw line numbers by pattern; None stands for all patterns and lines.
        """
        lines = self._clean(window.data, window.first_line, extra)
        return lines, self._patterns.hits(lines, candidates)

    def candidates(self, window: Window) -> dict[int, list[int]]:
        """Return the raw lines on which the anchors of each pattern were hit."""
        lines_by_pattern: dict[int, list[int]] = {}
        for line, literal in window.hits:
            for pattern in self._pack.anchors.patterns[literal]:
                lines_by_pattern.setdefault(pattern, []).append(line)
        return lines_by_pattern

    def _collect(self, windows: Iterable[_ReadWindow]) -> LogMatches:
        """Match rules window by window: the parts of a rule lie within one, because a window reaches as far as they do."""
        matches: list[Match] = []
        secrets: dict[tuple[int, str], None] = {}
        dialects: dict[str, None] = {}
        out_of_time: list[tuple[int, int]] = []
        cut_lines: list[Line] = []
        breaks: list[tuple[int, int]] = []
        for window, lines, found in windows:
            matches += self._with_signs(self._rules.matches(found.hits), lines)
            out_of_time += found.out_of_time
            by_line = {hit.first.number: hit.first for hit in found.hits}
            dialects |= dict.fromkeys(name for _, line in sorted(by_line.items()) for name in line.dialects)
            secrets |= dict.fromkeys((line.number, kind) for line in lines if line.number in by_line for kind in line.secrets)
            searched_lines = frozenset(line for line, _ in window.hits)
            cut_lines += (line for line in lines if line.cut and line.raw in searched_lines)
            breaks += line_breaks(lines, breaks[-1][0] - breaks[-1][1] if breaks else 0)
        errors = [*(self._out_of_time(pattern, line) for pattern, line in out_of_time), *map(self._too_long, cut_lines)]
        return LogMatches(
            matches=tuple(match for match in matches if not match.quoted),
            quoted=tuple(match for match in matches if match.quoted),
            secrets=tuple(secrets),
            dialects=tuple(dialects),
            errors=tuple(dict.fromkeys(errors)),
            raw_lines=LineMap(tuple(breaks)),
        )

    def _with_signs(self, matches: Sequence[Match], lines: Sequence[Line]) -> Iterator[Match]:
        """Yield the matches; those that count only where they are a push's with what stands around them."""
        messages = frozenset(line for match in matches if match.literal for line in range(match.line, match.end_line + 1))
        window = self._surroundings.of_window(lines, messages)
        for match in matches:
            if match.rule.needs_push:
                signs, alone = window.around(match.text, match.line, match.end_line)
                yield replace(match, signs=signs, alone=alone)
            else:
                yield match

    def _too_long(self, line: Line) -> LogError:
        message = self._words.say("line-too-long")
        return LogError(kind="limit", message=message, line=line.number)

    def _out_of_time(self, pattern: int, line: int) -> LogError:
        message = self._words.say("rule-out-of-time")
        return LogError(kind="limit", message=message, rule=self._rules.first_rule_of(pattern), line=line)


def _is_within(line: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Return whether a line lies in one of the inclusive ranges, which are in order."""
    index = bisect.bisect_right(ranges, line, key=_first)
    return index > 0 and line <= ranges[index - 1][1]


def _first(lines: tuple[int, int]) -> int:
    return lines[0]
