"""What README shows is what the program prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.program import Program


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_the_example_is_what_scan_prints(program: Program, root: Path, readme: str) -> None:
    (log, block) = re.findall(r"^`(samples/\S+)`:\n\n```text\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)[0]
    assert block == program("scan", log, folder=root).out


def test_the_options_that_it_names_exist(program: Program, readme: str) -> None:
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", re.sub(r"^.*dotnet nuget push.*$", "", readme, flags=re.MULTILINE)))
    known = program("scan", "--help").out + program("--help").out + program("rules", "test", "--help").out
    assert {"--fact", "--format"} <= named
    assert {option for option in named if option not in known} == set()
