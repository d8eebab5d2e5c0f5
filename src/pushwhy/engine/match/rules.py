"""Matches rules: where in a log the `match` of a rule holds, given the pattern hits of a window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from pushwhy.engine.match.patterns import PatternHit
from pushwhy.engine.match.quoting import QuotationTest
from pushwhy.engine.match.reasons import Meaning, ReasonReader, reason_of
from pushwhy.engine.match.spans import Span, Spans, is_excluded, near_spans
from pushwhy.engine.match.statuses import Statuses
from pushwhy.model.facts import FactValue
from pushwhy.model.log import Level
from pushwhy.model.pack import RulePack
from pushwhy.model.rules import FactSpec, Kind, Mark, Pattern, Rule

_ANYWHERE_IN_A_LINE = frozenset((Mark.PUSH_COMMAND, Mark.PUSH_ENDED, Mark.OTHER_OPERATION, Mark.OTHER_COMMAND, Mark.STEP, Mark.PUSH_STEP))
"""Marks that count wherever they stand in a line, as in the header of a CI step."""
_OF_QUOTATIONS = frozenset((Mark.QUOTE, Mark.FENCE, Mark.FOREIGN))
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

    @property
    def is_answer(self) -> bool:
        """Whether it was read from a line such as `NotFound https://… 84ms`, which a restore prints too."""
        return "status_name" in self.facts and "url" in self.facts


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
        spans = Spans(hits_by_pattern, self._meaning)
        factory = _MatchFactory(self._patterns, self._facts, self._quotations, self._statuses)
        matches: list[Match] = []
        for rule in map(self._rules.__getitem__, positions):
            excluded, context = spans.of(rule.exclude), spans.of(rule.context)
            matches += (
                factory.match(rule, span, near_spans(context, span, rule.context_within))
                for span in spans.of_rule(rule)
                if not self._has_other_status(rule, span) and factory.is_said(rule, span) and not is_excluded(rule, span, excluded)
            )
        return sorted(matches, key=lambda match: (match.line, match.rule.order))

    def _has_other_status(self, rule: Rule, span: Span) -> bool:
        """Return whether the lines tell a status that the rule is not about, as most rules about statuses find in every answer."""
        wanted = next((condition.values for condition in rule.when if condition.fact == "http_status"), None)
        if wanted is None:
            return False
        status = next((status for hit in span.hits if (status := self._status(hit.facts)) is not None), None)
        return status is not None and status not in wanted

    def _meaning(self, hits: Sequence[PatternHit]) -> Meaning:
        """Return what the sentence of a server means that stands in a place; a status alone is no sentence."""
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
        self._quoted: dict[tuple[str, int, int, Level | None], bool] = {}
        self._begins_line: dict[tuple[str, int], bool] = {}

    def is_said(self, rule: Rule, span: Span) -> bool:
        """Return whether the span stands where the rule takes it for output, and not for a quotation or an echo."""
        levels = [hit.first.level for hit in span.hits]
        if Level.DEBUG in levels or (rule.level is not None and rule.level not in levels):
            return False
        if rule.marks in _OF_QUOTATIONS:
            return True
        if rule.marks in _ANYWHERE_IN_A_LINE or (rule.kind is Kind.CONTEXT and rule.marks is None):
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
            facts=facts,
            status=self._status(facts),
            level=next((hit.first.level for hit in span.hits if hit.first.level), None),
            literal=sum(pattern.literal for pattern in patterns),
            language=next((pattern.language for pattern in patterns if pattern.language), None),
            secrets=tuple(kind for hit in span.hits for kind in hit.first.secrets),
            clock=span.hits[0].first.clock,
            begins_line=any(map(self._is_first, span.hits)),
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
        key = (hit.text, hit.start, hit.end, hit.first.level)
        if key not in self._quoted:
            self._quoted[key] = self._quotations.is_quoted(*key)
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
