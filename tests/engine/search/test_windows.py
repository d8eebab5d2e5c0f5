"""The lines around hits, whatever the size of the blocks."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from pushwhy.decoding.lines import LINE_LIMIT
from pushwhy.decoding.terminal import without_escapes
from pushwhy.engine.search.anchor_filter import AnchorFilter
from pushwhy.engine.search.blocks import search_blocks
from pushwhy.engine.search.literals import AhoCorasick
from pushwhy.engine.search.raw_lines import MAX_REACH, Window
from pushwhy.engine.search.windows import CONTEXT_AFTER, CONTEXT_BEFORE, CONTEXT_REACH, MAX_WINDOW, REACH, windows_around_hits
from pushwhy.model.pack import Anchors
from pushwhy.model.rules import Mark
from pushwhy.run.pipeline import Pipeline

TELLING, ASIDE, WORDY = b"needle", b"thimble", b"haystack"
SEARCH = AhoCorasick((TELLING, ASIDE, WORDY))
ANCHORS = Anchors(
    literals=(TELLING, ASIDE, WORDY),
    patterns=((0,), (1,), (2,)),
    phrases=(b"straw haystack\nlost found",),
    messages=((), (), (0,)),
    context={1: frozenset((Mark.OTHER_OPERATION,))},
    context_patterns=frozenset((1,)),
)
FILTER = AnchorFilter(ANCHORS, without_escapes)
BLOCK_SIZES = (1, 7, 64, 1000, 1 << 22)


def cut(data: bytes, block_size: int, max_window: int = MAX_WINDOW) -> list[Window]:
    blocks = [data[start : start + block_size] for start in range(0, len(data), block_size)]
    return list(windows_around_hits(search_blocks(blocks, SEARCH), ANCHORS, FILTER, max_window))


def log_with(lines: dict[int, bytes], last: int) -> bytes:
    """A log of numbered lines, some of which hold something."""
    return b"".join(b"line %d %b\n" % (number, lines.get(number, b"")) for number in range(1, last + 1))


def numbers(window: Window) -> list[int]:
    return [int(line.split()[1]) for line in window.data.splitlines()]


class TestReach:
    @pytest.mark.parametrize("block_size", BLOCK_SIZES)
    def test_a_hit_is_kept_with_the_lines_around_it(self, block_size: int) -> None:
        (window,) = cut(log_with({200: TELLING}, 400), block_size)
        assert window.first_line == 200 - REACH
        assert numbers(window) == list(range(200 - REACH, 200 + REACH + 1))
        assert window.hits == ((200, 0),)

    @pytest.mark.parametrize("block_size", BLOCK_SIZES)
    def test_around_a_literal_that_only_tells_of_other_operations_little_is_kept(self, block_size: int) -> None:
        before, _, after = cut(log_with({100: ASIDE, 200: TELLING, 300: ASIDE}, 400), block_size)
        assert numbers(before) == list(range(100 - CONTEXT_REACH, 100 + CONTEXT_REACH + 1))
        assert before.hits == ((100, 1),)
        assert numbers(after) == list(range(300 - CONTEXT_REACH, 300 + CONTEXT_REACH + 1))

    @pytest.mark.parametrize("block_size", BLOCK_SIZES)
    def test_of_these_only_the_nearest_count(self, block_size: int) -> None:
        aside = [*range(30, 3000, 30), *range(3200, 6000, 30)]
        found = cut(log_with({3100: TELLING} | dict.fromkeys(aside, ASIDE), 6000), block_size)
        lines = [line for window in found for line, _ in window.hits]
        assert lines == [*aside[99 - CONTEXT_BEFORE : 99], 3100, *aside[99 : 99 + CONTEXT_AFTER]]

    def test_without_a_message_nothing_is_read(self) -> None:
        assert cut(log_with(dict.fromkeys(range(10, 1000, 10), ASIDE), 1000), 64) == []

    @pytest.mark.parametrize("block_size", BLOCK_SIZES)
    def test_a_word_is_no_message_without_the_others_around_it(self, block_size: int) -> None:
        def hits(lines: dict[int, bytes]) -> list[tuple[int, int]]:
            return [hit for window in cut(log_with(lines, 600), block_size) for hit in window.hits]

        whole = b"straw " + WORDY
        assert hits({300: WORDY}) == hits({300: whole}) == hits({300: WORDY, 301: b"lost found"}) == []
        assert hits({300: whole, 580: b"lost found"}) == []
        for near in (299, 301, 330):
            assert hits({300: whole, near: b"lo\x1b[1mst found"}) == [(300, 2)]
        wide = b"x" * 60
        assert hits({300: wide + whole, 301: wide + b" lo", 302: b"st found"}) == [(300, 2)]
        assert hits({300: whole, 301: b" lo", 302: b"st found"}) == [], "no console is as narrow as that"

    @pytest.mark.parametrize("block_size", BLOCK_SIZES)
    def test_hits_whose_lines_touch_share_a_window(self, block_size: int) -> None:
        (window,) = cut(log_with({100: TELLING, 101 + 2 * REACH: TELLING}, 400), block_size)
        assert numbers(window) == list(range(100 - REACH, 102 + 3 * REACH))
        assert window.hits == ((100, 0), (101 + 2 * REACH, 0))

    @pytest.mark.parametrize("block_size", BLOCK_SIZES)
    def test_hits_farther_apart_have_windows_of_their_own(self, block_size: int) -> None:
        first, second = cut(log_with({100: TELLING, 102 + 2 * REACH: TELLING}, 400), block_size)
        assert numbers(first)[-1] == 100 + REACH
        assert second.first_line == numbers(second)[0] == 102 + REACH
        assert (first.hits, second.hits) == (((100, 0),), ((102 + 2 * REACH, 0),))

    def test_a_log_without_hits_has_no_window(self) -> None:
        assert cut(log_with({}, 500), 64) == []
        assert cut(b"", 64) == []

    def test_the_first_and_the_last_line_are_in_reach_without_a_line_end(self) -> None:
        (window,) = cut(b"needle\nlast needle", 3)
        assert window == Window(1, b"needle\nlast needle", ((1, 0), (2, 0)))

    def test_a_literal_several_times_in_a_line_is_one_hit(self) -> None:
        (window,) = cut(b"needle needle thimble\n", 64)
        assert window.hits == ((1, 0), (1, 1))


def test_windows_are_the_same_at_every_block_size() -> None:
    seeded = random.Random(20261122)  # noqa: S311 (no secret)
    for _ in range(30):
        last = seeded.randint(1, 500)
        lines = {seeded.randint(1, last): seeded.choice((TELLING, ASIDE, ASIDE)) for _ in range(seeded.randint(0, 9))}
        data = log_with(lines, last)
        if seeded.random() < 0.5:
            data = data.replace(b"\n", b"\r\n")
        expected = cut(data, len(data))
        for block_size in (1, seeded.randint(2, 60), seeded.randint(61, 5000)):
            assert cut(data, block_size) == expected
        assert [number for window in expected for number in numbers(window)] == sorted(_kept(lines, last))


def _kept(lines: dict[int, bytes], last: int) -> set[int]:
    """Lines near messages, and near what tells of other operations and is not among those already."""
    near = {number for number in range(1, last + 1) for hit, text in lines.items() if text == TELLING and abs(hit - number) <= REACH}
    aside = [hit for hit, text in lines.items() if text == ASIDE and near and hit not in near]
    return near | {number for number in range(1, last + 1) for hit in aside if abs(hit - number) <= CONTEXT_REACH}


GIANT = 1 << 18
"""Bytes."""


class TestGiantLines:
    @pytest.mark.parametrize("place", [0, GIANT - 3, 2 * GIANT - 1, 2 * GIANT + 5000])
    def test_a_literal_is_found_wherever_it_stands_in_a_giant_line(self, place: int) -> None:
        giant = b"x" * place + b"needle" + b"x" * GIANT
        for block_size in (5000, 1 << 16, 1 << 22):
            (window,) = cut(b"first\n" + giant + b"\nneedle\n", block_size)
            assert window == Window(1, b"first\n" + giant + b"\nneedle\n", ((2, 0), (3, 0)))

    def test_the_lines_after_a_giant_one_keep_their_numbers(self, pipeline: Pipeline) -> None:
        log = b"x" * (3 * GIANT) + b"\nerror: File does not exist (out/App.1.0.0.nupkg).\n"
        report = pipeline.report_bytes(log)
        assert [(one.line, one.causes[0].id) for one in report.diagnoses] == [(2, "file-not-found")]
        assert report.errors == ()

    def test_the_report_names_the_bound_that_was_hit(self, pipeline: Pipeline) -> None:
        log = b"error: File does not exist (out/App.1.0.0.nupkg).\nerror: File does not exist (" + b"x" * LINE_LIMIT + b").\n"
        report = pipeline.report_bytes(log)
        assert [(one.kind, one.line, one.message) for one in report.errors] == [("limit", 2, "this line is too long to be read to its end")]
        assert report.diagnoses[0].line == 1

    def test_far_less_than_a_giant_line_is_kept_around_a_hit_in_it(self) -> None:
        giant = b"x" * (2 * MAX_REACH) + b"needle" + b"x" * (2 * MAX_REACH)
        (window,) = cut(giant, 1 << 20)
        assert window.hits == ((1, 0),)
        assert len(window.data) <= 2 * MAX_REACH


@pytest.mark.parametrize("every", [1, 30, 79])
def test_a_log_full_of_hits_is_given_out_in_bounded_windows_that_are_the_same_at_every_block_size(every: int) -> None:
    places = range(1, 5001, every)
    data = log_with(dict.fromkeys(places, TELLING), 5000)
    found = cut(data, len(data), 4000)
    assert [line for window in found for line, _ in window.hits] == list(places)
    assert max(len(window.data) for window in found) < 4000 + 30
    assert all(line in numbers(window) for window in found for line, _ in window.hits)
    assert all(later.first_line > numbers(earlier)[-1] for earlier, later in pairwise(found))
    for block_size in (1000, 4097, 30_001):
        assert cut(data, block_size, 4000) == found
