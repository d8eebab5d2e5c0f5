"""Fix steps: text with at most one command, which is split into arguments before facts are filled in."""

from __future__ import annotations

import re
import shlex

from pushwhy.model.rules import Step

PROGRAMS = frozenset(
    "dotnet nuget nuget.exe git gh glab az curl choco openssl nslookup dig ping unzip zipinfo tar pwsh powershell msbuild"
    " setx export docker certutil update-ca-certificates chmod ls dir cat paket npm python3 mono aws jf pushwhy kubectl ssh".split()
)
"""First words that make a backticked span a command; other spans are plain code."""

_SPAN = re.compile(r"`([^`]+)`")


class StepError(ValueError):
    """A step that cannot be understood."""


def commands_in(text: str) -> list[str]:
    """The backticked spans that are commands: a program and what it is called with."""
    return [
        span for span in _SPAN.findall(text) if span.split(maxsplit=1)[:1] and span.split(maxsplit=1)[0] in PROGRAMS and " " in span.strip()
    ]


def parse(text: str) -> Step:
    """Find the command of a step.

    Raises:
        StepError: it holds several commands, or one whose quotes do not close.
    """
    commands = commands_in(text)
    if len(commands) > 1:
        raise StepError(f"holds {len(commands)} commands; make a step of each")
    if not commands:
        return Step(text=text, argv=None)
    try:
        return Step(text=text, argv=tuple(shlex.split(commands[0])))
    except ValueError as error:
        raise StepError(f"the command cannot be split into arguments: {error}") from None
