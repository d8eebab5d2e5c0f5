"""Every sample is told exactly as the file beside it says.

After a change that is meant to change reports, write the files anew, and read the difference before it is committed:

    PUSHWHY_UPDATE_SAMPLES=1 python -m pytest tests/test_samples.py
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.program import Done, Program

SAMPLES = ROOT / "samples"
LOGS = sorted(path.name for path in SAMPLES.iterdir() if path.name.endswith((".log", ".log.gz")))
UPDATE = os.environ.get("PUSHWHY_UPDATE_SAMPLES") == "1"


def expectation(log: str) -> Path:
    """The file that holds what is said of a sample: its part of the JSON report."""
    return SAMPLES / f"{log.removesuffix('.gz').removesuffix('.log')}.expected.json"


@pytest.fixture(scope="module")
def scanned(program: Program) -> Done:
    """The folder, read as README says."""
    return program("scan", "--format", "json", "samples/", folder=ROOT)


@pytest.fixture(scope="module")
def reports(scanned: Done) -> dict[str, dict[str, Any]]:
    return {name.removeprefix("samples/"): log for name, log in scanned.logs.items()}


@pytest.mark.parametrize("log", LOGS)
def test_sample(reports: dict[str, dict[str, Any]], log: str) -> None:
    path = expectation(log)
    if UPDATE:
        path.write_text(json.dumps(reports[log], ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
        pytest.skip(f"{path.name} is written anew")
    assert reports[log] == json.loads(path.read_text(encoding="utf-8"))


def test_the_folder_yields_the_logs_and_nothing_else(scanned: Done) -> None:
    assert list(scanned.logs) == [f"samples/{log}" for log in LOGS]
    assert scanned.status == 1
    assert not scanned.report["errors"]


def test_every_expectation_has_its_log() -> None:
    assert sorted(path.name for path in SAMPLES.glob("*.json")) == sorted(expectation(log).name for log in LOGS)


def test_every_verdict_of_a_readable_log_that_a_rule_explains_is_among_them(reports: dict[str, dict[str, Any]]) -> None:
    assert {log["verdict"] for log in reports.values()} == {"failed", "incomplete", "pushed", "no-push"}
