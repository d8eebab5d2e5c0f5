"""The format `jsonl`: one object per log as soon as it is known, and a summary as the last line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from pushwhy.model.report import LogReport, Problem, Report, Summary
from pushwhy.report.encode import encode

LOG_SCHEMA = "pushwhy/log/1"
SUMMARY_SCHEMA = "pushwhy/summary/1"


def log_line(log: LogReport) -> str:
    """Return one log as one line, without its line end (`pushwhy/log/1`)."""
    return encode(log, schema=LOG_SCHEMA)


def summary_line(summary: Summary, layers: Sequence[str], errors: Sequence[Problem]) -> str:
    """Return the last line, without its line end (`pushwhy/summary/1`)."""
    return encode({"summary": summary, "layers": list(layers), "errors": list(errors)}, schema=SUMMARY_SCHEMA)


def write(report: Report, output: TextIO) -> None:
    """Write a line for every log and the summary."""
    output.writelines(f"{log_line(log)}\n" for log in report.logs)
    output.write(f"{summary_line(report.summary, report.tool.layers, report.errors)}\n")
