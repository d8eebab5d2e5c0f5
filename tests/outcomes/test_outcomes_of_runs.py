"""How runs of push commands end: loops that end well, errors behind a success, commands that fail before a push, other tools.

`expect.yaml` says what each log in `data` must be told.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pushwhy.model.pack import RulePack
from pushwhy.model.report import LogReport
from pushwhy.run.pipeline import Pipeline

HERE = Path(__file__).resolve().parent
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "expect.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def thorough(pack: RulePack) -> Pipeline:
    """Tries every rule on every line."""
    return Pipeline(pack, use_search=False)


def read(pipeline: Pipeline, name: str) -> LogReport:
    return pipeline.report_bytes((HERE / "data" / f"{name}.log").read_bytes(), name)


def told(report: LogReport, expected: dict[str, Any]) -> dict[str, Any]:
    """What the report says of all that is expected."""
    first = report.diagnoses[0] if report.diagnoses else None
    facts = first.facts if first is not None else {}
    causes = first.causes if first is not None else ()
    said = {
        "verdict": str(report.verdict),
        "outcomes": [str(push.outcome) for push in report.pushes],
        "line": first.line if first is not None else None,
        "cause": causes[0].id if causes else None,
        "because": next((evidence.text for cause in causes[:1] for evidence in cause.evidence), None),
        "package": f"{facts.get('package_id')} {facts.get('version')}",
        "others": [diagnosis.line for diagnosis in report.diagnoses[1:]],
    }
    return {name: said[name] for name in expected}


def test_every_log_has_its_expectation() -> None:
    assert {path.stem for path in (HERE / "data").glob("*.log")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_is_told(name: str, pipeline: Pipeline) -> None:
    report = read(pipeline, name)
    assert told(report, EXPECTED[name]) == EXPECTED[name]
    assert report.diagnoses or report.verdict not in ("failed", "unexplained")


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_search_changes_nothing(name: str, pipeline: Pipeline, thorough: Pipeline) -> None:
    assert read(thorough, name) == read(pipeline, name)
