"""Refusals in words that no rule has are told by what they mean; the same words of other package managers are nobody's push."""

from __future__ import annotations

from typing import Any

import pytest

from pushwhy.model.report import LogReport, Verdict
from pushwhy.run.pipeline import Pipeline
from tests.reasons import logs

REWORDED = logs.cases("reworded")
FOREIGN: list[str] = logs.cases("foreign")


def coarse_causes(report: LogReport) -> list[str]:
    """The likeliest cause of each diagnosis, without what refines it."""
    return [diagnosis.causes[0].id.split("/")[0] for diagnosis in report.diagnoses]


@pytest.mark.parametrize("case", REWORDED, ids=[case["says"] for case in REWORDED])
def test_a_reworded_refusal_is_told_by_what_it_means(pipeline: Pipeline, case: dict[str, Any]) -> None:
    report = pipeline.report_bytes(logs.refused(case).encode())
    (cause,) = coarse_causes(report)
    assert (report.verdict, cause in case["cause"]) == (Verdict.FAILED, True), cause


def test_the_sentence_is_told_as_the_reason(pipeline: Pipeline) -> None:
    for case in REWORDED:
        (diagnosis,) = pipeline.report_bytes(logs.refused(case).encode()).diagnoses
        assert case["says"] in str(diagnosis.facts["reason"])
        assert diagnosis.facts["http_status"] == case["status"]


@pytest.mark.parametrize("sentence", FOREIGN)
def test_what_other_package_managers_say_is_no_push(pipeline: Pipeline, sentence: str) -> None:
    alone = pipeline.report_bytes(f"{sentence}\n".encode())
    assert (alone.verdict, alone.diagnoses) == (Verdict.NO_PUSH, ())
    for log in (f"{logs.PUSHED}{sentence}\n", f"{sentence}\n{logs.PUSHED}"):
        report = pipeline.report_bytes(log.encode())
        assert (report.verdict, report.diagnoses) == (Verdict.PUSHED, ())


@pytest.mark.parametrize("end", [").", ")", ".", ""])
@pytest.mark.parametrize("says", ["Packages may not be overwritten.", "Packages (all of them) may not be overwritten"])
def test_a_trimmed_end_changes_nothing(pipeline: Pipeline, says: str, end: str) -> None:
    log = f"{logs.BEGUN}error: Response status code does not indicate success: 500 ({says}{end}\n"
    assert coarse_causes(pipeline.report_bytes(log.encode())) == ["version-already-exists"]


@pytest.mark.parametrize("says", ["Payload Too Large", "Conflict", "Forbidden", "Unprocessable Entity"])
def test_the_name_of_a_status_is_no_sentence(pipeline: Pipeline, says: str) -> None:
    log = f"{logs.BEGUN}error: Response status code does not indicate success: 500 ({says}).\n"
    assert [diagnosis.rule for diagnosis in pipeline.report_bytes(log.encode()).diagnoses] == ["http/server-error"]


@pytest.mark.parametrize(
    ("begins", "cause"),
    [("", "server-error"), ("info : ", "server-error"), ("warn : ", "version-already-exists"), ("error: ", "version-already-exists")],
)
def test_a_line_beside_a_status_counts_only_as_an_error_or_a_warning(pipeline: Pipeline, begins: str, cause: str) -> None:
    status = "error: Response status code does not indicate success: 500 (Internal Server Error).\n"
    assert coarse_causes(pipeline.report_bytes(f"{logs.BEGUN}{begins}The package is there already\n{status}".encode())) == [cause]
