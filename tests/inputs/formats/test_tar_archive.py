"""What is particular to tar."""

from __future__ import annotations

import gzip
import io
import os
import pickle
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pushwhy.errors import InputError
from pushwhy.inputs import collect
from pushwhy.model.log import RawLog
from tests.inputs.reading import contents, tar

NOISE = os.urandom(50_000).hex().encode()
THREE = tar({"a.log": b"a", "b.log": NOISE, "c.log": b"c"})
CUT_OFF = "unreadable: the tar data ends in the middle: the file was cut off; fetch it again"
DAMAGED = "unreadable: the tar data is damaged; fetch it again"
GZIP_CUT_OFF = "unreadable: the gzip data ends in the middle: the file was cut off; fetch it again"


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_members_of_a_plain_tar_are_opened_in_any_order_again_and_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "x.tar").write_bytes(THREE)
    found = [log for log in collect(["x.tar"]) if isinstance(log, RawLog)]
    for opener, size in reversed(pickle.loads(pickle.dumps([(log.open, log.size) for log in found]))):  # noqa: S301 - it was made here
        with opener() as stream:
            assert len(stream.read()) == size


def test_members_of_a_compressed_tar_are_read_in_turn(tmp_path: Path) -> None:
    (tmp_path / "x.tgz").write_bytes(gzip.compress(THREE))
    logs = collect(["x.tgz"])
    first, second, third = next(logs), next(logs), next(logs)
    assert isinstance(first, RawLog)
    assert isinstance(second, RawLog)
    assert isinstance(third, RawLog)
    why = "^a member of a compressed tar archive can be read only before the next one is$"
    with pytest.raises(InputError, match=why):
        first.open()
    with third.open() as stream:
        assert stream.read(1) == b"c"
        assert list(logs) == []
    with pytest.raises(InputError, match=why):
        third.open()


def test_a_member_that_was_not_read_to_its_end_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "x.tgz").write_bytes(gzip.compress(THREE))
    seen = []
    for log in collect(["x.tgz"]):
        assert isinstance(log, RawLog)
        with log.open() as stream:
            seen.append(stream.read(1))
    assert seen == [b"a", NOISE[:1], b"c"]


@pytest.mark.parametrize("format_", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("name", ["x.tar", "x.tgz"])
def test_every_dialect_of_tar_is_read(tmp_path: Path, name: str, format_: int) -> None:
    path = "/".join(["folder"] * 20) + "/log.log"
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=format_) as archive:
        info = tarfile.TarInfo(path)
        info.size = 3
        archive.addfile(info, io.BytesIO(b"log"))
    (tmp_path / name).write_bytes(file.getvalue() if name == "x.tar" else gzip.compress(file.getvalue()))
    assert contents(name) == [(f"{name}!/{path}", "log")]


@pytest.mark.parametrize("name", ["x.tar", "x.tgz"])
def test_links_and_devices_are_no_logs_and_each_of_two_equal_names_is_read(tmp_path: Path, name: str) -> None:
    with tarfile.open(name, "w:gz" if name == "x.tgz" else "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            info = tarfile.TarInfo("special.log")
            info.type = kind
            info.linkname = "/etc/passwd"
            archive.addfile(info)
        for content in (b"first", b"second"):
            info = tarfile.TarInfo("a.log")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    assert contents(name) == [(f"{name}!/a.log", "first"), (f"{name}!/a.log", "second")]
    assert list(tmp_path.iterdir()) == [tmp_path / name]


def header(name: str, **fields: object) -> bytes:
    info = tarfile.TarInfo(name)
    for field, value in fields.items():
        setattr(info, field, value)
    return info.tobuf(tarfile.GNU_FORMAT)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (THREE[: 512 * 3 + 1000], [("!/a.log", "a"), ("!/b.log", CUT_OFF), ("", CUT_OFF)]),
        (THREE[: 512 * 2 + 100], [("!/a.log", "a"), ("", CUT_OFF)]),
        (THREE[:1024] + b"x" * 512 + THREE[1536:], [("!/a.log", "a"), ("", DAMAGED)]),
        (THREE[:1024] + header("long.log", type=tarfile.GNUTYPE_LONGNAME, size=1 << 40), [("!/a.log", "a"), ("", DAMAGED)]),
        (THREE[:1024] + header("back.log", size=-1024) + THREE[1024:], [("!/a.log", "a"), ("", DAMAGED)]),
    ],
    ids=["cut in a member", "cut in a header", "no header", "a name of a terabyte", "a size below nothing"],
)
def test_a_broken_archive_is_told_and_what_stands_before_is_read(tmp_path: Path, content: bytes, expected: list[tuple[str, str]]) -> None:
    (tmp_path / "x.tar").write_bytes(content)
    (tmp_path / "x.tgz").write_bytes(gzip.compress(content))
    (tmp_path / "good.log").write_bytes(b"good")
    for name in ("x.tar", "x.tgz"):
        assert contents(name, "good.log") == [*((name + member, content) for member, content in expected), ("good.log", "good")]


def test_an_archive_whose_compression_is_cut_off_is_told(tmp_path: Path) -> None:
    packed = gzip.compress(THREE)
    (tmp_path / "x.tgz").write_bytes(packed[: len(packed) // 2])
    assert contents("x.tgz") == [("x.tgz!/a.log", "a"), ("x.tgz!/b.log", GZIP_CUT_OFF), ("x.tgz", GZIP_CUT_OFF)]


def test_a_file_with_holes_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.tar").write_bytes(header("a.log", type=tarfile.GNUTYPE_SPARSE, size=0) + tar({"b.log": b"b"}))
    why = "unreadable: it is stored with holes (a sparse file); unpack the archive, and name the log itself"
    assert contents("x.tar") == [("x.tar!/a.log", why), ("x.tar!/b.log", "b")]


@pytest.mark.parametrize("name", ["any.tar", "any.tgz"])
@given(place=st.integers(0), value=st.integers(0, 255))
def test_any_damage_is_told_in_words(name: str, place: int, value: int) -> None:
    data = bytearray(tar({"a.log": b"first log", "b.log": b"second log"}))
    data[place % len(data)] = value
    Path(name).write_bytes(data if name == "any.tar" else gzip.compress(data))
    assert contents(name)
