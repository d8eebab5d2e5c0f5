"""Literals are found through terminal escape sequences, in lines as a terminal shows them."""

from __future__ import annotations

import pytest

from pushwhy.decoding.terminal import without_escapes
from pushwhy.engine.search.literals import OneByOne, ThroughEscapes

LITERALS = (b"does not indicate success", "успешно".encode())
SEARCH = ThroughEscapes(OneByOne(LITERALS), without_escapes)


@pytest.mark.parametrize(
    "cut",
    [
        b"does \x1b[31mnot indicate success",
        b"does not ind\x1b[0micate success",
        b"does\x1b[1Cnot indicate success",  # the Windows console moves the cursor where others write a blank
        b"does not \x1b]8;;https://example.org/\x1b\\indicate\x1b]8;;\x07 success",
    ],
)
def test_a_literal_that_is_cut_ends_with_its_line(cut: bytes) -> None:
    block = b"one\nResponse status code " + cut + b": 403\r\nthree\n"
    assert SEARCH.hits(block) == [(len(block) - len(b"\nthree\n"), 0)]


def test_a_literal_that_is_whole_is_found_where_it_stands_too() -> None:
    block = b"\x1b[31mdoes not indicate success\x1b[0m\n"
    assert SEARCH.hits(block) == [(block.index(b"success") + len(b"success"), 0), (len(block) - 1, 0)]


def test_every_line_is_looked_at_by_itself() -> None:
    assert SEARCH.hits("does not \x1b[0m\nindicate success\x1b]never ended\nуспе\x1b[Kшно".encode()) == [
        (len("does not \x1b[0m\nindicate success\x1b]never ended\nуспе\x1b[Kшно".encode()), 1)
    ]


def test_a_block_without_escapes_has_the_hits_of_the_search_alone() -> None:
    assert SEARCH.hits(b"does not indicate success\n") == OneByOne(LITERALS).hits(b"does not indicate success\n")
