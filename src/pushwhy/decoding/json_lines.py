"""Lines of JSON that hold the output of a step: which dialect writes them so, and the lines of output in them."""

from __future__ import annotations

import json
import re

from pushwhy.decoding.dialects import DIALECTS

_STRING = r'"((?:[^"\\]|\\.)*)"'
_SHAPES = tuple(
    (dialect.name, re.compile(dialect.json.opening), re.compile(f'"{dialect.json.key}": ?{_STRING}'))
    for dialect in DIALECTS
    if dialect.json is not None
)


def unpack(raw: str) -> tuple[str, list[str]] | None:
    """Return the dialect whose JSON a raw line holds, and the lines of output in it; None for any other line."""
    for name, opening, string in _SHAPES:
        if opening.match(raw) is not None:
            text = "".join(map(_unescaped, string.findall(raw)))
            return name, text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return None


def _unescaped(text: str) -> str:
    """Return what a JSON string stands for; a damaged one as it is."""
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text
