"""Every command looks for garbage again once it has started: a run over many logs must not grow."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import Program

_TOLD_AT_THE_END = """\
import atexit, gc, sys
from pushwhy.cli.main import entry
atexit.register(lambda: print("collects" if gc.isenabled() else "does not collect", file=sys.stderr))
entry()
"""
_RULE = "- {id: acme/gate, match: 'The gate is closed', cause: 'It is night.', fix: ['Wait.'], examples: {match: ['The gate is closed']}}\n"


@pytest.mark.parametrize(
    "arguments", [("scan", "-"), ("explain", "facts"), ("rules", "check", "team.yaml"), ("rules", "test", "team.yaml")], ids=" ".join
)
def test_a_command_collects_garbage(program: Program, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "team.yaml").write_text(_RULE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _TOLD_AT_THE_END, *arguments],
        cwd=tmp_path,
        env=program.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr.splitlines()[-1] == "collects"
