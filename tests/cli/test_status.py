"""The exit statuses of `pushwhy scan`, each with what is told beside it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.logs import CLEAN, FAILED, INCOMPLETE, PUSHED, UNEXPLAINED
from tests.program import TIMEOUT, Done, Program

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no signals and no device files")


def test_0_where_no_push_failed(program: Program, tmp_path: Path) -> None:
    for name, log in (("empty.log", b""), ("no-push.log", CLEAN), ("pushed.log", PUSHED)):
        (tmp_path / name).write_bytes(log)
    assert program("scan", ".", folder=tmp_path) == Done(
        status=0,
        out="./empty.log: no push found\n./no-push.log: no push found\n./pushed.log: pushed AppLogger 1.0.0 → nuget.org\n",
        err="3 logs: 1 pushed, 2 without a push\n",
    )


@pytest.mark.parametrize("log", [FAILED, UNEXPLAINED, INCOMPLETE], ids=["failed", "unexplained", "incomplete"])
def test_1_where_a_push_failed_or_its_outcome_is_open(program: Program, log: bytes) -> None:
    assert program("scan", stdin=log).status == 1


def test_exit_zero_turns_1_into_0(program: Program) -> None:
    told, silent = program("scan", stdin=FAILED), program("scan", "--exit-zero", stdin=FAILED)
    assert (silent.status, silent.out) == (0, told.out)


def test_3_where_an_input_cannot_be_read_and_the_others_are_reported(program: Program, tmp_path: Path) -> None:
    (tmp_path / "failed.log").write_bytes(FAILED)
    done = program("scan", "--exit-zero", "missing.log", "failed.log", folder=tmp_path)
    assert done.status == 3
    assert done.out.startswith("missing.log: cannot be read: no such file or folder\n\nfailed.log:4  AppLogger 1.0.0 → nuget.org  409\n")
    assert done.err == "2 logs: 1 failed, 1 unreadable\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "pushwhy: error: the following arguments are required: COMMAND\n"),
        (("build.log",), "pushwhy: error: argument COMMAND: invalid choice: 'build.log' "),
        (("scan", "--format", "xml"), "pushwhy scan: error: argument --format: invalid choice: 'xml' "),
        (("scan", "--iso"), "pushwhy: error: unrecognized arguments: --iso\n"),
        (("scan", "--rules", "nowhere"), "pushwhy: --rules nowhere: there is no such file or folder\n"),
        (("scan", "--output", "no/such/folder"), "pushwhy: --output no/such/folder: cannot be written: no such file or directory\n"),
    ],
)
def test_2_where_the_usage_is_wrong(program: Program, tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    done = program(*arguments, folder=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert message in done.err


@posix
@pytest.mark.usefixtures("heeds_ctrl_c")
def test_130_after_ctrl_c_and_what_was_done_so_far(program: Program, tmp_path: Path) -> None:
    (tmp_path / "clean.log").write_bytes(CLEAN)
    arguments = (*program.command, "scan", "--format", "jsonl", "clean.log", "-")
    with subprocess.Popen(
        arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=program.environment(),
    ) as running:
        assert running.stdout is not None
        assert '"log":"clean.log"' in running.stdout.readline()  # now it waits for standard input
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=TIMEOUT)
    assert (running.returncode, err) == (130, "")
    assert json.loads(out)["summary"]["logs"] == 1


@pytest.mark.parametrize("output", ["text", "jsonl"])
def test_a_closed_pipe_is_quiet(program: Program, tmp_path: Path, output: str) -> None:
    for number in range(40):
        (tmp_path / f"{number}.log").write_bytes(FAILED)  # more than a pipe holds
    scan = (*program.command, "scan", ".", "--format", output)
    head = (sys.executable, "-c", "print(len(input()) > 0)")
    with subprocess.Popen(scan, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=program.environment()) as running:
        seen = subprocess.run(head, stdin=running.stdout, capture_output=True, text=True, timeout=TIMEOUT, check=True)
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        err = running.stderr.read()
    assert seen.stdout == "True\n"
    assert (running.returncode, err) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("output", ["text", "jsonl"])
def test_2_where_the_result_cannot_be_written(program: Program, output: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            (*program.command, "scan", "--format", output),
            input=FAILED,
            stdout=full,
            stderr=subprocess.PIPE,
            env=program.environment(),
            timeout=TIMEOUT,
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, b"pushwhy: the result cannot be written: no space left on device\n")


@posix
def test_closed_streams_end_no_run_in_a_traceback(program: Program) -> None:
    def told(redirection: str, *arguments: str) -> tuple[int, str]:
        command = ("sh", "-c", f'exec "$@" {redirection}', "sh", *program.command, "scan", *arguments)
        done = subprocess.run(command, capture_output=True, text=True, env=program.environment(), timeout=TIMEOUT, check=False)
        return done.returncode, done.stdout + done.stderr

    assert told("<&-") == (2, "pushwhy: name a log, or pipe one in: dotnet nuget push … 2>&1 | pushwhy scan\n")
    assert told("<&-", "-") == (3, "stdin: cannot be read: there is no standard input to read\n")
    assert told(">&- 2>&-", os.devnull) == (0, "")
