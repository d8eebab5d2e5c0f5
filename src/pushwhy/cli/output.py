"""Where the result of a scan goes, in which format: line by line, or the whole report at the end."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from msgspec import Struct

from pushwhy import __version__
from pushwhy.analyzer import Analyzer
from pushwhy.errors import UsageError
from pushwhy.model.report import LogReport, Problem, Report, Summary, Tool
from pushwhy.report import writer
from pushwhy.report.summary import summarise


class Run(Struct, frozen=True, kw_only=True):
    """A scan under way."""

    logs: Iterator[LogReport]
    analyzer: Analyzer
    problems: tuple[Problem, ...]
    started: float
    """By the clock of `time.monotonic`."""

    def summary(self, logs: tuple[LogReport, ...]) -> Summary:
        """Count what was found up to now."""
        return summarise(logs, self.analyzer.bytes_read, time.monotonic() - self.started)


def write(run: Run, options: argparse.Namespace) -> Summary:
    """Write what the options ask for.

    Raises:
        UsageError: the file of `--output` cannot be written.
    """
    if options.output is None:
        return _write(run, options, sys.stdout)
    with _opened(options.output) as output:
        return _write(run, options, output)


def _write(run: Run, options: argparse.Namespace, output: TextIO) -> Summary:
    if options.format == "jsonl":
        return _write_lines(run, output)
    logs = tuple(run.logs)
    summary = run.summary(logs)
    pack = run.analyzer.pack
    tool = Tool(name="pushwhy", version=__version__, rules=pack.digest, layers=pack.layers)
    report = Report(tool=tool, logs=logs, summary=summary, errors=run.problems)
    if options.format == "text":
        from pushwhy.report import terminal

        terminal.write(report, output, color=not options.no_color, words=pack.words, reasons=options.why)
    else:
        writer(options.format)(report, output)
    return summary


def _write_lines(run: Run, output: TextIO) -> Summary:
    """`jsonl`: every log as soon as it is known."""
    from pushwhy.report.jsonl import log_line, summary_line

    verdicts = []
    for log in run.logs:
        output.write(log_line(log) + "\n")
        output.flush()
        verdicts.append(LogReport(log="", verdict=log.verdict))
    summary = run.summary(tuple(verdicts))
    output.write(summary_line(summary, run.analyzer.pack.layers, run.problems) + "\n")
    return summary


@contextmanager
def _opened(path: str) -> Iterator[TextIO]:
    """The file of `--output`; opened before anything is read, so that a wrong name is told at once."""
    try:
        with Path(path).open("w", encoding="utf-8", newline="\n") as output:
            yield output
    except OSError as error:
        raise UsageError(f"--output {path}: cannot be written: {(error.strerror or str(error)).lower()}") from None
