"""What a person sees in a terminal: colours unless they are refused, and the width of the window."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import threading
import time
from pathlib import Path

import pytest

from tests.cli.logs import FAILED
from tests.program import TIMEOUT, Program

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3|4|9|10)\d(?:;\d+)*m")
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def shown(program: Program, *arguments: str, **environment: str) -> str:
    """What one run prints on a terminal, which is all three standard streams."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        (*program.command, *arguments),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=program.environment(TERM="xterm-256color", **environment),
    ) as running:
        os.close(theirs)
        parts: list[bytes] = []
        with contextlib.suppress(OSError):  # Linux raises EIO when the last program has closed the terminal
            while part := os.read(ours, 4096):
                parts.append(part)
        os.close(ours)
        running.wait(TIMEOUT)
    return b"".join(parts).decode("utf-8").replace("\r\n", "\n")


@pytest.fixture
def log(tmp_path: Path) -> str:
    path = tmp_path / "build.log"
    path.write_bytes(FAILED)
    return str(path)


def test_a_terminal_gets_colours(program: Program, log: str) -> None:
    text = shown(program, "scan", log)
    assert COLOUR.search(text)
    assert "AppLogger 1.0.0 → nuget.org" in ESCAPE.sub("", text)


def test_no_color_as_an_option_leaves_plain_text(program: Program, log: str) -> None:
    text = shown(program, "scan", "--no-color", log)
    assert "\x1b" not in text
    assert "AppLogger 1.0.0 → nuget.org" in text


def test_no_color_as_a_variable_leaves_no_colour(program: Program, log: str) -> None:
    text = shown(program, "scan", log, NO_COLOR="1")
    assert not COLOUR.search(text)
    assert "AppLogger 1.0.0 → nuget.org" in ESCAPE.sub("", text)


def test_the_window_decides_the_width(program: Program, log: str) -> None:
    narrow, wide = (shown(program, "scan", "--no-color", log, COLUMNS=columns) for columns in ("60", "100"))
    assert narrow != wide
    solid = ("--source", "https://", log)  # commands and addresses are not broken
    assert all(len(line) <= 60 for line in narrow.split("\n") if not any(part in line for part in solid))


def test_without_a_log_a_terminal_is_told_what_to_do(program: Program) -> None:
    assert shown(program, "scan") == "pushwhy: name a log, or pipe one in: dotnet nuget push … 2>&1 | pushwhy scan\n"


def test_the_count_stands_apart(program: Program, log: str) -> None:
    assert shown(program, "scan", "--no-color", log, log).endswith("\n\n2 logs: 2 failed\n")


def test_a_long_run_shows_how_far_it_is(program: Program, tmp_path: Path) -> None:
    """The third log is a pipe that gives nothing for a while."""
    for number in range(2):
        (tmp_path / f"{number}.log").write_bytes(FAILED)
    waits = tmp_path / "2.log"
    os.mkfifo(waits)

    def give() -> None:
        with waits.open("wb") as pipe:
            time.sleep(2.5)
            pipe.write(FAILED)

    giving = threading.Thread(target=give)
    giving.start()
    text = ESCAPE.sub("", shown(program, "scan", *(str(tmp_path / f"{number}.log") for number in range(3))))
    giving.join()
    assert re.search(r"2 of 3 logs, 0 MB, 0 MB/s, 00:0\d left", text)
    assert text.rstrip().endswith("3 logs: 3 failed")
