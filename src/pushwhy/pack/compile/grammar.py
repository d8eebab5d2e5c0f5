"""What a value of each fact type looks like: as a regex inside templates, and as a check of stated values."""

from __future__ import annotations

import regex

QUOTES = "\"'`´„“”«»‹›‘’‚「」『』"

TYPES = {
    "text": r".+?",
    "path": r".+?",
    "source": r".+?",
    "int": r"\d+",
    "number": r"\d+(?:[.,]\d+)?",
    "status": r"[1-9]\d\d",
    "status-name": r"[A-Z][A-Za-z]+?|[1-9]\d\d",
    "method": r"[A-Z]{3,7}",
    "url": r"https?://[^\s\"'<>]+?|\*{3,}",
    "host": r"[A-Za-z0-9_](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_]))*|\[[0-9a-fA-F:]+\]",
    "version": r"\d+(?:\.\d+)*(?:-[0-9A-Za-z](?:[0-9A-Za-z-]|\.(?=[0-9A-Za-z-]))*)?(?:\+[0-9A-Za-z.-]*[0-9A-Za-z])?",
    "package-id": r"\w(?:[\w-]|\.(?=\w))*",
    "bool": r"true|false|True|False",
}
"""Regex per type. Those of `text`, `path` and `source` may hold blanks; the others end at one."""

STARTS = {
    "int": r"(?<!\d)",
    "number": r"(?<!\d)(?<!\d[.,])",
    "status-name": r"(?<![A-Za-z])",
    "host": r"(?<![\w-])(?<!\w\.)",
    "version": r"(?<!\d)(?<!\d\.)",
    "package-id": r"(?<![\w-])(?<!\w\.)",
}
"""Where a value may begin that has no literal before it: never within what could be a longer one."""

_ADDRESS_IN_COMMANDS = r"https?://[\w.:/@%~+?=&,-]+"
_PATH_IN_COMMANDS = r"[\w.*?/\\:~+@ ()-]+"
IN_COMMANDS = {
    "package-id": r"\w[\w.-]{0,127}",
    "version": r"\d+(?:\.\d+){0,3}(?:[-+][0-9A-Za-z.+-]+)?",
    "source": rf"{_ADDRESS_IN_COMMANDS}|[\w./\\:-][\w./\\: -]*",
    "url": _ADDRESS_IN_COMMANDS,
    "host": r"[A-Za-z0-9_][A-Za-z0-9_.-]*",
    "path": _PATH_IN_COMMANDS,
}
"""What a value must look like to stand in a command that people copy: nothing that a shell takes for more than a word or a quoted one."""

ADDRESS_HINTS = ("http", "***")
"""One of these stands in every `url`."""
WITH_BLANKS = frozenset({"text", "path", "source"})


def pattern_of(type_name: str, values: tuple[str, ...]) -> str:
    """The regex that a value of the type has; an enum's is the choice of its values."""
    if type_name == "enum":
        return "|".join(regex.escape(value) for value in sorted(values, key=len, reverse=True))
    return TYPES[type_name]


def is_valid(type_name: str, values: tuple[str, ...], value: str) -> bool:
    """Whether a whole string is a value of the type."""
    return regex.fullmatch(pattern_of(type_name, values), value) is not None and all(ch.isprintable() for ch in value)
