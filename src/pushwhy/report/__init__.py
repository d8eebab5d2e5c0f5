"""What pushwhy says, in the formats it can be said in.

A format is one module with a row in `FORMATS`; a row imports its module only when it is asked for, because starting must be fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from pushwhy.report.format import Format, FormatEntry, Options

__all__ = ["FORMATS", "Format", "FormatEntry", "Options"]


def _text(output: TextIO, options: Options) -> Format:
    from pushwhy.report.terminal import Terminal
    from pushwhy.report.text import TextFormat

    return TextFormat(Terminal(output, color=options.color), options)


def _json(output: TextIO, _options: Options) -> Format:
    from pushwhy.report.json import JsonFormat

    return JsonFormat(output)


def _jsonl(output: TextIO, _options: Options) -> Format:
    from pushwhy.report.jsonl import JsonLinesFormat

    return JsonLinesFormat(output)


FORMATS: Mapping[str, FormatEntry] = {
    "text": FormatEntry(about="for people", open=_text),
    "json": FormatEntry(about="one object", open=_json, has_counts=True, has_table=False),
    "jsonl": FormatEntry(about="an object per log as soon as it is read", open=_jsonl, is_live=True, has_counts=True),
}
"""Every output format by the name that `--format` takes; the first is the default."""
