"""`pushwhy scan`: diagnose logs."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pushwhy import __version__, phrases
from pushwhy.cli import language
from pushwhy.cli import options as shared
from pushwhy.cli.exits import FOUND, INTERRUPTED, OK, UNREADABLE, USAGE
from pushwhy.cli.output import Run, write
from pushwhy.errors import UsageError, problem_text
from pushwhy.inputs import SOURCES, collect
from pushwhy.model.pack import RulePack
from pushwhy.model.report import LogReport
from pushwhy.report import FORMATS
from pushwhy.report.document import Summary
from pushwhy.report.tally import Tally, sentence
from pushwhy.run.pipeline import Pipeline
from pushwhy.run.pool import cores, pool_for

if TYPE_CHECKING:
    from pushwhy.online import Feeds

_MANY = 20
"""Logs beyond which a table tells what is frequent."""
_EPILOG = """\
Standard input is read where no PATH is given and something is piped in. The
result goes to standard output, everything else to standard error.

examples:
  pushwhy scan build.log
  pushwhy scan logs/ --glob '*.txt'
  dotnet nuget push … 2>&1 | pushwhy scan
  pushwhy scan --follow agent.log
  pushwhy scan build.log --fact key=valid --fact AppLogger@owner=me

exit status, the first that applies:
  2  wrong usage, or a broken rule file (it is left out, the rest is reported)
  3  an input could not be read (the others are reported)
  1  a push failed, for a known or an unknown reason, or its outcome is open
  0  neither
"""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    description = "Diagnose logs: tell why each push in them failed, and what to do next."
    parser = shared.subcommand(subparsers, "scan", "diagnose logs", description, _EPILOG)
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="; ".join(source.help for source in SOURCES if source.help),
    )
    default = next(iter(FORMATS))
    formats = ", ".join(f"{name} ({entry.about})" for name, entry in FORMATS.items())
    parser.add_argument("--format", choices=tuple(FORMATS), default=default, help=f"what to print: {formats}; default: {default}")
    parser.add_argument("--output", metavar="FILE", help="write the result to a file instead of standard output")
    parser.add_argument(
        "--fact",
        action="append",
        default=[],
        metavar="[PACKAGE_ID@|HOST@]NAME=VALUE",
        help="state what the log cannot tell, such as key=valid; may be repeated",
    )
    parser.add_argument(
        "--glob",
        action="append",
        default=[],
        metavar="PATTERN",
        help="which files of a folder or archive are logs (default: *.log, *.txt, *.out, these compressed, and archives); may be repeated",
    )
    parser.add_argument(
        "--online", action="store_true", help="ask public endpoints of the feeds whether IDs and versions exist (never sends a key)"
    )
    parser.add_argument("--why", action="store_true", help="also tell how each probability came about (text; JSON always has it)")
    parser.add_argument(
        "--follow",
        action="store_true",
        help="go on reading a file that grows, also when it is rotated, until Ctrl-C; tell pushes as they end",
    )
    parser.add_argument(
        "--jobs",
        type=_number,
        metavar="N",
        help="processes that read many logs, or a large one (default: as many as there are cores)",
    )
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 where the status would be 1")
    parser.add_argument("--no-color", action="store_true", help="no colours in a terminal (so does the variable NO_COLOR)")
    parser.add_argument("--quiet", action="store_true", help="no progress and no summary on standard error")
    language.add_option(parser)
    shared.add_rule_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Scan, print, and tell by the exit status what was found."""
    paths = _paths(options.paths)
    started = time.monotonic()
    pack, problems = shared.load_shown_pack(options)
    for problem in problems:
        print(f"pushwhy: {problem_text(problem)}", file=sys.stderr)
    stated = shared.stated_facts(options.fact, pack)
    feeds = _feeds() if options.online else None
    jobs = options.jobs or cores()
    pipeline = Pipeline(pack, stated=stated, cache_folder=shared.cache_folder(), feeds=feeds, jobs=jobs)
    stdin = sys.stdin.buffer if sys.stdin is not None else None
    if options.follow:
        logs = _followed(paths, pipeline)
    else:
        logs = pool_for(pipeline, jobs).reports(collect(paths, patterns=options.glob, stdin=stdin))
    prints_meanwhile = options.follow or (FORMATS[options.format].is_live and options.output is None and sys.stdout.isatty())
    if sys.stderr.isatty() and not options.quiet and not prints_meanwhile:
        from pushwhy.cli.progress import shown

        logs = shown(logs, pipeline, paths, options.glob)
    tally = Tally()
    run = Run(logs=tally.count(logs), tally=tally, pipeline=pipeline, problems=problems, started=started)
    summary = write(run, options)
    if not options.quiet:
        _tell(summary, tally, pack, options)
    if run.interrupted:
        return INTERRUPTED
    if problems:
        return USAGE
    if summary.unreadable:
        return UNREADABLE
    is_any_open = summary.failed + summary.unexplained + summary.incomplete + summary.possible > 0
    return FOUND if is_any_open and not options.exit_zero else OK


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes; give 1 or more")
    return int(text)


def _followed(paths: Sequence[str], pipeline: Pipeline) -> Iterator[LogReport]:
    from pushwhy.run import follow

    if len(paths) != 1 or not Path(paths[0]).is_file():
        raise UsageError("--follow takes one file that exists; a pipe is read as it comes without it")
    return follow.reports(paths[0], pipeline)


def _feeds() -> Feeds:
    from pushwhy.online import Feeds

    return Feeds(agent=f"pushwhy/{__version__}")


def _paths(given: Sequence[str]) -> Sequence[str]:
    if given:
        return given
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("name a log, or pipe one in: dotnet nuget push … 2>&1 | pushwhy scan")
    return ["-"]


def _tell(summary: Summary, tally: Tally, pack: RulePack, options: argparse.Namespace) -> None:
    """Count several logs, and name the rules that were added to the shipped ones: a folder found by walking up is easily forgotten."""
    sys.stdout.flush()
    words = phrases.of_pack(pack)
    lines = [sentence(summary, words)] if summary.logs != 1 else []
    if len(pack.layers) > 1:
        lines.append(words.say("rule-layers", layers=", ".join(pack.layers)))
    entry = FORMATS[options.format]
    if lines and not entry.has_counts:
        if sys.stderr.isatty():
            lines.insert(0, "")
        for line in lines:
            print(line, file=sys.stderr)
    if summary.logs > _MANY and entry.has_table:
        from pushwhy.report.terminal import Terminal

        Terminal(sys.stderr, color=not options.no_color).write(tally.table(words))
