"""The compiled pack on disk, so that YAML is read once. Data only; any damage means that it is made again."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec

from pushwhy.model.rules import RulePack

_DIGEST_BYTES = 32


def read_pack(folder: Path | None, name: str) -> RulePack | None:
    """The stored pack, or None where there is none or it is damaged."""
    data = read_bytes(folder, f"pack-{name}.json")
    if data is None:
        return None
    try:
        return msgspec.json.decode(data, type=RulePack)
    except msgspec.DecodeError:
        return None


def write_pack(folder: Path | None, name: str, pack: RulePack) -> None:
    """Store a pack; a folder that cannot be written is fine."""
    write_bytes(folder, f"pack-{name}.json", msgspec.json.encode(pack))


def read_bytes(folder: Path | None, file_name: str) -> bytes | None:
    """The stored bytes, if their digest still holds."""
    if folder is None:
        return None
    try:
        stored = (folder / file_name).read_bytes()
    except OSError:
        return None
    digest, data = stored[:_DIGEST_BYTES], stored[_DIGEST_BYTES:]
    return data if hashlib.sha256(data).digest() == digest else None


def write_bytes(folder: Path | None, file_name: str, data: bytes) -> None:
    """Store bytes with their digest, atomically and readable by the owner alone (mkstemp makes files of mode 0600)."""
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
            file.write(hashlib.sha256(data).digest() + data)
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
