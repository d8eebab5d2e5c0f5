"""From the places of lines in a log back to raw line numbers: a raw line can hold several lines."""

from __future__ import annotations

import bisect
from collections.abc import Iterable

from msgspec import Struct

from pushwhy.model.log import Line


class LineMap(Struct, frozen=True):
    """What raw lines the places of a log stand for; without breaks they are the same."""

    breaks: tuple[tuple[int, int], ...] = ()
    """(place, raw number) wherever the raw number does not follow from the line before; only of lines that were read."""

    def raw(self, place: int) -> int:
        """Return the raw number of the line at a place."""
        index = bisect.bisect_right(self.breaks, (place, place))
        if index == 0:
            return place
        first, raw = self.breaks[index - 1]
        return raw + place - first


def line_breaks(lines: Iterable[Line], extra: int) -> list[tuple[int, int]]:
    """Return the breaks within some lines; `extra` is how far places are ahead of raw numbers before them."""
    breaks: list[tuple[int, int]] = []
    for line in lines:
        if line.number - line.raw != extra:
            extra = line.number - line.raw
            breaks.append((line.number, line.raw))
    return breaks
