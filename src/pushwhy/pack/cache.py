"""The compiled pack on disk, so that YAML is read once. Data only; any damage means that it is made again."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import msgspec

from pushwhy.model.rules import RulePack
from pushwhy.pack.stored import decode, encode

_CHECKSUM_BYTES = 4


def read_pack(folder: Path | None, made_of: str) -> RulePack | None:
    """The stored pack that was made of this, or None where there is none or it is damaged."""
    data = read_bytes(folder, _name(made_of))
    if data is None:
        return None
    begin = made_of.encode() + b"\n"
    if not data.startswith(begin):
        return None
    try:
        return decode(data, len(begin))
    except msgspec.DecodeError:
        return None


def write_pack(folder: Path | None, made_of: str, pack: RulePack) -> None:
    """Store a pack, and in one line what it was made of; a folder that cannot be written is fine."""
    write_bytes(folder, _name(made_of), made_of.encode() + b"\n" + encode(pack))


def _name(made_of: str) -> str:
    return f"pack-{zlib.crc32(made_of.encode()):08x}.json"


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
