"""Every match form of the shipped rules and messages, as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pushwhy.pack.compile import template
from pushwhy.pack.compile.patterns import Form
from pushwhy.pack.merge import layers
from pushwhy.pack.read.forms import AllMatch, AnyMatch, GroupMatch, MessageMatch, RegexMatch, SequenceMatch
from pushwhy.pack.read.rule_file import read


@dataclass(frozen=True, slots=True)
class Written:
    """A template or a regex, and whether it must fill its line."""

    text: str
    whole_line: bool


@cache
def templates() -> tuple[Written, ...]:
    """All templates, each once, in the order of the files."""
    return tuple(dict.fromkeys(Written(text, whole) for text, whole, is_regex in _all() if not is_regex))


@cache
def regexes() -> tuple[Written, ...]:
    """All regexes, likewise."""
    return tuple(dict.fromkeys(Written(text, whole) for text, whole, is_regex in _all() if is_regex))


def _all() -> Iterator[tuple[str, bool, bool]]:
    """Text, whether it must fill its line, and whether it is a regex."""
    shipped = layers.shipped()
    for path in layers.files(shipped):
        model = read(path, path.name, 0).model
        for message in model.messages:
            for texts in message.text.values():
                wordings = [texts] if isinstance(texts, str) else texts
                yield from ((text, message.whole_line, False) for wording in wordings for text in template.expand(wording))
        for rule in model.rules:
            forms = [rule.match, *([rule.not_.match] if rule.not_ else [])]
            yield from ((text, rule.whole_line, is_regex) for form in forms for text, is_regex in _texts(form))
        for group in model.groups:
            yield from ((text, False, is_regex) for form in group.of for text, is_regex in _texts(form))


def _texts(form: Form) -> Iterator[tuple[str, bool]]:
    match form:
        case str():
            yield from ((text, False) for text in template.expand(form))
        case RegexMatch():
            yield form.regex, True
        case MessageMatch() | GroupMatch():
            pass  # its texts are those of the message or the group
        case AnyMatch():
            yield from (text for part in form.any for text in _texts(part))
        case AllMatch():
            yield from (text for part in form.all for text in _texts(part))
        case SequenceMatch():
            yield from (text for part in form.sequence for text in _texts(part))
