"""Runs `pushwhy` as a user does: as a program of its own, with its own standard streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema

from pushwhy.report.schema import PATH as SCHEMA

TIMEOUT = 120
"""Seconds after which a program that hangs fails the test."""
_OWN = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "LC_ALL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What one run printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The JSON report on standard output, valid by the shipped schema."""
        report: dict[str, Any] = json.loads(self.out)
        jsonschema.validate(report, json.loads(SCHEMA.read_bytes()))
        return report

    @property
    def logs(self) -> dict[str, dict[str, Any]]:
        """The logs of the report by name."""
        return {log["log"]: log for log in self.report["logs"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """`pushwhy` with the shipped rules, and a cache that is warm after the first run."""

    cache: Path

    @property
    def command(self) -> tuple[str, ...]:
        """The program and what stands before its own arguments."""
        return (sys.executable, "-m", "pushwhy")

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of this process without what changes how a report looks."""
        kept = {name: value for name, value in os.environ.items() if name not in _OWN}
        return {**kept, "PUSHWHY_CACHE": str(self.cache), "PUSHWHY_ISOLATED": "1", "LC_MESSAGES": "C", **more}

    def __call__(self, *arguments: str | Path, stdin: bytes = b"", folder: Path | None = None, **environment: str) -> Done:
        """Run to the end; no run may end in a traceback."""
        done = subprocess.run(
            (*self.command, *map(str, arguments)),
            input=stdin,
            capture_output=True,
            cwd=folder,
            env=self.environment(**environment),
            timeout=TIMEOUT,
            check=False,
        )
        out, err = (stream.decode("utf-8").replace("\r\n", "\n") for stream in (done.stdout, done.stderr))
        assert "Traceback" not in err, err
        return Done(status=done.returncode, out=out, err=err)
