"""Windows of a log → everything that rules find in them. Imported only for a log that has any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from pushwhy import phrases
from pushwhy.engine.match.patterns import Hit, Matcher, OutOfTime
from pushwhy.engine.match.reading import Reading
from pushwhy.engine.match.rules import Occurrence, RuleBook
from pushwhy.engine.search.lines import Window
from pushwhy.model.log import Line
from pushwhy.model.report import LogError
from pushwhy.model.rules import Mark, RulePack

Clean = Callable[[bytes, int], Sequence[Line]]
"""Cleaned lines of some raw lines, given the number of the first."""


class Finder:
    """The patterns and rules of a pack, compiled once."""

    def __init__(self, pack: RulePack, clean: Clean) -> None:
        self._anchors = pack.anchors
        self._clean = clean
        commands = (rule.match.all_patterns for rule in pack.rules if rule.marks is Mark.PUSH_COMMAND)
        self._matcher = Matcher(pack.patterns, frozenset().union(*commands))
        self.book = RuleBook(
            pack.rules, [pattern.literal for pattern in pack.patterns], [pattern.language for pattern in pack.patterns], pack.facts
        )
        self._words = phrases.of_pack(pack)
        self._rule_of_pattern = {pattern: rule.id for rule in reversed(pack.rules) for pattern in rule.match.all_patterns}

    def reading(self, windows: Iterable[Window]) -> Reading:
        """What the windows of a log hold: each is tried against the patterns whose anchors were hit."""
        findings = Findings(self.book)
        for window in windows:
            lines, hits = self.matches(window, self.candidates(window))
            findings.add(window, lines, hits)
        return self.told(findings)

    def matches(self, window: Window, candidates: Mapping[int, Sequence[int]] | None) -> tuple[Sequence[Line], Iterable[Hit | OutOfTime]]:
        """The lines of a window, and what matches in them of the candidates: by pattern, raw lines; None are all patterns and lines."""
        lines = self._clean(window.data, window.first_line)
        telling = sorted({line for line, literal in window.hits if literal not in self._anchors.aside})
        return lines, self._matcher.hits(lines, candidates, telling)

    def told(self, findings: Findings) -> Reading:
        """All that was found."""
        errors = [*map(self._out_of_time, findings.out_of_time), *map(self._too_long, findings.too_long)]
        return Reading(
            occurrences=tuple(findings.occurrences),
            secrets=tuple(findings.secrets),
            dialects=tuple(findings.dialects),
            errors=tuple(dict.fromkeys(errors)),
        )

    def candidates(self, window: Window) -> dict[int, list[int]]:
        """For every pattern whose anchors were hit, the raw lines on which they were."""
        found: dict[int, list[int]] = {}
        for line, literal in window.hits:
            for pattern in self._anchors.patterns[literal]:
                found.setdefault(pattern, []).append(line)
        return found

    def _too_long(self, line: Line) -> LogError:
        message = self._words.say("line-too-long")
        return LogError(kind="limit", message=message, line=line.number)

    def _out_of_time(self, one: OutOfTime) -> LogError:
        message = self._words.say("rule-out-of-time")
        return LogError(kind="limit", message=message, rule=self._rule_of_pattern.get(one.pattern), line=one.line)


class Findings:
    """What the windows of a log hold, window by window: the parts of a rule lie within one, because it reaches as far as they do."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        self.occurrences: list[Occurrence] = []
        self.secrets: dict[tuple[int, str], None] = {}
        self.dialects: dict[str, None] = {}
        self.out_of_time: list[OutOfTime] = []
        self.too_long: list[Line] = []

    def add(self, window: Window, lines: Sequence[Line], found: Iterable[Hit | OutOfTime]) -> None:
        """Take in the next window."""
        hits: list[Hit] = []
        for one in found:
            if isinstance(one, OutOfTime):
                self.out_of_time.append(one)
            else:
                hits.append(one)
        self.occurrences += self._book.occurrences(hits)
        self.dialects |= dict.fromkeys(name for hit in sorted(hits, key=lambda hit: hit.line) for name in hit.first.dialects)
        hit_lines = {hit.line for hit in hits}
        self.secrets |= dict.fromkeys((line.number, kind) for line in lines if line.number in hit_lines for kind in line.secrets)
        numbers = frozenset(line for line, _ in window.hits)
        self.too_long += (line for line in lines if line.cut and line.number in numbers)
