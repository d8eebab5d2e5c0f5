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
from pushwhy.engine.match.reader import LogReader
from pushwhy.engine.search.candidates import CandidateSearch
from pushwhy.engine.search.literals import AhoCorasick
from pushwhy.engine.search.raw_lines import Window
from pushwhy.model.pack import RulePack
from pushwhy.run.pipeline import Pipeline
from tests.property.logs import BLOCK_SIZES, logs

Place = tuple[int, int, int, str]
"""Pattern, first line, last line, text."""


class Patterns:
    """What the patterns of a pack find, with the search and without."""

    def __init__(self, pack: RulePack) -> None:
        self._pack = pack
        self._reader = LogReader(pack, clean_lines)
        self._fast = CandidateSearch(pack.anchors, without_escapes, AhoCorasick(pack.anchors.literals))
        self._slow = CandidateSearch(pack.anchors, without_escapes)

    def lost(self, data: bytes) -> set[Place]:
        """Hits that only one of the two has, but those whose only anchor is cut."""
        with_search = self._hits(self._fast.windows([data]), searched=True)
        naive = self._slow.windows([data])
        whole = Window(first_line=1, data=data, hits=tuple(hit for window in naive for hit in window.hits))
        without = self._hits(iter([whole]), searched=False)
        lines = without_escapes(data).split(b"\n")
        # Context is looked for near messages alone.
        differ = {hit for hit in with_search ^ without if hit[0] not in self._pack.anchors.context_patterns}
        return {hit for hit in differ if hit in with_search or not self._is_cut(hit, lines)}

    def _hits(self, windows: Iterator[Window], *, searched: bool) -> set[Place]:
        return {
            (hit.pattern, hit.first.number, hit.last.end, hit.text[hit.start : hit.end])
            for window in windows
            for hit in self._reader.pattern_hits(window, self._reader.candidates(window) if searched else None)[1].hits
        }

    def _is_cut(self, hit: Place, lines: list[bytes]) -> bool:
        pattern, first, last, _ = hit
        anchors = [anchor.encode() for anchor in self._pack.patterns[pattern].anchors]
        return len(anchors) == 1 and not any(anchor in line for anchor in anchors for line in lines[first - 1 : last])


@pytest.fixture(scope="module")
def patterns(pack: RulePack) -> Patterns:
    return Patterns(pack)


@pytest.fixture(scope="module")
def unsearched(pack: RulePack) -> Pipeline:
    return Pipeline(pack, use_search=False)


@pytest.fixture(scope="module")
def searched(pack: RulePack, tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, Pipeline]:
    """By the size of the blocks that they read."""
    folder: Path = tmp_path_factory.mktemp("cache")
    return {size: Pipeline(pack, cache_folder=folder, block_size=size) for size in BLOCK_SIZES}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=logs(), size=st.sampled_from(BLOCK_SIZES))
def test_reports_are_the_same_with_and_without_the_search(
    searched: Mapping[int, Pipeline], unsearched: Pipeline, patterns: Patterns, data: bytes, size: int
) -> None:
    expected = unsearched.report_bytes(data)
    event(expected.verdict)
    if searched[size].report_bytes(data) != expected:
        lost = patterns.lost(data)
        assume(lost)  # nothing is lost but what has its anchors cut
        pytest.fail(f"the search loses {lost}")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=logs(), size=st.sampled_from(BLOCK_SIZES[:-1]))
def test_reports_are_the_same_at_every_block_size(searched: Mapping[int, Pipeline], data: bytes, size: int) -> None:
    assert searched[size].report_bytes(data) == searched[BLOCK_SIZES[-1]].report_bytes(data)


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
