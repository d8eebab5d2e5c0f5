"""Lists of regexes in rule files → one regex each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex
from pydantic import BaseModel

from pushwhy.model.report import Problem
from pushwhy.pack.read.document import Path
from pushwhy.pack.read.rule_file import RuleFile


def checked(file: RuleFile, path: Path, expressions: Sequence[str], problems: list[Problem]) -> Iterator[str]:
    """Those that compile; the others are problems."""
    for index, expression in enumerate(expressions):
        try:
            regex.compile(expression)
        except regex.error as error:
            problems.append(file.document.problem("regex", f"the regex does not compile: {error}", (*path, index)))
        else:
            yield expression


def collected(files: Iterable[RuleFile], section: str, field: str, problems: list[Problem]) -> tuple[str, ...]:
    """The regexes in a field of a section of all files, each once."""
    found: list[str] = []
    for file in files:
        model: BaseModel = getattr(file.model, section)
        found += checked(file, (section, field), getattr(model, field), problems)
    return tuple(dict.fromkeys(found))


def any_of(expressions: Iterable[str], *, before: str = "", after: str = "") -> str:
    """A regex that matches what one of them matches, between two others; empty, which stands for nothing known, where there are none."""
    joined = "|".join(expressions)
    return f"{before}(?:{joined}){after}" if joined else ""
