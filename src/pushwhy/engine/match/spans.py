"""Where the `match` of a rule holds: pattern hits that together fulfil a matcher."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping, Sequence
from typing import assert_never

from msgspec import Struct

from pushwhy.engine.match.patterns import PatternHit
from pushwhy.engine.match.reasons import Meaning
from pushwhy.model.rules import Matcher, MatchOp, Rule


class Span(Struct, frozen=True):
    """Pattern hits that together fulfil a matcher; lines are raw and inclusive."""

    hits: tuple[PatternHit, ...]
    line: int
    end_line: int


class Spans:
    """The spans of one window. Most rules about statuses look for the same, so what is found for one is kept for the others."""

    def __init__(self, hits_by_pattern: Mapping[int, list[PatternHit]], meaning: Callable[[Sequence[PatternHit]], Meaning]) -> None:
        """`meaning` tells what the sentence of a server means that stands in a span; nothing where none does."""
        self._hits = hits_by_pattern
        self._meaning = meaning
        self._found: dict[Matcher, list[Span]] = {}
        self._by_meaning: dict[Matcher, dict[Meaning, list[Span]]] = {}

    def of_rule(self, rule: Rule) -> Sequence[Span]:
        """Return where the match of a rule holds; of a rule that wants a sentence, where one has that meaning."""
        return self._meaning_what(rule.match).get(rule.says, ()) if rule.says else self.of(rule.match)

    def of(self, matcher: Matcher | None) -> list[Span]:
        """Return where a matcher holds; nowhere without one."""
        if matcher is None:
            return []
        if matcher not in self._found:
            self._found[matcher] = _spans(matcher, self._hits)
        return self._found[matcher]

    def _meaning_what(self, matcher: Matcher) -> Mapping[Meaning, list[Span]]:
        if matcher not in self._by_meaning:
            by_meaning = self._by_meaning[matcher] = {}
            for span in self.of(matcher):
                by_meaning.setdefault(self._meaning(span.hits), []).append(span)
        return self._by_meaning[matcher]


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


def _between(spans: list[Span], first: int, last: int) -> list[Span]:
    """Return those that begin on these lines; the spans are in the order of their lines."""
    start = bisect.bisect_left(spans, first, key=_line_of)
    return spans[start : bisect.bisect_right(spans, last, key=_line_of)]


def near_spans(context: list[Span], span: Span, within: int) -> list[Span]:
    """Return the spans of a rule's context within so many lines of a match, the nearest first."""
    near = [one for one in context if one.end_line >= span.line - within and one.line <= span.end_line + within]
    return sorted(near, key=lambda one: abs(one.line - span.line))


def _line_of(span: Span) -> int:
    return span.line


def is_excluded(rule: Rule, span: Span, excluded: list[Span]) -> bool:
    """Return whether one of the spans that refuse a match of a rule lies in it, or as near as the rule says."""
    reach = rule.exclude_within
    last = bisect.bisect_right(excluded, span.end_line + reach, key=_line_of)
    return any(other.end_line >= span.line - reach for other in excluded[:last])
