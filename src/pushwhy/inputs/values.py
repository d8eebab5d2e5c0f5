"""The values of this stage, and how a name is shown."""

from __future__ import annotations

from typing import BinaryIO

from msgspec import Struct

from pushwhy.phrases import Phrase


class Unreadable(Struct, frozen=True, kw_only=True):
    """An input that cannot be read, known before it was opened."""

    name: str
    """As `RawLog.name`."""
    reason: Phrase
    """Without the name, such as `permission denied`; what to do where there is something to do."""


class Options(Struct, frozen=True, kw_only=True):
    """What is the same for every argument."""

    patterns: tuple[str, ...]
    """Globs that choose the files of a folder and the members of an archive; none means the usual ones."""
    stdin: BinaryIO | None
    """What `-` reads; None where there is no standard input."""


def shown(name: str) -> str:
    r"""Return a name that any encoding of Unicode can hold: undecodable bytes of a file name become `\udc80` in letters."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
