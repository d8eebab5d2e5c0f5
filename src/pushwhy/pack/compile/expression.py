"""The literal text in a regex of the `regex` package: what must stand there, one of what, and what can be anything.

A small reader of its own, because neither `regex` nor the standard library has a public one. It understands what it needs to find the
literals and the ends of groups. For anything else it gives up, which is always safe: the author of a pattern without literals is told.
"""

from __future__ import annotations

import re

from msgspec import Struct


class Text(Struct, frozen=True):
    """One character that must stand there as it is."""

    char: str


class Gap(Struct, frozen=True):
    """Anything or nothing: a class of characters, an assertion, a reference, or what may be left out."""

    one_of_several: bool = False
    """It is exactly one of several characters."""


class Group(Struct, frozen=True):
    """One of several sequences, of its own: a group that captures, is atomic or looks around, or what stands there once or more often."""

    branches: tuple[Sequence, ...]


Part = Text | Gap | Group
Sequence = tuple[Part, ...]

_REPEAT = re.compile(r"(?:(?P<sign>[*+?])|\{(?:(?P<times>\d+)|(?P<least>\d*),\d*)\})[+?]?")
_SCOPED_FLAGS = re.compile(r"\?(?P<on>(?:V[01]|[a-zA-Z])*)(?:-[a-zA-Z]+)?(?P<end>[:)])")
_PLAIN_FLAGS = re.compile(r"(?:V[01]|[msauw])*")
_NAMED = re.compile(r"\?P?<[^\W\d]\w*>")
_MUST_STAND = ("?=", "?<=")
_MUST_NOT_STAND = ("?!", "?<!")
_CALL = re.compile(r"\?(?:P[=>][^)]*|&[^)]*|R|[+-]?\d+)\)|\*[A-Z]+\)|\?\#[^)]*\)")
"""References to groups, verbs such as `(*SKIP)`, and comments."""
_CONDITION = re.compile(r"\?\([^()]*\)")
_NAMED_ESCAPE = re.compile(r"\\(?:[pPN]\{[^{}]*\}|[pP]\w|[gL]<[^<>]*>|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\d{1,3})")
_POSIX_CLASS = re.compile(r"\[:\^?\w+:\]")
_CONTROL = {"a": "\a", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_CLASSES = frozenset("dDwWsShHRX")
_ASSERTIONS = frozenset("bBAZzmMGK")


class UnknownSyntaxError(ValueError):
    """The regex has something that the reader does not know."""


def read(pattern: str) -> Sequence:
    """The parts of a regex that compiles, in order.

    Raises:
        UnknownSyntaxError: it matches without regard to case or white space, or approximately, or has a form that is not known here.
    """
    reader = _Reader(pattern)
    parts = _joined(reader.branches())
    if reader.position != len(pattern):
        raise UnknownSyntaxError(pattern)
    return parts


class _Reader:
    """Reads on from a position in a pattern; each method ends behind what it has read."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self.position = 0
        self._nested_sets = False

    def branches(self) -> list[Sequence]:
        """Alternatives, up to the end of their group."""
        found: list[Sequence] = []
        branch: list[Part] = []
        while self._char() not in ("", ")"):
            if self._take("|"):
                found.append(tuple(branch))
                branch = []
            else:
                branch += self._repeated(self._item())
        return [*found, tuple(branch)]

    def _char(self) -> str:
        return self._pattern[self.position : self.position + 1]

    def _take(self, text: str) -> bool:
        is_there = self._pattern.startswith(text, self.position)
        self.position += len(text) if is_there else 0
        return is_there

    def _match(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        found = expression.match(self._pattern, self.position)
        self.position = found.end() if found else self.position
        return found

    def _item(self) -> Sequence:
        char = self._char()
        if char == "\\":
            return (self._escape(),)
        if char == "[":
            return (self._set(),)
        if char == "{":
            raise UnknownSyntaxError(self._pattern)
        self.position += 1
        if char == "(":
            return self._group()
        return (Gap(),) if char in ".^$" else (Text(char),)

    def _repeated(self, item: Sequence) -> Sequence:
        """What was read, as its quantifiers have it: left out, or once and more often."""
        while found := self._match(_REPEAT):
            least = found["times"] or found["least"] or "0"
            may_miss = found["sign"] in ("*", "?") if found["sign"] else int(least) == 0
            item = (Gap(),) if may_miss else (Group((item,)),)
        return item

    def _escape(self) -> Part:
        if self._match(_NAMED_ESCAPE):
            return Gap()
        char = self._pattern[self.position + 1 : self.position + 2]
        self.position += 2
        if char in _CONTROL:
            return Text(_CONTROL[char])
        if char in _CLASSES:
            return Gap(one_of_several=True)
        if char in _ASSERTIONS:
            return Gap()
        if not char or (char.isascii() and char.isalnum()):
            raise UnknownSyntaxError(self._pattern)
        return Text(char)

    def _set(self) -> Part:
        """A class of characters in brackets; a class of one is that character. Sets stand in sets where the pattern says `(?V1)`."""
        begin = self.position
        self.position += 1
        self._take("^")
        self._take("]")
        while not self._take("]"):
            char = self._char()
            if not char:
                raise UnknownSyntaxError(self._pattern)
            if self._match(_POSIX_CLASS):
                continue
            if char == "[" and self._nested_sets:
                self._set()
            else:
                self.position += 2 if char == "\\" else 1
        text = self._pattern[begin + 1 : self.position - 1]
        return Text(text) if len(text) == 1 and text != "^" else Gap(one_of_several=not text.startswith("^"))

    def _group(self) -> Sequence:
        """What stands in round brackets, of which the first has been read."""
        if self._match(_CALL):
            return (Gap(),)
        if any(self._take(look) for look in _MUST_NOT_STAND) or self._match(_CONDITION):
            self._rest_of_group()
            return (Gap(),)
        if any(self._take(look) for look in _MUST_STAND):
            # Of its own between gaps: what follows stands in the same place, and not behind it.
            return (Gap(), Group((_joined(self._rest_of_group()),)), Gap())
        if self._char() != "?" or self._match(_NAMED) or self._take("?>") or self._take("?|"):
            return (Group((_joined(self._rest_of_group()),)),)
        flags = self._match(_SCOPED_FLAGS)
        if flags is None:
            raise UnknownSyntaxError(self._pattern)
        self._nested_sets = self._nested_sets or "V1" in flags["on"]
        is_plain = _PLAIN_FLAGS.fullmatch(flags["on"]) is not None
        if flags["end"] == ")":
            if not is_plain:
                raise UnknownSyntaxError(self._pattern)
            return ()
        if not is_plain and set(flags["on"]) - set("imsauw"):
            raise UnknownSyntaxError(self._pattern)
        inner = self._rest_of_group()
        return _joined(inner) if is_plain else (Gap(),)

    def _rest_of_group(self) -> list[Sequence]:
        found = self.branches()
        if not self._take(")"):
            raise UnknownSyntaxError(self._pattern)
        return found


def _joined(branches: list[Sequence]) -> Sequence:
    """Alternatives as one sequence: what all of them begin with, and a group of the rests."""
    if len(branches) == 1:
        return branches[0]
    common = 0
    while all(len(branch) > common and branch[common] == branches[0][common] for branch in branches):
        common += 1
    rests = tuple(branch[common:] for branch in branches)
    is_one_character = all(len(rest) == 1 and (isinstance(rest[0], Text) or rest[0] == Gap(one_of_several=True)) for rest in rests)
    return (*branches[0][:common], Gap(one_of_several=True) if is_one_character else Group(rests))
