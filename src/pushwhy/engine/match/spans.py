"""Where the matchers of rules hold in one window; many rules look for the same, so each place is found once."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import assert_never

from msgspec import Struct

from pushwhy.engine.match.patterns import PatternHit
from pushwhy.engine.match.reasons import Meaning
from pushwhy.model.rules import Matcher, MatchOp, Rule

StatusOf = Callable[[Mapping[str, str]], int | None]
"""Reads the HTTP status that the facts of a hit tell."""
MeaningOf = Callable[[Sequence[PatternHit]], Meaning]
"""Reads what the sentence of a server means that stands in some hits; nothing where none does."""


class Span(Struct, frozen=True):
    """Pattern hits that together fulfil a matcher; lines are raw and inclusive."""

    hits: tuple[PatternHit, ...]
    line: int
    end_line: int


class Spans:
    """All places where one matcher holds, in order of their lines."""

    def __init__(self, spans: Sequence[Span], status_of: StatusOf, meaning_of: MeaningOf) -> None:
        self._spans = spans
        self._status_of = status_of
        self._meaning_of = meaning_of

    def of_rule(self, rule: Rule) -> Iterable[Span]:
        """Return those that tell a status and a reason that the rule is about; most rules about statuses match every answer."""
        wanted = next((condition.values for condition in rule.when if condition.fact == "http_status"), ())
        spans = self._with_status(wanted)
        return [span for span in spans if self._by_meaning[span.line] == rule.says] if rule.says else spans

    @cached_property
    def _by_meaning(self) -> Mapping[int, Meaning]:
        """What the sentence of a server means that stands in a span, by the line of the span."""
        return {span.line: self._meaning_of(span.hits) for span in self._spans}

    def _with_status(self, wanted: Sequence[object]) -> Sequence[Span]:
        """Return those that tell one of these HTTP statuses or none; without any wanted, all."""
        if not wanted or not self._spans:
            return self._spans
        places = sorted(place for status in (None, *wanted) for place in self._by_status.get(status, ()))
        return [self._spans[place] for place in places]

    def near(self, span: Span, within: int) -> list[Span]:
        """Return those within so many lines of a span, the nearest first."""
        near = [one for one in self._around(span, within) if one.end_line >= span.line - within]
        return sorted(near, key=lambda one: abs(one.line - span.line))

    def is_any_near(self, span: Span, within: int) -> bool:
        """Return whether there is one within so many lines of a span."""
        return any(one.end_line >= span.line - within for one in self._around(span, within))

    def _around(self, span: Span, within: int) -> Sequence[Span]:
        return _between(self._spans, span.line - within - self._longest, span.end_line + within) if self._spans else ()

    @cached_property
    def _longest(self) -> int:
        """How many lines the longest takes beyond its first."""
        return max(span.end_line - span.line for span in self._spans)

    @cached_property
    def _by_status(self) -> Mapping[object, Sequence[int]]:
        """The places of spans by the HTTP status that they tell."""
        places: defaultdict[object, list[int]] = defaultdict(list)
        for place, span in enumerate(self._spans):
            places[next((status for hit in span.hits if (status := self._status_of(hit.facts)) is not None), None)].append(place)
        return places


class SpanFinder:
    """Finds where matchers hold among the pattern hits of one window."""

    def __init__(self, hits_by_pattern: Mapping[int, list[PatternHit]], status_of: StatusOf, meaning_of: MeaningOf) -> None:
        self._hits = hits_by_pattern
        self._status_of = status_of
        self._meaning_of = meaning_of
        self._known: dict[Matcher | None, Spans] = {}

    def of(self, matcher: Matcher | None) -> Spans:
        """Return where a matcher holds; without one, nowhere."""
        if matcher not in self._known:
            spans = _spans(matcher, self._hits) if matcher is not None else []
            self._known[matcher] = Spans(sorted(spans, key=_line_of), self._status_of, self._meaning_of)
        return self._known[matcher]


def _spans(matcher: Matcher, hits_by_pattern: Mapping[int, list[PatternHit]]) -> list[Span]:
    parts = [_spans(part, hits_by_pattern) for part in matcher.parts]
    match matcher.op:
        case MatchOp.PATTERNS:
            return _longest_of_each_line([_span((hit,)) for pattern in matcher.patterns for hit in hits_by_pattern.get(pattern, ())])
        case MatchOp.ANY:
            return _longest_of_each_line([span for part in parts for span in part])
        case MatchOp.ALL:
            return _together(parts, matcher.within, in_order=False)
        case MatchOp.SEQUENCE:
            return _together(parts, matcher.within, in_order=True)
        case _:
            assert_never(matcher.op)


def _longest_of_each_line(spans: list[Span]) -> list[Span]:
    """Take several wordings or languages that match the same line for one match: the longest."""
    longest: dict[int, Span] = {}
    for span in sorted(spans, key=lambda span: (span.line, -sum(hit.end - hit.start for hit in span.hits))):
        longest.setdefault(span.line, span)
    return list(longest.values())


def _span(hits: tuple[PatternHit, ...]) -> Span:
    return Span(hits, min(hit.first.number for hit in hits), max(hit.last.end for hit in hits))


def _together(parts: list[list[Span]], within: int, *, in_order: bool) -> list[Span]:
    """Return, for every span of the first part, the union with the nearest spans of the others within so many lines."""
    unions = []
    for first in parts[0]:
        chosen = [first]
        for part in parts[1:]:
            after = chosen[-1].line if in_order else 0
            near = [span for span in _between(part, first.line - within, first.line + within) if span.line > after]
            if not near:
                break
            chosen.append(min(near, key=lambda s: abs(s.line - first.line)))
        else:
            unions.append(_span(tuple(hit for span in chosen for hit in span.hits)))
    return unions


def _between(spans: Sequence[Span], first: int, last: int) -> Sequence[Span]:
    """Return those that begin on these lines; the spans are in the order of their lines."""
    start = bisect.bisect_left(spans, first, key=_line_of)
    return spans[start : bisect.bisect_right(spans, last, key=_line_of)]


def _line_of(span: Span) -> int:
    return span.line
