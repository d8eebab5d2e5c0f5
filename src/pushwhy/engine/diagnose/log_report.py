"""Makes the report of one log out of what rules found in it: pushes, diagnoses, notices, verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pushwhy import phrases
from pushwhy.engine.diagnose.attribution import attribute
from pushwhy.engine.diagnose.diagnosis import diagnose, explain, group_same_problems, unexplained
from pushwhy.engine.diagnose.endings import untold_endings
from pushwhy.engine.diagnose.fact_sources import LogFacts, facts_about
from pushwhy.engine.diagnose.failures import symptoms_of
from pushwhy.engine.diagnose.notices import notices_of, secret_notices
from pushwhy.engine.diagnose.quotes import quotes_of
from pushwhy.engine.diagnose.raw_lines import with_raw_lines
from pushwhy.engine.diagnose.report_pushes import reported_pushes
from pushwhy.engine.match.reader import LogMatches
from pushwhy.engine.match.rules import Match
from pushwhy.engine.pushes.builder import build_timeline
from pushwhy.engine.pushes.command import CommandParser
from pushwhy.engine.pushes.identity import FeedFinder
from pushwhy.model.facts import StatedFact
from pushwhy.model.pack import RulePack
from pushwhy.model.report import Client, Diagnosis, LogError, LogReport, Outcome, Push, Verdict
from pushwhy.model.rules import Role

_MOST_DIAGNOSES = 100


class LogReporter:
    """Makes reports of logs with the words, causes and texts of a pack. Made once for each pack."""

    def __init__(self, pack: RulePack) -> None:
        self._pack = pack
        self._parser = CommandParser(pack.commands)
        self._feeds = FeedFinder(pack.feeds)

    def report(
        self,
        name: str,
        encoding: str,
        ci: str | None,
        read: LogMatches,
        *,
        stated: tuple[StatedFact, ...] = (),
        use_evidence: bool = True,
        presume_push: bool = False,
    ) -> LogReport:
        """Judge one log; `ci` is the CI system that its dialects name. Without evidence, priors alone rank the causes."""
        pack = self._pack
        matches = _without_wrapped_fallbacks(read.matches)
        timeline = build_timeline(matches, self._parser)
        log = LogFacts(
            timeline=timeline,
            matches=matches,
            feeds=self._feeds,
            specs=pack.facts,
            weights=pack.weights,
            presume_push=presume_push,
            stated=stated,
            ci=ci,
        )
        symptoms, shown = symptoms_of(matches, timeline, pack.weights, presume_push=presume_push)
        failures = attribute(symptoms, timeline)
        explained = [one for failure in failures if (one := explain(failure, facts_about(failure, log))) is not None]
        diagnoses = [diagnose(same, pack, use_evidence=use_evidence) for same in group_same_problems(explained)]
        untold = untold_endings(timeline, [one.failure for one in explained])
        diagnoses += [unexplained(ending) for ending in untold]
        ordered = _last_first(diagnoses)
        failed = {index for diagnosis in diagnoses for index in diagnosis.pushes}
        pushes, diagnosed = reported_pushes(timeline, failed, ordered[:_MOST_DIAGNOSES], self._feeds)
        report = LogReport(
            log=name,
            verdict=_verdict(pushes, ordered),
            truncated=any(push.outcome is Outcome.UNKNOWN for push in pushes),
            dialect=ci,
            encoding=encoding,
            client=_client(log) if ordered or pushes else Client(),
            pushes=pushes,
            diagnoses=diagnosed,
            notices=(*notices_of(log, failed), *secret_notices(read.secrets, log, pack)),
            quoted=() if ordered or pushes else quotes_of((*read.quoted, *shown)),
            errors=(*read.errors, *_too_many(len(ordered), pack)),
        )
        return with_raw_lines(report, read.raw_lines)


def _without_wrapped_fallbacks(matches: Sequence[Match]) -> list[Match]:
    """Leave out unknown errors that are a wrapper's own line ("Process completed with exit code 1")."""
    wrappers = {match.line for match in matches if match.rule.role is Role.WRAPPER and not match.rule.needs_push}
    return [match for match in matches if match.rule.role is not Role.FALLBACK or match.line not in wrappers]


def _too_many(number: int, pack: RulePack) -> tuple[LogError, ...]:
    """Return the bound on diagnoses, where it was hit."""
    if number <= _MOST_DIAGNOSES:
        return ()
    text = phrases.of_pack(pack).say("too-many-diagnoses", most=_MOST_DIAGNOSES, all=number)
    return (LogError(kind="limit", message=text),)


def _last_first(diagnoses: Sequence[Diagnosis]) -> list[Diagnosis]:
    """Return the last failure, then the others by line."""
    if not diagnoses:
        return []
    last = max(diagnoses, key=lambda diagnosis: diagnosis.line)
    return [last, *sorted((other for other in diagnoses if other is not last), key=lambda diagnosis: diagnosis.line)]


def _client(log: LogFacts) -> Client:
    """Return the client as its lines, its command and its version line tell."""
    facts = log.of_log
    languages = Counter(match.language for match in log.matches if match.language is not None)
    foreign = [language for language, _ in languages.most_common() if language != "en"]
    return Client(
        name=str(facts["client"].value) if "client" in facts else None,
        version=str(facts["client_version"].value) if "client_version" in facts else None,
        language=foreign[0] if foreign else ("en" if languages else None),
    )


def _verdict(pushes: Sequence[Push], diagnoses: Sequence[Diagnosis]) -> Verdict:
    certain = [diagnosis for diagnosis in diagnoses if not diagnosis.possible]
    if not all(diagnosis.unexplained for diagnosis in certain):
        return Verdict.FAILED
    if certain:
        return Verdict.UNEXPLAINED
    if any(push.outcome is Outcome.UNKNOWN for push in pushes):
        return Verdict.INCOMPLETE
    if diagnoses:
        return Verdict.POSSIBLE
    return Verdict.PUSHED if pushes else Verdict.NO_PUSH
