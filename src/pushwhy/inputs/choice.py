"""Which files of a folder, and which members of an archive, are logs or archives: by name alone."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.inputs.compression import COMPRESSIONS
from pushwhy.inputs.patterns import Glob, below_folder, matches

_LOGS = tuple(f"*{kind}{packed}" for kind in (".log", ".txt", ".out") for packed in ("", *(c.suffix for c in COMPRESSIONS)))
TAR_SUFFIXES = (".tar", *(f"{short}{c.suffix[dot:]}" for c in COMPRESSIONS for short, dot in ((".tar", 0), (".t", 1))))
ARCHIVE_SUFFIXES = (".zip", *TAR_SUFFIXES)


def is_archive(name: str) -> bool:
    """Tell whether a name is one of an archive."""
    return name.lower().endswith(ARCHIVE_SUFFIXES)


class Choice:
    """The names that are read, in a folder or an archive."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """`patterns` are the user's, without regard to case; without any, logs and archives are chosen by their usual names."""
        self.patterns = tuple(patterns)
        self._globs = _globs(patterns or (*_LOGS, *(f"*{suffix}" for suffix in ARCHIVE_SUFFIXES)))

    def takes(self, path: Sequence[str]) -> bool:
        """Tell whether the file or member with this path is read; hidden ones are left to the caller."""
        return any(matches(glob, path) for glob in self._globs)

    def within_archives(self) -> Choice:
        """Return the choice among members: patterns that name archives only (`*.zip`) say nothing about the logs in them."""
        if self.patterns and all(map(is_archive, self.patterns)):
            return Choice((*self.patterns, *_LOGS))
        return self


def is_usual_log(name: str) -> bool:
    """Tell whether a name is one of a log, compressed or not."""
    return any(matches(glob, [name]) for glob in _USUAL)


def _globs(patterns: Sequence[str]) -> list[Glob]:
    return [below_folder(pattern) for pattern in patterns]


_USUAL = _globs(_LOGS)
