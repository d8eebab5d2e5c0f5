"""The format `text`: what a person reads, in a terminal or in the log of a CI job."""

from __future__ import annotations

import codecs
from typing import TextIO

from rich.console import Console
from rich.text import Text

from pushwhy.model.report import Report
from pushwhy.report.page import story
from pushwhy.report.page.rows import Role, Row

# Beyond this a row is hard to follow with the eye.
_WIDEST = 100
_NARROWEST = 40
_ELSEWHERE = 80
_STYLES = {
    Role.PLAIN: "",
    Role.NAME: "bold",
    Role.BAD: "bold red",
    Role.GOOD: "green",
    Role.WARNING: "yellow",
    Role.STRONG: "bold",
    Role.QUIET: "dim",
    Role.CODE: "cyan",
}
_ASCII = str.maketrans({"→": "->", "⚠": "!", "…": "..."})


def render(report: Report, console: Console) -> None:
    """Write the report to a console, in its width and with its colours; markup, escapes and links in a log stay text."""
    encoding = _known(console.encoding)
    for row in story.run(report, width=max(_NARROWEST, min(console.width, _WIDEST))):
        # soft_wrap: rows are wrapped where they may be; a command is longer than the console rather than cut.
        console.print(_painted(row, encoding), soft_wrap=True, highlight=False, markup=False, emoji=False)


def write(report: Report, output: TextIO, *, color: bool = True) -> None:
    """Write the report: to a terminal in its width and with its colours, else in 80 columns."""
    render(report, Console(file=output, width=None if output.isatty() else _ELSEWHERE, no_color=None if color else True))


def _painted(row: Row, encoding: str) -> Text:
    text = Text()
    for span in row:
        text.append(_encodable(span.text, encoding), style=_STYLES[span.role])
    return text


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "ascii"


def _encodable(text: str, encoding: str) -> str:
    r"""Return text that the output can hold: the signs of the report in ASCII where needed, any other character as `\u…`."""
    if not encoding.startswith("utf"):
        text = text.translate(_ASCII)
    return text.encode(encoding, "backslashreplace").decode(encoding)
