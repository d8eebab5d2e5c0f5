"""What is worth telling beside the verdict: warnings about pushes that did not fail, and secrets that a log shows."""

from __future__ import annotations

from collections.abc import Container, Sequence

from pushwhy import phrases
from pushwhy.engine.diagnose import texts
from pushwhy.engine.diagnose.diagnosis import applies
from pushwhy.engine.diagnose.fact_sources import LogFacts, facts_of_other_pushes
from pushwhy.engine.diagnose.facts import facts_of_addresses, facts_of_match, facts_of_push
from pushwhy.engine.diagnose.push_evidence import PushWeigher
from pushwhy.engine.match.rules import Match
from pushwhy.model.facts import Fact, Facts
from pushwhy.model.pack import RulePack
from pushwhy.model.report import Notice, Severity
from pushwhy.model.rules import Cause, Kind


def notices_of(log: LogFacts, failed: Container[int]) -> tuple[Notice, ...]:
    """Return a notice for each rule and text; `failed` are indexes of pushes, which have their diagnoses instead."""
    notices: dict[tuple[str, str], Notice] = {}
    for match in log.matches:
        if match.rule.kind is Kind.NOTICE and (notice := _notice(match, log, failed)) is not None:
            notices.setdefault((notice.rule, notice.text), notice)
    return tuple(notices.values())


def _notice(match: Match, log: LogFacts, failed: Container[int]) -> Notice | None:
    rule = match.rule
    if rule.needs_push:
        weigher = PushWeigher([match], log.timeline, log.weights, presume_push=log.presume_push)
        if weigher.evidence(match).total < log.weights.failed:
            return None
    push = log.timeline.push_warned_at(match.line)
    if push is not None and push.index in failed:
        return None
    facts: Facts = dict(log.of_log)
    if push is not None:
        facts |= facts_of_push(push) | facts_of_other_pushes(push, log)
    facts |= facts_of_match(match)
    facts = facts_of_addresses(facts, log.feeds) | facts
    if not applies(rule.when, facts):
        return None
    return Notice(
        rule=rule.id,
        severity=rule.severity,
        line=match.line,
        text=texts.fill(rule.text, facts),
        fix=texts.fill_steps(rule.fix, facts),
        docs=rule.docs,
    )


def secret_notices(secrets: Sequence[tuple[int, str]], log: LogFacts, pack: RulePack) -> tuple[Notice, ...]:
    """Return a notice of the secrets near pushes, given as (line, kind), by each cause that tells of their kinds, at the first of them."""
    if not secrets:
        return ()
    causes = [(cause.secrets_notice, cause) for cause in pack.causes.values() if cause.secrets_notice is not None]
    named = frozenset(kind for _, cause in causes for kind in cause.secret_kinds)
    notices: list[Notice] = []
    for rule, cause in causes:
        told = [(line, kind) for line, kind in secrets if (kind in cause.secret_kinds if cause.secret_kinds else kind not in named)]
        if told:
            notices.append(_secret_notice(rule, cause, min(told), log, pack))
    return tuple(sorted(notices, key=_line))


def _secret_notice(rule: str, cause: Cause, secret: tuple[int, str], log: LogFacts, pack: RulePack) -> Notice:
    line, kind = secret
    facts = {name: Fact(value=value) for command in log.timeline.commands[:1] for name, value in command.facts.items()}
    return Notice(
        rule=rule,
        severity=Severity.WARNING,
        line=line,
        text=phrases.of_pack(pack).say("secret-visible", title=cause.title, kind=kind, explanation=cause.explanation),
        fix=texts.fill_steps(cause.fix, facts),
        docs=cause.docs,
    )


def _line(notice: Notice) -> int:
    return notice.line
