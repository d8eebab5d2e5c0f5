"""The counts over a run."""

from __future__ import annotations

from msgspec.structs import replace

from pushwhy.model.report import LogReport
from pushwhy.phrases import ENGLISH
from pushwhy.report.document import Summary
from pushwhy.report.tally import Tally, sentence
from tests.report.values import CLEAN, INCOMPLETE, PUSHED, SEED, UNEXPLAINED, UNREADABLE


def counted(*logs: LogReport) -> Tally:
    tally = Tally()
    assert tuple(tally.count(logs)) == logs
    return tally


def table(tally: Tally) -> list[str]:
    return ["".join(span.text for span in row) for row in tally.table(ENGLISH)]


def test_every_verdict_is_counted() -> None:
    tally = counted(CLEAN, SEED, SEED, INCOMPLETE, PUSHED, UNEXPLAINED, UNREADABLE)
    assert tally.summary(1200, 0.5) == Summary(
        logs=7, failed=2, unexplained=1, incomplete=1, pushed=1, no_push=1, unreadable=1, bytes=1200, seconds=0.5
    )


def test_causes_packages_feeds_and_what_no_rule_explains() -> None:
    assert table(counted(SEED, SEED, CLEAN, PUSHED, UNEXPLAINED)) == [
        "Most likely causes",
        "        2  The package ID belongs to somebody else  (package-id-owned-by-another)",
        "Packages that failed",
        "        2  AppLogger",
        "        1  Contoso.Core",
        "Feeds that refused them",
        "        3  nuget.org",
        "No rule explains",
        "        1  Der Server ist eine Teekanne.",
    ]


def test_what_is_rare_is_counted_together() -> None:
    logs = [
        replace(SEED, pushes=tuple(replace(push, package_id=f"Package{number}") for push in SEED.pushes))
        for number in range(12)
        for _ in range(number)
    ]
    rows = table(counted(*logs))
    begin = rows.index("Packages that failed")
    assert rows[begin + 1] == "       11  Package11"
    assert rows[begin + 10 : begin + 13] == ["        2  Package2", "        1  others", "Feeds that refused them"]


def test_a_run_without_failures_has_no_table() -> None:
    assert table(counted(CLEAN, PUSHED)) == []


def test_the_sentence_names_every_verdict() -> None:
    summary = Summary(logs=7, failed=2, unexplained=1, incomplete=1, pushed=1, no_push=1, unreadable=1, bytes=1200, seconds=0.5)
    assert sentence(summary) == "7 logs: 2 failed, 1 unexplained, 1 incomplete, 1 pushed, 1 without a push, 1 unreadable"


def test_the_sentence_leaves_out_what_did_not_occur() -> None:
    assert sentence(Summary(logs=1, failed=1)) == "1 log: 1 failed"
    assert sentence(Summary()) == "0 logs"
