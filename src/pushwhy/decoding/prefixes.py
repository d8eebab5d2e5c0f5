"""What an unknown program puts before and after each line, inferred from its repeated shape on neighbouring lines.

No list of programs: a line is cut into tokens, of which those that change from line to line (time stamps, numbers, names, levels, what
stands in brackets) count by their kind. A prefix is a beginning that several neighbours share in this way, behind which they differ, and
which has a sign that nobody's sentence begins with: a stamp, brackets, a level, a bar, a counter.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_letters

from msgspec import Struct

from pushwhy.decoding.stamps import NUMBERED, STAMP

NEIGHBOURS = 12
"""Lines before and after a line that are compared with it."""
_LONGEST = 200
"""Characters of a prefix."""
_MOST_WORDS = 2
"""Plain words in a prefix (`stdout F`); more are a sentence."""
_FEWEST = 3
"""Lines, itself included, that share a prefix; two where a stamp or brackets are in it."""
_SHARE = 0.2
"""Of the neighbours, what share has the same prefix at least: several programs may write in turn."""
_SHARE_OF_WORD = 0.6
"""Likewise where the prefix ends in a plain word, with which a sentence might begin."""
_SHARE_OF_SIGN = 0.8
"""Likewise where it is nothing but a sign, with which the item of a list or a comment might begin."""

_LEVELS = (
    "TRACE|DEBUG|VERBOSE|FINE|INFO|INFORMATION|NOTICE|WARN|WARNING|ERROR|SEVERE|FATAL|CRITICAL|INF|WRN|ERR|DBG|FTL|VRB"
    "|[Tt]race|[Dd]ebug|[Vv]erbose|[Ii]nfo|[Ii]nformation|[Nn]otice|[Ww]arn|[Ww]arning|[Ee]rror|[Ff]atal|[Cc]ritical"
)
_TOKEN = re.compile(
    rf"(?=[\d+A-Z])(?P<stamp>{STAMP})|(?P<seconds>{NUMBERED})"
    r"|(?P<brackets>\[[^\[\]]{0,80}\]|<[^<>]{1,40}>|\([^()]{1,60}\)|\{[^{}\"]{1,60}\}|«[^«»]{0,60}»|⟨[^⟨⟩]{0,60}⟩)"
    r"|(?P<caption>(?:error|warn|warning|info|log|debug|trace) {0,2}:(?=\s|$))"
    rf"|(?P<level>(?:{_LEVELS})(?![\w])|(?<=[,;|/ \t])[IWEDFVTO](?=[,;|/ \t]))"
    r"|(?P<url>[a-z]{2,8}://)"
    r"|(?P<name>[A-Za-z_]\w*(?:[.$/@\\~-]+\w+)+(?:\[\d+\])?|[A-Za-z_]\w*\[\d+\]|[A-Za-z_]*\d\w*|\.{0,2}/[\w./-]+)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<bar>[|│┃║¦>»›→➜⇒❯▶]+)"
    r"|(?P<quote>[\"'`“„«‘])"
    r"|(?P<other>.)",
    re.DOTALL,
)
_BLANK = re.compile(r"\s*")
_NUMBER = re.compile(r"\b[0-9a-f]*\d[0-9a-f]*\b|\d+")
_STAMP, _LEVEL, _NAME, _CAPTION, _COUNTER, _SECONDS = "\x01\x02\x03\x04\x05\x06"
"""What stands for these tokens in a shape."""
_KIND_KEYS = {"stamp": _STAMP, "seconds": _SECONDS, "level": _LEVEL, "caption": _CAPTION}
_NAMES = (*ascii_letters, _NAME)
_STRONG = frozenset(("stamp", "seconds", "brackets", "level", "bar"))
_SURE = frozenset(("stamp", "seconds", "brackets"))
_STOPS = frozenset(("caption", "url", "quote"))
_SUFFIX = re.compile(
    r"\s+(?P<group>\[[^\[\]]{1,80}\]|\([^()]{1,80}\)|\{[^{}]{1,80}\}|<[^<>]{1,60}>)$"
    r"|\s+(?P<pair>[\w.-]{1,30}[=:][\w.-]{1,60})$"
    rf"|\s+(?P<stamp>[@+]?(?:{STAMP}|{NUMBERED}))$"
    r"|(?P<quote>[\"'],?)$"
    r"|\s*(?P<bar>[|│┃║](?:\s*[\w.$-]{1,60})?)$"
)


class _Boundary(Struct, frozen=True):
    """A place in a line where a prefix may end."""

    shape: str
    """All tokens before it by their keys."""
    end: int
    """Offset behind its last token."""
    gap: int
    """Blanks that follow there."""
    following: str
    """The key of the next token."""
    fewest: int
    """Lines that must share it; 1 where no sentence begins so: a time stamp, or a client's own caption behind it."""
    share: float
    """The share of the neighbours that must have it."""


class _Shared(Struct, frozen=True):
    """Where a shape occurs, in order of lines."""

    lines: list[int]
    following: list[str]
    gaps: list[int]


def remaining(texts: Sequence[str], stamped: Sequence[bool]) -> list[tuple[int, int]]:
    """Return for each line the half-open range of characters that stays when inferred prefixes and suffixes are taken off.

    What is inferred for a line depends on the `NEIGHBOURS` lines before and after it alone. Blanks that stand behind a prefix on all of
    them belong to it, others to the line. `stamped` says of which lines a time stamp was taken off already.
    """
    filled = [index for index, text in enumerate(texts) if text and not text.isspace()]
    starts = _prefix_ends(texts, stamped, filled)
    ends = _suffix_starts(texts, filled)
    return [(starts.get(index, 0), max(starts.get(index, 0), ends.get(index, len(text)))) for index, text in enumerate(texts)]


def _prefix_ends(texts: Sequence[str], stamped: Sequence[bool], filled: Sequence[int]) -> dict[int, int]:
    """Return where the prefix ends, for each line that has one."""
    boundaries = {index: found for index in filled if (found := _boundaries(texts[index], stamped[index]))}
    shared: dict[str, _Shared] = {}
    for index, found in boundaries.items():
        for boundary in found:
            where = shared.setdefault(boundary.shape, _Shared([], [], []))
            where.lines.append(index)
            where.following.append(boundary.following)
            where.gaps.append(boundary.gap)
    ends: dict[int, int] = {}
    for index, found in boundaries.items():
        around = _around(filled, index)
        for boundary in reversed(found):
            gap = _common_gap(boundary, shared[boundary.shape], index, around)
            if gap is not None:
                ends[index] = boundary.end + gap
                break
    return ends


def _common_gap(boundary: _Boundary, shared: _Shared, index: int, around: int) -> int | None:
    """Return how many blanks stand behind a beginning that enough of the neighbours have, and behind which they differ; else None."""
    if len(shared.lines) < boundary.fewest:
        return None
    first = bisect.bisect_left(shared.lines, index - NEIGHBOURS)
    last = bisect.bisect_right(shared.lines, index + NEIGHBOURS)
    support = last - first
    if support < max(boundary.fewest, boundary.share * around):
        return None
    following = shared.following[first:last]
    if boundary.fewest > 1 and (len(set(following)) < min(3, support) or following.count(boundary.following) > max(1, 0.8 * support)):
        return None
    return min(shared.gaps[first:last])


@lru_cache(maxsize=1 << 12)
def _boundaries(text: str, is_stamped: bool) -> tuple[_Boundary, ...]:
    """Return the places where a prefix of the line may end, the earliest first."""
    found: list[_Boundary] = []
    shape = _STAMP if is_stamped else ""
    words = end = gap = 0
    is_strong = is_sure = is_stamped
    may_end = False
    match = _TOKEN.match(text, len(text) - len(text.lstrip()))
    while match is not None and end < _LONGEST:
        kind, key = str(match.lastgroup), _key(match)
        if may_end and (is_strong or not words):
            found.append(_boundary(shape, end, gap, key, is_sure=is_sure, is_strong=is_strong, words=words))
        if kind == "quote" and not words and text.rstrip().rstrip(",").endswith(match[0]):
            found.append(_Boundary(shape + key, match.end(), 0, text[match.end() : match.end() + 12], _FEWEST, _SHARE_OF_WORD))
        words += kind == "word"
        if words > _MOST_WORDS or kind in _STOPS:
            break
        is_named = key in ":=" and shape.endswith(_NAMES)
        blank = _BLANK.match(text, match.end())
        end, gap = match.end(), blank.end() - match.end() if blank else 0
        is_strong |= kind in _STRONG or is_named or (gap > 0 and "\t" in text[end : end + gap]) or (key == _COUNTER and not shape)
        is_sure |= kind in _SURE
        may_end = gap > 0 or kind in ("brackets", "bar") or key in ":;,=])}"
        shape += key + (" " if gap else "")
        match = _TOKEN.match(text, end + gap)
    return tuple(found)


def _boundary(shape: str, end: int, gap: int, following: str, *, is_sure: bool, is_strong: bool, words: int) -> _Boundary:
    if (following == _CAPTION and (is_sure or (is_strong and not words))) or shape.rstrip() == _STAMP:
        return _Boundary(shape, end, gap, following, fewest=1, share=0)
    if shape[-2:-1].isalpha():
        return _Boundary(shape, end, gap, following, fewest=_FEWEST, share=_SHARE_OF_WORD)
    if not is_strong:
        return _Boundary(shape, end, gap, following, fewest=_FEWEST, share=_SHARE_OF_SIGN)
    return _Boundary(shape, end, gap, following, fewest=2 if is_sure else _FEWEST, share=_SHARE)


def _key(token: re.Match[str]) -> str:
    """Return what stands for a token in a shape: the token itself, or, where it changes from line to line, its kind."""
    text = token[0]
    match token.lastgroup:
        case "stamp" | "seconds" | "level" | "caption":
            return _KIND_KEYS[token.lastgroup]
        case "name":
            return _COUNTER if text.isdigit() else _NAME
        case "brackets":
            return text[0] + text[-1]
        case _:
            return text


def _suffix_starts(texts: Sequence[str], filled: Sequence[int]) -> dict[int, int]:
    """Return where the suffix begins, for each line that has one."""
    suffixes: dict[int, tuple[str, int]] = {}
    lines: dict[str, list[int]] = {}
    for index in filled:
        found = _SUFFIX.search(texts[index].rstrip()[-120:])
        if found is not None:
            text = texts[index].rstrip()
            key = _NUMBER.sub("0", found[0].strip())
            suffixes[index] = key, len(text) - len(found[0])
            lines.setdefault(key, []).append(index)
    starts: dict[int, int] = {}
    for index, (key, start) in suffixes.items():
        shared = lines[key]
        near = shared[bisect.bisect_left(shared, index - NEIGHBOURS) : bisect.bisect_right(shared, index + NEIGHBOURS)]
        before = {texts[line][: suffixes[line][1]].rstrip()[-12:] for line in near}
        if len(near) >= max(_FEWEST, 0.5 * _around(filled, index)) and len(before) >= _FEWEST:
            starts[index] = start
    return starts


def _around(filled: Sequence[int], index: int) -> int:
    """Return how many lines with text are neighbours of a line, itself included."""
    return bisect.bisect_right(filled, index + NEIGHBOURS) - bisect.bisect_left(filled, index - NEIGHBOURS)
