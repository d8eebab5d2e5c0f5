"""What is particular to zip."""

from __future__ import annotations

import os
import pickle
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pushwhy.errors import InputError
from pushwhy.inputs import collect
from pushwhy.model.log import RawLog
from tests.inputs.reading import contents, zipped

NOISE = os.urandom(50_000).hex().encode()
DAMAGED = "unreadable: the zip data is damaged; fetch it again"
CUT_OFF = "unreadable: the zip archive is damaged or was cut off; fetch it again"


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_members_are_opened_in_any_order_again_and_elsewhere(tmp_path: Path, method: int) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({"a.log": NOISE, "b.log": b"", "c.log": b"c"}, method))
    found = [log for log in collect(["x.zip"]) if isinstance(log, RawLog)]
    for _ in range(2):
        for log in reversed(pickle.loads(pickle.dumps([(log.open, log.size) for log in found]))):  # noqa: S301 - it was made here
            with log[0]() as stream:
                assert len(stream.read()) == log[1]


def changed(archive: bytes, member: str, offset: int, value: bytes) -> bytes:
    """Change a field of a member in the list at the end; offsets are those of the format's specification."""
    data = bytearray(archive)
    at = archive.index(b"PK\x01\x02")
    while archive[at + 46 : at + 46 + len(member)] != member.encode():
        at = archive.index(b"PK\x01\x02", at + 1)
    data[at + offset : at + offset + len(value)] = value
    return bytes(data)


@pytest.mark.parametrize(
    ("offset", "value", "expected"),
    [
        (8, b"\x01\x00", "unreadable: it is encrypted; unpack the archive with its password, and name the log itself"),
        (
            10,
            b"\x09\x00",
            "unreadable: it is compressed by a method that is not read here (9); unpack the archive, and name the log",
        ),
        (16, b"\x00\x00\x00\x00", DAMAGED),
        (20, struct.pack("<I", 3), "unreadable: the zip data ends in the middle: the file was cut off; fetch it again"),
        (24, struct.pack("<I", 3), DAMAGED),
        (24, struct.pack("<I", 300_000), DAMAGED),
        (42, struct.pack("<I", 7), DAMAGED),
    ],
    ids=["encrypted", "method", "checksum", "stored size", "smaller", "larger", "place"],
)
def test_a_bad_member_is_told_and_the_others_are_read(tmp_path: Path, offset: int, value: bytes, expected: str) -> None:
    (tmp_path / "x.zip").write_bytes(changed(zipped({"a.log": b"a", "b.log": NOISE, "c.log": b"c"}), "b.log", offset, value))
    assert contents("x.zip") == [("x.zip!/a.log", "a"), ("x.zip!/b.log", expected), ("x.zip!/c.log", "c")]


def test_a_bad_member_that_is_no_log_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(changed(zipped({"a.log": b"a", "b.bin": b"b"}), "b.bin", 8, b"\x01\x00"))
    assert contents("x.zip") == [("x.zip!/a.log", "a")]


def test_a_cut_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({"a.log": NOISE})[:-30])
    (tmp_path / "good.log").write_bytes(b"good")
    assert contents("x.zip", "good.log") == [("x.zip", CUT_OFF), ("good.log", "good")]


def test_an_archive_of_overlapping_members_is_not_read(tmp_path: Path) -> None:
    archive = zipped({"a.log": NOISE, "b.log": b"b"})
    size = archive[archive.index(b"PK\x01\x02") + 20 :][:4]
    (tmp_path / "x.zip").write_bytes(changed(archive, "b.log", 20, size))
    assert contents("x.zip") == [("x.zip", "unreadable: members of the zip archive overlap, as made to exhaust a machine; it is not read")]


def test_a_large_zip_in_a_zip_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({"y.zip": zipped({"a.log": bytes(33 << 20)}, zipfile.ZIP_STORED), "z.log": b"z"}))
    why = "unreadable: a zip archive in another one or in a pipe is read up to 32 MB; write it to a file, and name that"
    assert contents("x.zip") == [("x.zip!/y.zip", why), ("x.zip!/z.log", "z")]


def test_links_and_folders_are_no_logs_and_each_of_two_equal_names_is_read() -> None:
    with zipfile.ZipFile("x.zip", "w") as archive:
        link = zipfile.ZipInfo("link.log")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.mkdir("folder.log")
        archive.writestr("a.log", "first")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.log", "second")
    assert contents("x.zip") == [("x.zip!/a.log", "first"), ("x.zip!/a.log", "second")]


@given(st.integers(0), st.integers(0, 255))
def test_any_damage_is_told_in_words(place: int, value: int) -> None:
    data = bytearray(zipped({"a.log": b"first log", "b.zip": zipped({"c.log": b"inner"})}))
    data[place % len(data)] = value
    Path("any.zip").write_bytes(data)
    assert contents("any.zip")


def test_an_archive_that_vanishes_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({"a.log": b"a", "b.log": b"b"}))
    logs = collect(["x.zip"])
    first = next(logs)
    assert isinstance(first, RawLog)
    (tmp_path / "x.zip").unlink()
    with pytest.raises(InputError, match=r"^no such file or folder$"):
        first.open()
