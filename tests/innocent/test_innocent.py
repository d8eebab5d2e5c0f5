"""Logs that look like failed pushes and are none, logs of successful pushes, and failed pushes behind the output of other work.

`data/quiet-*.log` push nothing; `expect.yaml` says what the others must be told.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest_datadir.plugin import LazyDataDir

from pushwhy.model.pack import RulePack
from pushwhy.model.report import LogReport
from pushwhy.run.pipeline import Pipeline

HERE = Path(__file__).resolve().parent
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "expect.yaml").read_text(encoding="utf-8"))
QUIET = sorted(path.stem for path in (HERE / "data").glob("quiet-*.log"))
Read = Callable[[str], bytes]
ALL = sorted(path.stem for path in (HERE / "data").glob("*.log"))


@pytest.fixture(scope="module")
def thorough(pack: RulePack) -> Pipeline:
    """Tries every rule on every line."""
    return Pipeline(pack, use_search=False)


@pytest.fixture
def read(lazy_shared_datadir: LazyDataDir) -> Read:
    """Returns the bytes of a log in `data`."""
    return lambda name: (lazy_shared_datadir / f"{name}.log").read_bytes()


def outcomes(report: LogReport) -> list[str]:
    return [str(push.outcome) for push in report.pushes]


def test_every_log_has_its_expectation() -> None:
    named = {*EXPECTED["pushed"], *EXPECTED["failed"], *EXPECTED["pasted"], *QUIET}
    assert named == set(ALL)
    assert len(QUIET) > 80


@pytest.mark.parametrize("name", QUIET)
def test_what_is_no_push_is_told_no_push(name: str, read: Read, pipeline: Pipeline) -> None:
    report = pipeline.report_bytes(read(name), name)
    assert ([(diagnosis.rule, diagnosis.line) for diagnosis in report.diagnoses], report.pushes, str(report.verdict)) == ([], (), "no-push")


@pytest.mark.parametrize("name", sorted(EXPECTED["pushed"]))
def test_successful_pushes_are_told_as_such(name: str, read: Read, pipeline: Pipeline) -> None:
    report = pipeline.report_bytes(read(name), name)
    assert ([(diagnosis.rule, diagnosis.line) for diagnosis in report.diagnoses], str(report.verdict)) == ([], "pushed")
    assert outcomes(report) == EXPECTED["pushed"][name]


@pytest.mark.parametrize("name", sorted(EXPECTED["failed"]))
def test_failed_pushes_behind_other_work_are_found(name: str, read: Read, pipeline: Pipeline) -> None:
    report = pipeline.report_bytes(read(name), name)
    first = report.diagnoses[0]
    shown = {"rule": first.rule, "cause": first.causes[0].id, "line": first.line, "outcomes": outcomes(report)}
    assert (str(report.verdict), shown) == ("failed", EXPECTED["failed"][name])


@pytest.mark.parametrize("name", sorted(EXPECTED["pasted"]))
def test_messages_that_stand_in_documents_are_explained(name: str, read: Read, pipeline: Pipeline) -> None:
    report = pipeline.report_bytes(read(name), name)
    assert {"verdict": str(report.verdict), "line": report.diagnoses[0].line} == EXPECTED["pasted"][name]


def test_attempts_of_a_script_are_one_push(read: Read, pipeline: Pipeline) -> None:
    (push,) = pipeline.report_bytes(read("pushed-script-retries")).pushes
    assert (push.attempts, push.statuses, push.http_status, push.first_line, push.last_line) == (2, (500, 201), 201, 3, 15)


def test_attempts_that_all_failed_are_each_told(read: Read, pipeline: Pipeline) -> None:
    report = pipeline.report_bytes(read("failed-every-retry"))
    assert [(diagnosis.rule, diagnosis.pushes) for diagnosis in report.diagnoses] == [
        ("nuget.org/key-refused", (1,)),
        ("http/server-error", (0,)),
    ]


@pytest.mark.parametrize("name", ALL)
def test_the_search_does_not_change_the_report(name: str, read: Read, pipeline: Pipeline, thorough: Pipeline) -> None:
    assert pipeline.report_bytes(read(name), name) == thorough.report_bytes(read(name), name)
