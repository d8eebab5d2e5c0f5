"""Logs that an API gives as JSON instead of text: the output of a step in strings, with its line ends escaped."""

from __future__ import annotations

import json
import re

_STRING = r'"((?:[^"\\]|\\.)*)"'
# Drone: [{"pos":0,"out":"…\n","time":0}, …]; CircleCI: [{"message":"…","time":"…","type":"out"}, …];
# Docker's json-file driver: {"log":"…\n","stream":"stdout","time":"…"}. Any other JSON is what a program printed.
_SHAPES: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    ("drone", re.compile(r'\[?\{"pos": ?\d+, ?"out": ?"'), re.compile(r'"out": ?' + _STRING)),
    ("circleci", re.compile(r'\[\{"message": ?"(?=.*"type": ?"(?:out|err)")'), re.compile(r'"message": ?' + _STRING)),
    ("docker", re.compile(r'\{"log": ?"(?=.*"stream": ?"std(?:out|err)")'), re.compile(r'"log": ?' + _STRING)),
)


def unpack(line: str) -> tuple[str, list[str]] | None:
    """The dialect whose JSON a line holds, and the lines of output in it; None for any other line."""
    for name, opening, string in _SHAPES:
        if opening.match(line) is not None:
            text = "".join(_text(found) for found in string.findall(line))
            return name, text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return None


def _text(escaped: str) -> str:
    try:
        return str(json.loads(f'"{escaped}"', strict=False))
    except ValueError:
        return escaped
