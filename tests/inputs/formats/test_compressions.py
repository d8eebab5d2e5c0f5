"""Compressed logs: whole, cut, damaged, made to exhaust a machine; with and without the fast libraries."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pushwhy.errors import InputError
from pushwhy.inputs import collect
from pushwhy.inputs.formats import COMPRESSIONS
from pushwhy.inputs.formats.recognition import decompressed
from pushwhy.model.log import RawLog
from tests.inputs.reading import contents, zstd

Compress = Callable[[bytes], bytes]


def zstandard(data: bytes) -> bytes:
    """Compress with the checksum that the program `zstd` writes, too."""
    return zstd.compress(data, options={zstd.CompressionParameter.checksum_flag: 1})


COMPRESS: dict[str, Compress] = {"gzip": gzip.compress, "Zstandard": zstandard, "bzip2": bz2.compress, "xz": lzma.compress}
SUFFIX = {compression.name: compression.suffix for compression in COMPRESSIONS}
LOG = b"".join(b"line %d %s\n" % (number, os.urandom(8).hex().encode()) for number in range(60_000))
"""Larger than what is read at once, and than a block of bzip2."""

every_compression = pytest.mark.parametrize("name", COMPRESS)


def plain(data: bytes) -> bytes:
    with decompressed(io.BytesIO(data), name="") as stream:
        return stream.read()


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_compression_is_tested() -> None:
    assert set(COMPRESS) == set(SUFFIX)


@every_compression
@given(st.binary(max_size=2_000), st.binary(max_size=2_000))
def test_bytes_come_out_as_they_went_in(name: str, first: bytes, second: bytes) -> None:
    compress = COMPRESS[name]
    assert plain(compress(first)) == first
    assert plain(compress(first) + compress(second)) == first + second
    assert plain(compress(first) + bytes(512)) == first


@every_compression
def test_a_log_is_known_by_content_and_by_name(tmp_path: Path, name: str) -> None:
    for file in ("plain.log", f"a{SUFFIX[name]}", f"b.LOG{SUFFIX[name].upper()}"):
        (tmp_path / file).write_bytes(COMPRESS[name](LOG))
        assert contents(file) == [(file, LOG.decode())]


@every_compression
def test_a_log_is_opened_again_and_elsewhere(tmp_path: Path, name: str) -> None:
    packed = COMPRESS[name](LOG)
    (tmp_path / "log").write_bytes(packed)
    (log,) = collect(["log"])
    assert isinstance(log, RawLog)
    assert log.size == len(packed)
    for opener in (log.open, pickle.loads(pickle.dumps(log.open))):  # noqa: S301 - it was made here
        with opener() as stream:
            assert stream.read() == LOG


def test_a_folder_yields_compressed_logs(tmp_path: Path) -> None:
    for name, compress in COMPRESS.items():
        for kind in (".log", ".txt", ".out", ".md"):
            (tmp_path / f"{name}{kind}{SUFFIX[name]}").write_bytes(compress(kind.encode()))
    assert contents(".") == sorted((f"./{name}{kind}{SUFFIX[name]}", kind) for name in COMPRESS for kind in (".log", ".txt", ".out"))


@every_compression
@pytest.mark.parametrize("left", [0.01, 0.5, 0.999])
def test_a_cut_log_yields_what_came_before_and_never_an_end(name: str, left: float) -> None:
    packed = COMPRESS[name](LOG)
    with decompressed(io.BytesIO(packed[: int(len(packed) * left)]), name="") as stream:
        if left > 0.9:
            assert stream.read(100_000) == LOG[:100_000]
        for _ in range(2):
            with pytest.raises(InputError, match=f"^the {name} data ends in the middle: the file was cut off; fetch it again$"):
                stream.read()


@every_compression
def test_a_damaged_log_is_told(name: str) -> None:
    packed = bytearray(COMPRESS[name](LOG))
    packed[300:340] = bytes(40)
    with pytest.raises(InputError, match=f"^the {name} data is damaged; fetch it again$"):
        plain(bytes(packed))


@every_compression
@pytest.mark.parametrize(("content", "state"), [(b"", "is empty"), (b"error: 403\n", "is no {name} data")])
def test_a_name_that_promises_a_compression_is_held_to_it(tmp_path: Path, name: str, content: bytes, state: str) -> None:
    file = f"a.log{SUFFIX[name]}"
    (tmp_path / file).write_bytes(content)
    why = f"the name ends in {SUFFIX[name]} but the content {state.format(name=name)}; if it is plain text, rename it"
    assert contents(file) == [(file, f"unreadable: {why}")]


@pytest.mark.parametrize("name", ["Zstandard", "bzip2", "xz"])
def test_data_that_grows_without_end_is_given_up(name: str) -> None:
    with pytest.raises(InputError) as caught:
        plain(COMPRESS[name](bytes(100_000_000)))
    assert str(caught.value) == (
        f"the {name} data grows to more than 1,100 times its size, as made to exhaust a machine; "
        "if it is a log, decompress it with its own program, and name the result"
    )


def test_a_log_that_repeats_itself_is_read() -> None:
    repeated = b"waiting for the server\n" * 300_000
    for compress in COMPRESS.values():
        assert plain(compress(repeated)) == repeated


def test_data_that_asks_for_much_memory_is_given_up() -> None:
    large_dictionary = lzma.compress(LOG, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 28}])
    parameters: dict[int, int] = {zstd.CompressionParameter.window_log: 28, zstd.CompressionParameter.enable_long_distance_matching: 1}
    compressor = zstd.ZstdCompressor(options=parameters)
    large_window = compressor.compress(LOG) + compressor.flush()
    for name, data in (("xz", large_dictionary), ("Zstandard", large_window)):
        with pytest.raises(InputError) as caught:
            plain(data)
        assert str(caught.value) == (
            f"the {name} data needs more than 135 MB of memory to be read; decompress it with its own program, and name the result"
        )


def test_frames_without_content_are_skipped() -> None:
    skipped = b"\x50\x2a\x4d\x18\x04\x00\x00\x00size"
    assert plain(skipped + zstd.compress(b"first\n") + skipped + zstd.compress(b"second\n")) == b"first\nsecond\n"


@pytest.fixture
def _without_isal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "isal", None)


@pytest.mark.usefixtures("_without_isal")
def test_gzip_without_the_fast_library_says_the_same() -> None:
    test_a_damaged_log_is_told("gzip")
    for left in (0.01, 0.5, 0.999):
        test_a_cut_log_yields_what_came_before_and_never_an_end("gzip", left)


@pytest.mark.usefixtures("_without_isal")
@given(st.binary(max_size=300_000))
def test_gzip_without_the_fast_library_is_the_same(content: bytes) -> None:
    assert plain(gzip.compress(content) + gzip.compress(content) + bytes(9)) == content + content


def test_zstandard_without_a_library_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.log.zst").write_bytes(zstd.compress(LOG))
    monkeypatch.setitem(sys.modules, "compression" if sys.version_info >= (3, 14) else "backports", None)
    why = "Zstandard data needs a library: pip install backports.zstd, or Python 3.14; or decompress it first"
    assert contents("a.log.zst") == [("a.log.zst", f"unreadable: {why}")]
