"""Windows of a log → everything that rules find in them. Imported only for a log that has a window."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from pushwhy import phrases
from pushwhy.engine.match.joined_lines import LineJoiner
from pushwhy.engine.match.patterns import PatternHits, PatternMatcher
from pushwhy.engine.match.rules import Match, RuleMatcher
from pushwhy.engine.search.raw_lines import Window
from pushwhy.model.log import Line
from pushwhy.model.pack import RulePack
from pushwhy.model.report import LogError

Clean = Callable[[bytes, int], Sequence[Line]]
"""Cleans raw lines, given the number of the first."""


class LogMatches(Struct, frozen=True, kw_only=True):
    """What rules found in one log, in order of lines."""

    matches: tuple[Match, ...] = ()
    secrets: tuple[tuple[int, str], ...] = ()
    """(line, kind) of every secret that was masked on a line with a match of a pattern."""
    dialects: tuple[str, ...] = ()
    """Names of all dialects on lines with a match of a pattern, in order of first sight."""
    errors: tuple[LogError, ...] = ()


class LogReader:
    """Reads logs with the patterns and rules of a pack. Made once for each pack."""

    def __init__(self, pack: RulePack, clean: Clean) -> None:
        self._pack = pack
        self._clean = clean
        self._words = phrases.of_pack(pack)
        self._rules = RuleMatcher(pack)
        self._patterns = PatternMatcher(
            pack.patterns, LineJoiner(pack.quoting.output), self._rules.command_patterns, pack.anchors.context_patterns
        )

    def read(self, windows: Iterable[Window]) -> LogMatches:
        """Try each window against the patterns whose anchors were hit in it."""
        return self._collect((window, *self.pattern_hits(window, self.candidates(window))) for window in windows)

    def read_whole(self, data: bytes, windows: Sequence[Window]) -> LogMatches:
        """Try every line of a log against every pattern; `windows` tell where context counts. The result is that of `read`."""
        whole = Window(first_line=1, data=data, hits=tuple(hit for window in windows for hit in window.hits))
        context = self._pack.anchors.context_patterns
        ranges = [(window.first_line, window.last_line) for window in windows]
        lines, found = self.pattern_hits(whole, None)
        near = [hit for hit in found.hits if hit.pattern not in context or _is_within(hit.line, ranges)]
        return self._collect([(whole, lines, PatternHits(near, found.out_of_time))])

    def rules_matching(self, window: Window) -> frozenset[str]:
        """Return the ids of the rules whose `match` holds somewhere, whatever their other conditions say."""
        return frozenset(match.rule.id for match in self.read([window]).matches)

    def pattern_hits(self, window: Window, candidates: Mapping[int, Sequence[int]] | None) -> tuple[Sequence[Line], PatternHits]:
        """Return the cleaned lines of a window, and what matches in them of the candidates.

        `candidates` are raw line numbers by pattern; None stands for all patterns and lines.
        """
        lines = self._clean(window.data, window.first_line)
        return lines, self._patterns.hits(lines, candidates)

    def candidates(self, window: Window) -> dict[int, list[int]]:
        """Return the raw lines on which the anchors of each pattern were hit."""
        lines_by_pattern: dict[int, list[int]] = {}
        for line, literal in window.hits:
            for pattern in self._pack.anchors.patterns[literal]:
                lines_by_pattern.setdefault(pattern, []).append(line)
        return lines_by_pattern

    def _collect(self, windows: Iterable[tuple[Window, Sequence[Line], PatternHits]]) -> LogMatches:
        """Match rules window by window: the parts of a rule lie within one, because a window reaches as far as they do."""
        matches: list[Match] = []
        secrets: dict[tuple[int, str], None] = {}
        dialects: dict[str, None] = {}
        out_of_time: list[tuple[int, int]] = []
        cut_lines: list[Line] = []
        for window, lines, found in windows:
            matches += self._rules.matches(found.hits)
            out_of_time += found.out_of_time
            by_line = {hit.first.number: hit.first for hit in found.hits}
            dialects |= dict.fromkeys(name for _, line in sorted(by_line.items()) for name in line.dialects)
            secrets |= dict.fromkeys((line.number, kind) for line in lines if line.number in by_line for kind in line.secrets)
            searched_lines = frozenset(line for line, _ in window.hits)
            cut_lines += (line for line in lines if line.cut and line.number in searched_lines)
        errors = [*(self._out_of_time(pattern, line) for pattern, line in out_of_time), *map(self._too_long, cut_lines)]
        return LogMatches(matches=tuple(matches), secrets=tuple(secrets), dialects=tuple(dialects), errors=tuple(dict.fromkeys(errors)))

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
