"""How rare a literal is in build logs, judged by the rates of byte n-grams that ship with the pack's code."""

from __future__ import annotations

import json
import math
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
    shorter: dict[str, int]
    """Likewise for shorter texts in common n-grams: at the place in these at which it stands most often."""


@cache
def _rates() -> _Rates:
    data = json.loads((Path(__file__).parent / "ngrams.json").read_text(encoding="utf-8"))
    length, grams = data["length"], data["per_megabyte"]
    shorter: dict[str, int] = {}
    for size in range(1, length):
        for place in range(length - size + 1):
            there: dict[str, int] = {}
            for gram, rate in grams.items():
                text = gram[place : place + size]
                there[text] = there.get(text, 0) + rate
            shorter |= {text: rate for text, rate in there.items() if rate > shorter.get(text, 0)}
    return _Rates(length=length, grams=grams, shorter=shorter)


@cache
def rarity(literal: str) -> float:
    """Minus the binary logarithm of how often per MB it stands in a build log at the most, a little more for every byte."""
    rates = _rates()
    text = literal.encode().decode("latin-1")
    if len(text) < rates.length:
        most = rates.shorter.get(text, _UNSEEN)
    else:
        most = min(rates.grams.get(text[place : place + rates.length], _UNSEEN) for place in range(len(text) - rates.length + 1))
    return -math.log2(most) + _PER_BYTE * len(text)
