"""The format `text`: what a person reads, in a terminal or in the log of a CI job.

rich paints the rows where the output is a terminal; elsewhere it is not even imported, because most runs are in a pipe.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from pushwhy.model.report import LogReport, Report
from pushwhy.phrases import ENGLISH, Words
from pushwhy.report.page import story
from pushwhy.report.page.rows import Role, Row

if TYPE_CHECKING:
    from rich.console import Console

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


def write(report: Report, output: TextIO, *, color: bool = True, words: Words = ENGLISH, reasons: bool = False) -> None:
    """Write the report: to a terminal in its width and with its colours, else plain in 80 columns."""
    write_logs(report.logs, output, color=color, words=words, reasons=reasons)


def write_logs(logs: Iterable[LogReport], output: TextIO, *, color: bool = True, words: Words = ENGLISH, reasons: bool = False) -> None:
    """Write each log as soon as it and the next one are known."""
    write_rows(story.run(logs, width=width_of(output), words=words, reasons=reasons), output, color=color)


def render(report: Report, console: Console, *, words: Words = ENGLISH, reasons: bool = False) -> None:
    """Write the report to a console, in its width and with its colours."""
    _paint(story.run(report.logs, width=_readable(console.width), words=words, reasons=reasons), console)


def width_of(output: TextIO) -> int:
    """Return how many columns rows for this output may take."""
    if not output.isatty():
        return _ELSEWHERE
    from rich.console import Console

    return _readable(Console(file=output).width)


def write_rows(rows: Iterable[Row], output: TextIO, *, color: bool = True) -> None:
    """Write rows: painted in a terminal, else plain."""
    if output.isatty():
        from rich.console import Console

        _paint(rows, Console(file=output, color_system="auto" if color else None))
        return
    encoding = _known(output.encoding or "utf-8")
    output.writelines("".join(_encodable(span.text, encoding) for span in row).rstrip() + "\n" for row in rows)


def _paint(rows: Iterable[Row], console: Console) -> None:
    """Markup, escapes and links in a log stay text."""
    from rich.text import Text

    encoding = _known(console.encoding)
    for row in rows:
        text = Text.assemble(*((_encodable(span.text, encoding), _STYLES[span.role]) for span in row))
        # soft_wrap: rows are wrapped where they may be; a command is longer than the console rather than cut.
        console.print(text, soft_wrap=True, highlight=False, markup=False, emoji=False)


def _readable(width: int) -> int:
    return max(_NARROWEST, min(width, _WIDEST))


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
