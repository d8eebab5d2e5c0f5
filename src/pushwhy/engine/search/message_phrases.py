"""Whether the rest of a message stands around a literal of it: whole, or cut by the end of a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from pushwhy.model.pack import Anchors

_BETWEEN = 24
"""Bytes at most between two words of a phrase in a line: blanks, marks, what is left of a colour."""
_PREFIX = 240
"""Bytes at most of a line that a system writes before what it goes on with."""
_LEAST_WRAPPED = 60
"""Bytes of a line that may be cut by a console."""

Words = tuple[bytes, ...]


class Message(Struct, frozen=True):
    """What stands around a literal where its message does; of each phrase, one of several wordings."""

    home: tuple[tuple[Words, ...], ...]
    """Phrases that share a word with the literal, so that they stand where it does."""
    elsewhere: tuple[tuple[Words, ...], ...]

    words: tuple[Words, ...]
    """Those of all phrases; of each phrase with several wordings, the first words of these, of which one stands there."""


def messages_with(literal: int, anchors: Anchors) -> Iterator[Message]:
    """Yield the messages that a literal may stand for; none where the phrases of one of them are not known."""
    text = anchors.literals[literal]
    for number in anchors.messages[literal]:
        home: list[tuple[Words, ...]] = []
        elsewhere: list[tuple[Words, ...]] = []
        for phrase in anchors.phrases[number].split(b"\n"):
            wordings = tuple(tuple(wording.split()) for wording in phrase.split(b"|"))
            is_home = len(wordings) == 1 and any(word in text or text in word for word in wordings[0])
            (home if is_home else elsewhere).append(wordings)
        words = [
            *((word,) for wordings in (*home, *elsewhere) if len(wordings) == 1 for word in wordings[0]),
            *(tuple(words[0] for words in wordings) for wordings in elsewhere if len(wordings) > 1),
        ]
        yield Message(tuple(home), tuple(elsewhere), tuple(words))


class Around:
    """What stands around a hit."""

    def __init__(self, text: bytes, home: bytes) -> None:
        self.text = text
        self.home = home

    @cached_property
    def line_ends(self) -> tuple[tuple[int, bytes, bytes], ...]:
        """The last byte, the text before, and the text after each line's end at which a console may have cut a word."""
        lines = self.text.replace(b"\r\n", b"\n").split(b"\n")
        return tuple(
            (line[-1], line[-_BETWEEN:], following[: _PREFIX + _BETWEEN])
            for line, following in pairwise(lines)
            if len(line) >= _LEAST_WRAPPED or b"\t" in line
        )


def has_half(text: bytes, words: Sequence[Words]) -> bool:
    """Return whether half of the words stand in a text: a line's end cuts fewer."""
    missing = 0
    for wordings in words:
        if not any(word in text for word in wordings):
            missing += 1
            if 2 * missing > len(words):
                return False
    return True


def stands(message: Message, around: Around) -> bool:
    """Return whether all phrases of a message stand around a literal of it."""
    return (
        has_half(around.text, message.words)
        and all(any(_is_phrase(words, around.home, around) for words in wordings) for wordings in message.home)
        and all(any(_is_phrase(words, around.text, around) for words in wordings) for wordings in message.elsewhere)
    )


def may_stand(message: Message, around: Around) -> bool:
    """Return whether all phrases of a message may stand around one of several literals: whatever `stands` accepts, this accepts too."""
    text = around.text
    return has_half(text, message.words) and all(
        any(_in_order(words, text) or any(_is_cut(word, around) for word in words) for words in wordings)
        for wordings in (*message.home, *message.elsewhere)
    )


def _is_phrase(words: Words, text: bytes, around: Around) -> bool:
    """Return whether the words stand there one after the other, or a line's end cuts one of them."""
    if _in_order(words, text):
        return True
    missing = [word for word in words if word not in text]
    if 2 * len(missing) > len(words) + 1 or not around.line_ends:
        return False
    if missing:
        return all(_is_cut(word, around) for word in missing)
    # The same word can stand elsewhere too; and several may be cut.
    cut = {word for word in words if _is_cut(word, around)}
    whole = tuple(word for word in words if word not in cut)
    without_one = (words[:place] + words[place + 1 :] for place, word in enumerate(words) if word in cut)
    return bool(cut) and (not whole or _in_order(whole, text) or any(_in_order(rest, text) for rest in without_one))


def _in_order(words: Words, text: bytes) -> bool:
    """Whether they stand beside one another; a line's end between two of them is followed by what a system writes before a line."""
    start = text.find(words[0])
    while start >= 0:
        place = start + len(words[0])
        for word in words[1:]:
            found = text.find(word, place, place + _PREFIX + _BETWEEN + len(word))
            if found < 0 or (found - place > _BETWEEN and b"\n" not in text[place:found]):
                break
            place = found + len(word)
        else:
            return True
        start = text.find(words[0], start + 1)
    return False


def _is_cut(word: bytes, around: Around) -> bool:
    """Whether a line ends within the word."""
    beginning = word[:-1]
    return any(
        last in beginning and any(before.endswith(word[:size]) and word[size:] in after for size in range(1, len(word)))
        for last, before, after in around.line_ends
    )
