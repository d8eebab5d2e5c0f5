"""What a format is: how its files are recognised, and how the bytes or the members in them are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from msgspec import Struct

from pushwhy.inputs.values import Unreadable


class Compression(Struct, frozen=True, kw_only=True):
    """One way to store a log in fewer bytes; the file still holds one log."""

    name: str
    suffix: str
    """End of a file's name, in lower case, with its dot."""
    magics: tuple[bytes, ...]
    """What such a file begins with: one of these."""
    open: Callable[[BinaryIO], BinaryIO]
    """Makes the stream of plain bytes, and closes its source with it. Reading it raises `InputError` where the data is damaged."""
    library: str = ""
    """The package outside the standard library that reads it, and may be missing: `open` says what to install, or does without."""


class Archive(Struct, frozen=True, kw_only=True):
    """One way to store several files in one."""

    name: str
    suffix: str
    """End of a file's name, in lower case, with its dot."""
    magics: tuple[bytes, ...]
    """What such a file holds at `magic_offset`: one of these."""
    reader: Callable[[], ArchiveReader]
    """Imports the module that reads it: most runs meet no archive."""
    magic_offset: int = 0
    """Bytes from the start of the file."""
    is_compressible: bool = False
    """Whether such files are usually compressed as a whole, and then called `.tar.gz` or `.tgz`."""


class Member(Struct, frozen=True, kw_only=True):
    """A file in an archive. Its name is only a name: nothing is ever written."""

    name: str
    """Its path, as `path_of` gives it."""
    open: Callable[[], BinaryIO]
    """Opens the bytes that were stored, which may be compressed once more. Raises `InputError` or `OSError`."""
    size: int
    """Bytes when opened."""


Members = list[Member | Unreadable] | Iterator[Member | Unreadable]
"""A list where any member can be opened at any time; an iterator where each must be read before the next is asked for.

An `Unreadable` without a name is about the archive.
"""


class ArchiveReader(Protocol):
    """Lists the members of an archive."""

    def members(self, opener: Callable[[], BinaryIO], /) -> Members:
        """List those of a seekable file, which the opener can open again and again."""

    def streamed(self, stream: BinaryIO, /) -> Members:
        """List those of a stream that can be read from front to back only."""


def path_of(name: str) -> str:
    r"""Return the path of a member: `/` between names, none before the first, without `.`; some programs write `./a` or `a\b`."""
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))
