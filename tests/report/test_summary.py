"""The counts over a run, as a sentence."""

from __future__ import annotations

from pushwhy.model.report import Summary
from pushwhy.report.summary import sentence


def test_every_verdict_is_named() -> None:
    summary = Summary(logs=7, failed=2, unexplained=1, incomplete=1, pushed=1, no_push=1, unreadable=1, bytes=1200, seconds=0.5)
    assert sentence(summary) == "7 logs: 2 failed, 1 unexplained, 1 incomplete, 1 pushed, 1 without a push, 1 unreadable"


def test_what_did_not_occur_is_left_out() -> None:
    assert sentence(Summary(logs=1, failed=1)) == "1 log: 1 failed"
    assert sentence(Summary()) == "0 logs"
