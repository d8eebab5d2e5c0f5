"""What collecting gives, as pairs that a test can compare; and archives, as the standard library writes them."""

from __future__ import annotations

import io
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from typing import Literal

from pushwhy.errors import InputError
from pushwhy.inputs import Unreadable, collect, reason
from pushwhy.phrases import ENGLISH

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["contents", "tar", "zipped", "zstd"]


def contents(*arguments: str, patterns: tuple[str, ...] = (), stdin: bytes | None = None) -> list[tuple[str, str]]:
    """Return the name and content, or the name and reason, of everything that the arguments yield."""
    result = []
    for item in collect(arguments, patterns=patterns, stdin=None if stdin is None else io.BytesIO(stdin)):
        if isinstance(item, Unreadable):
            result.append((item.name, f"unreadable: {ENGLISH.render(item.reason)}"))
            continue
        try:
            with item.open() as stream:
                result.append((item.name, stream.read().decode(errors="backslashreplace")))
        except (InputError, OSError, EOFError) as error:
            result.append((item.name, f"unreadable: {ENGLISH.render(reason(error))}"))
    return result


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of members by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def tar(members: Mapping[str, bytes], mode: Literal["w", "w:gz", "w:bz2", "w:xz"] = "w") -> bytes:
    """Return a tar archive of members by name."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()
