"""The registry of output formats."""

from __future__ import annotations

import io

import pytest

from pushwhy.errors import UsageError
from pushwhy.report import FORMATS, json, jsonl, terminal, writer
from tests.report.values import CLEAN, PUSHED, report


def written(name: str) -> str:
    output = io.StringIO()
    writer(name)(report(CLEAN, PUSHED), output)
    return output.getvalue()


def test_every_format_writes_a_whole_report() -> None:
    both = report(CLEAN, PUSHED)
    summary = jsonl.summary_line(both.summary, both.tool.layers, both.errors)
    plain = io.StringIO()
    terminal.write(both, plain)
    assert {name: written(name) for name in FORMATS} == {
        "text": plain.getvalue(),
        "json": f"{json.dumps(both)}\n",
        "jsonl": f"{jsonl.log_line(CLEAN)}\n{jsonl.log_line(PUSHED)}\n{summary}\n",
    }


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"^there is no output format 'xml'; choose one of text, json, jsonl$"):
        writer("xml")
