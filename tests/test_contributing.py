"""The steps of docs/contributing.md, done as they stand there and nothing else, in a copy of the project."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

_COPIED = ("src", "rules", "docs")
REFUSED = (
    "Response status code does not indicate success: 403 (The specified API key is invalid, has expired, or does not have permission to "
    "access the specified package.)."
)


class Copy(Struct, frozen=True):
    """A copy of the project, in which the steps of one section were done."""

    folder: Path

    def run(self, *arguments: str, log: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a module of the copy, with a log on standard input."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(self.folder / "src"),
            "PUSHWHY_CACHE": str(self.folder / "cache"),
            "LC_ALL": "C.UTF-8",
        }
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=self.folder,
            env={**environment, "PUSHWHY_ISOLATED": "1"},
            input=log or "",
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def scan(self, *arguments: str, log: str | None = None) -> dict[str, Any]:
        """Return the report of `scan` as JSON."""
        done = self.run("pushwhy", "scan", "--format", "json", *arguments, log=log)
        assert done.returncode in (0, 1), done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        report: dict[str, Any] = json.loads(done.stdout)
        return report


@pytest.fixture
def copy(root: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Copy:
    """The copy, after the steps of the section that the test names with `section`."""
    for name in _COPIED:
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.png"))
    made = Copy(tmp_path)
    steps = list(_steps((root / "docs" / "contributing.md").read_text(encoding="utf-8"), request.param))
    assert 2 <= len(steps) <= 5
    for text, code in steps:
        _do(made, text, code)
    return made


def section(heading: str) -> pytest.MarkDecorator:
    """Do the steps below this heading before the test."""
    return pytest.mark.parametrize("copy", [heading], indirect=True, ids=[heading.lower().replace(" ", "-")])


def _steps(page: str, heading: str) -> Iterator[tuple[str, str]]:
    """Yield text and code of the numbered steps of a section."""
    body = page.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    numbers = re.findall(r"(?m)^(\d)\. ", body)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    for step in re.split(r"(?m)^\d\. ", body)[1:]:
        text, code = re.split(r"(?m)^   ```\w+\n", step, maxsplit=1)
        yield text, re.sub(r"(?m)^   ", "", code.split("\n   ```", 1)[0]) + "\n"


def _do(copy: Copy, text: str, code: str) -> None:
    if re.match("Run", text):
        program, module, *arguments = code.split()
        assert program == "python"
        assert module == "-m"
        done = copy.run(*arguments)
        # 1: remarks, such as what is not translated yet
        assert done.returncode in (0, 1), done.stdout + done.stderr
    elif created := re.match(r"Create `([^`]+)`", text):
        path = copy.folder / created[1]
        assert not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, encoding="utf-8")
    elif changed := re.search(r"In `(?P<file>[^`]+)`, (?P<where>below|in place of) `(?P<old>[^`]+)`", text):
        path = copy.folder / changed["file"]
        before = path.read_text(encoding="utf-8")
        assert before.count(changed["old"]) == 1, changed["old"]
        new = code.removesuffix("\n") if changed["where"] == "in place of" else f"{changed['old']}\n{code.removesuffix(chr(10))}"
        path.write_text(before.replace(changed["old"], new), encoding="utf-8")
    else:
        pytest.fail(f"a step that nobody can follow: {text}")


@section("Add a dialect")
def test_a_dialect(copy: Copy) -> None:
    log = f"[publish:L0:0s] + dotnet nuget push A.1.0.0.nupkg\n[publish:L1:2s] ERR! error: {REFUSED}\n"
    (report,) = copy.scan(log=log)["logs"]
    assert report["dialect"] == "woodpecker"
    assert [(one["rule"], one["line"], one["facts"]["ci"]) for one in report["diagnoses"]] == [("nuget.org/key-refused", 2, "woodpecker")]
    assert "woodpecker" in copy.run("pushwhy", "explain", "ci").stdout
    assert "woodpecker" in (copy.folder / "docs" / "rules" / "facts.md").read_text(encoding="utf-8")


@section("Add a rule")
def test_a_rule(copy: Copy) -> None:
    (report,) = copy.scan(log="$ dotnet nuget push A.1.0.0.nupkg\nerror: Gate 7 is closed for uploads\n")["logs"]
    assert [(one["rule"], one["causes"][0]["id"], one["causes"][0]["fix"][0]["text"]) for one in report["diagnoses"]] == [
        ("self-hosted/gate-closed", "service-unavailable", "Ask who runs the feed to open gate 7")
    ]
    assert "self-hosted/gate-closed" in copy.run("pushwhy", "explain", "self-hosted/gate-closed").stdout
    assert (
        "請維護該來源的人開啟閘門 7"
        in copy.run(
            "pushwhy", "scan", "--lang", "zh-Hant", log="$ dotnet nuget push A.1.0.0.nupkg\nerror: Gate 7 is closed for uploads\n"
        ).stdout
    )
    assert "The gate before the feed is closed" in (copy.folder / "docs" / "rules" / "self-hosted.md").read_text(encoding="utf-8")


@section("Add a source of logs")
def test_a_source(copy: Copy, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"error: {REFUSED}\n", encoding="utf-8")
    (tmp_path / "names").write_text(f"{tmp_path / 'two.txt'}\n{tmp_path / 'one.txt'}\n", encoding="utf-8")
    reports = copy.scan(f"@{tmp_path / 'names'}")["logs"]
    assert [(Path(one["log"]).name, one["verdict"]) for one in reports] == [("two.txt", "failed"), ("one.txt", "failed")]
    assert "a list of logs (@FILE)" in " ".join(copy.run("pushwhy", "scan", "--help").stdout.split())


@section("Add an output format")
def test_a_format(copy: Copy) -> None:
    done = copy.run("pushwhy", "scan", "--format", "verdicts", log=f"error: {REFUSED}\n")
    assert (done.returncode, done.stdout) == (1, "-\tfailed\n")
    assert "verdicts" in copy.run("pushwhy", "scan", "--help").stdout
    assert "a line per log" in " ".join(copy.run("pushwhy", "scan", "--help").stdout.split())


@section("Add a language")
def test_a_language(copy: Copy) -> None:
    assert "Waarschijnlijk (" in copy.run("pushwhy", "scan", "--lang", "nl", log=f"error: {REFUSED}\n").stdout
    assert copy.run("pushwhy", "scan", "--lang", "nl", log="Build succeeded.\n").stdout == "stdin: geen push gevonden\n"
    missing = copy.run("pushwhy", "scan", "--lang", "fy", log="Build succeeded.\n")
    assert missing.returncode == 2
    assert "there are: en, nl, zh-Hant" in missing.stderr
