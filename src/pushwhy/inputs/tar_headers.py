"""The headers of a tar, read by the standard library, which is kept from taking damage for the end or from holding what a header asks for.

A module of its own, because `tarfile` takes long to import.
"""

from __future__ import annotations

import tarfile as library
from collections.abc import Iterator
from typing import BinaryIO, Literal, Self

from pushwhy.errors import InputError
from pushwhy.inputs.reasons import cut_off, damaged

_EXTENSIONS = (library.XHDTYPE, library.XGLTYPE, library.SOLARIS_XHDTYPE, library.GNUTYPE_LONGNAME, library.GNUTYPE_LONGLINK)
_LONGEST_EXTENSION = 1 << 20
"""Bytes; long names and attributes, which the library reads into memory."""


def files(file: BinaryIO, mode: Literal["r:", "r|"]) -> Iterator[tuple[library.TarFile, library.TarInfo]]:
    """Yield the regular files; links and devices name other things, which are read where they lie.

    `r|` reads a stream from front to back. Raises `InputError` where the archive is cut off or damaged, and `OSError`.
    """
    try:
        with library.open(fileobj=file, mode=mode, tarinfo=_Header) as tar:
            while (info := tar.next()) is not None:
                # The library keeps every header that it has read, in a list that its documentation names and its type stubs leave out.
                tar.members.clear()  # type: ignore[attr-defined]
                if info.size < 0:
                    # The next header would be looked for further up, for ever.
                    raise damaged("tar")
                if info.isreg():
                    yield tar, info
    except (InputError, OSError):
        raise
    except library.ReadError as error:
        if "end of data" in str(error):
            raise cut_off("tar") from None
        raise damaged("tar") from None
    except (library.TarError, ValueError, ArithmeticError, LookupError, EOFError, RecursionError):
        # Whatever the library's arithmetic does on hostile headers.
        raise damaged("tar") from None


class _Header(library.TarInfo):
    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """Read one header, as the library does; nothing and zeros are the end."""
        if 0 < len(buf) < library.BLOCKSIZE:
            raise cut_off("tar")
        try:
            info = super().frombuf(buf, encoding, errors)
        except library.HeaderError:
            if any(buf):
                # In the middle of an archive the library takes it for the end.
                raise damaged("tar") from None
            raise
        if info.type in _EXTENSIONS and info.size > _LONGEST_EXTENSION:
            raise damaged("tar")
        return info
