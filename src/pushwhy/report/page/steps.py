"""The steps of a fix. A command stands on a row of its own and is never broken, so that it can be copied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pushwhy.model.report import FixStep
from pushwhy.report.page.rows import Role, Row, Span, row, wrap

_CODE = re.compile(r"`([^`]+)`")


def prose(text: str) -> list[Span]:
    """Return text with its backticked parts as unbroken code, without the backticks, and its addresses unbroken."""
    return [Span(part, Role.CODE, solid=True) if index % 2 else Span(part) for index, part in enumerate(_CODE.split(text))]


def numbered(steps: Sequence[FixStep], *, width: int, label: str) -> list[Row]:
    """Return the steps after a label; their text begins three columns after it."""
    rows: list[Row] = []
    for number, step in enumerate(steps, 1):
        front = label if number == 1 else " " * len(label)
        rows += _step(step, front, f"{number}. ", width)
    return rows


def _step(step: FixStep, front: str, number: str, width: int) -> list[Row]:
    label = [Span(front, Role.QUIET), Span(number)]
    indent = len(front) + len(number)
    before, command, after = _parts(step)
    rows: list[Row] = []
    if before or not command:
        rows += wrap(prose(before), width=width, label=label, indent=indent)
    if command:
        rows.append(
            row(Span(" " * indent) if rows else Span(front, Role.QUIET), *([] if rows else [Span(number)]), Span(command, Role.CODE))
        )
    if after:
        rows += wrap(prose(after), width=width, indent=indent)
    return rows


def _parts(step: FixStep) -> tuple[str, str, str]:
    """Return the text before the command, the command, and the text after it; without a command all is text."""
    text = step.text.strip()
    if not step.argv:
        return text, "", ""
    program = step.argv[0]
    for match in _CODE.finditer(text):
        if match[1].split(maxsplit=1)[:1] == [program]:
            after = text[match.end() :].strip()
            return text[: match.start()].strip(), match[1].strip(), "" if after in {".", ",", ";", ":"} else after.lstrip(".,; ")
    if "`" not in text and text.split(maxsplit=1)[:1] == [program]:
        return "", text, ""
    return text, "", ""


def bullets(texts: Iterable[str], *, width: int, indent: int = 4) -> list[Row]:
    """Return a list with dashes."""
    return [line for text in texts for line in wrap(prose(text), width=width, label=[Span(" " * indent + "- ")], indent=indent + 2)]


def links(docs: Sequence[str], *, label: str) -> list[Row]:
    """Return at most two addresses after a label, one per row."""
    return [row(Span(label if index == 0 else " " * len(label), Role.QUIET), Span(url, Role.CODE)) for index, url in enumerate(docs[:2])]
