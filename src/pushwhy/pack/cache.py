"""The compiled pack on disk, so that YAML is read once. Data only; any damage means that it is made again."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import TypeVar

import msgspec

_CHECKSUM_BYTES = 4
_Part = TypeVar("_Part")


def read_part(folder: Path | None, made_of: str, part: type[_Part]) -> _Part | None:
    """The stored part of the pack that was made of this, or None where there is none or it is damaged."""
    data = read_bytes(folder, _name(made_of, part))
    begin = _begin(made_of)
    if data is None or not data.startswith(begin):
        return None
    try:
        return msgspec.json.decode(memoryview(data)[len(begin) :], type=part)
    except msgspec.DecodeError:
        return None


def write_part(folder: Path | None, made_of: str, part: object) -> None:
    """Store a part of a pack behind a line that tells what it was made of; a folder that cannot be written is fine."""
    write_bytes(folder, _name(made_of, type(part)), _begin(made_of) + msgspec.json.encode(part))


def _begin(made_of: str) -> bytes:
    return made_of.encode() + b"\n"


def _name(made_of: str, part: type[object]) -> str:
    return f"{part.__name__.lower()}-{zlib.crc32(made_of.encode()):08x}.json"


def read_bytes(folder: Path | None, file_name: str) -> bytes | None:
    """The stored bytes, if their checksum still holds."""
    if folder is None:
        return None
    try:
        stored = (folder / file_name).read_bytes()
    except OSError:
        return None
    data = stored[_CHECKSUM_BYTES:]
    return data if _checksum(data) == stored[:_CHECKSUM_BYTES] else None


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM_BYTES)


def write_bytes(folder: Path | None, file_name: str, data: bytes) -> None:
    """Store bytes with their checksum, atomically and readable by the owner alone (mkstemp makes files of mode 0600)."""
    if folder is None:
        return
    import tempfile

    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=folder)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_checksum(data) + data)
        Path(temporary).replace(folder / file_name)
    except OSError:
        Path(temporary).unlink(missing_ok=True)


class CacheStore:
    """The cache folder as the search's store of compiled databases."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        """The stored bytes, if they are whole."""
        return read_bytes(self._folder, name)

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes; a folder that cannot be written is fine."""
        write_bytes(self._folder, name, data)
