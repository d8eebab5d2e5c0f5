"""Pattern hits → occurrences: where in a log the `match` of a rule holds."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from pushwhy.engine.match.patterns import Hit
from pushwhy.engine.pushes.statuses import status_of
from pushwhy.model.facts import FactValue
from pushwhy.model.log import Level
from pushwhy.model.rules import FactSpec, Kind, Mark, Matcher, Rule

_MAY_BE_LISTED = frozenset((Mark.PUSH_COMMAND, Mark.PUSH_ENDED, Mark.OTHER_OPERATION, Mark.OTHER_COMMAND, Mark.STEP, Mark.PUSH_STEP))
"""Marks that count wherever they stand in a line, as in the header of a CI step."""
_OF_QUOTATIONS = frozenset((Mark.QUOTE, Mark.FENCE, Mark.FOREIGN))
"""Marks that look like quotations because they are."""

_MAX_DIGITS = 18
"""Of a number that is taken for one; Python refuses to convert thousands of digits."""


class Occurrence(Struct, frozen=True, kw_only=True):
    """One place where a rule matches. Line numbers are raw, 1-based, inclusive."""

    rule: Rule
    line: int
    end_line: int
    text: str
    """The logical line that matched; of several, joined with line ends."""
    facts: Mapping[str, FactValue]
    level: Level | None
    literal: int
    """Characters of literal text in the patterns that matched."""
    language: str | None = None
    secrets: tuple[str, ...] = ()
    """Kinds of secrets that were masked in its lines."""
    clock: int | None = None
    """Seconds since midnight, by the time stamp of its first line."""
    bare: bool = False
    """Nothing but decoration and the client's own words stand before it in its line."""

    @property
    def is_answer(self) -> bool:
        """Whether it was read from a line such as `NotFound https://… 84ms`, which a restore prints too."""
        return "status_name" in self.facts and "url" in self.facts


class _Span(Struct, frozen=True):
    hits: tuple[Hit, ...]
    line: int
    end_line: int


class RuleBook:
    """The rules of a pack, ready to be looked for among hits."""

    def __init__(
        self, rules: Sequence[Rule], literal_of: Sequence[int], language_of: Sequence[str | None], facts: Mapping[str, FactSpec]
    ) -> None:
        self._literal_of = literal_of
        self._language_of = language_of
        self._facts = facts
        self._rules_of: dict[int, list[Rule]] = defaultdict(list)
        for rule in rules:
            for pattern in rule.match.all_patterns:
                self._rules_of[pattern].append(rule)

    def occurrences(self, hits: Iterable[Hit]) -> list[Occurrence]:
        """Every place where a rule matches, in order of lines, then of rules. Conditions about facts and pushes come later."""
        by_pattern: dict[int, list[Hit]] = defaultdict(list)
        for hit in hits:
            by_pattern[hit.pattern].append(hit)
        found: list[Occurrence] = []
        values: dict[int, dict[str, FactValue]] = {}
        able = {rule.order: rule for pattern in by_pattern for rule in self._rules_of.get(pattern, ())}
        for rule in able.values():
            excluded = _spans(rule.exclude, by_pattern) if rule.exclude else []
            spans = (
                span
                for span in _spans(rule.match, by_pattern)
                if not _has_another_status(rule, span) and self._is_said(rule, span) and not _is_excluded(rule, span, excluded)
            )
            found += (self._occurrence(rule, span, values) for span in spans)
        return sorted(found, key=lambda one: (one.line, one.rule.order))

    def _is_said(self, rule: Rule, span: _Span) -> bool:
        from pushwhy.engine.match.quoting import is_echoed, is_quoted

        levels = [hit.first.level for hit in span.hits]
        if Level.DEBUG in levels or (rule.level is not None and rule.level not in levels):
            return False
        if rule.marks in _OF_QUOTATIONS:
            return True
        if rule.marks in _MAY_BE_LISTED or (rule.kind is Kind.CONTEXT and rule.marks is None):
            return not any(is_echoed(hit.text, hit.start) for hit in span.hits)
        return not any(is_quoted(hit.text, hit.start, hit.end, hit.first.level) for hit in span.hits)

    def _occurrence(self, rule: Rule, span: _Span, values: dict[int, dict[str, FactValue]]) -> Occurrence:
        """`values` are the facts of each hit by its identity, which many rules share."""
        from pushwhy.engine.match.quoting import is_first

        for hit in span.hits:
            if id(hit) not in values:
                values[id(hit)] = {name: _typed(self._facts.get(name), text) for name, text in hit.facts.items()}
        facts = values[id(span.hits[0])]
        if len(span.hits) > 1 or rule.set:
            facts = {**{name: value for hit in reversed(span.hits) for name, value in values[id(hit)].items()}, **rule.set}
        languages = [self._language_of[hit.pattern] for hit in span.hits]
        return Occurrence(
            rule=rule,
            line=span.line,
            end_line=span.end_line,
            text=_text_of(span.hits),
            facts=facts,
            level=next((hit.first.level for hit in span.hits if hit.first.level), None),
            literal=sum(self._literal_of[hit.pattern] for hit in span.hits),
            language=next((language for language in languages if language), None),
            secrets=tuple(kind for hit in span.hits for kind in hit.first.secrets),
            clock=span.hits[0].first.clock,
            bare=any(is_first(hit.text, hit.start) for hit in span.hits),
        )


def _text_of(hits: Sequence[Hit]) -> str:
    """The logical lines; one that is a part of another, because it was found in one line of a wrapped message, is not told twice."""
    texts = tuple(dict.fromkeys(hit.text for hit in hits))
    return "\n".join(text for text in texts if not any(text != other and text in other for other in texts))


def _typed(spec: FactSpec | None, text: str) -> FactValue:
    if spec is not None and spec.type in ("int", "number", "status") and text.isdecimal() and len(text) <= _MAX_DIGITS:
        return int(text)
    if spec is not None and spec.type == "bool":
        return text.lower() == "true"
    return text


def _spans(matcher: Matcher, by_pattern: Mapping[int, list[Hit]]) -> list[_Span]:
    if matcher.op == "patterns":
        hits = [hit for pattern in matcher.patterns for hit in by_pattern.get(pattern, ())]
        return _one_per_line([_span((hit,)) for hit in hits])
    parts = [_spans(part, by_pattern) for part in matcher.parts]
    if matcher.op == "any":
        return _one_per_line([span for part in parts for span in part])
    return _together(parts, matcher.within, in_order=matcher.op == "sequence")


def _one_per_line(spans: list[_Span]) -> list[_Span]:
    """Several wordings or languages that match the same line are one match: the longest."""
    best: dict[int, _Span] = {}
    for span in sorted(spans, key=lambda one: (one.line, -sum(hit.end - hit.start for hit in one.hits))):
        best.setdefault(span.line, span)
    return list(best.values())


def _span(hits: tuple[Hit, ...]) -> _Span:
    return _Span(hits, min(hit.first.number for hit in hits), max(hit.last.end for hit in hits))


def _together(parts: list[list[_Span]], within: int, *, in_order: bool) -> list[_Span]:
    """For every place of the first part, the nearest places of the others within so many lines."""
    found = []
    for first in parts[0]:
        chosen = [first]
        for part in parts[1:]:
            after = chosen[-1].line if in_order else 0
            near = [span for span in _between(part, first.line - within, first.line + within) if span.line > after]
            if not near:
                break
            chosen.append(min(near, key=lambda s: abs(s.line - first.line)))
        else:
            found.append(_span(tuple(hit for span in chosen for hit in span.hits)))
    return found


def _between(spans: list[_Span], first: int, last: int) -> list[_Span]:
    """Those that begin on these lines; the spans are in the order of their lines."""
    start = bisect.bisect_left(spans, first, key=_line_of)
    return spans[start : bisect.bisect_right(spans, last, key=_line_of)]


def _line_of(span: _Span) -> int:
    return span.line


def _has_another_status(rule: Rule, span: _Span) -> bool:
    """Whether the line itself tells a status that the rule is not about, as most rules of `http/` find in every answer and refusal."""
    wanted = next((condition.values for condition in rule.when if condition.fact == "http_status"), None)
    if wanted is None:
        return False
    told = next((status for hit in span.hits if (status := _status(hit.facts)) is not None), None)
    return told is not None and told not in wanted


def _status(facts: Mapping[str, str]) -> int | None:
    number = facts.get("http_status", "")
    return int(number) if number.isdecimal() else status_of(facts.get("status_name", ""))


def _is_excluded(rule: Rule, span: _Span, excluded: list[_Span]) -> bool:
    reach = rule.exclude_within
    last = bisect.bisect_right(excluded, span.end_line + reach, key=_line_of)
    return any(other.end_line >= span.line - reach for other in excluded[:last])
