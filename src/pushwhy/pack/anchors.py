"""Anchors: literals of which one must stand in the raw bytes wherever a pattern can match.

A wrapped line, an escape sequence or a dialect's prefix can cut a literal in two, so a pattern gets two disjoint anchors where its text
allows; a log in which either is whole is then found.
"""

from __future__ import annotations

import re
from typing import Any, cast

MAX_BYTES = 24
MIN_BYTES = 4
_SPREAD_COLUMNS = 60
_COMMON = frozenset("the to for not could package source error does exist failed version with this from server file is was nuget net".split())


def of_literals(runs: tuple[str, ...]) -> tuple[str, ...]:
    """Up to two disjoint anchors out of the literal runs of a template; none where the text is too short."""
    pieces = [piece for run in runs for piece in _pieces(run)]
    if not pieces:
        return ()
    best = max(pieces, key=_rarity)
    position = pieces.index(best)
    near = [p for i, p in enumerate(pieces) if i != position and sum(len(x) for x in pieces[min(i, position) : max(i, position)]) <= _SPREAD_COLUMNS]
    second = max(near, key=_rarity, default=None)
    return (best,) if second is None or _rarity(second) < MIN_BYTES else (best, second)


def of_regex(pattern: str) -> tuple[str, ...]:
    """Anchors of a regex: of the parts that must all match, the one whose literals are the rarest. None where no part has any."""
    parser = cast(Any, re)._parser
    try:
        parsed = parser.parse(re.sub(r"\(\?P<(\w+)>", "(", pattern))
    except (re.error, RecursionError, OverflowError):
        return ()
    sets = [choice for choice in _required(parsed) if choice]
    if not sets:
        return ()
    best = max(sets, key=_weakest)
    return tuple(sorted(best)) if _weakest(best) >= MIN_BYTES else ()


def _pieces(run: str) -> list[str]:
    """Cut a literal run into pieces of at most 24 bytes at word borders; white space that is not a plain blank always cuts."""
    pieces: list[str] = []
    for part in re.split(r"[^\S ]+|  +|(?<=:) | (?=:)", run):
        current = ""
        for word in _bounded_words(part):
            joined = f"{current} {word}" if current else word
            if len(joined.encode()) > MAX_BYTES:
                pieces.append(current)
                current = word
            else:
                current = joined
        pieces.append(current)
    return [piece for piece in pieces if len(piece.encode()) >= MIN_BYTES]


def _bounded_words(part: str) -> list[str]:
    words: list[str] = []
    for word in part.split(" "):
        while len(word.encode()) > MAX_BYTES:
            cut = len(word.encode()[:MAX_BYTES].decode(errors="ignore"))
            words.append(word[:cut])
            word = word[cut:]
        if word:
            words.append(word)
    return words


def _rarity(text: str) -> int:
    """Longer is rarer; words that every build log is full of count for nothing."""
    return sum(len(word.encode()) for word in text.split(" ") if word.strip(".,:;'\"()").lower() not in _COMMON)


def _weakest(choice: frozenset[str]) -> int:
    return min(_rarity(text) for text in choice)


def _required(parsed: Any) -> list[frozenset[str]]:
    """Sets of literals; of each set at least one must occur."""
    sets: list[frozenset[str]] = []
    run = ""
    for op, argument in parsed:
        name = str(op)
        if name == "LITERAL":
            run += chr(argument)
            continue
        sets += _runs(run)
        run = ""
        if name == "SUBPATTERN":
            sets += _required(argument[-1])
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] >= 1:
            sets += _required(argument[2])
        elif name == "ATOMIC_GROUP":
            sets += _required(argument)
        elif name == "BRANCH":
            sets += _branches(argument[1])
    return sets + _runs(run)


def _runs(run: str) -> list[frozenset[str]]:
    return [frozenset([piece]) for piece in _pieces(run)]


def _branches(branches: list[Any]) -> list[frozenset[str]]:
    best: frozenset[str] = frozenset()
    for branch in branches:
        choices = _required(branch)
        if not choices:
            return []
        best |= max(choices, key=_weakest)
    return [best]
