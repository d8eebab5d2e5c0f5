"""Anchors: literals of which one must stand in the raw bytes wherever a pattern can match.

A wrapped line, an escape sequence or a dialect's prefix can cut a literal in two, so a template gets two disjoint anchors where its text
allows; a log in which either is whole is then found. They lie so near to each other that lines of 60 columns or more cannot end in both.
Of all literals the rarest in build logs are chosen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import assert_never

from msgspec import Struct

from pushwhy.pack.compile import expression
from pushwhy.pack.compile.expression import Gap, Group, Part, Text, UnknownSyntaxError
from pushwhy.pack.compile.rarity import rarity

_TEMPLATE_PART = re.compile(r"(?:[^\s:…´„“”«»‹›‘’‚「」『』]|:(?! |$)| (?! ))+")
"""Unusual white space cuts the text of a template, and so do a colon, which may get a blank before it, and quotes that a console may
replace."""
_REGEX_PART = re.compile(r"(?:\S| (?! ))+")
MAX_BYTES = 24
MIN_BYTES = 4
_WORD_BYTES = 3
_ASCII_PIECE, _OTHER_PIECE = 12, 4
"""Characters of a piece of a word."""
_SPREAD_COLUMNS = 60
"""Columns that two anchors take up at most, with what stands between them. A placeholder between them can be of any length."""
_BESIDE_BYTES = 6
"""Two anchors without a placeholder between them are better than rarer ones with one, unless they are shorter than this."""
_CANDIDATES = 14
_MOST_WORDINGS = 64
"""How many wordings the alternatives of a regex are written out to."""
_RARE_ENOUGH = 0.0
"""A second anchor must not be found more often than about once in a MB, or it costs more than it saves."""
_NEARLY = 0.5
"""Unless the first one is common too: then it may be this much more common."""


Take = Callable[[str], list[frozenset[str]]]
"""Makes sets of literals, of each of which one must occur, out of a run of literal characters."""


class _Piece(Struct, frozen=True):
    """A literal that can be an anchor: its size in bytes, where it stands in the template, in columns, and how rare it is."""

    text: str
    size: int
    run: int
    start: int
    end: int
    rarity: float


def of_literals(runs: Sequence[str]) -> tuple[str, ...]:
    """One or two disjoint anchors out of the literal runs of a template; none where the text is too short."""
    offset = 0
    pieces: list[_Piece] = []
    for number, run in enumerate(runs):
        columns = [0, *accumulate(map(_columns, run))]
        for text, start, end in _pieces(run, _TEMPLATE_PART):
            pieces.append(_Piece(text, len(text.encode()), number, offset + columns[start], offset + columns[end], rarity(text)))
        offset += columns[-1] + 1
    pieces.sort(key=lambda piece: -piece.rarity)
    rare = min(_RARE_ENOUGH, pieces[0].rarity - _NEARLY) if pieces else _RARE_ENOUGH
    enough = [piece for piece in pieces if piece.rarity >= rare]
    pairs = [
        (one, other)
        for place, one in enumerate(enough[:_CANDIDATES])
        for other in enough[place + 1 :]
        if (one.end <= other.start or other.end <= one.start) and max(one.end, other.end) - min(one.start, other.start) <= _SPREAD_COLUMNS
    ]
    if pairs:
        beside = [(one, other) for one, other in pairs if one.run == other.run and min(one.size, other.size) >= _BESIDE_BYTES]
        return tuple(piece.text for piece in max(beside or pairs, key=lambda pair: min(pair[0].rarity, pair[1].rarity)))
    return (pieces[0].text,) if pieces else ()


def words_of(runs: Sequence[str]) -> tuple[str, ...]:
    """The words of a template's literal runs, long ones and those of languages without blanks in pieces, as `Pattern.words` wants them.

    A line of 60 columns or more cuts one of several; words that a console may change (next to quotes, dots, colons) are left out.
    """
    words = (word for run in runs for part in _TEMPLATE_PART.finditer(run) for word in re.findall(r"\w+", part[0]))
    return tuple(dict.fromkeys(piece for word in words for piece in _word_pieces(word) if len(piece.encode()) >= _WORD_BYTES))


def phrases_of(runs: Sequence[str]) -> tuple[str, ...]:
    """The same words as phrases, as `Pattern.phrases` wants them: those that stand beside one another, up to what a console may change."""
    return tuple(dict.fromkeys(filter(None, (_phrase(part[0]) for run in runs for part in _TEMPLATE_PART.finditer(run)))))


def phrases_of_regex(pattern: str) -> tuple[str, ...]:
    """Likewise of what a regex demands; where it has alternatives, one phrase of several with `|` between them."""
    sets = (choice for choice in _required_of(pattern, _phrases_in) if len(choice) <= _MOST_WORDINGS)
    return tuple(dict.fromkeys("|".join(sorted(choice)) for choice in sets))


def _phrases_in(run: str) -> list[frozenset[str]]:
    return [frozenset([phrase]) for part in _REGEX_PART.finditer(run) if (phrase := _phrase(part[0]))]


def _phrase(text: str) -> str:
    """The words of a text, in pieces, with blanks between them."""
    return " ".join(piece for word in re.findall(r"\w+", text) for piece in _word_pieces(word) if len(piece.encode()) >= _WORD_BYTES)


def _word_pieces(word: str) -> Iterator[str]:
    length = _ASCII_PIECE if word.isascii() else _OTHER_PIECE
    return (word[start : start + length] for start in range(0, len(word), length))


def of_regex(pattern: str) -> tuple[str, ...]:
    """Anchors of a regex: of the parts that must all match, the one whose literals are the rarest. None where no part has any.

    What is matched without regard to case has none, and neither has a regex with a form that is not understood.
    """
    sets = _required_of(pattern, _anchors_in)
    return tuple(sorted(max(sets, key=_weakest))) if sets else ()


def hints_of_regex(pattern: str) -> tuple[str, ...]:
    """Likewise of any length: what to look for in a line before the regex is tried."""
    sets = _required_of(pattern, _whole)
    return tuple(sorted(max(sets, key=lambda choice: min(map(len, choice))))) if sets else ()


def _required_of(pattern: str, take: Take) -> list[frozenset[str]]:
    try:
        parts = expression.read(pattern)
    except (UnknownSyntaxError, RecursionError):
        return []
    return [choice for choice in _required(parts, take) if choice]


def _columns(char: str) -> int:
    """How many columns a console needs; East Asian wide characters take two."""
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _pieces(run: str, uncut: re.Pattern[str]) -> Iterator[tuple[str, int, int]]:
    """Runs of whole words of 4 to 24 bytes with their offsets, out of the parts that are `uncut`."""
    for part in uncut.finditer(run):
        words = [(word.start(), word.end()) for word in re.finditer(r"[^ ]+", part[0])]
        for place, (start, _) in enumerate(words):
            for _, end in words[place:]:
                text = part[0][start:end]
                if len(text.encode()) > MAX_BYTES:
                    break
                if len(text.encode()) >= MIN_BYTES:
                    yield text, part.start() + start, part.start() + end
        for start, end in words:
            yield from _slices(part[0][start:end], part.start() + start)


def _slices(word: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """A word too long for an anchor, as in languages without blanks, is cut into several; halves give a short one two anchors."""
    size = len(word.encode())
    if size <= MAX_BYTES and (word.isascii() or size < 3 * MIN_BYTES):
        return
    parts = max(2, -(-size // MAX_BYTES))
    step = -(-len(word) // parts)
    for start in range(0, len(word), step):
        text = word[start : start + step]
        if MIN_BYTES <= len(text.encode()) <= MAX_BYTES:
            yield text, offset + start, offset + start + len(text)


def _weakest(choice: Iterable[str]) -> float:
    return min(rarity(text) for text in choice)


def _required(parts: Iterable[Part], take: Take) -> list[frozenset[str]]:
    """Sets of literals; of each set at least one must occur."""
    sets: list[frozenset[str]] = []
    run = ""
    runs = [""]
    """What may stand there since the last gap, with the alternatives of groups written out: `dotnet pack` and `nuget pack`."""
    for part in parts:
        match part:
            case Text(char):
                run += char
                runs = [known + char for known in runs]
                continue
            case Group((branch,)):
                sets += [*take(run), *_written_out(runs, take), *_required(branch, take)]
                runs = [""]
            case Group(branches):
                sets += [*take(run), *_one_of(branches, take)]
                wordings = [text for branch in branches if (text := _text_of(branch)) is not None]
                if len(wordings) == len(branches) and len(runs) * len(wordings) <= _MOST_WORDINGS:
                    runs = [known + text for known in runs for text in wordings]
                else:
                    sets += _written_out(runs, take)
                    runs = [""]
            case Gap():
                sets += [*take(run), *_written_out(runs, take)]
                runs = [""]
            case _:
                assert_never(part)
        run = ""
    return [*sets, *take(run), *_written_out(runs, take)]


def _text_of(branch: Sequence[Part]) -> str | None:
    """The text of a branch that is nothing else."""
    return "".join(part.char for part in branch if isinstance(part, Text)) if all(isinstance(part, Text) for part in branch) else None


def _written_out(runs: Sequence[str], take: Take) -> list[frozenset[str]]:
    """The best literal of each of several wordings together."""
    return _best([take(run) for run in runs]) if len(runs) > 1 else []


def _anchors_in(run: str) -> list[frozenset[str]]:
    return [frozenset([text]) for text, _, _ in _pieces(run, _REGEX_PART)]


def _whole(run: str) -> list[frozenset[str]]:
    return [frozenset([run])] if run else []


def _one_of(branches: Iterable[Iterable[Part]], take: Take) -> list[frozenset[str]]:
    return _best([_required(branch, take) for branch in branches])


def _best(of_each: Sequence[list[frozenset[str]]]) -> list[frozenset[str]]:
    """The best set of each alternative together; nothing where one has none."""
    if not all(of_each):
        return []
    return [frozenset[str]().union(*(max(choices, key=_weakest) for choices in of_each))]
