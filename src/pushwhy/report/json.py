"""The format `json`: the whole report as one object (`pushwhy/report/1`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from pushwhy.model.report import LogReport, Problem
from pushwhy.report.document import REPORT_SCHEMA, Report, Summary, Tool
from pushwhy.report.encode import encode


class JsonFormat:
    """Holds every log until the end: an object is of use only when it is whole."""

    def __init__(self, output: TextIO) -> None:
        self._output = output
        self._logs: list[LogReport] = []

    def begin(self, tool: Tool) -> None:
        """Keep what made the report."""
        self._tool = tool

    def log(self, log: LogReport) -> None:
        """Keep a log."""
        self._logs.append(log)

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """Write the object, with a line end at its end."""
        report = Report(tool=self._tool, logs=tuple(self._logs), summary=summary, errors=tuple(problems))
        self._output.write(f"{dumps(report)}\n")


def dumps(report: Report) -> str:
    """Return the report as indented JSON, without a line end at its end."""
    return encode(report, schema=REPORT_SCHEMA, indent=2)
