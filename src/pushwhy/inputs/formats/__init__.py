"""The formats that a log can be stored in: one table of compressions and archives.

A new format is one file here, and one row of `FORMATS`. Which names are read from a folder, what a file is recognised by, and which
suffixes help texts list all follow from the table.
"""

from __future__ import annotations

from pushwhy.inputs.formats import bzip2, deflate, xz, zstandard
from pushwhy.inputs.formats.format import Archive, ArchiveReader, Compression

__all__ = ["ARCHIVES", "ARCHIVE_SUFFIXES", "COMPRESSIONS", "COMPRESSION_SUFFIXES", "FORMATS", "suffixes_of"]


def _zip() -> ArchiveReader:
    from pushwhy.inputs.formats import zip_archive

    return zip_archive


def _tar() -> ArchiveReader:
    from pushwhy.inputs.formats import tar_archive  # imports `tarfile`, which takes long

    return tar_archive


FORMATS: tuple[Compression | Archive, ...] = (
    # RFC 1952, section 2.3.1.
    Compression(name="gzip", suffix=".gz", magics=(b"\x1f\x8b",), open=deflate.open_gzip, library="isal"),
    # A frame, and the frame without content that pzstd puts before each one (RFC 8878, section 3.1).
    Compression(
        name="Zstandard",
        suffix=".zst",
        magics=(b"\x28\xb5\x2f\xfd", b"\x50\x2a\x4d\x18"),
        open=zstandard.open_stream,
        library="backports.zstd",
    ),
    Compression(name="bzip2", suffix=".bz2", magics=(b"BZh",), open=bzip2.open_stream),
    Compression(name="xz", suffix=".xz", magics=(b"\xfd7zXZ\0",), open=xz.open_stream),
    # The header of a member, and of the list at the end where there is no member (APPNOTE 4.3).
    Archive(name="zip", suffix=".zip", magics=(b"PK\x03\x04", b"PK\x05\x06"), reader=_zip),
    Archive(name="tar", suffix=".tar", magics=(b"ustar",), magic_offset=257, is_compressible=True, reader=_tar),
)
"""In the order in which they are tried."""

COMPRESSIONS = tuple(row for row in FORMATS if isinstance(row, Compression))
ARCHIVES = tuple(row for row in FORMATS if isinstance(row, Archive))


def suffixes_of(archive: Archive) -> tuple[str, ...]:
    """Return the suffixes of an archive's name, with those of its compressed forms, such as `.tar`, `.tar.gz` and `.tgz`."""
    if not archive.is_compressible:
        return (archive.suffix,)
    compressed = (f"{begin}{row.suffix[dot:]}" for row in COMPRESSIONS for begin, dot in ((archive.suffix, 0), (archive.suffix[:2], 1)))
    return (archive.suffix, *compressed)


COMPRESSION_SUFFIXES = tuple(row.suffix for row in COMPRESSIONS)
"""`.gz`, `.zst`, …: for the help text, too."""
ARCHIVE_SUFFIXES = tuple(suffix for row in ARCHIVES for suffix in suffixes_of(row))
"""`.zip`, `.tar`, `.tar.gz`, `.tgz`, …: for the help text, too."""
