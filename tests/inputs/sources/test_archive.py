"""Archives of every format: which members are read, under which name, in which order, how deep, and what is said of the rest."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.inputs.reading import contents, tar, zipped, zstd

Pack = Callable[[dict[str, bytes]], bytes]
NOTHING = "no member of this archive is called *.log, *.txt or *.out (hidden ones are left out); say with --glob which members are logs"
TOO_DEEP = "an archive in an archive in an archive is not read; unpack the outermost one, and name this one"
LOGS = {"b.log": b"b", "a/z.txt": b"z", "a.log": b"a", "notes.md": b"notes", "c.out.gz": gzip.compress(b"c")}
IN_ORDER = [("a.log", "a"), ("a/z.txt", "z"), ("b.log", "b"), ("c.out.gz", "c")]
AS_STORED = [("b.log", "b"), ("a/z.txt", "z"), ("a.log", "a"), ("c.out.gz", "c")]
PLAIN = {"x.zip": zipped(LOGS), "x.tar": tar(LOGS)}
COMPRESSED = {
    "x.tar.gz": tar(LOGS, "w:gz"),
    "x.tgz": tar(LOGS, "w:gz"),
    "x.tar.bz2": tar(LOGS, "w:bz2"),
    "x.tbz2": tar(LOGS, "w:bz2"),
    "x.tar.xz": tar(LOGS, "w:xz"),
    "x.txz": tar(LOGS, "w:xz"),
    "x.tar.zst": zstd.compress(tar(LOGS)),
    "x.tzst": zstd.compress(tar(LOGS)),
}


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def below(archive: str, members: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(f"{archive}!/{name}", content) for name, content in members]


@pytest.mark.parametrize("name", PLAIN | COMPRESSED)
def test_a_named_archive_yields_its_logs(tmp_path: Path, name: str) -> None:
    """In name order, where that does not take a second pass."""
    for given in (name, "download", "download.bin"):
        (tmp_path / given).write_bytes((PLAIN | COMPRESSED)[name])
        assert contents(given) == below(given, IN_ORDER if name in PLAIN else AS_STORED)
        assert contents(f"./{given[:3]}*") == below(f"./{given}", IN_ORDER if name in PLAIN else AS_STORED)
        (tmp_path / given).unlink()


@pytest.mark.parametrize("name", PLAIN | COMPRESSED)
def test_an_archive_on_standard_input_yields_its_logs(name: str) -> None:
    content = (PLAIN | COMPRESSED)[name]
    assert contents("-", stdin=content) == below("-", IN_ORDER if content.startswith(b"PK") else AS_STORED)
    assert contents("-", stdin=content, patterns=("*.none",)) == [
        ("-", "unreadable: no member of this archive matches *.none (hidden ones are left out)")
    ]


def test_a_folder_yields_the_logs_in_its_archives(tmp_path: Path) -> None:
    for name, content in (PLAIN | COMPRESSED | {"w.log": b"w", "y.out": b"y"}).items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "none.zip").write_bytes(zipped({"readme.md": b""}))
    (tmp_path / "library.nupkg").write_bytes(zipped({"a.txt": b""}))
    archives = {name: below(f"./{name}", IN_ORDER if name in PLAIN else AS_STORED) for name in PLAIN | COMPRESSED}
    assert contents(".") == [("./w.log", "w"), *(log for name in sorted(archives) for log in archives[name]), ("./y.out", "y")]


def test_a_folder_whose_archives_hold_no_log_is_told(tmp_path: Path) -> None:
    (tmp_path / "none.zip").write_bytes(zipped({"readme.md": b""}))
    why = "no file in this folder is called *.log, *.txt or *.out, and no archive in it holds one (hidden ones are left out)"
    assert contents(".") == [(".", f"unreadable: {why}; name the file itself, or say with --glob which files are logs")]


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (("*.md",), [("x.zip!/notes.md", "notes")]),
        (("a/*",), [("x.zip!/a/z.txt", "z")]),
        (("*.zip",), below("x.zip", IN_ORDER)),
        (("*.zip", "B.LOG"), [("x.zip!/b.log", "b")]),
        (("*.trx", "*.binlog"), [("x.zip", "unreadable: no member of this archive matches *.trx, *.binlog (hidden ones are left out)")]),
    ],
)
def test_patterns_choose_members(tmp_path: Path, patterns: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    (tmp_path / "x.zip").write_bytes(PLAIN["x.zip"])
    assert contents("x.zip", patterns=patterns) == expected


def test_patterns_choose_archives_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(PLAIN["x.zip"])
    (tmp_path / "y.log").write_bytes(b"y")
    assert contents(".", patterns=("*.zip",)) == below("./x.zip", IN_ORDER)
    assert contents(".", patterns=("*.log",)) == [("./y.log", "y")]
    assert contents(".", patterns=("*.log", "*.zip")) == [("./x.zip!/a.log", "a"), ("./x.zip!/b.log", "b"), ("./y.log", "y")]


@pytest.mark.parametrize(("name", "pack"), [("x.zip", zipped), ("x.tar", tar), ("x.tgz", lambda members: tar(members, "w:gz"))])
class TestEveryFormat:
    def test_without_logs(self, tmp_path: Path, name: str, pack: Pack) -> None:
        (tmp_path / name).write_bytes(pack({"readme.md": b"", ".git/a.log": b"", "__MACOSX/._a.log": b"", ".b.log": b""}))
        assert contents(name) == [(name, f"unreadable: {NOTHING}")]

    def test_hostile_names_are_only_names(self, tmp_path: Path, name: str, pack: Pack) -> None:
        members = {"/etc/a.log": b"1", "../../b.log": b"2", "./c.log": b"3", "d\x1b[2J.log": b"4", "e\\f.log": b"5", "g//h.log": b"6"}
        (tmp_path / name).write_bytes(pack(members))
        expected = [("../../b.log", "2"), ("c.log", "3"), ("d\x1b[2J.log", "4"), ("e/f.log", "5"), ("etc/a.log", "1"), ("g/h.log", "6")]
        assert sorted(contents(name)) == below(name, expected)
        assert list(tmp_path.iterdir()) == [tmp_path / name]

    def test_an_archive_in_an_archive_is_read_and_one_in_that_is_not(self, tmp_path: Path, name: str, pack: Pack) -> None:
        for inner in PLAIN | COMPRESSED:
            order = IN_ORDER if inner == "x.zip" else AS_STORED
            (tmp_path / name).write_bytes(pack({inner: (PLAIN | COMPRESSED)[inner]}))
            assert contents(name) == below(f"{name}!/{inner}", order)
            (tmp_path / name).write_bytes(pack({"y.zip": zipped({inner: (PLAIN | COMPRESSED)[inner], "a.log": b"a"})}))
            assert contents(name) == below(f"{name}!/y.zip", [("a.log", "a"), (inner, f"unreadable: {TOO_DEEP}")])

    def test_a_damaged_member_is_told_and_the_rest_goes_on(self, tmp_path: Path, name: str, pack: Pack) -> None:
        (tmp_path / name).write_bytes(pack({"a.log.gz": b"no gzip", "b.zip": b"no zip", "c.tgz": gzip.compress(b"no tar"), "d.log": b"d"}))
        assert contents(name) == below(
            name,
            [
                ("a.log.gz", "unreadable: the name ends in .gz but the content is no gzip data; if it is plain text, rename it"),
                ("b.zip", "unreadable: the name ends in .zip but the content is no zip data; if it is plain text, rename it"),
                ("c.tgz", "unreadable: the name ends in .tgz but the content is no tar data; if it is plain text, rename it"),
                ("d.log", "d"),
            ],
        )

    def test_a_run_of_a_ci_system_is_read_once(self, tmp_path: Path, name: str, pack: Pack) -> None:
        (tmp_path / name).write_bytes(pack({"build/1_Push.txt": b"push", "0_build.txt": b"push", "test/1_Test.txt": b"test"}))
        expected = [("0_build.txt", "push"), ("build/1_Push.txt", "push"), ("test/1_Test.txt", "test")]
        if name == "x.tgz":
            # Its names are known only when it has been read.
            assert sorted(contents(name)) == below(name, expected)
        else:
            assert contents(name) == below(name, [expected[0], expected[2]])


@pytest.mark.parametrize("content", [b"", b"error: 403\n"])
def test_a_name_that_promises_an_archive_is_held_to_it(tmp_path: Path, content: bytes) -> None:
    state = "is no {} data" if content else "is empty"
    for name, kind in (("a.zip", "zip"), ("a.tar", "tar")):
        (tmp_path / name).write_bytes(content)
        why = f"the name ends in {name[1:]} but the content {state.format(kind)}; if it is plain text, rename it"
        assert contents(name) == [(name, f"unreadable: {why}")]
