"""What an archive yields, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from msgspec import Struct

from pushwhy.inputs.values import Unreadable


class Member(Struct, frozen=True, kw_only=True):
    """A file in an archive. Its name is only a name: nothing is ever written."""

    name: str
    """Its path, as `path_of` gives it."""
    open: Callable[[], BinaryIO]
    """Opens the bytes that were stored, which may be compressed once more. Raises `InputError` or `OSError`."""
    size: int


Members = list[Member | Unreadable] | Iterator[Member | Unreadable]
"""A list where any member can be opened at any time; an iterator where each must be read before the next is asked for.

An `Unreadable` without a name is about the archive.
"""


def path_of(name: str) -> str:
    r"""Return the path of a member: `/` between names, none before the first, without `.`; some programs write `./a` or `a\b`."""
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))


def is_hidden(path: str) -> bool:
    """Tell whether a member or a folder above it is hidden, or is the copy of file attributes that macOS adds."""
    return any((name.startswith(".") and name != "..") or name == "__MACOSX" for name in path.split("/"))
