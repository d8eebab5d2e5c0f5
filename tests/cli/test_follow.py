"""`pushwhy scan --follow`: a file that grows and is rotated."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.logs import CLEAN, FAILED, INCOMPLETE, PUSHED
from tests.program import TIMEOUT, Program

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C cannot be sent to another program on Windows")


class Following:
    """`pushwhy scan --follow` on a file, and what it says."""

    def __init__(self, program: Program, path: Path) -> None:
        self.path = path
        self._running = subprocess.Popen(
            (*program.command, "scan", "--follow", path.name, "--format", "jsonl"),
            stdout=subprocess.PIPE,
            cwd=path.parent,
            env=program.environment(),
            text=True,
        )
        self._watchdog = threading.Timer(TIMEOUT, self._running.kill)
        self._watchdog.start()

    def append(self, text: bytes) -> None:
        with self.path.open("ab") as file:
            file.write(text)

    def next(self) -> dict[str, Any]:
        assert self._running.stdout is not None
        told: dict[str, Any] = json.loads(self._running.stdout.readline())
        return told

    def end(self) -> list[dict[str, Any]]:
        """Ctrl-C, and what is told then."""
        self._running.send_signal(signal.SIGINT)
        out, _ = self._running.communicate(timeout=TIMEOUT)
        assert self._running.returncode == 130
        return [json.loads(line) for line in out.splitlines()]

    def kill(self) -> None:
        self._watchdog.cancel()
        self._running.kill()
        self._running.communicate()


@pytest.fixture
def following(program: Program, tmp_path: Path, heeds_ctrl_c: None) -> Iterator[Following]:  # noqa: ARG001
    path = tmp_path / "agent.log"
    path.write_bytes(CLEAN + FAILED)
    following = Following(program, path)
    yield following
    following.kill()


def told(report: dict[str, Any]) -> tuple[str, list[int], list[str]]:
    return report["verdict"], [one["line"] for one in report["diagnoses"]], [push["outcome"] for push in report["pushes"]]


def test_each_push_is_told_when_it_has_ended_and_only_once(following: Following) -> None:
    line = (CLEAN + FAILED).count(b"\n")
    assert told(following.next()) == ("failed", [line], ["failed"])
    following.append(CLEAN + PUSHED.replace(b"AppLogger", b"Other"))
    assert told(following.next()) == ("failed", [], ["failed", "pushed"])
    following.append(FAILED.replace(b"AppLogger", b"Third"))
    last = line + (CLEAN + PUSHED + FAILED).count(b"\n")
    assert told(following.next()) == ("failed", [last], ["failed", "pushed", "failed"])
    (summary,) = following.end()
    assert summary["schema"] == "pushwhy/summary/1"


@pytest.mark.parametrize("renamed", [True, False])
def test_a_rotated_file_is_followed_by_the_one_that_takes_its_name(following: Following, *, renamed: bool) -> None:
    """Also where it holds the same again."""
    line = (CLEAN + FAILED).count(b"\n")
    following.next()
    if renamed:
        following.path.rename(following.path.with_suffix(".1"))
        following.path.write_bytes(CLEAN + FAILED)
    else:
        os.truncate(following.path, 0)
        following.append(CLEAN + FAILED)
    assert told(following.next()) == ("failed", [line], ["failed"])
    following.end()


def test_a_push_without_an_outcome_is_told_at_the_end(following: Following) -> None:
    following.next()
    following.append(INCOMPLETE)
    *left, _ = following.end()
    assert [told(report) for report in left] in ([], [("failed", [], ["failed", "unknown"])])


@pytest.mark.parametrize("paths", [(".",), ("missing.log",), ("-",), ("agent.log", "agent.log")])
def test_what_cannot_be_followed_is_wrong_usage(program: Program, tmp_path: Path, paths: tuple[str, ...]) -> None:
    (tmp_path / "agent.log").write_bytes(CLEAN)
    done = program("scan", "--follow", *paths, folder=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert done.err == "pushwhy: --follow takes one file that exists; a pipe is read as it comes without it\n"
