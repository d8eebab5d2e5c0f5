"""Real logs with labels, which lie beside the checkout: how much of them is told right, by the tools that come with them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import TIMEOUT, Program

FOLDERS = ("dotnet-10.0", "dotnet-3.1", "nuget-exe-5.8", "nuget-2.8", "shapes-dotnet-10.0", "shapes-nuget-exe-5.8", "noise")
"""What real clients printed, and real builds without a push."""
GLOBS = ("--glob", "*.log", "--glob", "*.log.gz")


def report(program: Program, target: Path, folder: Path, *arguments: str) -> Path:
    """Write the JSON report of some logs to a file and return it."""
    done = program("scan", "--format", "json", "--output", target, *arguments, folder=folder)
    assert (done.status, done.err) == (1, "")
    return target


def judged(tool: Path, *arguments: str | Path) -> str:
    """What a tool prints; shown when a test fails, with every log that falls short."""
    command = (sys.executable, str(tool), *map(str, arguments), "--list")
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=TIMEOUT, check=False)
    assert not done.stderr, done.stderr
    print(done.stdout)
    return done.stdout


def figures(text: str) -> dict[str, float]:
    """`name  0.987  (79/80)` by name."""
    found = re.finditer(r"^(?P<name>[\w@,()]+) +(?P<value>\d\.\d+)  \(", text, re.MULTILINE)
    return {match["name"]: float(match["value"]) for match in found}


def test_push_logs_of_public_threads(program: Program, shared: Path, tmp_path: Path) -> None:
    cases = report(program, tmp_path / "cases.json", shared / "cases", "logs")
    said = figures(judged(shared / "tools" / "score.py", cases, shared / "cases" / "labels.yaml"))
    assert said["verdict"] >= 0.97
    assert said["alarms"] == 0
    assert said["line"] >= 0.95
    assert said["cause@1"] >= 0.90
    assert said["status"] >= 0.95
    assert said["id"] >= 0.95


@pytest.fixture(scope="module")
def lab(program: Program, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on all that real clients printed."""
    return report(program, tmp_path_factory.mktemp("lab") / "lab.json", shared / "lab", *GLOBS, *FOLDERS)


def lab_figures(shared: Path, lab: Path, *options: str) -> dict[str, float]:
    """The last row of what the tool prints: a share and a count for each check."""
    text = judged(shared / "tools" / "lab.py", lab, *(shared / "lab" / folder for folder in FOLDERS), *options)
    names = re.findall(r"\S+", text.split("\n", 1)[0])
    (row,) = re.findall(r"^all .*$", text, re.MULTILINE)
    return dict(zip(names, map(float, re.findall(r"(\d\.\d{4}) +\d+/", row)), strict=True))


def test_what_real_clients_print_in_english(shared: Path, lab: Path) -> None:
    said = lab_figures(shared, lab, "--lang", "en")
    # Bare lines without a client's caption, which `-Verbosity quiet` prints, are possible pushes.
    assert said["verdict"] >= 0.99
    assert {said[name] for name in ("outcomes", "status", "package", "notice")} == {1.0}
    assert said["cause@1"] >= 0.95


def test_what_real_clients_print_in_all_languages(shared: Path, lab: Path) -> None:
    said = lab_figures(shared, lab)
    assert said["verdict"] >= 0.99
    assert min(said.values()) >= 0.95


def test_every_message_of_the_catalogue(program: Program, shared: Path, tmp_path: Path) -> None:
    tool = shared / "tools" / "coverage.py"
    subprocess.run((sys.executable, str(tool), "write", str(tmp_path / "logs")), capture_output=True, timeout=TIMEOUT, check=True)
    messages = report(program, tmp_path / "messages.json", tmp_path, "logs")
    said = figures(judged(tool, "check", tmp_path / "logs", messages))
    assert said["explained"] >= 0.99
    assert said["quiet"] >= 0.98
