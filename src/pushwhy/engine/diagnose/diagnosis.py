"""One failure → one diagnosis: the rule that speaks for it, its causes ranked by evidence, the fix, and the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pushwhy import phrases
from pushwhy.engine.diagnose import question, texts
from pushwhy.engine.diagnose import weigh as evidence
from pushwhy.engine.diagnose.facts import values
from pushwhy.engine.diagnose.failures import Failure
from pushwhy.engine.diagnose.precedence import ranked
from pushwhy.engine.diagnose.weigh import Weighed, Weighing
from pushwhy.engine.match.rules import Occurrence
from pushwhy.model.facts import Fact, Facts, Origin
from pushwhy.model.report import Diagnosis, Evidence, Factor, RankedCause, Related
from pushwhy.model.rules import Cause, Condition, EvidenceRule, Rule, RulePack
from pushwhy.phrases import Words

_LONGEST_EXCERPT = 600
_MOST = 0.999
_LEAST = 0.001


class Candidate(Struct, frozen=True, kw_only=True):
    """A failure with all that is known about it, and the rules whose conditions hold."""

    failure: Failure
    facts: Facts
    winners: tuple[Occurrence, ...]
    """The speaking rule first; never empty."""


def consider(failure: Failure, facts: Facts) -> Candidate | None:
    """Sort the matches of a failure by rank; None where no rule's conditions hold."""
    found = [one for symptom in failure.symptoms for one in symptom.found if applies(one.rule.when, facts)]
    if not found:
        return None
    order = ranked(found)
    told_first = min((one for one in found if one.rule.id == order[0].rule.id), key=lambda one: (one.is_answer, one.line))
    return Candidate(failure=failure, facts=facts, winners=(told_first, *(one for one in order if one is not told_first)))


def applies(conditions: Sequence[Condition], facts: Facts) -> bool:
    """A condition rejects when its fact is known and differs, and, with `known`, also when it is unknown."""
    return all(facts[c.fact].value in c.values if c.fact in facts else not c.known for c in conditions)


def diagnose(same: Sequence[Candidate], pack: RulePack, *, use_evidence: bool = True) -> Diagnosis:
    """The diagnosis of one failure, or of several that are the same, told at the first."""
    candidate = same[0]
    pushes = {one.failure.push for one in same if one.failure.push is not None}
    rule = candidate.winners[0].rule
    told = _whole_message(candidate)
    facts = candidate.facts
    weighing = evidence.weigh(rule.causes, facts, pack.facts, exhaustive=rule.exhaustive, use_evidence=use_evidence)
    return Diagnosis(
        rule=rule.id,
        severity=rule.severity,
        line=told.line,
        end_line=_end(told, candidate.failure),
        excerpt=told.text[:_LONGEST_EXCERPT],
        pushes=tuple(sorted(pushes)),
        possible_pushes=tuple(sorted({place for one in same for place in one.failure.possible} - pushes)),
        facts=values(facts),
        causes=_ranked_causes(weighing, _told_by(rule, pack.causes), facts, pack),
        other_probability=weighing.other,
        conflicts=tuple(_conflict(name, facts, phrases.of_pack(pack)) for name in weighing.conflicts),
        question=question.ask(rule.causes, weighing, facts, pack.facts),
        related=_related(candidate),
    )


def _whole_message(candidate: Candidate) -> Occurrence:
    """What the winner stands in: its own line, or the wrapped message whose rest that line is."""
    winner = candidate.winners[0]
    around = (one for one in candidate.winners if one.line <= winner.line and winner.end_line <= one.end_line and "\n" not in one.text)
    return min((one for one in around if winner.text in one.text), key=lambda one: one.line, default=winner)


def _end(told: Occurrence, failure: Failure) -> int:
    """The last line of a message with all that follows it without a gap: inner errors, and the client's error after a server's warning."""
    end = told.end_line
    for symptom in sorted(failure.symptoms, key=lambda one: one.line):
        if told.line <= symptom.line <= end + 1:
            end = max(end, symptom.end_line)
    return end


def _told_by(rule: Rule, causes: Mapping[str, Cause]) -> Mapping[str, Cause]:
    """The causes, the rule's first one in the rule's own words where it has any."""
    if not rule.causes:
        return causes
    shared = causes[rule.causes[0].id]
    own = replace(
        shared,
        explanation=rule.explanation or shared.explanation,
        fix=rule.fix or shared.fix,
        not_helpful=rule.not_helpful or shared.not_helpful,
        confirm=rule.confirm or shared.confirm,
        docs=rule.docs or shared.docs,
    )
    return {**causes, shared.id: own}


def _ranked_causes(weighing: Weighing, causes: Mapping[str, Cause], facts: Facts, pack: RulePack) -> tuple[RankedCause, ...]:
    return tuple(
        RankedCause(
            id=one.cause,
            title=texts.fill(cause.title, facts),
            explanation=texts.fill_prose(cause.explanation, facts),
            probability=min(_MOST, max(_LEAST, one.probability)),
            prior=one.prior,
            evidence=tuple(_evidence(weighed, row, facts, phrases.of_pack(pack)) for weighed in one.weighed for row in weighed.rows),
            factors=tuple(_factor(weighed, facts, phrases.of_pack(pack)) for weighed in one.weighed),
            fix=texts.fill_steps(cause.fix, facts),
            not_helpful=tuple(texts.fill_prose(text, facts) for text in cause.not_helpful),
            confirm=texts.fill_prose(cause.confirm, facts) if cause.confirm else None,
            docs=texts.relevant(cause.docs, facts, pack.facts),
        )
        for one in weighing.posteriors
        for cause in (causes[one.cause],)
    )


def _evidence(weighed: Weighed, row: EvidenceRule, facts: Facts, words: Words) -> Evidence:
    fact = weighed.fact
    return Evidence(
        fact=row.fact,
        value=fact.value,
        origin=fact.origin,
        effect="against" if row.against else "for",
        strength=row.strength,
        ratio=weighed.factor,
        line=fact.line,
        text=_said(row, row.fact, fact, facts, words),
    )


def _factor(weighed: Weighed, facts: Facts, words: Words) -> Factor:
    fact = weighed.fact
    row = weighed.rows[0] if weighed.rows else None
    return Factor(
        fact=weighed.name,
        value=fact.value,
        origin=fact.origin,
        line=fact.line,
        ratio=weighed.factor,
        text=_said(row, weighed.name, fact, facts, words),
    )


def _said(row: EvidenceRule | None, name: str, fact: Fact, facts: Facts, words: Words) -> str:
    if row is not None and row.because:
        return texts.fill(row.because, facts)
    return words.say("fact-value", fact=name, value=_worded(fact.value))


def _conflict(name: str, facts: Facts, words: Words) -> str:
    fact = facts[name]
    where = words.say("line", line=fact.line) if fact.line is not None else _origin(fact.origin, words)
    return words.say("fact-conflict", fact=name, value=_worded(fact.value), where=where)


def _origin(origin: Origin, words: Words) -> str:
    match origin:
        case Origin.LOG:
            return words.say("origin-log")
        case Origin.DERIVED:
            return words.say("origin-derived")
        case Origin.STATED:
            return words.say("origin-stated")
        case Origin.ONLINE:
            return words.say("origin-online")


def _worded(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _related(candidate: Candidate) -> tuple[Related, ...]:
    winner = candidate.winners[0]
    lost: dict[str, Related] = {}
    for one in sorted(candidate.winners, key=lambda one: one.line):
        if one.rule.id != winner.rule.id:
            lost.setdefault(one.rule.id, Related(rule=one.rule.id, line=one.line))
    return tuple(sorted(lost.values(), key=lambda one: (one.line, one.rule)))
