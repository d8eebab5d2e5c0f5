"""Logs are hostile: whatever they hold, there is a report, it has the published form, and it is always the same."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pushwhy.model.pack import RulePack
from pushwhy.model.report import LogReport
from pushwhy.report.jsonl import log_line
from pushwhy.report.schema import PATH
from pushwhy.run.pipeline import Pipeline
from tests.property.logs import logs
from tests.property.snippets import NOISE, SNIPPETS
from tests.property.test_secrets import outputs

QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

_LINES = sorted({line for text in SNIPPETS.values() for line in text.split("\n")} | set(NOISE))
_BYTES = (
    b"\r", b"\n", b"\x00", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1b[", b"\x1b]8;;", b"\x1b[36;1m", b"\x9b31m",
    b"\xe2\x80\xae", b"\xed\xa0\x80", b"::set-env name=A::", b"##vso[task.setvariable variable=a]", b"##[error]", b"<script>",
    b"`", b"$(id)", b"{path}", b"{{", b"'", b'"', b"***", b"error: ", b"warn : ", b"https://", b"http://[", b"409", b".nupkg",
    b"Pushing ", b" to ", b"...", b"PUT ", b"ms", b" -k ", b"--api-key=", b"dotnet nuget push ", b'{"pos":0,"out":"', b'{"log":"',
    b"\\ud800", b"section_start:1:x\r", b"%s%n", b"\\", "отправляется в".encode(),
)  # fmt: skip
pieces = st.sampled_from(_LINES).map(str.encode) | st.sampled_from(_BYTES) | st.binary(max_size=20)
mixed = st.lists(pieces, max_size=30).map(b"".join)


@pytest.fixture(scope="module")
def validator() -> jsonschema.protocols.Validator:
    """Of one log, as `jsonl` has it."""
    schema: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator({"$ref": "#/$defs/LogLine", "$defs": schema["$defs"]})


@pytest.fixture(scope="module")
def whole_validator() -> jsonschema.protocols.Validator:
    return jsonschema.Draft202012Validator(json.loads(PATH.read_text(encoding="utf-8")))


@QUICK
@given(
    data=st.one_of(
        st.binary(max_size=600),
        mixed,
        st.tuples(mixed, st.sampled_from(("utf-16", "utf-16-le", "utf-32"))).map(
            lambda pair: pair[0].decode(errors="replace").encode(pair[1], "replace")
        ),
    )
)
def test_any_bytes_have_a_report_of_the_published_form(pipeline: Pipeline, validator: jsonschema.protocols.Validator, data: bytes) -> None:
    report = pipeline.report_bytes(data)
    line = log_line(report)
    assert "\n" not in line
    validator.validate(json.loads(line))


@settings(QUICK, max_examples=60)
@given(data=mixed)
def test_every_format_can_be_written_and_is_free_of_control_characters(
    pipeline: Pipeline, whole_validator: jsonschema.protocols.Validator, data: bytes
) -> None:
    texts = outputs(pipeline.report_bytes(data))
    whole_validator.validate(json.loads(texts["json"]))
    for text in texts.values():
        text.encode()
        assert not any(char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160) for char in text)


@settings(QUICK, max_examples=20)
@given(data=logs())
def test_diagnosing_is_deterministic(pipeline: Pipeline, again: Pipeline, data: bytes) -> None:
    first: LogReport = pipeline.report_bytes(data)
    assert log_line(pipeline.report_bytes(data)) == log_line(again.report_bytes(data)) == log_line(first)


@pytest.fixture(scope="module")
def again(pack: RulePack) -> Pipeline:
    """Another one, which has seen other logs."""
    return Pipeline(pack)
