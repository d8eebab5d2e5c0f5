"""Where logs come from: one table of sources.

A new source is one file here with `claims` and `logs`, and one row of `SOURCES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from pushwhy.inputs.formats import ARCHIVE_SUFFIXES, COMPRESSION_SUFFIXES
from pushwhy.inputs.sources import archive, file, folder, glob, missing, standard_input
from pushwhy.inputs.values import Options, Unreadable
from pushwhy.model.log import RawLog

__all__ = ["SOURCES", "Source"]


class Source(Struct, frozen=True, kw_only=True):
    """One kind of argument: how it is recognised, and how the logs in it are listed."""

    name: str
    help: str
    """What an argument can be, for the help text; empty for none that anybody wants."""
    claims: Callable[[str], bool]
    """Tells whether an argument is of this kind; never raises."""
    logs: Callable[[str, Options], Iterator[RawLog | Unreadable]]
    """Yields the logs of an argument that it claims; what cannot be read is a value, so it never raises."""


SOURCES: tuple[Source, ...] = (
    Source(name="standard input", help="- for standard input", claims=standard_input.claims, logs=standard_input.logs),
    Source(name="folder", help="a folder of logs", claims=folder.claims, logs=folder.logs),
    Source(name="archive", help=f"an archive of logs ({', '.join(ARCHIVE_SUFFIXES)})", claims=archive.claims, logs=archive.logs),
    Source(name="file", help=f"a log (also compressed: {', '.join(COMPRESSION_SUFFIXES)})", claims=file.claims, logs=file.logs),
    Source(name="glob", help="a glob", claims=glob.claims, logs=glob.logs),
    Source(name="missing", help="", claims=missing.claims, logs=missing.logs),
)
"""The first source that claims an argument reads it. The last one claims everything and says why nothing can be read."""
