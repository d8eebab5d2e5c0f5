"""A log's UTF-8 blocks → everything its lines say: occurrences of rules, secrets, dialects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from pushwhy.engine import windows
from pushwhy.engine.escapes import Strip
from pushwhy.engine.match import Hit, Matcher, OutOfTime
from pushwhy.engine.occurrences import Occurrence, RuleBook
from pushwhy.engine.search import Anchors, Search, all_patterns, anchors_of
from pushwhy.engine.windows import Window
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


class Reader:
    """Everything that is compiled once per pack."""

    def __init__(self, pack: RulePack, strip: Strip) -> None:
        self._pack = pack
        self._strip = strip
        self.anchors: Anchors = anchors_of(pack)
        commands = (all_patterns(rule.match) for rule in pack.rules if rule.marks is Mark.PUSH_COMMAND)
        self._matcher = Matcher(pack.patterns, frozenset().union(*commands))
        self._book = RuleBook(
            pack.rules, [pattern.literal for pattern in pack.patterns], [pattern.language for pattern in pack.patterns], pack.facts
        )
        self._rule_of_pattern = _first_rules(pack)

    def read(self, blocks: Iterable[bytes], clean: Clean, search: Search | None) -> Reading:
        """Read a log; without a search every line is tried against every pattern, with the same result."""
        if search is None:
            found = windows.whole(blocks, self.anchors.literals, self._strip)
        else:
            found = windows.around_hits(blocks, search, self.anchors.aside)
        hits: list[Hit] = []
        errors: list[LogError] = []
        secrets: dict[tuple[int, str], None] = {}
        for window in found:
            lines = clean(window.data, window.first_line)
            lines_of = None if search is None else self._lines_of_patterns(window)
            for one in self._matcher.hits(
                lines, lines_of, sorted({line for line, literal in window.hits if literal not in self.anchors.aside})
            ):
                if isinstance(one, OutOfTime):
                    errors.append(self._out_of_time(one))
                else:
                    hits.append(one)
            numbers = frozenset(line for line, _ in window.hits)
            errors += (self._too_long(line) for line in lines if line.cut and line.number in numbers)
            secrets |= dict.fromkeys((line.number, kind) for line in lines for kind in line.secrets)
        touched = dict.fromkeys(name for hit in sorted(hits, key=lambda hit: hit.first.number) for name in hit.first.dialects)
        hit_lines = {hit.first.number for hit in hits}
        return Reading(
            occurrences=tuple(self._book.occurrences(hits)),
            secrets=tuple(key for key in secrets if key[0] in hit_lines),
            dialects=tuple(touched),
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


def _first_rules(pack: RulePack) -> dict[int, str]:
    """A rule for every pattern, to name it in errors."""
    return {pattern: rule.id for rule in reversed(pack.rules) for pattern in all_patterns(rule.match)}
