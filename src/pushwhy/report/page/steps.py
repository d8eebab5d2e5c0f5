"""The steps of a fix. A command stands on a row of its own and is never broken, so that it can be copied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pushwhy.model.report import FixStep
from pushwhy.phrases import Words
from pushwhy.report.page.rows import Role, Row, Span, cells, row, wrap

_CODE = re.compile(r"`([^`]+)`")
FULL_WIDTH = frozenset("：；，。、！？（）「」『』《》")
_INDENT = 4
_NUMBER = len("1. ")


def prose(text: str) -> list[Span]:
    """Return text with its backticked parts as unbroken code, without the backticks, and its addresses unbroken."""
    return [Span(part, Role.CODE, solid=True) if index % 2 else Span(part) for index, part in enumerate(_CODE.split(text))]


def leading(label: str) -> str:
    """Return a label with the blank after it, which a full-width sign such as `：` has in itself."""
    return label if label[-1:] in FULL_WIDTH else f"{label} "


def trailing(text: str) -> str:
    """Return what follows a text with the blank before it, likewise."""
    return text if text[:1] in FULL_WIDTH else f" {text}"


def column(words: Words) -> int:
    """Return where text begins beside `because`, `although`, `check`, and the numbers of the steps of a fix."""
    longest = max(cells([Span(words.say("because"))]), cells([Span(words.say("although"))]), cells([Span(words.say("check"))]))
    return _INDENT + max(longest + 1, cells([Span(words.say("fix"))]) + 1 + _NUMBER)


def labelled(word: str, words: Words, *, before: int = 0) -> Span:
    """Return a label with blanks up to the column, or so many columns before it."""
    label = " " * _INDENT + word
    return Span(label + " " * (column(words) - before - cells([Span(label)])), Role.QUIET)


def numbered(steps: Sequence[FixStep], *, width: int, words: Words) -> list[Row]:
    """Return the steps of a fix after its label."""
    rows: list[Row] = []
    for number, step in enumerate(steps, 1):
        front = labelled(words.say("fix") if number == 1 else "", words, before=_NUMBER)
        rows += _step(step, front, f"{number}. ", width)
    return rows


def _step(step: FixStep, front: Span, number: str, width: int) -> list[Row]:
    label = [front, Span(number)]
    indent = cells(label)
    before, command, after = _parts(step)
    rows: list[Row] = []
    if before or not command:
        rows += wrap(prose(before), width=width, label=label, indent=indent)
    if command:
        rows.append(row(*([Span(" " * indent)] if rows else label), Span(command, Role.CODE)))
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
    below = " " * cells([Span(label)])
    return [row(Span(below if index else label, Role.QUIET), Span(url, Role.CODE)) for index, url in enumerate(docs[:2])]
