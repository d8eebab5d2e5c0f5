"""One failure → one diagnosis: the rule that speaks for it, its causes ranked by evidence, the fix, and the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pushwhy.engine import evidence, question, texts
from pushwhy.engine.evidence import Weighed, Weighing
from pushwhy.engine.facts import Facts, values
from pushwhy.engine.failures import Failure
from pushwhy.engine.occurrences import Occurrence
from pushwhy.engine.precedence import ranked
from pushwhy.model.report import Diagnosis, Evidence, RankedCause, Related
from pushwhy.model.rules import Cause, Condition, RulePack

_LONGEST_EXCERPT = 600
_MOST = 0.999
_LEAST = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A failure with all that is known about it, and the rules whose conditions hold."""

    failure: Failure
    facts: Facts
    winners: tuple[Occurrence, ...]
    """The speaking rule first; never empty."""


def consider(failure: Failure, facts: Facts) -> Candidate | None:
    """Sort the matches of a failure by rank; None where no rule's conditions hold."""
    found = [one for symptom in failure.symptoms for one in symptom.found if applies(one.rule.when, facts)]
    return Candidate(failure=failure, facts=facts, winners=tuple(ranked(found))) if found else None


def applies(conditions: Sequence[Condition], facts: Facts) -> bool:
    """A condition rejects when its fact is known and differs, and, with `known`, also when it is unknown."""
    return all(facts[c.fact].value in c.values if c.fact in facts else not c.known for c in conditions)


def diagnose(candidate: Candidate, pack: RulePack, pushes: tuple[int, ...], *, use_evidence: bool = True) -> Diagnosis:
    """The diagnosis of one failure, or of several that are the same."""
    winner = candidate.winners[0]
    rule = winner.rule
    facts = candidate.facts
    weighing = evidence.weigh(rule.causes, facts, pack.facts, exhaustive=rule.exhaustive, use_evidence=use_evidence)
    return Diagnosis(
        rule=rule.id,
        severity=rule.severity,
        line=winner.line,
        end_line=winner.end_line,
        excerpt=winner.text[:_LONGEST_EXCERPT],
        pushes=pushes,
        facts=values(facts),
        causes=_ranked_causes(weighing, pack.causes, facts),
        other_probability=weighing.other,
        conflicts=tuple(_conflict(name, facts) for name in weighing.conflicts),
        question=question.ask(rule.causes, weighing, facts, pack.facts),
        related=_related(candidate),
    )


def _ranked_causes(weighing: Weighing, causes: Mapping[str, Cause], facts: Facts) -> tuple[RankedCause, ...]:
    return tuple(
        RankedCause(
            id=one.cause,
            title=texts.fill(cause.title, facts),
            explanation=texts.fill(cause.explanation, facts),
            probability=min(_MOST, max(_LEAST, one.probability)),
            prior=one.prior,
            evidence=tuple(_evidence(weighed) for weighed in one.evidence),
            fix=texts.fill_steps(cause.fix, facts),
            not_helpful=tuple(texts.fill(text, facts) for text in cause.not_helpful),
            confirm=texts.fill(cause.confirm, facts) if cause.confirm else None,
            docs=cause.docs,
        )
        for one in weighing.posteriors
        for cause in (causes[one.cause],)
    )


def _evidence(weighed: Weighed) -> Evidence:
    row, fact = weighed.rule, weighed.fact
    return Evidence(
        fact=row.fact,
        value=fact.value,
        origin=fact.origin,
        effect="against" if row.against else "for",
        strength=row.strength,
        ratio=weighed.factor,
        line=fact.line,
        text=row.because or f"{row.fact} is {_worded(fact.value)}",
    )


def _conflict(name: str, facts: Facts) -> str:
    fact = facts[name]
    where = f"line {fact.line}" if fact.line is not None else str(fact.origin)
    return f"{name} is {_worded(fact.value)} ({where}), which contradicts the rest; it was left out"


def _worded(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _related(candidate: Candidate) -> tuple[Related, ...]:
    winner = candidate.winners[0]
    lost = {(one.rule.id, one.line): Related(rule=one.rule.id, line=one.line) for one in candidate.winners[1:] if one.rule.id != winner.rule.id}
    return tuple(sorted(lost.values(), key=lambda one: (one.line, one.rule)))
