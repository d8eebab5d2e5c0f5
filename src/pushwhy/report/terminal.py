"""Where rows of text are written: painted in a terminal, plain elsewhere.

rich paints the rows where the output is a terminal; elsewhere it is not even imported, because most runs are in a pipe.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

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


class Terminal:
    """An output for people, and how many columns rows for it may take."""

    def __init__(self, output: TextIO, *, color: bool = True, console: Console | None = None) -> None:
        """A terminal gets rows in its width and, with `color`, in its colours; any other output gets them plain, in 80 columns.

        `console` paints on the output whatever that is.
        """
        if console is None and output.isatty():
            from rich.console import Console

            console = Console(file=output, color_system="auto" if color else None)
        self._output = output
        self._console = console
        self.width = _ELSEWHERE if console is None else max(_NARROWEST, min(console.width, _WIDEST))

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows, each with a line end."""
        if self._console is not None:
            _paint(rows, self._console)
            return
        encoding = _known(self._output.encoding or "utf-8")
        self._output.writelines("".join(_encodable(span.text, encoding) for span in row).rstrip() + "\n" for row in rows)


def _paint(rows: Iterable[Row], console: Console) -> None:
    """Markup, escapes and links in a log stay text."""
    from rich.text import Text

    encoding = _known(console.encoding)
    for row in rows:
        text = Text.assemble(*((_encodable(span.text, encoding), _STYLES[span.role]) for span in row))
        # soft_wrap: rows are wrapped where they may be; a command is longer than the console rather than cut.
        console.print(text, soft_wrap=True, highlight=False, markup=False, emoji=False)


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
