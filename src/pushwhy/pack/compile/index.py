"""Compiled patterns and rules → what the candidate search looks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pushwhy.model.lexicon import PushWeights
from pushwhy.model.pack import Anchors
from pushwhy.model.rules import Kind, Mark, Pattern, Rule

_CONTEXT = (
    Mark.RUN_FAILED,
    Mark.OTHER_OPERATION,
    Mark.OTHER_COMMAND,
    Mark.STEP,
    Mark.PUSH_STEP,
    Mark.QUOTE,
    Mark.FOREIGN,
    Mark.OTHER_ENDED,
)


def anchors_of(patterns: Sequence[Pattern], rules: Sequence[Rule], weights: PushWeights) -> Anchors:
    """Collect the anchors of all patterns; `patterns` are in the order of their ids."""
    found: dict[bytes, list[int]] = {}
    for pattern in patterns:
        for anchor in pattern.anchors:
            found.setdefault(anchor.encode(), []).append(pattern.id)
    for literal in weights.company:
        found.setdefault(literal.encode(), [])
    telling, marks = _marks(rules)
    for_push = [sign for sign in weights.signs if sign.text and sign.weight > 0]
    messages: dict[bytes, int] = {}
    return Anchors(
        literals=tuple(found),
        patterns=tuple(map(tuple, found.values())),
        messages=tuple(_messages([patterns[id_] for id_ in ids], messages) for ids in found.values()),
        phrases=tuple(messages),
        context={
            literal: frozenset[Mark]().union(*(marks.get(id_, ()) for id_ in ids))
            for literal, ids in enumerate(found.values())
            if ids and telling.isdisjoint(ids)
        },
        context_patterns=frozenset(marks) - telling,
        common=_common(found.values(), rules) if weights.signs else frozenset(),
        company=frozenset(literal for literal, text in enumerate(found) if text.decode() in weights.company),
        own_words=_any_of((*(sign.text for sign in for_push if not sign.within), *weights.own_words)),
    )


def _common(patterns_of_literals: Iterable[Sequence[int]], rules: Sequence[Rule]) -> frozenset[int]:
    """The literals all of whose rules count only where the log shows a push."""
    certain = {pattern for rule in rules if not _is_weighed(rule) for pattern in rule.match.all_patterns}
    return frozenset(literal for literal, patterns in enumerate(patterns_of_literals) if certain.isdisjoint(patterns))


def _is_weighed(rule: Rule) -> bool:
    return rule.needs_push or rule.marks is Mark.PUSH_ENDED or (rule.kind is Kind.CONTEXT and rule.marks is None)


def _any_of(texts: Iterable[str]) -> str:
    joined = "|".join(text.replace("(?i)", "") for text in texts)
    return f"(?i){joined}" if joined else ""


def rules_of(patterns: Sequence[Pattern], rules: Iterable[Rule]) -> tuple[tuple[int, ...], ...]:
    """By pattern, the positions of the rules whose `match` looks for it."""
    found: list[list[int]] = [[] for _ in patterns]
    for position, rule in enumerate(rules):
        for pattern in sorted(rule.match.all_patterns):
            found[pattern].append(position)
    return tuple(map(tuple, found))


def _marks(rules: Iterable[Rule]) -> tuple[set[int], dict[int, set[Mark]]]:
    """Patterns of which a match by itself is worth a look; and what the others mark: nothing where they only stand beside a match."""
    telling: set[int] = set()
    marks: dict[int, set[Mark]] = {}
    for rule in rules:
        beside = {pattern for matcher in (rule.exclude, rule.context) if matcher is not None for pattern in matcher.all_patterns}
        if rule.marks in _CONTEXT:
            for pattern_id in rule.match.all_patterns | beside:
                marks.setdefault(pattern_id, set()).add(rule.marks)
        else:
            telling |= rule.match.all_patterns
            for pattern_id in beside:
                marks.setdefault(pattern_id, set())
    return telling, marks


def _messages(patterns: Sequence[Pattern], known: dict[bytes, int]) -> tuple[int, ...]:
    """The numbers of their messages; nothing where one of them does not know its phrases."""
    if not all(pattern.phrases for pattern in patterns):
        return ()
    phrases = {"\n".join(pattern.phrases).encode() for pattern in patterns}
    return tuple(known.setdefault(one, len(known)) for one in sorted(phrases))
