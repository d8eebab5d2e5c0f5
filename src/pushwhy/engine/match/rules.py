"""Matches rules: where in a log the `match` of a rule holds, given the pattern hits of a window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from pushwhy.engine.match.patterns import PatternHit
from pushwhy.engine.match.quoting import QuotationTest
from pushwhy.engine.match.reasons import Meaning, ReasonReader, reason_of
from pushwhy.engine.match.spans import Span, SpanFinder
from pushwhy.engine.match.statuses import Statuses
from pushwhy.model.facts import FactValue
from pushwhy.model.log import Level
from pushwhy.model.pack import RulePack
from pushwhy.model.rules import FactSpec, Kind, Mark, Pattern, Rule

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
    message: str = ""
    """What matched in it, without what stands around it in its line."""
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
        finder = SpanFinder(hits_by_pattern, self._status, self._meaning)
        matches: list[Match] = []
        for rule in map(self._rules.__getitem__, positions):
            excluded, context = finder.of(rule.exclude), finder.of(rule.context)
            matches += (
                factory.match(rule, span, context.near(span, rule.context_within))
                for span in finder.of(rule.match).of_rule(rule)
                if factory.counts(rule, span) and not excluded.is_any_near(span, rule.exclude_within)
            )
        return sorted(matches, key=lambda match: (match.line, match.rule.order))

    def _meaning(self, hits: Sequence[PatternHit]) -> Meaning:
        """Return what the sentence of a server means that stands in some hits; a status alone is no sentence."""
        reason = reason_of(hits)
        return () if reason is None or self._statuses.number_of(reason) is not None else self._reasons.meaning(reason)

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

    def counts(self, rule: Rule, span: Span) -> bool:
        """Return whether the span says something: that the rule matches there, or that a failure is quoted there."""
        return self._is_heard(rule, span) and (rule.kind is Kind.FAILURE or self._is_said(rule, span))

    def _is_heard(self, rule: Rule, span: Span) -> bool:
        """Return whether the span stands on a level that the rule takes for output."""
        levels = [hit.first.level for hit in span.hits]
        return Level.DEBUG not in levels and (rule.level is None or rule.level in levels)

    def _is_said(self, rule: Rule, span: Span) -> bool:
        """Return whether the span stands where the rule takes it for output, and not for a quotation or an echo."""
        if rule.marks in _OF_QUOTATIONS:
            return True
        if rule.kind is Kind.CONTEXT and (rule.marks is None or rule.marks in _ANYWHERE_IN_A_LINE):
            return not any(self._quotations.is_echoed(hit.text, hit.start) for hit in span.hits)
        return not any(self._is_quoted(hit) for hit in span.hits)

    def match(self, rule: Rule, span: Span, context: Sequence[Span]) -> Match:
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
            message=" ".join(dict.fromkeys(hit.text[hit.start : hit.end].strip() for hit in span.hits)),
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
            prefixed=any(hit.first.prefixed for hit in span.hits),
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
