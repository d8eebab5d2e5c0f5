"""What pushwhy says, in the formats it can be said in.

A format is one module with a row in `FORMATS`; a row imports its module only when it is asked for, because starting must be fast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TextIO

from pushwhy.errors import UsageError
from pushwhy.model.report import Report

__all__ = ["FORMATS", "Writer", "writer"]


class Writer(Protocol):
    """Writes a whole report in one format."""

    def __call__(self, report: Report, output: TextIO) -> None:
        """Write the report, with a line end at its end."""


def _text() -> Writer:
    from pushwhy.report import terminal

    return terminal.write


def _json() -> Writer:
    from pushwhy.report import json

    return json.write


def _jsonl() -> Writer:
    from pushwhy.report import jsonl

    return jsonl.write


FORMATS: Mapping[str, Callable[[], Writer]] = {"text": _text, "json": _json, "jsonl": _jsonl}
"""Every output format by the name that `--format` takes."""


def writer(name: str) -> Writer:
    """Return what writes the format of this name. Raises `UsageError` for an unknown one."""
    if name not in FORMATS:
        raise UsageError(f"there is no output format {name!r}; choose one of {', '.join(FORMATS)}")
    return FORMATS[name]()
