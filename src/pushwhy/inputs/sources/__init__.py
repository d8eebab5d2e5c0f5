"""Where logs come from: one table of sources.

A new source is one file here with `claims` and `logs`, and one row of `SOURCES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from pushwhy.inputs.sources import archive, file, folder, glob, missing, standard_input
from pushwhy.inputs.values import Options, Unreadable
from pushwhy.model.log import RawLog

__all__ = ["SOURCES", "Source"]


class Source(Struct, frozen=True, kw_only=True):
    """One kind of argument: how it is recognised, and how the logs in it are listed."""

    name: str
    claims: Callable[[str], bool]
    """Tells whether an argument is of this kind; never raises."""
    logs: Callable[[str, Options], Iterator[RawLog | Unreadable]]
    """Yields the logs of an argument that it claims; what cannot be read is a value, so it never raises."""


SOURCES: tuple[Source, ...] = (
    Source(name="standard input", claims=standard_input.claims, logs=standard_input.logs),
    Source(name="folder", claims=folder.claims, logs=folder.logs),
    Source(name="archive", claims=archive.claims, logs=archive.logs),
    Source(name="file", claims=file.claims, logs=file.logs),
    Source(name="glob", claims=glob.claims, logs=glob.logs),
    Source(name="missing", claims=missing.claims, logs=missing.logs),
)
"""The first source that claims an argument reads it. The last one claims everything and says why nothing can be read."""
