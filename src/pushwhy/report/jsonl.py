"""The format `jsonl`: one object per log as soon as it is known, and a summary as the last line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from pushwhy.model.report import LogReport, Problem
from pushwhy.report.document import LOG_SCHEMA, SUMMARY_SCHEMA, Summary, Tool
from pushwhy.report.encode import encode


class JsonLinesFormat:
    """Writes a line for every log, and the summary."""

    def __init__(self, output: TextIO) -> None:
        self._output = output

    def begin(self, tool: Tool) -> None:
        """Keep the layers of rules, which the last line names."""
        self._layers = tool.layers

    def log(self, log: LogReport) -> None:
        """Write the line of a log."""
        self._output.write(f"{log_line(log)}\n")

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """Write the last line."""
        self._output.write(f"{summary_line(summary, self._layers, problems)}\n")


def log_line(log: LogReport) -> str:
    """Return one log as one line, without its line end (`pushwhy/log/1`)."""
    return encode(log, schema=LOG_SCHEMA)


def summary_line(summary: Summary, layers: Sequence[str], errors: Sequence[Problem]) -> str:
    """Return the last line, without its line end (`pushwhy/summary/1`)."""
    return encode({"summary": summary, "layers": list(layers), "errors": list(errors)}, schema=SUMMARY_SCHEMA)
