"""The candidate search: all anchors of a pack, found in one pass over raw bytes."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pushwhy.model.rules import RulePack


class Store(Protocol):
    """Where the compiled database is kept between runs."""

    def read(self, name: str) -> bytes | None:
        """The stored bytes, or None."""

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """The literals of a pack, and the patterns that each may stand for."""

    literals: tuple[bytes, ...]
    patterns: tuple[tuple[int, ...], ...]

    @property
    def longest(self) -> int:
        """Bytes of the longest literal; blocks overlap by one less."""
        return max(map(len, self.literals), default=1)


class Search(Protocol):
    """Finds literals in a block."""

    name: str

    def hits(self, block: bytes) -> list[tuple[int, int]]:
        """(end offset, literal index) of every occurrence, in order of the end offset."""


def anchors_of(pack: RulePack) -> Anchors:
    """Collect the anchors of all patterns."""
    found: dict[bytes, list[int]] = {}
    for pattern in pack.patterns:
        for anchor in pattern.anchors:
            found.setdefault(anchor.encode(), []).append(pattern.id)
    return Anchors(literals=tuple(found), patterns=tuple(map(tuple, found.values())))


def build(anchors: Anchors, digest: str, store: Store | None) -> Search:
    """The fastest search that works here: Hyperscan, or Aho-Corasick where its library is missing or does not load."""
    try:
        return _Hyperscan(anchors, digest, store)
    except Exception:  # noqa: BLE001  the native library fails in ways of its own (missing, wrong processor); the fallback gives the same answer
        return AhoCorasick(anchors.literals)


class _Hyperscan:
    name = "hyperscan"

    def __init__(self, anchors: Anchors, digest: str, store: Store | None) -> None:
        import hyperscan

        self._on_hit = _collector()
        name = f"search-{digest}-hyperscan-{hyperscan.__version__}-{platform.machine()}"
        stored = store.read(name) if store else None
        database: Any = _loaded(hyperscan, stored)
        if database is None:
            database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
            count = len(anchors.literals)
            database.compile(
                expressions=list(anchors.literals),
                ids=list(range(count)),
                elements=count,
                flags=[0] * count,
                literal=True,
            )
            if store:
                store.write(name, hyperscan.dumpb(database))
            database.scratch = hyperscan.Scratch(database)
        self._database = database

    def hits(self, block: bytes) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        self._database.scan(block, match_event_handler=self._on_hit, context=found)
        return found


def _loaded(hyperscan: Any, stored: bytes | None) -> Any:
    if stored is None:
        return None
    try:
        database = hyperscan.loadb(stored, mode=hyperscan.HS_MODE_BLOCK)
        database.scratch = hyperscan.Scratch(database)
        return database
    except hyperscan.error:
        return None


def _collector() -> Callable[[int, int, int, int, list[tuple[int, int]]], None]:
    def on_hit(literal: int, _start: int, end: int, _flags: int, found: list[tuple[int, int]]) -> None:
        found.append((end, literal))

    return on_hit


class AhoCorasick:
    """The same search without Hyperscan."""

    name = "aho-corasick"

    def __init__(self, literals: Sequence[bytes]) -> None:
        from ahocorasick_rs import BytesAhoCorasick

        self._automaton = BytesAhoCorasick(literals)

    def hits(self, block: bytes) -> list[tuple[int, int]]:
        """(end offset, literal index) of every occurrence."""
        return [(end, literal) for literal, _start, end in self._automaton.find_matches_as_indexes(block, overlapping=True)]
