"""What a format is: it gets the logs of a run one by one, and decides itself what it writes when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TextIO

from msgspec import Struct

from pushwhy.model.report import LogReport, Problem
from pushwhy.phrases import ENGLISH, Words
from pushwhy.report.document import Summary, Tool


class Options(Struct, frozen=True, kw_only=True):
    """How a report is to look, as far as its format can."""

    words: Words = ENGLISH
    """The language of what pushwhy says itself."""
    color: bool = True
    """Whether a terminal gets colours."""
    why: bool = False
    """Whether it is told how each probability came about."""


class Format(Protocol):
    """Writes the report of one run: `begin`, `log` for each log in turn, `end`."""

    def begin(self, tool: Tool, /) -> None:
        """Take in which pushwhy, with which rules, makes the report."""

    def log(self, log: LogReport, /) -> None:
        """Take in the next log; it is written now where the format can."""

    def end(self, summary: Summary, problems: Sequence[Problem], /) -> None:
        """Write what is left; `problems` are the mistakes in rule files, which were left out."""


class FormatEntry(Struct, frozen=True, kw_only=True):
    """The row of a format in the table."""

    about: str
    """What `--help` says of it."""
    open: Callable[[TextIO, Options], Format]
    """Makes the writer for one run. It imports the format's module, which no other format needs."""
    is_live: bool = False
    """Written while logs are read even in a terminal, which then shows no progress."""
    has_counts: bool = False
    """The report itself counts the logs, so standard error does not."""
    has_table: bool = True
    """More than twenty logs end in a table of what is frequent, on standard error."""
