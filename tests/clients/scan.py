"""Hands what a client printed to pushwhy, as a pipe would, and reads the answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import jsonschema

from pushwhy.report.schema import PATH as SCHEMA
from tests.clients.client import Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What pushwhy says of one client's output."""

    status: int
    """Exit status of pushwhy."""
    log: dict[str, Any]
    """The log's part of the JSON report."""

    @property
    def pushes(self) -> list[dict[str, Any]]:
        """Every push, in the order of the log."""
        return list(self.log["pushes"])

    @property
    def diagnosis(self) -> dict[str, Any]:
        """The first diagnosis."""
        return dict(self.log["diagnoses"][0])

    @property
    def causes(self) -> list[str]:
        """Ids of the causes of the first diagnosis, the most likely first."""
        return [cause["id"] for cause in self.diagnosis["causes"]]

    @property
    def cause(self) -> str:
        """Id of the most likely cause, without what refines it."""
        return self.causes[0].partition("/")[0]

    @property
    def core(self) -> dict[str, Any]:
        """What a reader looks at first."""
        facts = self.diagnosis["facts"] if self.log["diagnoses"] else {}
        return {
            "exit": self.status,
            "verdict": self.log["verdict"],
            "outcomes": [push["outcome"] for push in self.pushes],
            "http_status": facts.get("http_status"),
            "package": f"{facts['package_id']} {facts['version']}" if "package_id" in facts else None,
        }


def scan(printed: Printed, *options: str) -> Said:
    """Run `pushwhy scan` on the output; what the client printed is shown when a test fails."""
    print(printed.text)
    command = (sys.executable, "-m", "pushwhy", "scan", "--isolated", "--format", "json", *options, "-")
    done = subprocess.run(command, input=printed.output, capture_output=True, env=os.environ, timeout=60, check=False)
    assert done.stdout, done.stderr.decode("utf-8", "replace")
    report = json.loads(done.stdout)
    jsonschema.validate(report, json.loads(SCHEMA.read_bytes()))
    assert report["errors"] == []
    (log,) = report["logs"]
    assert log["errors"] == []
    return Said(status=done.returncode, log=log)
