"""What was read of one log → its report: pushes, diagnoses, notices, verdict."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pushwhy import phrases
from pushwhy.engine.diagnose.diagnosis import Candidate, consider, diagnose
from pushwhy.engine.diagnose.failures import attribute
from pushwhy.engine.diagnose.judge import Judge, Settings
from pushwhy.engine.diagnose.precedence import family
from pushwhy.engine.diagnose.symptoms import symptoms_of
from pushwhy.engine.match.reading import Reading
from pushwhy.engine.match.rules import Occurrence
from pushwhy.engine.pushes.builder import timeline_of
from pushwhy.engine.pushes.timeline import Timeline
from pushwhy.model.report import Diagnosis, LogError, LogReport, Outcome, Push, Severity, Verdict
from pushwhy.model.rules import Mark, RulePack

_LONGEST_FENCE = 40
"""Lines of a quotation in a document."""
_MOST_DIAGNOSES = 100


def assemble(log: str, encoding: str, reading: Reading, pack: RulePack, settings: Settings) -> LogReport:
    """Judge one log."""
    found = _without_wrapped_fallbacks(_outside_fences(reading.occurrences))
    line = timeline_of(found)
    judge = Judge(pack=pack, timeline=line, found=found, settings=settings)
    attributed = attribute(symptoms_of(found, line), line)
    candidates = [candidate for failure in attributed if (candidate := consider(failure, judge.facts_of(failure)))]
    failed = {candidate.failure.push for candidate in candidates}
    diagnoses = [diagnose(same, pack, use_evidence=settings.use_evidence) for same in _same_problem(candidates)]
    if not diagnoses and line.ended:
        diagnoses = [_unexplained(found, line)]
    every = _ordered(diagnoses)
    diagnoses = every[:_MOST_DIAGNOSES]
    pushes, diagnoses = _with_attempts_joined([judge.push(place, failed, diagnoses) for place in range(len(line.pushes))], diagnoses, line)
    return LogReport(
        log=log,
        verdict=_verdict(pushes, every),
        truncated=any(push.outcome is Outcome.UNKNOWN for push in pushes),
        dialect=settings.ci,
        encoding=encoding,
        client=judge.client(),
        pushes=pushes,
        diagnoses=tuple(diagnoses),
        notices=(*judge.notices(failed), *judge.secret_notices(reading)),
        errors=(*reading.errors, *_too_many(len(every), pack)),
    )


def _too_many(found: int, pack: RulePack) -> tuple[LogError, ...]:
    """The bound on diagnoses, where it was hit."""
    if found <= _MOST_DIAGNOSES:
        return ()
    text = phrases.of_pack(pack).say("too-many-diagnoses", most=_MOST_DIAGNOSES, all=found)
    return (LogError(kind="limit", message=text),)


def _outside_fences(found: Sequence[Occurrence]) -> list[Occurrence]:
    """What stands between two fences of a document is quoted; a fence without a second one near it fences nothing."""
    fences = [one.line for one in found if one.rule.marks is Mark.FENCE]
    fenced: list[tuple[int, int]] = []
    while len(fences) > 1:
        begin, end = fences[:2]
        is_pair = end - begin <= _LONGEST_FENCE
        fenced += [(begin, end)] if is_pair else []
        fences = fences[2 if is_pair else 1 :]
    return [one for one in found if not any(begin < one.line < end for begin, end in fenced)] if fenced else list(found)


def _without_wrapped_fallbacks(found: Sequence[Occurrence]) -> list[Occurrence]:
    """A wrapper's own line ("Process completed with exit code 1") is no unknown error."""
    wrappers = {one.line for one in found if family(one.rule.id) == "ci"}
    return [one for one in found if family(one.rule.id) != "fallback" or one.line not in wrappers]


def _same_problem(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Failures that one rule reads in the same way on the same host are one diagnosis, told at the first of them."""
    groups: dict[tuple[object, ...], list[Candidate]] = {}
    for candidate in candidates:
        facts = candidate.facts
        key = (
            candidate.winners[0].rule.id,
            candidate.failure.push is None,
            *(
                str(facts[name].value) if name in facts else None
                for name in ("host", "http_status", "symbols", "same_key_accepted", "reason", "id", "owner", "version_exists")
            ),
        )
        groups.setdefault(key, []).append(candidate)
    return list(groups.values())


def _ordered(diagnoses: Sequence[Diagnosis]) -> list[Diagnosis]:
    """The last failure first, then by line."""
    if not diagnoses:
        return []
    last = max(diagnoses, key=lambda one: one.line)
    return [last, *sorted((one for one in diagnoses if one is not last), key=lambda one: one.line)]


def _with_attempts_joined(
    pushes: Sequence[Push], diagnoses: Sequence[Diagnosis], line: Timeline
) -> tuple[tuple[Push, ...], list[Diagnosis]]:
    """The pushes without those that a later one made good, which has their attempts as well; diagnoses count them anew."""
    kept = [place for place, sent in enumerate(line.pushes) if sent.made_good_by is None]
    if len(kept) == len(pushes):
        return tuple(pushes), list(diagnoses)
    joined = list(pushes)
    for place in kept:
        attempts = [pushes[first] for first, sent in enumerate(line.pushes) if sent.made_good_by == place] + [pushes[place]]
        joined[place] = replace(
            pushes[place],
            attempts=sum(one.attempts for one in attempts),
            statuses=tuple(status for one in attempts for status in one.statuses),
            first_line=attempts[0].first_line,
        )
    number = {place: index for index, place in enumerate(kept)}
    renumbered = [
        replace(
            one,
            pushes=tuple(number[place] for place in one.pushes),
            possible_pushes=tuple(number[place] for place in one.possible_pushes if place in number),
        )
        for one in diagnoses
    ]
    return tuple(joined[place] for place in kept), renumbered


def _unexplained(found: Sequence[Occurrence], line: Timeline) -> Diagnosis:
    """A wrapper says that the push failed, and no rule knows why."""
    told = next(one for one in found if one.line == line.ended[0])
    return Diagnosis(
        rule=None,
        severity=Severity.ERROR,
        line=told.line,
        end_line=told.end_line,
        excerpt=told.text,
        pushes=(),
        facts={},
        causes=(),
        other_probability=1.0,
        conflicts=(),
        question=None,
        related=(),
    )


def _verdict(pushes: Sequence[Push], diagnoses: Sequence[Diagnosis]) -> Verdict:
    if any(one.rule is not None and family(one.rule) != "fallback" for one in diagnoses):
        return Verdict.FAILED
    if any(one.rule == "fallback/unknown-status" for one in diagnoses):
        return Verdict.FAILED
    if diagnoses:
        return Verdict.UNEXPLAINED
    if any(push.outcome is Outcome.UNKNOWN for push in pushes):
        return Verdict.INCOMPLETE
    return Verdict.PUSHED if pushes else Verdict.NO_PUSH
