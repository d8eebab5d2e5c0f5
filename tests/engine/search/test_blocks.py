"""Blocks with their hits: nothing is lost at a border."""

from __future__ import annotations

import pytest

from pushwhy.decoding.terminal import without_escapes
from pushwhy.engine.search.blocks import search_blocks
from pushwhy.engine.search.literals import Search, ThroughEscapes, build
from pushwhy.model.pack import Anchors

LITERALS = (b"does not indicate", b"success")
ANCHORS = Anchors(literals=LITERALS, patterns=((0,), (1,)), messages=((), ()), context={}, context_patterns=frozenset())
SEARCH: Search = ThroughEscapes(build(ANCHORS, "test", None), without_escapes)


def hits(blocks: list[bytes]) -> list[tuple[int, int]]:
    """Offsets in all blocks together."""
    found: list[tuple[int, int]] = []
    start = 0
    for block, here in search_blocks(iter(blocks), SEARCH):
        assert here.hits == sorted(here.hits)
        assert here.line_ends == block.count(b"\n")
        found += ((start + end, literal) for end, literal in here.hits)
        start += len(block)
    assert start == sum(map(len, blocks))
    return found


@pytest.mark.parametrize("line", [b"it does not indicate success\n", b"it does \x1b[1mnot in\x1b[0mdicate suc\x1b[31mcess\n"])
def test_a_literal_is_found_wherever_a_border_cuts_it(line: bytes) -> None:
    data = b"one line\n" + line + b"another\n"
    whole = {literal for _, literal in hits([data])}
    assert whole == {0, 1}
    for place in range(1, len(data)):
        assert {literal for _, literal in hits([data[:place], data[place:]])} == whole
    assert {literal for _, literal in hits([bytes((byte,)) for byte in data])} == whole
