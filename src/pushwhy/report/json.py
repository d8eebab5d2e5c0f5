"""The format `json`: the whole report as one object (`pushwhy/report/1`)."""

from __future__ import annotations

from typing import TextIO

from pushwhy.model.report import Report
from pushwhy.report.encode import encode


def dumps(report: Report) -> str:
    """Return the report as indented JSON, without a line end at its end."""
    return encode(report, schema=report.schema, indent=2)


def write(report: Report, output: TextIO) -> None:
    """Write the report as indented JSON."""
    output.write(f"{dumps(report)}\n")
