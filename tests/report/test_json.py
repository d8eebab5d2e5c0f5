"""The JSON formats: valid against the shipped schema, in the order of the model, whatever a log holds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from pushwhy.model.report import Problem
from pushwhy.report import json as json_format
from pushwhy.report import jsonl, schema
from tests.report.values import CLEAN, INCOMPLETE, NOTICE, PUSHED, SEED, UNEXPLAINED, UNREADABLE, diagnosis, report

PROBLEM = Problem(kind="unknown-field", message="unknown field `mach`", file=".pushwhy/a.yaml", line=3, column=5)
FULL = report(replace(SEED, notices=(NOTICE,)), UNEXPLAINED, INCOMPLETE, PUSHED, CLEAN, UNREADABLE, errors=(PROBLEM,))
HOSTILE = "\x1b[31m\0 \u202e \udc80 </script> ##vso[task.setvariable variable=a]b ##[error]c \u2028 ::set-env name=A::b"


def shipped() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(schema.PATH.read_text(encoding="utf-8"))
    return loaded


def validate(value: object, definition: str = "Report") -> None:
    jsonschema.validate(value, {**shipped(), "$ref": f"#/$defs/{definition}"}, cls=jsonschema.Draft202012Validator)


def test_a_report_of_every_verdict_is_valid_and_indented() -> None:
    text = json_format.dumps(FULL)
    assert text.splitlines()[:6] == [
        "{",
        '  "schema": "pushwhy/report/1",',
        '  "tool": {',
        '    "name": "pushwhy",',
        '    "version": "1.2.3",',
        '    "rules": "sha256:0123",',
    ]
    jsonschema.validate(json.loads(text), shipped(), cls=jsonschema.Draft202012Validator)


def test_the_keys_are_the_fields_in_their_order() -> None:
    read = json.loads(json_format.dumps(FULL))
    assert list(read) == ["schema", "tool", "logs", "summary", "errors"]
    assert list(read["logs"][0]) == [
        "log", "verdict", "truncated", "dialect", "encoding", "client", "pushes", "diagnoses", "notices", "quoted", "errors",
    ]  # fmt: skip
    assert list(read["logs"][0]["diagnoses"][0]) == [
        "rule", "severity", "line", "end_line", "excerpt", "pushes", "facts", "causes", "other_probability", "conflicts", "question",
        "related", "possible_pushes", "unexplained", "possible", "push_probability", "push_signs",
    ]  # fmt: skip


def test_what_was_found_stands_in_the_report() -> None:
    log = json.loads(json_format.dumps(report(SEED)))["logs"][0]
    assert log["verdict"] == "failed"
    assert log["client"] == {"name": "dotnet", "version": "8.0.100", "language": "en"}
    assert log["pushes"][0]["outcome"] == "failed"
    assert log["diagnoses"][0]["facts"] == {"http_status": 403, "package_id": "AppLogger", "symbols": False}
    cause = log["diagnoses"][0]["causes"][0]
    assert cause["evidence"][0] == {
        "fact": "key",
        "value": "valid",
        "origin": "stated",
        "effect": "for",
        "strength": "strong",
        "ratio": 10.3,
        "line": None,
        "text": "you say that the key is valid",
    }
    assert cause["fix"][0]["argv"] is None
    assert cause["fix"][1]["argv"] == ["dotnet", "build", "-c", "Release"]
    assert log["diagnoses"][0]["question"]["answers"][0] == {"value": "me", "option": "--fact AppLogger@owner=me"}


def test_jsonl_is_a_line_per_log_and_a_summary() -> None:
    lines = [jsonl.log_line(log) for log in FULL.logs]
    lines.append(jsonl.summary_line(FULL.summary, FULL.tool.layers, FULL.errors))
    assert all(line.startswith('{"schema":') and "\n" not in line for line in lines)
    read = [json.loads(line) for line in lines]
    for line in read[:-1]:
        validate(line, "LogLine")
    validate(read[-1], "SummaryLine")
    whole = json.loads(json_format.dumps(FULL))
    assert read[:-1] == [{"schema": "pushwhy/log/1", **log} for log in whole["logs"]]
    assert read[-1] == {
        "schema": "pushwhy/summary/1",
        "summary": whole["summary"],
        "layers": ["shipped", ".pushwhy"],
        "errors": whole["errors"],
    }


def test_the_summary_counts_every_verdict() -> None:
    assert json.loads(json_format.dumps(FULL))["summary"] == {
        "logs": 6,
        "failed": 1,
        "unexplained": 1,
        "incomplete": 1,
        "possible": 0,
        "pushed": 1,
        "no_push": 1,
        "unreadable": 1,
        "bytes": 1000,
        "seconds": 0.25,
    }


def test_hostile_text_stays_text() -> None:
    log = replace(SEED, log=HOSTILE, diagnoses=(diagnosis(excerpt=HOSTILE, facts={"reason": HOSTILE}),))
    for text in (json_format.dumps(report(log)), jsonl.log_line(log)):
        assert "##" not in text
        assert text.replace("\n", "").isprintable()
        assert not any(line.lstrip().startswith("::") for line in text.splitlines())
    expected = HOSTILE.replace("\udc80", r"\udc80")
    read = json.loads(jsonl.log_line(log))
    validate(read, "LogLine")
    assert read["log"] == read["diagnoses"][0]["excerpt"] == read["diagnoses"][0]["facts"]["reason"] == expected


def test_facts_may_be_any_mapping() -> None:
    frozen = replace(diagnosis(), facts=MappingProxyType({"http_status": 403}))
    read = json.loads(jsonl.log_line(replace(SEED, diagnoses=(frozen,))))
    assert read["diagnoses"][0]["facts"] == {"http_status": 403}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"verdict": "succeeded"}, "'succeeded' is not one of"),
        ({"truncated": None}, "None is not of type 'boolean'"),
        ({"schema": "pushwhy/log/2"}, "'pushwhy/log/1' was expected"),
    ],
)
def test_the_schema_refuses_what_the_format_does_not_allow(change: dict[str, object], complaint: str) -> None:
    line = json.loads(jsonl.log_line(SEED))
    validate({**line, "added_later": 1}, "LogLine")
    with pytest.raises(jsonschema.ValidationError, match=complaint):
        validate({**line, **change}, "LogLine")


@pytest.mark.parametrize("field", list(json.loads(jsonl.log_line(CLEAN))))
def test_the_schema_requires_every_field(field: str) -> None:
    line = json.loads(jsonl.log_line(CLEAN))
    del line[field]
    with pytest.raises(jsonschema.ValidationError, match=f"'{field}' is a required property"):
        validate(line, "LogLine")


def test_the_shipped_schema_is_that_of_the_model() -> None:
    assert schema.PATH.read_text(encoding="utf-8") == schema.text(), "run `python -m pushwhy.report.schema --write`"
    jsonschema.Draft202012Validator.check_schema(shipped())


def test_the_schema_can_be_shown_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert schema.main([]) == 0
    assert capsys.readouterr().out == schema.text()
    assert schema.main(["--write"], tmp_path / "out.json") == 0
    assert (tmp_path / "out.json").read_bytes() == schema.text().encode()


def test_json_needs_no_terminal_library() -> None:
    code = "import sys, pushwhy.report, pushwhy.report.json, pushwhy.report.jsonl; sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
