"""The `pushwhy` command: its subcommands, and what becomes of errors, broken pipes and Ctrl-C."""

from __future__ import annotations

import argparse
import errno
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

from pushwhy import __version__
from pushwhy.cli.exits import INTERRUPTED, OK, USAGE

_CLOSED_PIPE = (errno.EPIPE, errno.EINVAL)
"""What writing to a pipe raises that nobody reads any more; on Windows it is EINVAL."""
_EPILOG = """\
examples:
  pushwhy scan build.log
  dotnet nuget push … 2>&1 | pushwhy scan
  pushwhy explain nuget.org/key-refused

`pushwhy COMMAND --help` tells the options of a command.
"""


COMMANDS = ("scan", "explain", "rules")
"""Each is a module beside this one. Where one is named, the others need not be imported."""


class Command(Protocol):
    """A module of a command."""

    def add(self, subparsers: argparse._SubParsersAction[argparse.ArgumentParser], /) -> None:
        """Declare the command, and set `run` to what runs it."""


def entry() -> None:
    """Run and exit with the status that `--help` and README describe."""
    # Starting makes hundreds of thousands of objects that all stay; looking for garbage among them takes a tenth of the time.
    # Every command loads a pack by `options`, which turns the collector on again.
    gc.disable()
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: Sequence[str]) -> int:
    # Imported here, so that Ctrl-C is as quiet while they load as it is later.
    from pushwhy.errors import PackError, PushwhyError, problem_text

    _prepare_streams()
    named = [name for name in COMMANDS if name in arguments[:1]]
    options = _parser([import_module(f"pushwhy.cli.{name}") for name in named or COMMANDS]).parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except PackError as error:
        for problem in error.problems:
            print(problem_text(problem), file=sys.stderr)
        return USAGE
    except PushwhyError as error:
        print(f"pushwhy: {error}", file=sys.stderr)
        return USAGE
    except OSError as error:
        # Inputs, rule files and the cache tell their own; what is left is the result that could not be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno in _CLOSED_PIPE:
            return OK
        print(f"pushwhy: the result cannot be written: {(error.strerror or str(error)).lower()}", file=sys.stderr)
        return USAGE


def _parser(commands: Sequence[Command]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pushwhy",
        description="Tells why a NuGet push failed, and what to do next.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"pushwhy {__version__}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND", prog="pushwhy")
    for command in commands:
        command.add(subparsers)
    return parser


def _prepare_streams() -> None:
    """Reports are UTF-8 whatever the code page of a pipe; a terminal keeps its own, and a closed stream swallows what is written."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open as long as the program runs
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty() and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
