"""One failed push in every dialect: each line comes out as the client printed it."""

from __future__ import annotations

import pytest

from pushwhy.decoding.dialects import system_of
from pushwhy.decoding.lines import clean_lines
from tests.decoding.ci_snippets import OTHER_SYSTEMS
from tests.decoding.hosted_snippets import HOSTED
from tests.decoding.snippet import Snippet
from tests.decoding.tool_snippets import TOOLS

SNIPPETS = HOSTED | OTHER_SYSTEMS | TOOLS


def shown(data: bytes) -> tuple[str, ...]:
    """The cleaned lines as `number|level|text`, or `first-last` for a number that spans lines."""
    return tuple(
        f"{line.number if line.end == line.number else f'{line.number}-{line.end}'}|{line.level or ''}|{line.text}"
        for line in clean_lines(data, 1)
    )


@pytest.mark.parametrize("snippet", SNIPPETS.values(), ids=SNIPPETS)
def test_every_line_is_what_the_client_printed(snippet: Snippet) -> None:
    assert shown(snippet.raw.encode()) == snippet.cleaned


@pytest.mark.parametrize("snippet", SNIPPETS.values(), ids=SNIPPETS)
def test_windows_line_ends_change_nothing(snippet: Snippet) -> None:
    windows = snippet.raw.replace("\r\n", "\n").replace("\n", "\r\n")
    assert shown(windows.encode()) == snippet.cleaned


@pytest.mark.parametrize("snippet", SNIPPETS.values(), ids=SNIPPETS)
def test_the_system_is_named(snippet: Snippet) -> None:
    names = [name for line in clean_lines(snippet.raw.encode(), 1) for name in line.dialects]
    assert system_of(names) == snippet.system


@pytest.mark.parametrize("snippet", SNIPPETS.values(), ids=SNIPPETS)
def test_each_part_of_a_log_reads_as_in_the_whole(snippet: Snippet) -> None:
    parts = [part + b"\n" for part in snippet.raw.encode().split(b"\n")]
    whole = clean_lines(b"".join(parts), 1)
    for cut in range(1, len(parts)):
        if b"01O+" not in parts[cut]:
            assert clean_lines(b"".join(parts[:cut]), 1) + clean_lines(b"".join(parts[cut:]), 1 + cut) == whole
