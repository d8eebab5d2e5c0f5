"""Counts over the logs of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pushwhy.model.report import LogReport, Summary, Verdict


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
