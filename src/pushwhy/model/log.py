"""What a log is made of: raw bytes under a name, and cleaned lines that remember where they came from."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import BinaryIO

from msgspec import Struct


class Level(StrEnum):
    """What a CI system or a client said about a line before its decoration was taken off."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    DEBUG = "debug"
    COMMAND = "command"
    GROUP = "group"


class SecretKind(StrEnum):
    """What a secret is, as far as its form and its place tell."""

    NUGET_ORG = "nuget-org-key"
    GITHUB = "github-token"
    GITLAB = "gitlab-token"
    AZURE_DEVOPS = "azure-devops-token"
    JWT = "jwt"
    AUTHORIZATION = "authorization"
    """What follows the scheme in a header of that name."""
    FEED = "api-key"
    """The key of a NuGet feed."""
    SERVICE = "service-key"
    """A key of something that need not be a feed."""
    SIGN_IN = "password"
    VARIABLE = "secret-variable"
    """The value of a variable whose name says that it is a secret."""


class RawLog(Struct, frozen=True, kw_only=True):
    """One input: its shown name and a way to read its bytes from the start."""

    name: str
    """The argument as given, with `/` and the path below it, and with `!/` and the path in an archive; `-` for standard input."""
    open: Callable[[], BinaryIO]
    """Opens the bytes, decompressed. Raises `pushwhy.errors.InputError` or `OSError`."""
    size: int | None = None
    """Bytes of the file or of the archive's member, where known; only used to show progress and to share out work."""
    opens_anywhere: bool = False
    """Whether `open` can be sent to another process: a file can be opened there, a pipe cannot."""


class Line(Struct, frozen=True, kw_only=True):
    """One physical line (or one CR segment of it), cleaned."""

    number: int
    """Its place among the lines of the log, 1-based; behind a raw line that holds several it is ahead of the raw number."""
    end: int
    """The place of its last part: larger than `number` only where a dialect itself marks a continuation."""
    raw: int
    """Raw line number, 1-based, counting LF."""
    text: str
    """The text without escapes, decoration, inferred prefix and suffix, captions, secrets, and surrounding blanks."""
    whole: str = ""
    """The text with what a container, an inferred prefix or suffix added to it; empty where nothing did."""
    prefixed: bool = False
    """An unknown program put something before the text, which was taken off."""
    level: Level | None = None
    """The level that the outermost decoration which names one gave it."""
    captioned: bool = False
    """A client's own caption stood before the text."""
    dialects: tuple[str, ...] = ()
    """Names of the dialects whose decoration was taken off, outermost first."""
    clock: int | None = None
    """Seconds since midnight, by the time stamp that a CI system put before the line."""
    columns: int = 0
    """Columns of the physical line without escapes but with decoration; tells whether a console wrapped it."""
    leading_blank: bool = False
    """A blank stood between the decoration and the text; where a console wrapped the line before, it belongs to the message."""
    trailing_blank: bool = False
    """Likewise at the end of the line."""
    secrets: tuple[SecretKind, ...] = ()
    """Kinds of secrets that were masked in `text`."""
    cut: bool = False
    """The physical line was longer than what is looked at; the rest of it is not in `text`."""
