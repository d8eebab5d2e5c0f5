"""A log's UTF-8 blocks → everything its lines say: occurrences of rules, secrets, dialects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pushwhy.engine import windows
from pushwhy.engine.match import Hit, Matcher, OutOfTime
from pushwhy.engine.occurrences import Occurrence, RuleBook, all_patterns
from pushwhy.engine.search import Anchors, Search, anchors_of
from pushwhy.engine.windows import Window
from pushwhy.model.log import Line
from pushwhy.model.report import LogError
from pushwhy.model.rules import RulePack

Clean = Callable[[bytes, int], Sequence[Line]]
"""Cleaned lines of some raw lines, given the number of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was found in one log, in order of lines."""

    occurrences: tuple[Occurrence, ...]
    secrets: tuple[tuple[int, str], ...]
    """(line, kind) of every secret that was masked near a push."""
    dialects: tuple[str, ...]
    """Names of all dialects seen on lines that matched, in order of first sight."""
    errors: tuple[LogError, ...]


class Reader:
    """Everything that is compiled once per pack."""

    def __init__(self, pack: RulePack) -> None:
        self._pack = pack
        self.anchors: Anchors = anchors_of(pack)
        self._matcher = Matcher(pack.patterns)
        self._book = RuleBook(
            pack.rules, [pattern.literal for pattern in pack.patterns], [pattern.language for pattern in pack.patterns], pack.facts
        )
        self._rule_of_pattern = _first_rules(pack)
        self._anchored = tuple(pattern.id for pattern in pack.patterns if pattern.near is None)

    def read(self, blocks: Iterable[bytes], clean: Clean, search: Search | None) -> Reading:
        """Read a log; without a search every line is tried against every pattern, with the same result."""
        found = windows.whole(blocks, self.anchors.literals) if search is None else windows.around_hits(blocks, search)
        hits: list[Hit] = []
        errors: list[LogError] = []
        secrets: dict[tuple[int, str], None] = {}
        for window in found:
            lines = clean(window.data, window.first_line)
            candidates = self._anchored if search is None else self._candidates(window)
            for one in self._matcher.hits(lines, candidates, sorted({line for line, _ in window.hits})):
                if isinstance(one, OutOfTime):
                    errors.append(self._out_of_time(one))
                else:
                    hits.append(one)
            if window.cut:
                errors.append(LogError(kind="limit", message=f"a line of more than {windows.MAX_LINE:,} bytes was read in pieces", line=window.first_line))
            secrets |= dict.fromkeys((line.number, kind) for line in lines for kind in line.secrets)
        touched = dict.fromkeys(name for hit in sorted(hits, key=lambda hit: hit.first.number) for name in hit.first.dialects)
        hit_lines = {hit.first.number for hit in hits}
        return Reading(
            occurrences=tuple(self._book.occurrences(hits)),
            secrets=tuple(key for key in secrets if key[0] in hit_lines),
            dialects=tuple(touched),
            errors=tuple(errors),
        )

    def _candidates(self, window: Window) -> list[int]:
        return sorted({pattern for _, literal in window.hits for pattern in self.anchors.patterns[literal]})

    def _out_of_time(self, one: OutOfTime) -> LogError:
        rule = self._rule_of_pattern.get(one.pattern)
        return LogError(kind="limit", message="a rule took too long on this line and was not tried to the end", rule=rule, line=one.line)


def _first_rules(pack: RulePack) -> dict[int, str]:
    """A rule for every pattern, to name it in errors."""
    return {pattern: rule.id for rule in reversed(pack.rules) for pattern in all_patterns(rule.match)}
