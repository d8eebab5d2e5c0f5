"""How the counts of a run are told in one line."""

from __future__ import annotations

from pushwhy.model.report import Summary
from pushwhy.phrases import ENGLISH, Words


def sentence(summary: Summary, words: Words = ENGLISH) -> str:
    """Say how many logs there were of each verdict: `3 logs: 2 failed, 1 pushed`."""
    parts = (
        (summary.failed, words.say("logs-failed", n=summary.failed)),
        (summary.unexplained, words.say("logs-unexplained", n=summary.unexplained)),
        (summary.incomplete, words.say("logs-incomplete", n=summary.incomplete)),
        (summary.pushed, words.say("logs-pushed", n=summary.pushed)),
        (summary.no_push, words.say("logs-without-push", n=summary.no_push)),
        (summary.unreadable, words.say("logs-unreadable", n=summary.unreadable)),
    )
    verdicts = words.say("list-separator").join(said for number, said in parts if number)
    logs = words.say("logs", n=summary.logs)
    return words.say("logs-by-verdict", logs=logs, verdicts=verdicts) if verdicts else logs
