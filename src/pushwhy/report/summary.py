"""Counts over the logs of a run, and how they are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pushwhy.model.report import LogReport, Summary, Verdict
from pushwhy.model.words import ENGLISH, Words


def summarise(logs: Iterable[LogReport], bytes: int, seconds: float) -> Summary:  # noqa: A002 - named as the field it becomes
    """Count the verdicts; `bytes` are those read, `seconds` is what it took."""
    verdicts = Counter(log.verdict for log in logs)
    return Summary(
        logs=verdicts.total(),
        failed=verdicts[Verdict.FAILED],
        unexplained=verdicts[Verdict.UNEXPLAINED],
        incomplete=verdicts[Verdict.INCOMPLETE],
        pushed=verdicts[Verdict.PUSHED],
        no_push=verdicts[Verdict.NO_PUSH],
        unreadable=verdicts[Verdict.UNREADABLE],
        bytes=bytes,
        seconds=seconds,
    )


def sentence(summary: Summary, words: Words = ENGLISH) -> str:
    """Say how many logs there were of each verdict: `3 logs: 2 failed, 1 pushed`."""
    parts = (
        (summary.failed, words.say("{n} failed", n=summary.failed)),
        (summary.unexplained, words.say("{n} unexplained", n=summary.unexplained)),
        (summary.incomplete, words.say("{n} incomplete", n=summary.incomplete)),
        (summary.pushed, words.say("{n} pushed", n=summary.pushed)),
        (summary.no_push, words.say("{n} without a push", n=summary.no_push)),
        (summary.unreadable, words.say("{n} unreadable", n=summary.unreadable)),
    )
    verdicts = words.say(", ").join(said for number, said in parts if number)
    logs = words.count(summary.logs, "{n} log", "{n} logs")
    return words.say("{logs}: {verdicts}", logs=logs, verdicts=verdicts) if verdicts else logs
