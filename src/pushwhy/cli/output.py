"""Where the result of a scan goes, and in which format."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from msgspec import Struct

from pushwhy import __version__, phrases
from pushwhy.errors import UsageError
from pushwhy.model.report import LogReport, Problem
from pushwhy.report import FORMATS, Options
from pushwhy.report.document import Summary, Tool
from pushwhy.report.tally import Tally
from pushwhy.run.pipeline import Pipeline


class Run(Struct, kw_only=True):
    """A scan under way."""

    logs: Iterator[LogReport]
    """What passes here is in the tally."""
    tally: Tally
    pipeline: Pipeline
    problems: tuple[Problem, ...]
    started: float
    """By the clock of `time.monotonic`."""
    interrupted: bool = False
    """Ctrl-C ended the run before all logs were read."""

    def summary(self) -> Summary:
        """Count what was found up to now."""
        return self.tally.summary(self.pipeline.bytes_read, time.monotonic() - self.started)


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
    """Write a log as soon as it is known, and at the end the rest; after Ctrl-C, of what is done by then."""
    pack = run.pipeline.pack
    entry = FORMATS[options.format]
    report = entry.open(output, Options(words=phrases.of_pack(pack), color=not options.no_color, why=options.why))
    report.begin(Tool(name="pushwhy", version=__version__, rules=pack.digest, layers=pack.layers))
    # In a terminal the bar shows until all is read; what is printed meanwhile would run into it.
    logs: Iterable[LogReport] = run.logs if entry.is_live or not output.isatty() else _all(run)
    with _until_interrupted(run):
        for log in logs:
            report.log(log)
            output.flush()
    summary = run.summary()
    report.end(summary, run.problems)
    return summary


def _all(run: Run) -> list[LogReport]:
    """All reports; up to Ctrl-C, those that are done by then."""
    logs: list[LogReport] = []
    with _until_interrupted(run):
        logs.extend(run.logs)
    return logs


@contextmanager
def _until_interrupted(run: Run) -> Iterator[None]:
    """Ctrl-C ends the reading; what is done by then is told."""
    try:
        yield
    except KeyboardInterrupt:
        run.interrupted = True


@contextmanager
def _opened(path: str) -> Iterator[TextIO]:
    """The file of `--output`; opened before anything is read, so that a wrong name is told at once."""
    try:
        with Path(path).open("w", encoding="utf-8", newline="\n") as output:
            yield output
    except OSError as error:
        raise UsageError(f"--output {path}: cannot be written: {(error.strerror or str(error)).lower()}") from None
