"""Compiled patterns and rules → what the candidate search looks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pushwhy.model.pack import Anchors
from pushwhy.model.rules import Mark, Pattern, Rule

_CONTEXT = (Mark.OTHER_OPERATION, Mark.OTHER_COMMAND, Mark.STEP, Mark.PUSH_STEP, Mark.QUOTE, Mark.FOREIGN, Mark.OTHER_ENDED)


def anchors_of(patterns: Sequence[Pattern], rules: Iterable[Rule]) -> Anchors:
    """Collect the anchors of all patterns; `patterns` are in the order of their ids."""
    found: dict[bytes, list[int]] = {}
    for pattern in patterns:
        for anchor in pattern.anchors:
            found.setdefault(anchor.encode(), []).append(pattern.id)
    telling, marks = _marks(rules)
    messages: dict[bytes, int] = {}
    return Anchors(
        literals=tuple(found),
        patterns=tuple(map(tuple, found.values())),
        messages=tuple(_messages([patterns[id_] for id_ in ids], messages) for ids in found.values()),
        phrases=tuple(messages),
        context={
            literal: frozenset[Mark]().union(*(marks.get(id_, ()) for id_ in ids))
            for literal, ids in enumerate(found.values())
            if telling.isdisjoint(ids)
        },
        context_patterns=frozenset(marks) - telling,
    )


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
