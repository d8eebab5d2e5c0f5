"""How the counts of a run are told in one line."""

from __future__ import annotations

from pushwhy.model.report import Summary
from pushwhy.model.words import ENGLISH, Words


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
