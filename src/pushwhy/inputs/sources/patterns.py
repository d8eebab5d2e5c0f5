"""Globs: `*`, `?` and `[…]` within one name, `**` for any number of folders."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Sequence

Glob = tuple[re.Pattern[str] | None, ...]
"""One regex per name of a path; `None` stands for `**`."""

_MAGIC = re.compile(r"[*?\[]")
_SEPARATORS = re.compile(r"[\\/]+" if os.name == "nt" else "/+")


def is_pattern(text: str) -> bool:
    """Tell whether the text holds a wildcard."""
    return _MAGIC.search(text) is not None


def split(path: str) -> list[str]:
    """Return the names between the separators of a path or pattern."""
    return _SEPARATORS.split(path)


def name_regex(pattern: str, *, ignore_case: bool) -> re.Pattern[str]:
    """Return the regex that a glob for one name stands for."""
    return re.compile(fnmatch.translate(pattern), re.IGNORECASE if ignore_case else re.NOFLAG)


def below_folder(pattern: str) -> Glob:
    """Compile a pattern for the files of a folder, without regard to case.

    One without `/` is about the file's name at any depth, another about the whole path below the folder.
    """
    names = [name for name in split(pattern) if name not in ("", ".")]
    if len(names) == 1:
        names.insert(0, "**")
    return tuple(None if name == "**" else name_regex(name, ignore_case=True) for name in names)


def matches(glob: Glob, path: Sequence[str]) -> bool:
    """Tell whether the names of a path fit a glob from end to end."""
    if not glob:
        return not path
    if glob[0] is None:
        return (bool(path) and len(glob) == 1) or any(matches(glob[1:], path[skipped:]) for skipped in range(len(path)))
    return bool(path) and glob[0].match(path[0]) is not None and matches(glob[1:], path[1:])


def joined(folder: str, below: str) -> str:
    """Return the name of what lies below a folder: the folder as given, `/`, and the path below it."""
    return f"{folder.rstrip('/' + os.sep)}/{below}"
