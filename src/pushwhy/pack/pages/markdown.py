"""Text → Markdown that shows exactly this text, as GitHub renders it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pushwhy.text import printable

_SPAN = re.compile(r"`[^`]+`|https?://[^\s`<>\"']+")
_SPECIAL = re.compile(r"[\\`*\[\]<>|~&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_BLOCK_START = re.compile(r"^(?:([#+-])(?=\s|$)|(\d+)([.)])(?=\s|$))")
_NO_ADDRESS = re.compile(r"[{}…*]|OWNER|ORGANIZATION|REPOSITORY")
_STOPS = ".,;:!?)"


def prose(text: str) -> str:
    """One paragraph: code spans stay, addresses become links, everything else stands for itself."""
    text = " ".join(text.split())
    parts: list[str] = []
    position = 0
    for found in _SPAN.finditer(text):
        parts.append(_plain(text[position : found.start()]))
        span = found[0]
        if span.startswith("`"):
            parts.append(code(span[1:-1]))
        else:
            address = span.rstrip(_STOPS)
            parts += (link(address), _plain(span[len(address) :]))
        position = found.end()
    parts.append(_plain(text[position:]))
    return _BLOCK_START.sub(lambda start: f"\\{start[1]}" if start[1] else f"{start[2]}\\{start[3]}", "".join(parts))


def code(text: str) -> str:
    """Inline code: a fence longer than any in the text; line ends cannot stand in it and become blanks."""
    text = printable(text)
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def block(text: str, indent: str) -> list[str]:
    """The lines of a code block that holds a log, indented as the list around it is."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    return [f"{indent}{printable(line)}".rstrip() for line in (f"{fence}text", *text.rstrip("\n").split("\n"), fence)]


def link(address: str) -> str:
    """An address to click on, or code where it has placeholders."""
    return code(address) if _NO_ADDRESS.search(address) else f"<{address}>"


def anchor(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def bullets(items: Iterable[str]) -> list[str]:
    """A list, one line each."""
    return [f"- {item}" for item in items]


def numbered(items: Iterable[str]) -> list[str]:
    """A numbered list, one line each."""
    return [f"{number}. {item}" for number, item in enumerate(items, 1)]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of cells that are Markdown already; a pipe would end a cell, in code as well."""
    lines = [heads, ["---"] * len(heads), *rows]
    return ["| " + " | ".join(cell.replace("\\|", "|").replace("|", "\\|") for cell in row) + " |" for row in lines]


def paragraphs(parts: Iterable[Sequence[str]]) -> str:
    """Blocks of lines with one empty line between them, and a line end after the last."""
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", printable(text))
