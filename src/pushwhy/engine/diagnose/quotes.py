"""Failures that a log only quotes: told where nothing else is, so that nobody who pasted a message gets silence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pushwhy.engine.diagnose.diagnosis import applies
from pushwhy.engine.diagnose.facts import facts_of_match
from pushwhy.engine.diagnose.precedence import ranked
from pushwhy.engine.match.rules import Match
from pushwhy.model.report import Quote
from pushwhy.model.rules import Role

_MOST = 20
_LONGEST = 300
"""Characters of a message."""


def quotes_of(matches: Iterable[Match]) -> tuple[Quote, ...]:
    """Return what is quoted, one for each line, by the rule that would speak for it."""
    by_line: dict[int, list[Match]] = {}
    for match in matches:
        if match.rule.role is not Role.FALLBACK and match.literal:
            by_line.setdefault(match.line, []).append(match)
    speakers = [_speaker(by_line[line]) for line in sorted(by_line)[:_MOST]]
    return tuple(
        Quote(line=match.line, rule=match.rule.id, title=match.rule.title, http_status=match.status, text=match.message[:_LONGEST])
        for match in speakers
    )


def _speaker(matches: Sequence[Match]) -> Match:
    applying = [match for match in matches if applies(match.rule.when, facts_of_match(match))]
    return ranked(applying or matches)[0]
