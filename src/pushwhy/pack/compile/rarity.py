"""How rare a literal is in build logs, judged by the rates of byte n-grams that ship with the pack's code."""

from __future__ import annotations

import json
import math
from collections import Counter
from functools import cache
from pathlib import Path

from msgspec import Struct

_UNSEEN = 0.5
_PER_BYTE = 0.05
"""Between literals that are equally rare, the longer one is the rarer."""


class _Rates(Struct, frozen=True):
    length: int
    grams: dict[str, int]
    """How often per MB each of the common n-grams stands in a build log; the others are rarer than any of these."""
    beginnings: dict[str, int]
    """Likewise for the shorter texts with which common n-grams begin."""


@cache
def _rates() -> _Rates:
    data = json.loads((Path(__file__).parent / "ngrams.json").read_text(encoding="utf-8"))
    beginnings: Counter[str] = Counter()
    for gram, rate in data["per_megabyte"].items():
        for length in range(1, data["length"]):
            beginnings[gram[:length]] += rate
    return _Rates(length=data["length"], grams=data["per_megabyte"], beginnings=dict(beginnings))


@cache
def rarity(literal: str) -> float:
    """Minus the binary logarithm of how often per MB it stands in a build log at the most, a little more for every byte."""
    rates = _rates()
    text = literal.encode().decode("latin-1")
    if len(text) < rates.length:
        most = rates.beginnings.get(text, _UNSEEN)
    else:
        most = min(rates.grams.get(text[place : place + rates.length], _UNSEEN) for place in range(len(text) - rates.length + 1))
    return -math.log2(most) + _PER_BYTE * len(text)
