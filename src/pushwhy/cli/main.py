"""The `pushwhy` command: its subcommands, and what becomes of errors, broken pipes and Ctrl-C."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from pushwhy import __version__
from pushwhy.cli import rules, scan
from pushwhy.cli.exits import INTERRUPTED, USAGE
from pushwhy.errors import PackError, PushwhyError

COMMANDS = (scan, rules)
"""Every module has `add(subparsers)`, which sets `run` on what it parses."""


def entry() -> None:
    """Run and exit with the status that `docs` and README describe."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    _write_utf8_to_pipes()
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except PackError as error:
        print(error, file=sys.stderr)
        return USAGE
    except PushwhyError as error:
        print(f"pushwhy: {error}", file=sys.stderr)
        return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pushwhy", description="Tells why a NuGet push failed, and what to do next.")
    parser.add_argument("--version", action="version", version=f"pushwhy {__version__}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(subparsers)
    return parser


def _write_utf8_to_pipes() -> None:
    """Reports are UTF-8 whatever the code page of a pipe; a terminal keeps its own."""
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty() and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
