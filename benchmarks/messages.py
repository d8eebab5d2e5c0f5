"""The messages of the rules as patterns that other programs can read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from pushwhy.pack.compile import anchors
from pushwhy.pack.compile.patterns import Form
from pushwhy.pack.compile.template import Literal, literals, parse
from pushwhy.pack.merge import layers
from pushwhy.pack.read.forms import AllMatch, AnyMatch, RegexMatch, SequenceMatch
from pushwhy.pack.read.rule_file import read

_GROUP = re.compile(r"\(\?P<\w+>")
"""The beginning of a named group: one name may not stand twice in what a rival joins to one regex."""


class Messages(Struct, frozen=True, kw_only=True):
    """What a rival searches for, without regard to its order."""

    regexes: tuple[str, ...]
    """Templates, and those of our regexes that the rival can read."""
    replaced: int
    """How many of our regexes it cannot read; their literals stand in their place."""


def of_shipped_rules(readable: Callable[[str], bool]) -> Messages:
    """All messages of the shipped rules, in all languages, as regexes of which `readable` tells whether a rival takes them.

    Without those that are tried beside other hits only (`near`): by themselves they would match nearly every line.
    """
    templates: dict[str, None] = {}
    regexes: dict[str, None] = {}
    layer = layers.shipped()
    for path in layers.files(layer):
        model = read(path, layers.shown_name(layer, path), 0).model
        for message in (one for one in model.messages if one.near is None):
            for texts in message.text.values():
                templates |= dict.fromkeys([texts] if isinstance(texts, str) else texts)
        for rule in (one for one in model.rules if one.near is None):
            for form in _leaves(rule.match):
                (templates if isinstance(form, str) else regexes)[form if isinstance(form, str) else form.regex] = None
    found = {as_regex(template): None for template in templates if anchors.of_literals(literals(template))}
    replaced = 0
    for regex in regexes:
        inside = anchors.of_regex(regex)
        unnamed = _GROUP.sub("(?:", regex)
        if inside and readable(unnamed):
            found[unnamed] = None
        elif inside:
            replaced += 1
            found |= dict.fromkeys(map(_literal, inside))
    return Messages(regexes=tuple(found), replaced=replaced)


def as_regex(template: str) -> str:
    """A template with any text in place of its values, and any white space in place of its blanks."""
    return "".join(_literal(part.text) if isinstance(part, Literal) else ".+?" for part in parse(template.strip()))


def write(path: Path, patterns: tuple[bytes, ...] | tuple[str, ...]) -> Path:
    """Write one pattern a line, for `-f`."""
    path.write_bytes(b"".join((one if isinstance(one, bytes) else one.encode()) + b"\n" for one in patterns))
    return path


def _leaves(form: Form) -> Iterator[str | RegexMatch]:
    """The templates and regexes of a form of `match`; messages are counted where they are defined."""
    match form:
        case str() | RegexMatch():
            yield form
        case AnyMatch():
            parts = form.any
        case AllMatch():
            parts = form.all
        case SequenceMatch():
            parts = form.sequence
        case _:
            return
    if not isinstance(form, str | RegexMatch):
        for part in parts:
            yield from _leaves(part)


def _literal(text: str) -> str:
    return "".join(r"\s+" if run.isspace() else re.escape(run) for run in re.split(r"(\s+)", text) if run)
