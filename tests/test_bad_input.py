"""What is wrong with an input or a rule file is said in plain words, with the right exit status, and everything else is still reported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.program import TIMEOUT, Done, Program

PUSHING = "Pushing AppLogger.1.0.0.nupkg to 'https://www.nuget.org/api/v2/package'...\n"
CONFLICT = (
    "error: Response status code does not indicate success: 409 "
    "(A package with ID 'AppLogger' and version '1.0.0' already exists and cannot be modified.).\n"
)
GOOD = (PUSHING + CONFLICT).encode()
"""A log that is reported whatever else is wrong."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.log").write_bytes(GOOD)
    return tmp_path


def scanned(program: Program, folder: Path, *arguments: str) -> tuple[Done, dict[str, Any]]:
    """Scan something bad and the good log beside it, which must be told as ever; return the run and what it says of the bad one."""
    done = program("scan", "--format", "json", *arguments, "good.log", folder=folder)
    bad, good = done.report["logs"]
    assert (good["log"], good["verdict"], good["diagnoses"][0]["line"]) == ("good.log", "failed", 2)
    return done, bad


def reason(log: dict[str, Any]) -> str:
    (error,) = log["errors"]
    assert (log["verdict"], error["kind"]) == ("unreadable", "unreadable")
    return str(error["message"])


def test_missing_file(program: Program, folder: Path) -> None:
    done, bad = scanned(program, folder, "missing.log")
    assert (done.status, reason(bad)) == (3, "no such file or folder")


NO_LOGS = (
    "no file in this folder is called *.log, *.txt or *.out, and no archive in it holds one (hidden ones are left out); "
    "name the file itself, or say with --glob which files are logs"
)


def test_folder_without_logs(program: Program, folder: Path) -> None:
    (folder / "logs").mkdir()
    (folder / "logs" / "picture.png").write_bytes(b"")
    (folder / "logs" / ".hidden.log").write_bytes(GOOD)
    done, bad = scanned(program, folder, "logs")
    assert (done.status, reason(bad)) == (3, NO_LOGS)


def test_rules_folder_without_rules(program: Program, folder: Path) -> None:
    (folder / "rules").mkdir()
    (folder / "rules" / "README.md").write_text("nothing yet", encoding="utf-8")
    done = program("scan", "--rules", "rules", "good.log", folder=folder)
    assert (done.status, done.out) == (2, "")
    assert done.err == "pushwhy: --rules rules: no rule file (*.yaml or *.yml) in this folder\n"


def test_folder_called_x_yaml(program: Program, folder: Path) -> None:
    (folder / "x.yaml").mkdir()
    done, bad = scanned(program, folder, "x.yaml")
    assert (done.status, reason(bad)) == (3, NO_LOGS)
    done = program("scan", "--rules", "x.yaml", "good.log", folder=folder)
    assert (done.status, done.err) == (2, "pushwhy: --rules x.yaml: no rule file (*.yaml or *.yml) in this folder\n")


def test_empty_file(program: Program, folder: Path) -> None:
    (folder / "empty.log").touch()
    done, bad = scanned(program, folder, "empty.log")
    assert (done.status, bad["verdict"], bad["errors"]) == (1, "no-push", [])
    assert program("scan", "empty.log", folder=folder) == Done(status=0, out="empty.log: no push found\n", err="")


NO_TEXT = "is no text (an executable, image or archive); unpack it, or name the log itself"


BINARIES = {
    "program.log": b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00",
    "program.exe.log": b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00",
    "picture.log": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "package.nupkg.log": b"PK\x03\x04\x14\x00\x00\x00\x08\x00",
    "noise.log": bytes(range(256)) * 16,
}


def test_binary_file(program: Program, folder: Path) -> None:
    for name, head in BINARIES.items():
        (folder / name).write_bytes(head + GOOD)
    done = program("scan", *BINARIES, "good.log", "--format", "json", folder=folder)
    assert done.status == 3
    assert {name: reason(log) for name, log in done.logs.items() if name != "good.log"} == dict.fromkeys(BINARIES, NO_TEXT)
    assert done.logs["good.log"]["verdict"] == "failed"


def test_binary_data_in_a_pipe(program: Program) -> None:
    done = program("scan", stdin=b"\x7fELF\x02\x01\x01" + bytes(9) + GOOD)
    assert done.status == 3
    assert done.out == "stdin: cannot be read: is no text (an executable, image or archive); unpack it,\n  or name the log itself\n"


PEAK = """
import resource, subprocess, sys
status = subprocess.call([sys.executable, "-m", "pushwhy", *sys.argv[1:]])
unit = 1 if sys.platform == "darwin" else 1024
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit, file=sys.stderr)
sys.exit(status)
"""
"""Runs pushwhy and prints the most memory that it held, in bytes.

A program of its own, because Linux counts for a child what its parent held when it started it, and a test run holds much.
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows does not tell the memory that a program needed")
def test_200_mb_single_line(program: Program, folder: Path) -> None:
    arguments = (sys.executable, "-c", PEAK, "scan", "--format", "json", "-", "good.log")
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, env=program.environment()
    ) as running:
        assert running.stdin is not None
        running.stdin.write((PUSHING + CONFLICT.strip()).encode())
        megabyte = b" 0123456789abcde" * 62_500
        for _ in range(200):
            running.stdin.write(megabyte)
        out, err = running.communicate(b"\n" + GOOD.replace(b"AppLogger", b"AppTracer"), timeout=TIMEOUT)
    assert running.returncode == 1
    assert int(err) < 300_000_000
    long, good = json.loads(out)["logs"]
    assert (long["verdict"], good["verdict"]) == ("failed", "failed")
    assert [diagnosis["line"] for diagnosis in long["diagnoses"]] == [4, 2]
    assert [(push["outcome"], push["first_line"], push["last_line"]) for push in long["pushes"]] == [("failed", 1, 2), ("failed", 3, 4)]
    assert len(long["diagnoses"][1]["excerpt"]) < 10_000
    assert {"kind": "limit", "message": "this line is too long to be read to its end", "rule": None, "line": 2} in long["errors"]
    assert len(long["errors"]) == 1


def test_invalid_utf8(program: Program, folder: Path) -> None:
    noise = b"caf\xc3\xa9 \xc3\x28 \xa0\xa1 \xe2\x28\xa1 \xf0\x28\x8c\xbc \xfc\xa1\xa1\xa1\xa1\xa1\n"
    (folder / "invalid.log").write_bytes(noise + PUSHING.encode() + noise + CONFLICT.encode() + b"\xe2\x82")
    done, bad = scanned(program, folder, "invalid.log")
    assert (done.status, bad["verdict"], bad["diagnoses"][0]["line"], bad["errors"]) == (1, "failed", 4, [])


def test_truncated_utf16(program: Program, folder: Path) -> None:
    cases = {f"{codec}{len(mark)}.log": (codec, mark) for codec in ("utf-16-le", "utf-16-be") for mark in ("\ufeff", "")}
    for name, (codec, mark) in cases.items():
        (folder / name).write_bytes((mark + PUSHING + CONFLICT + "Exited with code 1\n").encode(codec)[:-7])
    done = program("scan", *cases, "good.log", "--format", "json", folder=folder)
    assert done.status == 1
    for name, (codec, _) in cases.items():
        log = done.logs[name]
        assert (name, log["verdict"], log["diagnoses"][0]["line"], log["encoding"]) == (name, "failed", 2, codec)
    assert done.logs["good.log"]["verdict"] == "failed"


def test_nul_bytes(program: Program, folder: Path) -> None:
    zeroed = bytes(4096)  # as a machine leaves them that lost power
    (folder / "nul.log").write_bytes(
        b"Build\x00ing\x00\n" + PUSHING.encode() + zeroed + b"\n" + CONFLICT.replace("409", "4\x0009").encode()
    )
    done, bad = scanned(program, folder, "nul.log")
    assert (done.status, bad["verdict"], bad["diagnoses"][0]["line"]) == (1, "failed", 4)
    assert "\\u0000" not in done.out


def test_nothing_but_nul_bytes(program: Program, folder: Path) -> None:
    with (folder / "zeroed.log").open("wb") as sparse:
        sparse.truncate(20_000_000)
    done, bad = scanned(program, folder, "zeroed.log")
    assert (done.status, bad["verdict"]) == (1, "no-push")


def test_terminal_escapes_in_messages(program: Program, folder: Path) -> None:
    title, clear, link = "\x1b]0;owned\x07", "\x1b[2J\x1b[31m", "\x1b]8;;https://evil.example\x1b\\"
    hostile = CONFLICT.replace("already", f"{title}{clear}{link}\x9b31malready\x08\x08\u202e")
    (folder / "hostile.log").write_text(
        PUSHING + hostile + "::set-env name=PATH::/tmp\n##vso[task.setvariable variable=PATH]/tmp\n", "utf-8"
    )
    text = program("scan", "hostile.log", folder=folder)
    assert text.status == 1
    for done in (text, program("scan", "hostile.log", "--format", "json", folder=folder)):
        assert not {"\x1b", "\x07", "\x08", "\x9b", "\u202e"} & set(done.out)
        assert "##vso[" not in done.out
        assert not any(line.startswith("::") for line in done.out.splitlines())
    assert "AppLogger 1.0.0 → nuget.org" in text.out


_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
_RULE_FILES = {
    "not-yaml.yaml": "rules:\n  - id: acme/a\n   match: 'x\n",
    "bomb.yaml": _BOMB,
    "unknown-field.yaml": "- id: acme/typo\n  match: 'Refused by ACME'\n  cause: The proxy refuses.\n  fixes: ['Wait.']\n",
    "no-regex.yaml": "- id: acme/open\n  match: {regex: 'Refused by (ACME'}\n  cause: The proxy refuses.\n",
    "explodes.yaml": "- id: acme/explodes\n  match: {regex: 'Refused by ACME: (?:a|aa|a?)+b'}\n  cause: The proxy refuses.\n",
    "works.yaml": "- id: acme/works\n  match: 'Turned away by ACME'\n  cause: The proxy refuses.\n",
}


@pytest.fixture(scope="module")
def broken(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """One run with a rule file of every kind of mistake, beside two that load; a folder called `x.yaml` is among them."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "rules" / "x.yaml").mkdir(parents=True)
    for name, content in _RULE_FILES.items():
        (folder / "rules" / name).write_text(content, encoding="utf-8")
    (folder / "good.log").write_bytes(GOOD)
    (folder / "works.log").write_text(PUSHING + "error: Turned away by ACME\n", encoding="utf-8")
    (folder / "explodes.log").write_text(PUSHING + f"error: Refused by ACME: {'a' * 60}\n" + CONFLICT, encoding="utf-8")
    return program("scan", "--rules", "rules", "--format", "json", "good.log", "works.log", "explodes.log", folder=folder)


def problems(done: Done, file: str) -> list[tuple[int, int, str]]:
    """Line, column and message of what is wrong with a file; each is told on standard error, too."""
    found = [problem for problem in done.report["errors"] if problem["file"] == f"rules/{file}"]
    for problem in found:
        assert f"pushwhy: rules/{file}:{problem['line']}:{problem['column']}: {problem['message']}\n" in done.err
    return [(problem["line"], problem["column"], problem["message"]) for problem in found]


def test_a_broken_rule_file_is_left_out_and_the_rest_is_reported(broken: Done) -> None:
    assert broken.status == 2
    assert len(broken.report["errors"]) == len(broken.err.splitlines()) == 4
    said = {name: log["diagnoses"][0]["rule"] for name, log in broken.logs.items()}
    assert said["good.log"] == "nuget.org/version-exists"
    assert said["works.log"] == "acme/works"


def test_rule_file_that_is_not_yaml(broken: Done) -> None:
    assert problems(broken, "not-yaml.yaml") == [(3, 4, "not YAML: did not find expected '-' indicator")]


def test_yaml_bomb(broken: Done) -> None:
    ((line, _, message),) = problems(broken, "bomb.yaml")
    assert line <= len(_BOMB.splitlines())
    assert message == "expands to more than 200,000 values or 40 levels; take its aliases out"


def test_unknown_field(broken: Done) -> None:
    assert problems(broken, "unknown-field.yaml") == [(4, 3, "rules[0].fixes: there is no field 'fixes'; did you mean 'fix'?")]


def test_regex_that_does_not_compile(broken: Done) -> None:
    assert problems(broken, "no-regex.yaml") == [(2, 3, "rules[0].match: the regex does not compile: missing ) at position 16")]


def test_regex_that_explodes(broken: Done) -> None:
    assert not problems(broken, "explodes.yaml")
    log = broken.logs["explodes.log"]
    assert (log["verdict"], log["diagnoses"][0]["line"]) == ("failed", 3)
    assert {
        "kind": "limit",
        "message": "a rule took too long on this line and was not tried to the end",
        "rule": "acme/explodes",
        "line": 2,
    } in log["errors"]
