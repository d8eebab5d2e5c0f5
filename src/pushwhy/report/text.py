"""The format `text`: what a person reads, in a terminal or in the log of a CI job."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.model.report import LogReport, Problem
from pushwhy.report.document import Summary, Tool
from pushwhy.report.format import Options
from pushwhy.report.page.log import brief, full, is_told_in_full
from pushwhy.report.terminal import Terminal


class TextFormat:
    """Writes one log in full, or of several the failed ones in full and the others in a line each."""

    def __init__(self, terminal: Terminal, options: Options) -> None:
        self._terminal = terminal
        self._options = options
        self._first: LogReport | None = None
        """The first log, until it is known whether it is the only one."""
        self._is_several = False
        self._is_after_block = False

    def begin(self, _tool: Tool) -> None:
        """Write nothing: a person cares for the logs."""

    def log(self, log: LogReport) -> None:
        """Write a log, the first one when the second is known."""
        if self._is_several:
            self._write(log)
        elif self._first is None:
            self._first = log
        else:
            self._is_several = True
            self._write(self._first)
            self._write(log)

    def end(self, _summary: Summary, _problems: Sequence[Problem]) -> None:
        """Write the log that was the only one; the counts of several are told on standard error."""
        if self._first is not None and not self._is_several:
            self._terminal.write(full(self._first, width=self._terminal.width, words=self._options.words, why=self._options.why))

    def _write(self, log: LogReport) -> None:
        width, words = self._terminal.width, self._options.words
        in_full = is_told_in_full(log)
        rows = full(log, width=width, words=words, why=self._options.why) if in_full else brief(log, width=width, words=words)
        is_block = in_full and len(rows) > 1
        if log is not self._first and (is_block or self._is_after_block):
            rows = [(), *rows]
        self._terminal.write(rows)
        self._is_after_block = is_block
