"""`pushwhy scan`: diagnose logs."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from typing import TextIO

from pushwhy import __version__
from pushwhy.analyzer import Analyzer
from pushwhy.cli import options as shared
from pushwhy.cli.exits import FOUND, OK, UNREADABLE, USAGE
from pushwhy.cli.progress import shown
from pushwhy.errors import UsageError
from pushwhy.model.report import LogReport, Problem, Report, Summary, Tool
from pushwhy.model.rules import RulePack
from pushwhy.report import FORMATS
from pushwhy.report.summary import summarise


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("scan", help="diagnose logs", description="Diagnose logs: files, folders, globs, or standard input.")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a log, a folder of logs, or - for standard input")
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="what to print (default: text)")
    parser.add_argument("--output", metavar="FILE", help="write the result to a file")
    parser.add_argument("--fact", action="append", default=[], metavar="NAME=VALUE", help="state a fact, such as key=valid or AppLogger@owner=me")
    parser.add_argument("--glob", action="append", default=[], metavar="PATTERN", help="which files of a folder are logs; may be repeated")
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 although a push failed")
    parser.add_argument("--no-color", action="store_true", help="no colours")
    parser.add_argument("--quiet", action="store_true", help="no progress, warnings and summary on standard error")
    shared.add_rule_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Scan, print, and tell by the exit status what was found."""
    paths = options.paths or (["-"] if not sys.stdin.isatty() else [])
    if not paths:
        raise UsageError("name a log, or pipe one in: dotnet nuget push … 2>&1 | pushwhy scan")
    started = time.monotonic()
    pack, problems = shared.load_pack(options)
    if not options.quiet:
        for problem in problems:
            print(f"pushwhy: {shared.problem_text(problem)}", file=sys.stderr)
    analyzer = Analyzer(pack, stated=shared.stated_facts(options.fact, pack), cache_folder=shared.cache_folder())
    logs = analyzer.diagnose_arguments(paths, patterns=options.glob, stdin=sys.stdin.buffer)
    if sys.stderr.isatty() and not options.quiet:
        logs = shown(logs, analyzer)
    summary = _write(options, logs, analyzer, pack, problems, started)
    if problems:
        return USAGE
    if summary.unreadable:
        return UNREADABLE
    found = summary.failed + summary.unexplained + summary.incomplete
    return FOUND if found and not options.exit_zero else OK


def _write(
    options: argparse.Namespace, logs: Iterator[LogReport], analyzer: Analyzer, pack: RulePack, problems: tuple[Problem, ...], started: float
) -> Summary:
    """Print as the format wants it: line by line, or the whole report at the end."""
    output = sys.stdout if options.output is None else _opened(options.output)
    try:
        if options.format == "jsonl":
            return _write_lines(logs, analyzer, pack, problems, started, output)
        done = tuple(logs)
        summary = summarise(done, analyzer.bytes_read, time.monotonic() - started)
        tool = Tool(name="pushwhy", version=__version__, rules=pack.digest, layers=pack.layers)
        report = Report(tool=tool, logs=done, summary=summary, errors=problems)
        if options.format == "text":
            from pushwhy.report.terminal import write

            write(report, output, color=not options.no_color)
        else:
            FORMATS[options.format]()(report, output)
        return summary
    finally:
        if output is not sys.stdout:
            output.close()


def _write_lines(
    logs: Iterator[LogReport], analyzer: Analyzer, pack: RulePack, problems: tuple[Problem, ...], started: float, output: TextIO
) -> Summary:
    """`jsonl`: every log as soon as it is known."""
    from pushwhy.report.jsonl import log_line, summary_line

    verdicts = []
    for log in logs:
        output.write(log_line(log) + "\n")
        output.flush()
        verdicts.append(LogReport(log="", verdict=log.verdict))
    summary = summarise(verdicts, analyzer.bytes_read, time.monotonic() - started)
    output.write(summary_line(summary, pack.layers, problems) + "\n")
    return summary


def _opened(path: str) -> TextIO:
    try:
        return open(path, "w", encoding="utf-8", newline="\n")  # noqa: SIM115  closed by the caller, which may also hold standard output
    except OSError as error:
        raise UsageError(f"--output {path}: cannot be written: {error.strerror}") from None
