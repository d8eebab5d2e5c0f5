"""A log's UTF-8 blocks → everything its lines say: occurrences of rules, secrets, dialects."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from pushwhy.engine.escapes import Strip, ThroughEscapes
from pushwhy.engine.likely import Likely
from pushwhy.engine.lines import Window
from pushwhy.engine.match import Hit, Matcher, OutOfTime
from pushwhy.engine.occurrences import Occurrence, RuleBook
from pushwhy.engine.search import Anchors, OneByOne, Search, all_patterns, anchors_of
from pushwhy.engine.windows import around_hits
from pushwhy.model.log import Line
from pushwhy.model.report import LogError
from pushwhy.model.rules import Mark, RulePack

Clean = Callable[[bytes, int], Sequence[Line]]
"""Cleaned lines of some raw lines, given the number of the first."""


class Reading(Struct, frozen=True, kw_only=True):
    """What was found in one log, in order of lines."""

    occurrences: tuple[Occurrence, ...]
    secrets: tuple[tuple[int, str], ...]
    """(line, kind) of every secret that was masked near a push."""
    dialects: tuple[str, ...]
    """Names of all dialects seen on lines that matched, in order of first sight."""
    errors: tuple[LogError, ...]

    @property
    def tells_nothing(self) -> bool:
        """Whether no rule matches and no secret shows, as in nearly every log."""
        return not (self.occurrences or self.secrets)


class Reader:
    """Everything that is compiled once per pack."""

    def __init__(self, pack: RulePack, strip: Strip, search: Callable[[Anchors], Search] | None = None) -> None:
        """`search` makes the search; without one every line is tried against every pattern, with the same result."""
        self._pack = pack
        self.anchors: Anchors = anchors_of(pack)
        self._likely = Likely(self.anchors, pack.patterns, strip)
        self._reads_whole = search is None
        self._search = ThroughEscapes(search(self.anchors) if search is not None else OneByOne(self.anchors.literals), strip)
        commands = (all_patterns(rule.match) for rule in pack.rules if rule.marks is Mark.PUSH_COMMAND)
        self._matcher = Matcher(pack.patterns, frozenset().union(*commands))
        self._book = RuleBook(
            pack.rules, [pattern.literal for pattern in pack.patterns], [pattern.language for pattern in pack.patterns], pack.facts
        )
        self._rule_of_pattern = _first_rules(pack)

    def read(self, blocks: Iterable[bytes], clean: Clean) -> Reading:
        """Read a log."""
        if self._reads_whole:
            return self._read_whole(b"".join(blocks), clean)
        findings = _Findings(self._book)
        for window in self._windows(blocks):
            lines = clean(window.data, window.first_line)
            findings.add(window, lines, self._matcher.hits(lines, self._lines_of_patterns(window), self._telling_lines(window)))
        return self._reading(findings)

    def rules_matching(self, data: bytes, clean: Clean) -> frozenset[str]:
        """Ids of the rules whose `match` holds somewhere, whatever their other conditions say, and whether it matters there or not."""
        hits = dict.fromkeys((data.count(b"\n", 0, end - 1) + 1, literal) for end, literal in self._search.hits(data))
        window = Window(first_line=1, data=data, hits=tuple(hits))
        lines = clean(data, 1)
        findings = _Findings(self._book)
        findings.add(window, lines, self._matcher.hits(lines, self._lines_of_patterns(window), self._telling_lines(window)))
        return frozenset(one.rule.id for one in findings.occurrences)

    def _read_whole(self, data: bytes, clean: Clean) -> Reading:
        kept = tuple(self._windows([data]))
        places = [(window.first_line, window.last_line) for window in kept]
        window = Window(first_line=1, data=data, hits=tuple(hit for one in kept for hit in one.hits))
        lines = clean(data, 1)
        found = self._matcher.hits(lines, None, self._telling_lines(window))
        findings = _Findings(self._book)
        # What goes on elsewhere counts only near what is worth reading.
        aside = self.anchors.aside_patterns
        findings.add(window, lines, (one for one in found if one.pattern not in aside or _is_within(one.line, places)))
        return self._reading(findings)

    def _windows(self, blocks: Iterable[bytes]) -> Iterator[Window]:
        return around_hits(blocks, self._search, self._likely)

    def _telling_lines(self, window: Window) -> list[int]:
        return sorted({line for line, literal in window.hits if literal not in self.anchors.aside})

    def _reading(self, findings: _Findings) -> Reading:
        errors = [*map(self._out_of_time, findings.out_of_time), *map(self._too_long, findings.too_long)]
        return Reading(
            occurrences=tuple(findings.occurrences),
            secrets=tuple(findings.secrets),
            dialects=tuple(findings.dialects),
            errors=tuple(dict.fromkeys(errors)),
        )

    def _lines_of_patterns(self, window: Window) -> dict[int, list[int]]:
        """For every pattern whose anchors were hit, the raw lines on which they were."""
        found: dict[int, list[int]] = {}
        for line, literal in window.hits:
            for pattern in self.anchors.patterns[literal]:
                found.setdefault(pattern, []).append(line)
        return found

    def _too_long(self, line: Line) -> LogError:
        message = self._pack.words.say("this line is too long to be read to its end")
        return LogError(kind="limit", message=message, line=line.number)

    def _out_of_time(self, one: OutOfTime) -> LogError:
        message = self._pack.words.say("a rule took too long on this line and was not tried to the end")
        return LogError(kind="limit", message=message, rule=self._rule_of_pattern.get(one.pattern), line=one.line)


class _Findings:
    """What the windows of a log hold, window by window: the parts of a rule lie within one, because it reaches as far as they do."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        self.occurrences: list[Occurrence] = []
        self.secrets: dict[tuple[int, str], None] = {}
        self.dialects: dict[str, None] = {}
        self.out_of_time: list[OutOfTime] = []
        self.too_long: list[Line] = []

    def add(self, window: Window, lines: Sequence[Line], found: Iterable[Hit | OutOfTime]) -> None:
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


def _is_within(line: int, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a line lies in one of the ranges, which are in order."""
    place = bisect.bisect_right(places, line, key=_first)
    return place > 0 and line <= places[place - 1][1]


def _first(place: tuple[int, int]) -> int:
    return place[0]


def _first_rules(pack: RulePack) -> dict[int, str]:
    """A rule for every pattern, to name it in errors."""
    return {pattern: rule.id for rule in reversed(pack.rules) for pattern in all_patterns(rule.match)}
