"""Makes diagnoses of failures: the rule that speaks for one, its causes ranked by evidence, the fix, and the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pushwhy import phrases
from pushwhy.engine.diagnose import texts
from pushwhy.engine.diagnose.facts import facts_of_match, facts_of_path, plain_values
from pushwhy.engine.diagnose.failures import Failure
from pushwhy.engine.diagnose.precedence import ranked
from pushwhy.engine.diagnose.push_evidence import probability
from pushwhy.engine.diagnose.question import ask
from pushwhy.engine.diagnose.weigh import OTHER, Posterior, contradictions, weigh
from pushwhy.engine.diagnose.weigh import Factor as WeighedFactor
from pushwhy.engine.match.rules import Match
from pushwhy.engine.pushes.endings import Ending
from pushwhy.model.facts import Fact, Facts, Origin
from pushwhy.model.lexicon import PushWeights
from pushwhy.model.pack import RulePack
from pushwhy.model.report import Diagnosis, Evidence, Factor, PushSign, RankedCause, Related, Severity
from pushwhy.model.rules import Cause, Condition, EvidenceRule, Rule
from pushwhy.phrases import Words

_LONGEST_EXCERPT = 600
_MOST = 0.999
_LEAST = 0.001
_SAME_PROBLEM = ("host", "http_status", "symbols", "same_key_accepted", "reason", "id", "owner", "version_exists")
"""Facts that are equal for failures with the same cause."""


class ExplainedFailure(Struct, frozen=True, kw_only=True):
    """A failure with all that is known about it, and the matches of rules whose conditions hold."""

    failure: Failure
    facts: Facts
    matches: tuple[Match, ...]
    """By rank: the rule that speaks first; never empty."""

    @property
    def speaker(self) -> Match:
        """The match of the rule that speaks for the failure."""
        return self.matches[0]


def explain(failure: Failure, facts: Facts) -> ExplainedFailure | None:
    """Rank the matches of a failure; None where no rule's conditions hold."""
    applying = [match for symptom in failure.symptoms for match in symptom.matches if applies(match.rule.when, facts)]
    if not applying:
        return None
    by_rank = ranked(applying)
    of_speaker = (match for match in applying if match.rule.id == by_rank[0].rule.id)
    first = min(of_speaker, key=lambda match: (match.is_answer, match.line))
    return ExplainedFailure(failure=failure, facts=facts, matches=(first, *(match for match in by_rank if match is not first)))


def applies(conditions: Sequence[Condition], facts: Facts) -> bool:
    """Return whether no condition rejects: its fact is known and differs, or, with `known`, is unknown."""
    return all(facts[c.fact].value in c.values if c.fact in facts else not c.known for c in conditions)


def group_same_problems(explained: Sequence[ExplainedFailure]) -> list[list[ExplainedFailure]]:
    """Group failures that one rule reads in the same way on the same host; each group is one diagnosis."""
    groups: dict[tuple[object, ...], list[ExplainedFailure]] = {}
    for one in explained:
        values = (str(one.facts[name].value) if name in one.facts else None for name in _SAME_PROBLEM)
        groups.setdefault((one.speaker.rule.id, one.failure.push is None, *values), []).append(one)
    return list(groups.values())


def diagnose(same: Sequence[ExplainedFailure], pack: RulePack, *, use_evidence: bool = True) -> Diagnosis:
    """Return the diagnosis of failures that are the same problem, told at the first; without evidence, priors alone rank the causes."""
    first = same[0]
    pushes = {one.failure.push.index for one in same if one.failure.push is not None}
    possible = {index for one in same for index in one.failure.possible_pushes}
    rule, facts, words = first.speaker.rule, first.facts, phrases.of_pack(pack)
    message = _whole_message(first)
    conflicts = contradictions(rule.causes, facts) if use_evidence else ()
    usable = {name: fact for name, fact in facts.items() if name not in conflicts} if use_evidence else {}
    posteriors = weigh(rule.causes, usable, pack.facts, remainder=rule.remainder)
    return Diagnosis(
        rule=rule.id,
        severity=rule.severity,
        line=message.line,
        end_line=_end_line(message, first.failure),
        excerpt=message.text[:_LONGEST_EXCERPT],
        pushes=tuple(sorted(pushes)),
        possible_pushes=tuple(sorted(possible - pushes)),
        facts=plain_values(facts),
        causes=_ranked_causes(posteriors, _in_words_of(rule, pack.causes), facts, pack, words),
        other_probability=next(posterior.probability for posterior in posteriors if posterior.cause == OTHER),
        conflicts=tuple(_conflict(name, facts[name], words) for name in conflicts),
        question=ask(rule.causes, posteriors, facts, pack.facts),
        related=_related(first),
        unexplained=rule.unexplained,
        possible=not any(one.failure.is_certain for one in same),
        **_push_evidence(first.failure, pack.weights),
    )


def _push_evidence(failure: Failure, weights: PushWeights) -> dict[str, Any]:
    """Return the fields about whether it is a push's."""
    evidence = failure.evidence
    if evidence is None or failure.push is not None:
        return {}
    signs = tuple(PushSign(name=sign.name, weight=sign.weight) for sign in evidence.signs)
    return {"push_probability": min(_MOST, max(_LEAST, probability(evidence.total, weights))), "push_signs": signs}


def unexplained(ending: Ending) -> Diagnosis:
    """Return the diagnosis where a wrapper or an exit status says that the push failed, and no rule knows why."""
    match = ending.match
    return Diagnosis(
        rule=None,
        severity=Severity.ERROR,
        line=match.line,
        end_line=match.end_line,
        excerpt=match.text,
        pushes=() if ending.push is None else (ending.push,),
        facts=plain_values(facts_of_path(facts_of_match(match)) | facts_of_match(match)),
        causes=(),
        other_probability=1.0,
        conflicts=(),
        question=None,
        related=(),
        unexplained=True,
    )


def _whole_message(explained: ExplainedFailure) -> Match:
    """Return what the speaker stands in: its own line, or the wrapped message whose rest that line is."""
    speaker = explained.speaker
    around = (
        match
        for match in explained.matches
        if match.line <= speaker.line and speaker.end_line <= match.end_line and "\n" not in match.text and speaker.text in match.text
    )
    return min(around, key=lambda match: match.line, default=speaker)


def _end_line(message: Match, failure: Failure) -> int:
    """Return the last line of a message and of what follows it without a gap: inner errors, a client's error after a server's warning."""
    end = message.end_line
    for symptom in sorted(failure.symptoms, key=lambda symptom: symptom.line):
        if message.line <= symptom.line <= end + 1:
            end = max(end, symptom.end_line)
    return end


def _in_words_of(rule: Rule, causes: Mapping[str, Cause]) -> Mapping[str, Cause]:
    """Return the causes, the rule's first one in the rule's own words where it has any."""
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


def _ranked_causes(
    posteriors: Sequence[Posterior], causes: Mapping[str, Cause], facts: Facts, pack: RulePack, words: Words
) -> tuple[RankedCause, ...]:
    return tuple(
        RankedCause(
            id=posterior.cause,
            title=texts.fill(cause.title, facts),
            explanation=texts.fill_prose(cause.explanation, facts),
            probability=min(_MOST, max(_LEAST, posterior.probability)),
            prior=posterior.prior,
            evidence=tuple(_evidence(factor, row, facts, words) for factor in posterior.factors for row in factor.rows),
            factors=tuple(_factor(factor, facts, words) for factor in posterior.factors),
            fix=texts.fill_steps(cause.fix, facts),
            not_helpful=tuple(texts.fill_prose(text, facts) for text in cause.not_helpful),
            confirm=texts.fill_prose(cause.confirm, facts) if cause.confirm else None,
            docs=texts.relevant(cause.docs, facts, pack.facts),
        )
        for posterior in posteriors
        if posterior.cause != OTHER
        for cause in (causes[posterior.cause],)
    )


def _evidence(factor: WeighedFactor, row: EvidenceRule, facts: Facts, words: Words) -> Evidence:
    fact = factor.fact
    return Evidence(
        fact=row.fact,
        value=fact.value,
        origin=fact.origin,
        effect="against" if row.against else "for",
        strength=row.strength,
        ratio=factor.ratio,
        line=fact.line,
        text=_sentence(row, row.fact, fact, facts, words),
    )


def _factor(factor: WeighedFactor, facts: Facts, words: Words) -> Factor:
    fact = factor.fact
    row = factor.rows[0] if factor.rows else None
    return Factor(
        fact=factor.name,
        value=fact.value,
        origin=fact.origin,
        line=fact.line,
        ratio=factor.ratio,
        text=_sentence(row, factor.name, fact, facts, words),
    )


def _sentence(row: EvidenceRule | None, name: str, fact: Fact, facts: Facts, words: Words) -> str:
    """Return what the row says of itself, else `name is value`."""
    if row is not None and row.because:
        return texts.fill(row.because, facts)
    return words.say("fact-value", fact=name, value=_shown(fact))


def _conflict(name: str, fact: Fact, words: Words) -> str:
    where = words.say("line", line=fact.line) if fact.line is not None else _origin(fact.origin, words)
    return words.say("fact-conflict", fact=name, value=_shown(fact), where=where)


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


def _shown(fact: Fact) -> str:
    return str(fact.value).lower() if isinstance(fact.value, bool) else str(fact.value)


def _related(explained: ExplainedFailure) -> tuple[Related, ...]:
    """Return the rules that lost, each at its first line."""
    related: dict[str, Related] = {}
    for match in sorted(explained.matches, key=lambda match: match.line):
        if match.rule.id != explained.speaker.rule.id:
            related.setdefault(match.rule.id, Related(rule=match.rule.id, line=match.line))
    return tuple(sorted(related.values(), key=lambda one: (one.line, one.rule)))
