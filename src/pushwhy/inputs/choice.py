"""Which files of a folder, and which members of an archive, are logs or archives: by name alone."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.inputs.compression import COMPRESSIONS
from pushwhy.inputs.patterns import below_folder, matches

_LOG_SUFFIXES = tuple(f"{kind}{packed}" for kind in (".log", ".txt", ".out") for packed in ("", *(c.suffix for c in COMPRESSIONS)))
TAR_SUFFIXES = (".tar", *(f"{short}{c.suffix[dot:]}" for c in COMPRESSIONS for short, dot in ((".tar", 0), (".t", 1))))
ARCHIVE_SUFFIXES = (".zip", *TAR_SUFFIXES)


def is_archive(name: str) -> bool:
    """Tell whether a name is one of an archive."""
    return name.lower().endswith(ARCHIVE_SUFFIXES)


def is_usual_log(name: str) -> bool:
    """Tell whether a name is one of a log, compressed or not."""
    return name.lower().endswith(_LOG_SUFFIXES)


class Choice:
    """The names that are read, in a folder or an archive."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """`patterns` are the user's, without regard to case; without any, logs and archives are chosen by their usual names."""
        self.patterns = tuple(patterns)
        self._globs = [below_folder(pattern) for pattern in patterns or _any_of(*_LOG_SUFFIXES, *ARCHIVE_SUFFIXES)]

    def takes(self, path: Sequence[str]) -> bool:
        """Tell whether the file or member with this path is read; hidden ones are left to the caller."""
        return any(matches(glob, path) for glob in self._globs)

    def within_archives(self) -> Choice:
        """Return the choice among members: patterns that name archives only (`*.zip`) say nothing about the logs in them."""
        if self.patterns and all(map(is_archive, self.patterns)):
            return Choice((*self.patterns, *_any_of(*_LOG_SUFFIXES)))
        return self


def _any_of(*suffixes: str) -> tuple[str, ...]:
    return tuple(f"*{suffix}" for suffix in suffixes)
