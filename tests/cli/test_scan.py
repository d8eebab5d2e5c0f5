"""`pushwhy scan`: where logs come from, and where and how the result goes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jsonschema
import pytest

from pushwhy import __version__
from pushwhy.report.schema import PATH as SCHEMA
from tests.cli.logs import CLEAN, FAILED, PUSHED
from tests.program import TIMEOUT, Program


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    """A folder with logs, and files that are none."""
    for name, content in (("a.log", FAILED), ("b.txt", PUSHED), ("c.out", CLEAN), ("d.trace", FAILED), ("e.json", FAILED)):
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_standard_input_is_read_as_named_or_not(program: Program) -> None:
    piped, named = program("scan", stdin=FAILED), program("scan", "-", stdin=FAILED)
    assert piped == named
    assert piped.out.startswith("stdin:4  AppLogger 1.0.0 → nuget.org  409\n")
    assert not piped.err


def test_a_folder_yields_its_logs_in_name_order(program: Program, logs: Path) -> None:
    done = program("scan", ".", "--format", "json", folder=logs)
    assert [(name, log["verdict"]) for name, log in done.logs.items()] == [
        ("./a.log", "failed"),
        ("./b.txt", "pushed"),
        ("./c.out", "no-push"),
    ]


def test_glob_replaces_what_a_folder_yields(program: Program, logs: Path) -> None:
    done = program("scan", ".", "--glob", "*.trace", "--glob", "b*", "--format", "json", folder=logs)
    assert list(done.logs) == ["./b.txt", "./d.trace"]


def test_a_glob_that_no_shell_expanded(program: Program, logs: Path) -> None:
    done = program("scan", "[ad].*", "--format", "json", folder=logs)
    assert list(done.logs) == ["a.log", "d.trace"]


def test_text_of_several_logs_and_their_count(program: Program, logs: Path) -> None:
    done = program("scan", "b.txt", "c.out", folder=logs)
    assert done.out == "b.txt: pushed AppLogger 1.0.0 → nuget.org\nc.out: no push found\n"
    assert done.err == "2 logs: 1 pushed, 1 without a push\n"
    assert not program("scan", "b.txt", "c.out", "--quiet", folder=logs).err


def test_json_is_one_report(program: Program, logs: Path) -> None:
    done = program("scan", "a.log", "c.out", "--format", "json", folder=logs)
    assert done.report["tool"]["name"] == "pushwhy"
    assert done.report["tool"]["version"] == __version__
    assert done.report["tool"]["layers"] == ["shipped"]
    counts = {name: value for name, value in done.report["summary"].items() if name != "seconds"}
    assert counts == {
        "logs": 2,
        "failed": 1,
        "unexplained": 0,
        "incomplete": 0,
        "possible": 0,
        "pushed": 0,
        "no_push": 1,
        "unreadable": 0,
        "bytes": len(FAILED) + len(CLEAN),
    }
    assert not done.err


def test_jsonl_is_a_line_for_each_log_and_a_summary(program: Program, logs: Path) -> None:
    lines = [json.loads(line) for line in program("scan", "a.log", "c.out", "--format", "jsonl", folder=logs).out.splitlines()]
    assert [line["schema"] for line in lines] == ["pushwhy/log/1", "pushwhy/log/1", "pushwhy/summary/1"]
    assert [line["log"] for line in lines[:2]] == ["a.log", "c.out"]
    assert lines[2]["layers"] == ["shipped"]
    schema = json.loads(SCHEMA.read_bytes())
    for line, definition in zip(lines, ("LogLine", "LogLine", "SummaryLine"), strict=True):
        jsonschema.validate(line, {**schema, "$ref": f"#/$defs/{definition}"})


@pytest.mark.parametrize("output", ["text", "json", "jsonl"])
def test_output_writes_to_a_file(program: Program, logs: Path, output: str) -> None:
    done = program("scan", "a.log", "--format", output, "--output", "result", folder=logs)
    assert (done.status, done.out, done.err) == (1, "", "")
    written = (logs / "result").read_bytes()
    assert b"version-already-exists" in written
    assert written.endswith(b"\n")
    assert b"\r" not in written


def test_what_a_pipe_gets_is_utf8_in_any_locale(program: Program) -> None:
    done = program("scan", stdin=FAILED, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "AppLogger 1.0.0 → nuget.org" in done.out


def test_a_working_folder_that_is_gone_is_no_obstacle(program: Program, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = ("sh", "-c", 'rmdir "$PWD"; exec "$@"', "sh", *program.command, "scan")
    environment = program.environment(PUSHWHY_ISOLATED="0")
    try:
        done = subprocess.run(command, cwd=gone, env=environment, input=PUSHED, capture_output=True, timeout=TIMEOUT, check=False)
    except FileNotFoundError:
        pytest.skip("there is no sh")
    if gone.exists():
        pytest.skip("this system keeps a working folder")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "stdin: pushed AppLogger 1.0.0 → nuget.org\n", b"")


def test_version(program: Program) -> None:
    assert program("--version").out == f"pushwhy {__version__}\n"


def test_many_logs_end_in_a_table_of_what_is_frequent(program: Program, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.log").write_bytes(FAILED if number % 3 == 0 else CLEAN)
    for output in ("text", "jsonl"):
        done = program("scan", ".", "--format", output, "--jobs", "2", folder=tmp_path)
        assert done.status == 1
        assert done.err.removeprefix("30 logs: 10 failed, 20 without a push\n") == (
            "Most likely causes\n"
            "       10  This version is already on the feed  (version-already-exists)\n"
            "Packages that failed\n"
            "       10  AppLogger\n"
            "Feeds that refused them\n"
            "       10  nuget.org\n"
        )
    assert not program("scan", ".", "--quiet", folder=tmp_path).err


@pytest.mark.parametrize("number", ["0", "-1", "two"])
def test_a_number_of_jobs_that_is_none_is_wrong_usage(program: Program, number: str) -> None:
    done = program("scan", "--jobs", number, ".")
    assert done.status == 2
    assert f"argument --jobs: '{number}' is no number of processes; give 1 or more" in done.err
