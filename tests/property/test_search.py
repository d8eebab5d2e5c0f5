"""The candidate search changes nothing: with and without it, and whatever the size of the blocks, a log has the same report.

Left out are logs in which a message that has a single anchor lost it to a line's end or a stamp.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from pushwhy.decoding.lines import clean_lines
from pushwhy.decoding.terminal import without_escapes
from pushwhy.engine.match.findings import Finder
from pushwhy.engine.match.patterns import Hit
from pushwhy.engine.search import blocks as borders
from pushwhy.engine.search.anchor_filter import Likely
from pushwhy.engine.search.database import AhoCorasick, OneByOne
from pushwhy.engine.search.escapes import ThroughEscapes
from pushwhy.engine.search.lines import Window
from pushwhy.engine.search.windows import around_hits
from pushwhy.model.rules import RulePack
from pushwhy.run.analyzer import Analyzer
from tests.property.logs import BLOCK_SIZES, logs

Place = tuple[int, int, int, str]
"""Pattern, first line, last line, text."""


class Patterns:
    """What the patterns of a pack find, with the search and without."""

    def __init__(self, pack: RulePack) -> None:
        self._pack = pack
        self._finder = Finder(pack, clean_lines)
        self._anchors = pack.anchors
        self._likely = Likely(self._anchors, without_escapes)
        self._search = ThroughEscapes(AhoCorasick(self._anchors.literals), without_escapes)

    def lost(self, data: bytes) -> set[Place]:
        """Hits that only one of the two has, but those whose only anchor is cut."""
        with_search = self._hits(around_hits(borders.searched([data], self._search), self._likely), searched=True)
        naive = around_hits(borders.searched([data], ThroughEscapes(OneByOne(self._anchors.literals), without_escapes)), self._likely)
        whole = Window(first_line=1, data=data, hits=tuple(hit for window in naive for hit in window.hits))
        without = self._hits(iter([whole]), searched=False)
        lines = without_escapes(data).split(b"\n")
        # What goes on aside is looked for near messages alone.
        differ = {hit for hit in with_search ^ without if hit[0] not in self._anchors.aside_patterns}
        return {hit for hit in differ if hit in with_search or not self._is_cut(hit, lines)}

    def _hits(self, windows: Iterator[Window], *, searched: bool) -> set[Place]:
        found: set[Place] = set()
        for window in windows:
            _, hits = self._finder.matches(window, self._finder.candidates(window) if searched else None)
            for hit in hits:
                assert isinstance(hit, Hit)
                found.add((hit.pattern, hit.first.number, hit.last.end, hit.text[hit.start : hit.end]))
        return found

    def _is_cut(self, hit: Place, lines: list[bytes]) -> bool:
        pattern, first, last, _ = hit
        anchors = [anchor.encode() for anchor in self._pack.patterns[pattern].anchors]
        return len(anchors) == 1 and not any(anchor in line for anchor in anchors for line in lines[first - 1 : last])


@pytest.fixture(scope="module")
def patterns(pack: RulePack) -> Patterns:
    return Patterns(pack)


@pytest.fixture(scope="module")
def unsearched(pack: RulePack) -> Analyzer:
    return Analyzer(pack, use_search=False)


@pytest.fixture(scope="module")
def searched(pack: RulePack, tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, Analyzer]:
    """By the size of the blocks that they read."""
    folder: Path = tmp_path_factory.mktemp("cache")
    return {size: Analyzer(pack, cache_folder=folder, block_size=size) for size in BLOCK_SIZES}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=logs(), size=st.sampled_from(BLOCK_SIZES))
def test_reports_are_the_same_with_and_without_the_search(
    searched: Mapping[int, Analyzer], unsearched: Analyzer, patterns: Patterns, data: bytes, size: int
) -> None:
    expected = unsearched.diagnose_bytes(data)
    event(expected.verdict)
    if searched[size].diagnose_bytes(data) != expected:
        lost = patterns.lost(data)
        assume(lost)  # nothing is lost but what has its anchors cut
        pytest.fail(f"the search loses {lost}")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=logs(), size=st.sampled_from(BLOCK_SIZES[:-1]))
def test_reports_are_the_same_at_every_block_size(searched: Mapping[int, Analyzer], data: bytes, size: int) -> None:
    assert searched[size].diagnose_bytes(data) == searched[BLOCK_SIZES[-1]].diagnose_bytes(data)


def test_a_wrap_at_sixty_columns_or_more_cannot_cut_both_anchors_of_a_message(pack: RulePack) -> None:
    """Checked where both stand in one run of literal text, as they do in nearly all: what stands in a placeholder has any length."""
    checked = 0
    for pattern in pack.patterns:
        texts = [text for text in _literal_runs(pattern.regex) if all(text.count(anchor) == 1 for anchor in pattern.anchors)]
        if len(pattern.anchors) != 2 or not texts:
            continue
        checked += 1
        start = min(texts[0].index(anchor) for anchor in pattern.anchors)
        end = max(texts[0].index(anchor) + len(anchor) for anchor in pattern.anchors)
        assert _columns(texts[0][start:end]) <= 60, pattern
    assert checked > 1000


def _literal_runs(expression: str) -> list[str]:
    """The literal text of a template's regex, between its placeholders."""
    plain = re.sub(r"\(\?<?[=!].*?\)(?=.|$)|\[[^\]]*\]\{0,3\}", "", expression)
    plain = re.sub(r"\[[\"'][^\]]*\]", "'", plain)
    plain = re.sub(r"\\s\?:", ":", plain).replace(r"\s++", " ").replace(r"\s+", " ")
    return [re.sub(r"\\(.)", r"\1", part) for part in re.split(r"\(\?P<\w+>.*?\+\??\)", plain)]


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
