"""Selects the logs and archives among the files of a folder or the members of an archive, by name alone."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.inputs.formats import ARCHIVE_SUFFIXES, COMPRESSION_SUFFIXES
from pushwhy.inputs.sources.patterns import below_folder, matches

_LOG_SUFFIXES = tuple(f"{kind}{compression}" for kind in (".log", ".txt", ".out") for compression in ("", *COMPRESSION_SUFFIXES))


def is_archive_name(name: str) -> bool:
    """Tell whether a file with this name is an archive."""
    return name.lower().endswith(ARCHIVE_SUFFIXES)


def is_log_name(name: str) -> bool:
    """Tell whether a file with this name is a log, compressed or not."""
    return name.lower().endswith(_LOG_SUFFIXES)


class Selection:
    """The names that are read, in a folder or an archive."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """`patterns` are the user's globs, without regard to case; without any, logs and archives are selected by their usual names."""
        self.patterns = tuple(patterns)
        self._globs = [below_folder(pattern) for pattern in patterns or _any_of(*_LOG_SUFFIXES, *ARCHIVE_SUFFIXES)]

    def takes(self, path: Sequence[str]) -> bool:
        """Tell whether the file or member with this path is read; the caller leaves out hidden ones."""
        return any(matches(glob, path) for glob in self._globs)

    def within_archives(self) -> Selection:
        """Return the selection among members: patterns that name archives only (`*.zip`) say nothing about the logs in them."""
        if self.patterns and all(map(is_archive_name, self.patterns)):
            return Selection((*self.patterns, *_any_of(*_LOG_SUFFIXES)))
        return self


def _any_of(*suffixes: str) -> tuple[str, ...]:
    return tuple(f"*{suffix}" for suffix in suffixes)
