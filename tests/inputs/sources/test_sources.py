"""What is read, under which name, in which order, and what is said of the rest."""

from __future__ import annotations

import gzip
import io
import os
import sys
import threading
from pathlib import Path

import pytest

from pushwhy.errors import InputError
from pushwhy.inputs import Unreadable, collect
from pushwhy.inputs.sources import SOURCES
from pushwhy.model.log import RawLog
from pushwhy.phrases import Phrase
from tests.inputs.reading import contents


def put(folder: Path, *names: str) -> None:
    """Write files that hold their own name."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def names(*arguments: str, patterns: tuple[str, ...] = ()) -> list[str]:
    return [item.name for item in collect(arguments, patterns=patterns)]


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_named_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    put(tmp_path, "build", ".hidden.yaml", "a[1].log")
    assert contents("build", ".hidden.yaml", "a[1].log") == [("build", "build"), (".hidden.yaml", ".hidden.yaml"), ("a[1].log", "a[1].log")]


def test_a_file_can_be_opened_again_and_knows_its_size(tmp_path: Path) -> None:
    put(tmp_path, "build.log")
    (log,) = collect(["build.log"])
    assert isinstance(log, RawLog)
    assert log.size == len("build.log")
    for _ in range(2):
        with log.open() as stream:
            assert stream.read() == b"build.log"


def test_a_folder_yields_logs_in_plain_name_order_without_hidden_ones(tmp_path: Path) -> None:
    put(
        tmp_path,
        "logs/10.log",
        "logs/9.log",
        "logs/a/z.txt",
        "logs/a.log",
        "logs/a-b.out",
        "logs/B.LOG",
        "logs/notes.md",
        "logs/x.yaml/1.log",
    )
    put(tmp_path, "logs/.git/a.log", "logs/.hidden.log")
    (tmp_path / "logs/c.log.gz").write_bytes(gzip.compress(b"packed"))
    assert contents("logs") == [
        ("logs/10.log", "logs/10.log"),
        ("logs/9.log", "logs/9.log"),
        ("logs/B.LOG", "logs/B.LOG"),
        ("logs/a-b.out", "logs/a-b.out"),
        ("logs/a.log", "logs/a.log"),
        ("logs/a/z.txt", "logs/a/z.txt"),
        ("logs/c.log.gz", "packed"),
        ("logs/x.yaml/1.log", "logs/x.yaml/1.log"),
    ]


def test_a_folder_is_a_folder_whatever_its_name(tmp_path: Path) -> None:
    put(tmp_path, "ci.log/1.log", "top/ci.yaml/2.log", "top/b.log/3.txt")
    assert names("ci.log", "top") == ["ci.log/1.log", "top/b.log/3.txt", "top/ci.yaml/2.log"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("logs", "logs/a/b.log"),
        ("logs/", "logs/a/b.log"),
        ("./logs", "./logs/a/b.log"),
        (".", "./logs/a/b.log"),
        ("logs/../logs", "logs/../logs/a/b.log"),
    ],
)
def test_the_name_is_the_argument_as_given_and_the_path_below_it(tmp_path: Path, given: str, expected: str) -> None:
    put(tmp_path, "logs/a/b.log")
    assert names(given) == [expected]


def test_a_hidden_folder_that_is_named_is_read(tmp_path: Path) -> None:
    put(tmp_path, ".ci/a.log", ".ci/.old/b.log")
    assert names(".ci") == [".ci/a.log"]


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (("*.md",), ["logs/notes.md", "logs/sub/deep.md"]),
        (("*.md", "build.log"), ["logs/build.log", "logs/notes.md", "logs/sub/deep.md"]),
        (("sub/*",), ["logs/sub/deep.md"]),
        (("./*.md",), ["logs/notes.md", "logs/sub/deep.md"]),
        (("**/deep.*",), ["logs/sub/deep.md"]),
        (("sub/**",), ["logs/sub/deep.md", "logs/sub/x/y.out"]),
        (("s?b/**/*.[no]ut",), ["logs/sub/x/y.out"]),
    ],
)
def test_patterns_replace_the_usual_ones(tmp_path: Path, patterns: tuple[str, ...], expected: list[str]) -> None:
    put(tmp_path, "logs/build.log", "logs/notes.md", "logs/sub/deep.md", "logs/sub/x/y.out", "logs/.hidden/a.md")
    assert names("logs", patterns=patterns) == expected


def test_a_folder_without_logs_says_what_was_looked_for(tmp_path: Path) -> None:
    put(tmp_path, "docs/readme.md", "docs/.git/a.log")
    advice = "name the file itself, or say with --glob which files are logs"
    nothing = "no file in this folder is called *.log, *.txt or *.out, and no archive in it holds one (hidden ones are left out)"
    assert contents("docs") == [("docs", f"unreadable: {nothing}; {advice}")]
    assert contents("docs", patterns=("*.trx", "*.binlog")) == [
        ("docs", "unreadable: no file in this folder matches *.trx, *.binlog (hidden ones are left out)")
    ]


def test_what_is_missing_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    put(tmp_path, "a.log", "b.log")
    assert contents("a.log", "gone.log", "a.log/x", "", "b.log") == [
        ("a.log", "a.log"),
        ("gone.log", "unreadable: no such file or folder"),
        ("a.log/x", "unreadable: no such file or folder"),
        ("", "unreadable: the name is empty; a variable in the command was probably not set"),
        ("b.log", "b.log"),
    ]


def test_a_name_with_a_nul_is_told() -> None:
    assert contents("a\0*.log") == [("a\0*.log", "unreadable: the name holds a NUL character, which no file name can")]


@pytest.mark.skipif(os.name == "nt", reason="Windows calls such a name missing")
def test_a_name_that_is_too_long_is_told() -> None:
    assert contents("x" * 5000 + ".log") == [("x" * 5000 + ".log", "unreadable: the name is too long for this system")]


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_file_or_folder_without_permission_is_told(tmp_path: Path) -> None:
    put(tmp_path, "logs/a.log", "logs/closed/b.log", "logs/z.log")
    (tmp_path / "logs/a.log").chmod(0)
    (tmp_path / "logs/closed").chmod(0)
    if os.access("logs/a.log", os.R_OK):
        pytest.skip("root may read everything")
    try:
        assert contents("logs", "logs/closed/b.log") == [
            ("logs/a.log", "unreadable: permission denied"),
            ("logs/closed", "unreadable: permission denied"),
            ("logs/z.log", "logs/z.log"),
            ("logs/closed/b.log", "unreadable: permission denied"),
        ]
    finally:
        (tmp_path / "logs/closed").chmod(0o700)


def test_a_file_that_vanishes_is_told(tmp_path: Path) -> None:
    put(tmp_path, "a.log")
    (log,) = collect(["a.log"])
    (tmp_path / "a.log").unlink()
    assert isinstance(log, RawLog)
    with pytest.raises(InputError, match=r"^no such file or folder$"):
        log.open()


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    put(tmp_path, "logs/a.log", "logs/deep/b.log")
    (tmp_path / "logs/deep/up").symlink_to(tmp_path / "logs", target_is_directory=True)
    (tmp_path / "logs/deep/down").symlink_to(tmp_path / "logs/deep", target_is_directory=True)
    (tmp_path / "logs/self.log").symlink_to(tmp_path / "logs/self.log")
    (tmp_path / "logs/gone.log").symlink_to(tmp_path / "nowhere")
    (tmp_path / "logs/link.log").symlink_to(tmp_path / "logs/a.log")
    circle = "unreadable: its symbolic links lead in a circle"
    assert contents("logs", "logs/self.log", "logs/gone.log") == [
        ("logs/a.log", "logs/a.log"),
        ("logs/deep/b.log", "logs/deep/b.log"),
        ("logs/gone.log", "unreadable: no such file or folder"),
        ("logs/link.log", "logs/a.log"),
        ("logs/self.log", circle),
        ("logs/self.log", circle),
        ("logs/gone.log", "unreadable: it is a symbolic link to something that does not exist"),
    ]
    assert names("logs/**/*.log") == ["logs/a.log", "logs/deep/b.log", "logs/gone.log", "logs/link.log", "logs/self.log"]
    assert names("logs/deep/up") == [f"logs/deep/up/{name}" for name in ("a.log", "deep/b.log", "gone.log", "link.log", "self.log")]


@pytest.mark.skipif(sys.platform != "linux", reason="paths are shorter there")
def test_folders_nested_deeper_than_python_recurses() -> None:
    here = Path.cwd()
    for _ in range(1200):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.log").write_bytes(b"deep")
    os.chdir(here)
    assert contents(".") == [("./" + "d/" * 1200 + "a.log", "deep")]
    # What removes the folders of tests recurses.
    os.chdir("d/" * 1200)
    Path("a.log").unlink()
    for _ in range(1200):
        os.chdir("..")
        Path("d").rmdir()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("logs/*.log", ["logs/a.log", "logs/b.log"]),
        ("./l*/[ab].log", ["./logs/a.log", "./logs/b.log"]),
        ("logs//?.log", ["logs/a.log", "logs/b.log"]),
        ("logs/*", ["logs/a.log", "logs/b.log", "logs/note.md", "logs/sub/c.log"]),
        ("**/*.log", ["logs/a.log", "logs/b.log", "logs/sub/c.log"]),
        ("logs/**", ["logs/a.log", "logs/b.log", "logs/note.md", "logs/sub/c.log", "logs/sub/d.md"]),
        ("logs/**/sub/*.md", ["logs/sub/d.md"]),
        ("l*/sub/c.log", ["logs/sub/c.log"]),
        ("logs/.*", ["logs/.git/e.log", "logs/.hidden.log"]),
    ],
)
def test_a_glob_that_no_shell_expanded(tmp_path: Path, given: str, expected: list[str]) -> None:
    put(tmp_path, "logs/b.log", "logs/a.log", "logs/note.md", "logs/sub/c.log", "logs/sub/d.md", "logs/.hidden.log", "logs/.git/e.log")
    assert names(given) == expected


def test_an_absolute_glob_keeps_its_names(tmp_path: Path) -> None:
    put(tmp_path, "a.log")
    assert contents(f"{tmp_path}/*.log") == [(f"{tmp_path}/a.log", "a.log")]


@pytest.mark.parametrize("given", ["none/*.log", "*.log", "[", "[z-a].log", "a/**"])
def test_a_glob_without_matches_is_told(given: str) -> None:
    assert contents(given) == [(given, "unreadable: nothing matches this pattern")]


def test_gzip_is_known_by_content_and_by_name(tmp_path: Path) -> None:
    packed = gzip.compress(b"first\n") + gzip.compress(b"second\n")
    for name in ("a.gz", "plain.log", "b.LOG.GZ"):
        (tmp_path / name).write_bytes(packed)
    assert [content for _, content in contents("a.gz", "plain.log", "b.LOG.GZ")] == ["first\nsecond\n"] * 3


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "the name ends in .gz but the content is empty; if it is plain text, rename it"),
        (b"error: 403\n", "the name ends in .gz but the content is no gzip data; if it is plain text, rename it"),
        (gzip.compress(b"x" * 9000)[:-9], "the gzip data ends in the middle: the file was cut off; fetch it again"),
        (b"\x1f\x8b", "the gzip data ends in the middle: the file was cut off; fetch it again"),
        (b"\x1f\x8b\x00nonsense", "the gzip data is damaged; fetch it again"),
        (b"\x1f\x8b\x08" + b"\0" * 7 + b"\xff" * 40, "the gzip data is damaged; fetch it again"),
    ],
    ids=["empty", "no gzip", "cut in the data", "cut in the header", "unknown method", "invalid block"],
)
def test_a_broken_gzip_says_what_is_wrong(tmp_path: Path, content: bytes, expected: str) -> None:
    put(tmp_path, "good.log")
    (tmp_path / "bad.log.gz").write_bytes(content)
    assert contents("bad.log.gz", "good.log") == [("bad.log.gz", f"unreadable: {expected}"), ("good.log", "good.log")]


def test_a_cut_gzip_yields_what_came_before(tmp_path: Path) -> None:
    (tmp_path / "cut.gz").write_bytes(gzip.compress(os.urandom(300_000))[:-1000])
    (log,) = collect(["cut.gz"])
    assert isinstance(log, RawLog)
    with log.open() as stream:
        assert len(stream.read(100_000)) == 100_000
        with pytest.raises(InputError):
            stream.read()


def test_standard_input_is_read_once_and_left_open() -> None:
    stdin = io.BytesIO(b"piped\n")
    first, second = collect(["-", "-"], stdin=stdin)
    assert isinstance(first, RawLog)
    with first.open() as stream:
        assert stream.read() == b"piped\n"
    assert not stdin.closed
    with pytest.raises(InputError, match=r"^a pipe can be read only once$"):
        first.open()
    assert second == Unreadable(name="-", reason=Phrase.of("stdin-named-before"))


def test_standard_input_may_be_gzip_or_empty_or_absent() -> None:
    for content, plain in ((gzip.compress(b"packed"), b"packed"), (b"", b""), (b"\x1f", b"\x1f")):
        (log,) = collect(["-"], stdin=io.BytesIO(content))
        assert isinstance(log, RawLog)
        with log.open() as stream:
            assert stream.read() == plain
    assert contents("-") == [("-", "unreadable: there is no standard input to read")]


@pytest.mark.skipif(os.name == "nt", reason="no named pipes in the file system")
def test_a_named_pipe_is_read_and_one_in_a_folder_is_left_out(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.log"
    os.mkfifo(pipe)
    put(tmp_path, "a.log")
    assert names(".") == ["./a.log"]

    def write_slowly() -> None:
        with pipe.open("wb", buffering=0) as stream:
            for byte in b"slow\n":
                stream.write(bytes([byte]))

    writer = threading.Thread(target=write_slowly)
    writer.start()
    assert contents("pipe.log") == [("pipe.log", "slow\n")]
    writer.join()


@pytest.mark.skipif(os.name == "nt", reason="file descriptors are not files")
def test_a_file_descriptor_is_read() -> None:
    read, write = os.pipe()
    os.write(write, b"through /dev/fd")
    os.close(write)
    assert contents(f"/dev/fd/{read}") == [(f"/dev/fd/{read}", "through /dev/fd")]
    os.close(read)


@pytest.mark.skipif(sys.platform != "linux", reason="file names there are Unicode")
def test_a_name_that_is_no_unicode_can_be_shown_and_read(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.log")).write_bytes(b"latin")
    assert contents(".") == [(r"./caf\udce9.log", "latin")]


def test_every_argument_has_a_source_and_the_last_one_takes_all() -> None:
    assert [source.name for source in SOURCES] == ["standard input", "folder", "archive", "file", "glob", "missing"]
    assert SOURCES[-1].claims("anything")
