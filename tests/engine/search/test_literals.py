"""Every search finds the same literals; the compiled database is kept."""

from __future__ import annotations

import random
import sys

import pytest

from pushwhy.engine.search.literals import AhoCorasick, OneByOne, Search, build
from pushwhy.model.pack import Anchors, RulePack

NESTED = (b"push", b"pushing", b"ing App", b"h", "отправляется".encode(), "プッシュ".encode(), b".nupkg", b"a.*b")


def anchors(literals: tuple[bytes, ...]) -> Anchors:
    return Anchors(
        literals=literals,
        patterns=tuple((number,) for number in range(len(literals))),
        messages=((),) * len(literals),
        context={},
        context_patterns=frozenset(),
    )


class Kept:
    """A store in memory."""

    def __init__(self) -> None:
        self.data: dict[str, bytes] = {}
        self.writes = 0

    def read(self, name: str) -> bytes | None:
        return self.data.get(name)

    def write(self, name: str, data: bytes) -> None:
        self.data[name] = data
        self.writes += 1


def hyperscan(of: Anchors, store: Kept | None = None) -> Search:
    pytest.importorskip("hyperscan", reason="no Hyperscan on this machine; Aho-Corasick stands in for it")
    search = build(of, "digest", store)
    assert search.name == "hyperscan"
    return search


def naive(literals: tuple[bytes, ...], block: bytes) -> list[tuple[int, int]]:
    return sorted(
        (start + len(literal), index)
        for index, literal in enumerate(literals)
        for start in range(len(block))
        if block.startswith(literal, start)
    )


class TestHits:
    BLOCK = "pushing App.1.0.0.nupkg, hpush.nupkg отправляется в プッシュ pushpush a.*b axxb \x00push\xff".encode()

    def test_every_search_finds_nested_and_overlapping_literals(self) -> None:
        expected = naive(NESTED, self.BLOCK)
        assert len(expected) > 15
        assert sorted(AhoCorasick(NESTED).hits(self.BLOCK)) == expected
        assert sorted(OneByOne(NESTED).hits(self.BLOCK)) == expected
        assert sorted(hyperscan(anchors(NESTED)).hits(self.BLOCK)) == expected

    def test_hits_come_in_order_of_their_ends(self) -> None:
        for search in (AhoCorasick(NESTED), OneByOne(NESTED), hyperscan(anchors(NESTED))):
            ends = [end for end, _ in search.hits(self.BLOCK)]
            assert ends == sorted(ends)

    def test_nothing_is_remembered_from_one_block_to_the_next(self) -> None:
        for search in (AhoCorasick(NESTED), OneByOne(NESTED), hyperscan(anchors(NESTED))):
            assert search.hits(b"ing Ap") == []
            assert search.hits(b"p") == []
            assert search.hits(b"") == []

    def test_all_searches_agree_about_the_anchors_of_the_shipped_rules(self, pack: RulePack) -> None:
        shipped = pack.anchors
        seeded = random.Random(7)  # noqa: S311 (no secret)
        words = [literal for literal in shipped.literals if seeded.random() < 0.3]
        block = b" ".join(word[: seeded.randint(1, len(word))] + word for word in words)
        found = sorted(hyperscan(shipped).hits(block))
        assert {index for _, index in found} >= {shipped.literals.index(word) for word in words}
        assert sorted(AhoCorasick(shipped.literals).hits(block)) == found
        assert sorted(OneByOne(shipped.literals).hits(block)) == found


class TestStore:
    def test_the_database_is_stored_once_and_read_back(self) -> None:
        store = Kept()
        fresh = hyperscan(anchors(NESTED), store)
        again = hyperscan(anchors(NESTED), store)
        assert store.writes == 1
        assert again.hits(TestHits.BLOCK) == fresh.hits(TestHits.BLOCK) != []

    @pytest.mark.parametrize("damage", [b"", b"no database at all", b"\x00" * 4096])
    def test_a_damaged_store_is_made_again(self, damage: bytes) -> None:
        store = Kept()
        expected = hyperscan(anchors(NESTED), store).hits(TestHits.BLOCK)
        store.data = dict.fromkeys(store.data, damage)
        assert hyperscan(anchors(NESTED), store).hits(TestHits.BLOCK) == expected
        assert store.writes == 2

    def test_a_database_cut_short_is_made_again(self) -> None:
        store = Kept()
        expected = hyperscan(anchors(NESTED), store).hits(TestHits.BLOCK)
        store.data = {name: data[: len(data) // 2] for name, data in store.data.items()}
        assert hyperscan(anchors(NESTED), store).hits(TestHits.BLOCK) == expected

    def test_packs_with_other_content_do_not_share_a_database(self) -> None:
        pytest.importorskip("hyperscan")
        store = Kept()
        build(anchors(NESTED), "one", store)
        build(anchors((b"other",)), "another", store)
        assert len(store.data) == 2


class TestAnchors:
    def test_every_pattern_is_reached_by_an_anchor_or_near_another(self, pack: RulePack) -> None:
        reached = {pattern for patterns in pack.anchors.patterns for pattern in patterns}
        assert {pattern.id for pattern in pack.patterns if pattern.near is None} == reached

    def test_what_only_tells_of_other_operations_is_aside(self, pack: RulePack) -> None:
        shipped = pack.anchors
        aside = {shipped.literals[index] for index in shipped.context}
        assert any(b"Determining projects" in literal for literal in aside)
        assert not any(b"specified API key" in literal for literal in aside)

    def test_without_native_libraries_the_answer_is_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "hyperscan", None)
        search = build(anchors(NESTED), "digest", None)
        assert search.name == "aho-corasick"
        monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)
        bare = build(anchors(NESTED), "digest", None)
        assert bare.name == "one by one"
        assert sorted(bare.hits(TestHits.BLOCK)) == sorted(search.hits(TestHits.BLOCK)) != []
