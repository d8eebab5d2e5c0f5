"""Matches rules: where in a log the `match` of a rule holds, given the pattern hits of a window."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from msgspec import Struct

from pushwhy.engine.match.patterns import PatternHit
from pushwhy.engine.match.quoting import QuotationTest
from pushwhy.engine.match.reasons import ReasonReader, reason_of
from pushwhy.engine.match.statuses import Statuses
from pushwhy.model.facts import FactValue
from pushwhy.model.log import Level
from pushwhy.model.pack import RulePack
from pushwhy.model.rules import FactSpec, Kind, Mark, Matcher, MatchOp, Pattern, Rule

_ANYWHERE_IN_A_LINE = frozenset(
    (
        Mark.PUSH_COMMAND,
        Mark.PUSH_ENDED,
        Mark.COMMAND,
        Mark.OTHER_OPERATION,
        Mark.OTHER_ENDED,
        Mark.OTHER_COMMAND,
        Mark.STEP,
        Mark.PUSH_STEP,
    )
)
"""Marks that count wherever they stand in a line, as in the header of a CI step."""
_OF_QUOTATIONS = frozenset((Mark.QUOTE, Mark.FOREIGN))
"""Marks that look like quotations because they are."""
_MAX_DIGITS = 18
"""Of a number that is taken for one; Python refuses to convert thousands of digits."""


class Match(Struct, frozen=True, kw_only=True):
    """One place where a rule matches. Line numbers are raw, 1-based, inclusive."""

    rule: Rule
    line: int
    end_line: int
    text: str
    """The logical line that matched; of several, joined with line ends."""
    facts: Mapping[str, FactValue]
    status: int | None
    """The HTTP status that its facts tell, as a number, a name, or a reason phrase."""
    level: Level | None
    literal: int
    """Characters of literal text in the patterns that matched."""
    language: str | None = None
    secrets: tuple[str, ...] = ()
    """Kinds of secrets that were masked in its lines."""
    clock: int | None = None
    """Seconds since midnight, by the time stamp of its first line."""
    begins_line: bool = False
    """Nothing but decoration and the client's own words stand before it in its line."""
    captioned: bool = False
    """A client's own caption stands before it."""
    prefixed: bool = False
    """An unknown program has put something before its line."""
    signs: frozenset[str] = frozenset()
    """Names of the signs for and against a push that stand in it and around it."""
    alone: bool = False
    """Next to nothing else stands around it."""
    quoted: bool = False
    """It is quoted there, and not said."""

    @property
    def is_answer(self) -> bool:
        """Whether it was read from a line such as `NotFound https://… 84ms` or `HTTP/1.1 404 Not Found`, which others print too."""
        return ("status_name" in self.facts and "url" in self.facts) or "answered_with" in self.facts


class _Span(Struct, frozen=True):
    """Pattern hits that together fulfil a matcher; lines are raw and inclusive."""

    hits: tuple[PatternHit, ...]
    line: int
    end_line: int


class RuleMatcher:
    """Finds the rules of a pack among pattern hits. Made once for each pack."""

    def __init__(self, pack: RulePack) -> None:
        self._patterns = pack.patterns
        self._facts = pack.facts
        self._quotations = QuotationTest(pack.quoting)
        self._statuses = Statuses(pack.statuses)
        self._reasons = ReasonReader(pack.reasons, (rule.says for rule in pack.rules))
        self._rules = pack.rules
        self._rules_of = pack.rules_of

    @property
    def command_patterns(self) -> frozenset[int]:
        """Patterns that find the beginning of a push command."""
        commands = {position for position, rule in enumerate(self._rules) if rule.marks is Mark.PUSH_COMMAND}
        return frozenset(pattern for pattern, positions in enumerate(self._rules_of) if not commands.isdisjoint(positions))

    def first_rule_of(self, pattern: int) -> str | None:
        """Return the id of the first rule that uses a pattern; None where it only stands in a `not`."""
        return next((self._rules[position].id for position in self._rules_of[pattern]), None)

    def matches(self, hits: Iterable[PatternHit]) -> list[Match]:
        """Return every place where a rule matches, by lines, then by rules. Conditions about facts and pushes come later."""
        hits_by_pattern: dict[int, list[PatternHit]] = defaultdict(list)
        for hit in hits:
            hits_by_pattern[hit.pattern].append(hit)
        positions = dict.fromkeys(position for pattern in hits_by_pattern for position in self._rules_of[pattern])
        factory = _MatchFactory(self._patterns, self._facts, self._quotations, self._statuses)
        matches: list[Match] = []
        for rule in map(self._rules.__getitem__, positions):
            excluded = _spans(rule.exclude, hits_by_pattern) if rule.exclude else []
            context = _spans(rule.context, hits_by_pattern) if rule.context else []
            matches += (
                factory.match(rule, span, _near(context, span, rule.context_within))
                for span in _spans(rule.match, hits_by_pattern)
                if not self._tells_other(rule, span) and factory.counts(rule, span) and not _is_excluded(rule, span, excluded)
            )
        return sorted(matches, key=lambda match: (match.line, match.rule.order))

    def _tells_other(self, rule: Rule, span: _Span) -> bool:
        return self._has_other_status(rule, span) or self._means_something_else(rule, span)

    def _has_other_status(self, rule: Rule, span: _Span) -> bool:
        """Return whether the lines tell a status that the rule is not about, as most rules about statuses find in every answer."""
        wanted = next((condition.values for condition in rule.when if condition.fact == "http_status"), None)
        if wanted is None:
            return False
        status = next((status for hit in span.hits if (status := self._status(hit.facts)) is not None), None)
        return status is not None and status not in wanted

    def _means_something_else(self, rule: Rule, span: _Span) -> bool:
        """Return whether the rule wants a sentence of the server, and the lines tell another or none; a status alone is no sentence."""
        if not rule.says:
            return False
        reason = reason_of(span.hits)
        return reason is None or self._statuses.number_of(reason) is not None or self._reasons.meaning(reason) != rule.says

    def _status(self, facts: Mapping[str, str]) -> int | None:
        number = facts.get("http_status", "")
        return int(number) if number.isdecimal() else self._statuses.number_of(facts.get("status_name", ""))


class _MatchFactory:
    """Makes matches out of the hits of one window; remembers what many rules ask about the same hit."""

    def __init__(self, patterns: Sequence[Pattern], specs: Mapping[str, FactSpec], quotations: QuotationTest, statuses: Statuses) -> None:
        self._patterns = patterns
        self._quotations = quotations
        self._statuses = statuses
        self._specs = specs
        self._facts: dict[int, dict[str, FactValue]] = {}
        self._quoted: dict[tuple[str, int, int, Level | None, str], bool] = {}
        self._begins_line: dict[tuple[str, int], bool] = {}

    def counts(self, rule: Rule, span: _Span) -> bool:
        """Return whether the span says something: that the rule matches there, or that a failure is quoted there."""
        return self._is_heard(rule, span) and (rule.kind is Kind.FAILURE or self._is_said(rule, span))

    def _is_heard(self, rule: Rule, span: _Span) -> bool:
        """Return whether the span stands on a level that the rule takes for output."""
        levels = [hit.first.level for hit in span.hits]
        return Level.DEBUG not in levels and (rule.level is None or rule.level in levels)

    def _is_said(self, rule: Rule, span: _Span) -> bool:
        """Return whether the span stands where the rule takes it for output, and not for a quotation or an echo."""
        if rule.marks in _OF_QUOTATIONS:
            return True
        if rule.kind is Kind.CONTEXT and (rule.marks is None or rule.marks in _ANYWHERE_IN_A_LINE):
            return not any(self._quotations.is_echoed(hit.text, hit.start) for hit in span.hits)
        return not any(self._is_quoted(hit) for hit in span.hits)

    def match(self, rule: Rule, span: _Span, context: Sequence[_Span]) -> Match:
        """Make the match of a rule; spans of its context add facts that its own lines do not tell, the nearest first."""
        facts = self._facts_of(span.hits[0])
        if len(span.hits) > 1 or rule.set:
            facts = {**{name: value for hit in reversed(span.hits) for name, value in self._facts_of(hit).items()}, **rule.set}
        for near in context:
            facts = {**{name: value for hit in near.hits for name, value in self._facts_of(hit).items()}, **facts}
        patterns = [self._patterns[hit.pattern] for hit in span.hits]
        return Match(
            rule=rule,
            line=span.line,
            end_line=span.end_line,
            text=_text_of(span.hits),
            facts=facts,
            status=self._status(facts),
            level=next((hit.first.level for hit in span.hits if hit.first.level), None),
            literal=sum(pattern.literal for pattern in patterns),
            language=next((pattern.language for pattern in patterns if pattern.language), None),
            secrets=tuple(kind for hit in span.hits for kind in hit.first.secrets),
            clock=span.hits[0].first.clock,
            quoted=rule.kind is Kind.FAILURE and not self._is_said(rule, span),
            begins_line=any(map(self._is_first, span.hits)),
            captioned=any(hit.first.captioned for hit in span.hits),
            prefixed=any(hit.first.whole for hit in span.hits),
        )

    def _status(self, facts: Mapping[str, FactValue]) -> int | None:
        for value in (facts[name] for name in ("http_status", "status_name", "reason") if name in facts):
            status = value if isinstance(value, int) else self._statuses.number_of(value)
            if status is not None:
                return status
        return None

    def _facts_of(self, hit: PatternHit) -> dict[str, FactValue]:
        if id(hit) not in self._facts:
            self._facts[id(hit)] = {name: _typed(self._specs.get(name), text) for name, text in hit.facts.items()}
        return self._facts[id(hit)]

    def _is_quoted(self, hit: PatternHit) -> bool:
        key = (hit.text, hit.start, hit.end, hit.first.level, hit.first.whole)
        if key not in self._quoted:
            is_others = self._quotations.is_others(hit.first.whole)
            self._quoted[key] = is_others or self._quotations.is_quoted(hit.text, hit.start, hit.end, hit.first.level)
        return self._quoted[key]

    def _is_first(self, hit: PatternHit) -> bool:
        key = (hit.text, hit.start)
        if key not in self._begins_line:
            self._begins_line[key] = self._quotations.begins_line(*key)
        return self._begins_line[key]


def _text_of(hits: Sequence[PatternHit]) -> str:
    """Return the logical lines; one that is a part of another, because it was found in one line of a wrapped message, stands once."""
    texts = tuple(dict.fromkeys(hit.text for hit in hits))
    return "\n".join(text for text in texts if not any(text != other and text in other for other in texts))


def _typed(spec: FactSpec | None, text: str) -> FactValue:
    if spec is not None and spec.type in ("int", "number", "status") and text.isdecimal() and len(text) <= _MAX_DIGITS:
        return int(text)
    if spec is not None and spec.type == "bool":
        return text.lower() == "true"
    return text


def _spans(matcher: Matcher, hits_by_pattern: Mapping[int, list[PatternHit]]) -> list[_Span]:
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


def _longest_of_each_line(spans: list[_Span]) -> list[_Span]:
    """Take several wordings or languages that match the same line for one match: the longest."""
    longest: dict[int, _Span] = {}
    for span in sorted(spans, key=lambda span: (span.line, -sum(hit.end - hit.start for hit in span.hits))):
        longest.setdefault(span.line, span)
    return list(longest.values())


def _span(hits: tuple[PatternHit, ...]) -> _Span:
    return _Span(hits, min(hit.first.number for hit in hits), max(hit.last.end for hit in hits))


def _together(parts: list[list[_Span]], within: int, *, in_order: bool) -> list[_Span]:
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


def _between(spans: list[_Span], first: int, last: int) -> list[_Span]:
    """Return those that begin on these lines; the spans are in the order of their lines."""
    start = bisect.bisect_left(spans, first, key=_line_of)
    return spans[start : bisect.bisect_right(spans, last, key=_line_of)]


def _near(context: list[_Span], span: _Span, within: int) -> list[_Span]:
    """Return the spans of a rule's context within so many lines of a match, the nearest first."""
    near = [one for one in context if one.end_line >= span.line - within and one.line <= span.end_line + within]
    return sorted(near, key=lambda one: abs(one.line - span.line))


def _line_of(span: _Span) -> int:
    return span.line


def _is_excluded(rule: Rule, span: _Span, excluded: list[_Span]) -> bool:
    reach = rule.exclude_within
    last = bisect.bisect_right(excluded, span.end_line + reach, key=_line_of)
    return any(other.end_line >= span.line - reach for other in excluded[:last])
