"""One failed push in every dialect: each line comes out as the client printed it.

`test_snippets/NAME.log` is a piece of a log. `NAME.txt` tells what it must become: the CI system that it names, then its cleaned lines as
`number|level|text`, with `first-last` for a number where a line has several.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_datadir.plugin import LazyDataDir

from pushwhy.decoding.dialects import system_of
from pushwhy.decoding.lines import clean_lines

NAMES = sorted(path.stem for path in Path(__file__).with_suffix("").glob("*.log"))
every_snippet = pytest.mark.parametrize("name", NAMES)


@pytest.fixture
def snippet(name: str, lazy_datadir: LazyDataDir) -> bytes:
    """The piece of a log with the name that a test is given."""
    return (lazy_datadir / f"{name}.log").read_bytes()


@pytest.fixture
def expected(name: str, lazy_datadir: LazyDataDir) -> list[str]:
    """The lines of what it must become."""
    return (lazy_datadir / f"{name}.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")


def summary(data: bytes) -> list[str]:
    """What a log becomes, in the form of the `.txt` files."""
    lines = clean_lines(data, 1)
    system = system_of(name for line in lines for name in line.dialects)
    numbers = [f"{line.raw}" if line.end == line.number else f"{line.raw}-{line.raw + line.end - line.number}" for line in lines]
    return [f"system: {system or 'none'}", *(f"{n}|{line.level or ''}|{line.text}" for n, line in zip(numbers, lines, strict=True))]


def test_there_are_snippets_of_every_kind() -> None:
    assert len(NAMES) >= 28


@every_snippet
def test_every_line_is_what_the_client_printed(snippet: bytes, expected: list[str]) -> None:
    assert summary(snippet) == expected


@every_snippet
def test_windows_line_ends_change_nothing(snippet: bytes, expected: list[str]) -> None:
    assert summary(snippet.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")) == expected
