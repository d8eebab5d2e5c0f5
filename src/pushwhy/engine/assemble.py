"""What was read of one log → its report: pushes, diagnoses, notices, verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pushwhy.engine import facts as fact_module
from pushwhy.engine import failures, names, texts, timeline
from pushwhy.engine.diagnose import Candidate, applies, consider, diagnose
from pushwhy.engine.facts import Fact, Facts, StatedFact
from pushwhy.engine.failures import Failure
from pushwhy.engine.occurrences import Occurrence
from pushwhy.engine.precedence import family
from pushwhy.engine.read import Reading
from pushwhy.engine.timeline import SentPush, Timeline
from pushwhy.model.log import Level
from pushwhy.model.report import Client, Diagnosis, LogReport, Notice, Outcome, Push, Severity, Verdict
from pushwhy.model.rules import Kind, RulePack

_WARNED_BEFORE = 3
"""Lines within which a warning stands before the push that it is about."""
_MOST_DIAGNOSES = 100
_SECRET_CAUSE = "secret-visible-in-log"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a log is judged."""

    stated: tuple[StatedFact, ...] = ()
    use_evidence: bool = True
    ci: str | None = None
    """The CI system that the dialects of this log name."""


def assemble(log: str, encoding: str, reading: Reading, pack: RulePack, settings: Settings) -> LogReport:
    """Judge one log."""
    found = _without_wrapped_fallbacks(reading.occurrences)
    line = timeline.build([one for one in found if one.rule.marks is not None])
    judge = _Judge(pack=pack, timeline=line, found=found, settings=settings)
    attributed = failures.attribute(failures.symptoms_of(found, line), line)
    candidates = [candidate for failure in attributed if (candidate := consider(failure, judge.facts_of(failure)))]
    failed = {candidate.failure.push for candidate in candidates}
    groups = _same_problem(candidates)
    diagnoses = [
        diagnose(group[0], pack, tuple(sorted(c.failure.push for c in group if c.failure.push is not None)), use_evidence=settings.use_evidence)
        for group in groups
    ]
    if not diagnoses and line.ended:
        diagnoses = [_unexplained(found, line)]
    diagnoses = _ordered(diagnoses)
    pushes = tuple(judge.push(place, failed, diagnoses) for place in range(len(line.pushes)))
    return LogReport(
        log=log,
        verdict=_verdict(pushes, diagnoses),
        truncated=any(push.outcome is Outcome.UNKNOWN for push in pushes),
        dialect=settings.ci,
        encoding=encoding,
        client=judge.client(),
        pushes=pushes,
        diagnoses=tuple(diagnoses[:_MOST_DIAGNOSES]),
        notices=(*judge.notices(failed), *_secret_notices(reading, pack)),
        errors=reading.errors,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    pack: RulePack
    timeline: Timeline
    found: Sequence[Occurrence]
    settings: Settings

    def facts_of(self, failure: Failure) -> Facts:
        """Of the log, then of the push or the command, then of the failed lines, then what the user states."""
        facts = self._of_log()
        push = self.timeline.pushes[failure.push] if failure.push is not None else None
        if push is not None:
            facts |= self._warnings_of(push)
            facts |= fact_module.of_push(push, self.timeline)
        else:
            command = self.timeline.command_at(failure.line)
            if command is not None:
                facts |= {name: Fact(value=value, line=command.line) for name, value in command.facts.items()}
        for symptom in reversed(failure.symptoms):
            facts |= {name: fact for name, fact in symptom.facts.items() if push is None or name not in ("source", "file", "path", "package_id", "version")}
        if push is None:
            facts = fact_module.with_package_of_path(facts)
        return fact_module.with_stated(fact_module.with_address(facts), self.settings.stated)

    def push(self, place: int, failed: set[int | None], diagnoses: Sequence[Diagnosis]) -> Push:
        """The report's view of a push."""
        sent = self.timeline.pushes[place]
        statuses = tuple(status for _, status in sent.statuses)
        diagnosis = next((index for index, one in enumerate(diagnoses) if place in one.pushes), None)
        status = statuses[-1] if statuses else None
        if diagnosis is not None and status is None:
            known = diagnoses[diagnosis].facts.get("http_status")
            status = known if isinstance(known, int) and not isinstance(known, bool) else None
        command_path = sent.command.facts.get("path") if sent.command is not None else None
        return Push(
            package_id=sent.package_id,
            version=sent.version,
            path=sent.file or (str(command_path) if command_path is not None else None),
            symbols=sent.symbols,
            source=sent.target,
            feed=names.feed_of(sent.target or ""),
            host=names.host_of(sent.target or ""),
            outcome=Outcome.FAILED if place in failed else sent.outcome,
            http_status=status,
            statuses=statuses,
            attempts=max(1, len(sent.requests)),
            first_line=sent.first_line,
            last_line=max(sent.last_line, diagnoses[diagnosis].end_line if diagnosis is not None and len(diagnoses[diagnosis].pushes) == 1 else 0),
            diagnosis=diagnosis,
        )

    def notices(self, failed: set[int | None]) -> tuple[Notice, ...]:
        """What is worth telling beside the verdict; a failed push has its diagnosis instead."""
        found: dict[tuple[str, str], Notice] = {}
        for one in self.found:
            if one.rule.kind is not Kind.NOTICE or one.level is Level.DEBUG or (one.rule.needs_push and not self.timeline.is_beside_push(one.line)):
                continue
            place = self._push_at(one.line)
            if place is not None and place in failed:
                continue
            facts = self._of_log()
            if place is not None:
                facts |= fact_module.of_push(self.timeline.pushes[place], self.timeline)
            facts = fact_module.with_address(facts | fact_module.of_occurrence(one))
            if not applies(one.rule.when, facts):
                continue
            text = texts.fill(one.rule.text, facts)
            notice = Notice(
                rule=one.rule.id, severity=one.rule.severity, line=one.line, text=text, fix=texts.fill_steps(one.rule.fix, facts), docs=one.rule.docs
            )
            found.setdefault((one.rule.id, text), notice)
        return tuple(found.values())

    def client(self) -> Client:
        """The client as its lines, its command and its version line tell."""
        facts = self._of_log()
        languages = Counter(one.language for one in self.found if one.language is not None and one.rule.marks is not None)
        foreign = [language for language, _ in languages.most_common() if language != "en"]
        return Client(
            name=str(facts["client"].value) if "client" in facts else None,
            version=str(facts["client_version"].value) if "client_version" in facts else None,
            language=foreign[0] if foreign else ("en" if languages else None),
        )

    def _of_log(self) -> Facts:
        """Facts that hold for the whole log: the client, the CI system, what started the job."""
        facts: Facts = {}
        if self.settings.ci is not None:
            facts["ci"] = Fact(value=self.settings.ci)
        for command in self.timeline.commands[:1]:
            facts["client"] = Fact(value=command.facts["client"], line=command.line)
        for one in self.found:
            if one.rule.kind is Kind.CONTEXT:
                for name in ("client", "client_version", "event", "oidc"):
                    if name in one.facts:
                        facts.setdefault(name, Fact(value=one.facts[name], line=one.line))
        return facts

    def _warnings_of(self, push: SentPush) -> Facts:
        """What context and notice rules read between the warning before a push and its end."""
        facts: Facts = {}
        place = self.timeline.pushes.index(push)
        for one in self.found:
            if one.rule.kind in (Kind.CONTEXT, Kind.NOTICE) and one.rule.marks is None and self._push_at(one.line) == place:
                facts |= fact_module.of_occurrence(one)
        return facts

    def _push_at(self, line: int) -> int | None:
        """The push that a warning on this line is about: the one under way, or the one that begins right after it."""
        for place, push in enumerate(self.timeline.pushes):
            if 0 < push.first_line - line <= _WARNED_BEFORE and push.step == self.timeline.step_at(line):
                return place
        under_way = [place for place, push in enumerate(self.timeline.pushes) if push.first_line <= line]
        if not under_way:
            return None
        push = self.timeline.pushes[under_way[-1]]
        return under_way[-1] if push.step == self.timeline.step_at(line) else None


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
            *(str(facts[name].value) if name in facts else None for name in ("host", "http_status", "symbols", "same_key_accepted", "reason")),
        )
        groups.setdefault(key, []).append(candidate)
    return list(groups.values())


def _ordered(diagnoses: Sequence[Diagnosis]) -> list[Diagnosis]:
    """The last failure first, then by line."""
    if not diagnoses:
        return []
    last = max(diagnoses, key=lambda one: one.line)
    return [last, *sorted((one for one in diagnoses if one is not last), key=lambda one: one.line)]


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


def _secret_notices(reading: Reading, pack: RulePack) -> tuple[Notice, ...]:
    cause = pack.causes.get(_SECRET_CAUSE)
    if cause is None or not reading.secrets:
        return ()
    line, kind = min(reading.secrets)
    return (
        Notice(
            rule="ci/secret-visible-in-log",
            severity=Severity.WARNING,
            line=line,
            text=f"{cause.title} ({kind}). {cause.explanation}",
            fix=texts.fill_steps(cause.fix, {}),
            docs=cause.docs,
        ),
    )
