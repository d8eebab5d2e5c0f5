"""Templates: `Pushing {file} to {source}...` → a regex, and the literals to search for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from pushwhy.pack.grammar import QUOTES, WITH_BLANKS, pattern_of

_PART = re.compile(r"\{\{|\}\}|\{([A-Za-z_][A-Za-z0-9_]*)\}|[{}]")
_QUOTE = f"[{regex.escape(QUOTES)}]"

TypeOf = Callable[[str], tuple[str, tuple[str, ...]] | None]
"""Type and enum values of a vocabulary fact, or None for a name that is the rule's own."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that must stand there as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A named value."""

    name: str


class TemplateError(ValueError):
    """A template that cannot be read; `column` is the 0-based place of the mistake in it."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


def parse(template: str) -> tuple[Literal | Placeholder, ...]:
    """The parts of a template, neighbouring literals joined.

    Raises:
        TemplateError: a single brace, which must be doubled to stand for itself.
    """
    parts: list[Literal | Placeholder] = []
    for piece in _pieces(template):
        if isinstance(piece, Literal) and parts and isinstance(parts[-1], Literal):
            parts[-1] = Literal(parts[-1].text + piece.text)
        elif piece != Literal(""):
            parts.append(piece)
    return tuple(parts)


def names(template: str) -> tuple[str, ...]:
    """The names of its placeholders, in order, each once."""
    return tuple(dict.fromkeys(part.name for part in parse(template) if isinstance(part, Placeholder)))


def literals(template: str) -> tuple[str, ...]:
    """Its literal runs, outer blanks taken off."""
    return tuple(text for part in parse(template) if isinstance(part, Literal) and (text := part.text.strip()))


def to_regex(template: str, type_of: TypeOf, *, whole_line: bool = False) -> str:
    """The regex that finds the template in a cleaned logical line.

    A blank matches any run of white space, a colon also a blank before it (MSBuild rewrites `error:` to `error :`). A placeholder is
    the shortest run of its type, without the quotes around it; at the end of the template it runs on to the end of the line, or of the
    word where its type has no blanks.
    """
    parts = parse(template.strip())
    out = [_edge(parts[0], at_start=True)]
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        out.append(_literal(part.text) if isinstance(part, Literal) else _placeholder(part.name, type_of, last=last))
    out.append(_edge(parts[-1], at_start=False))
    return f"^{''.join(out)}$" if whole_line else "".join(out)


def _pieces(template: str) -> Iterator[Literal | Placeholder]:
    position = 0
    for match in _PART.finditer(template):
        yield Literal(template[position : match.start()])
        if match[1]:
            yield Placeholder(match[1])
        elif len(match[0]) == 2:
            yield Literal(match[0][0])
        else:
            raise TemplateError(f"a single {match[0]!r}; write {match[0] * 2!r} for the character itself, or {{name}} for a value", match.start())
        position = match.end()
    yield Literal(template[position:])


def _edge(part: Literal | Placeholder, *, at_start: bool) -> str:
    """A literal that begins or ends in a word character must not be cut out of a longer word or number."""
    if isinstance(part, Placeholder):
        return ""
    edge = part.text[0] if at_start else part.text[-1]
    if not (edge.isascii() and (edge.isalnum() or edge == "_")):
        return ""
    return r"(?<![A-Za-z0-9_])" if at_start else r"(?![A-Za-z0-9_])"


def _literal(text: str) -> str:
    escaped = []
    for run in re.split(r"(\s+)", text):
        if not run:
            continue
        if run.isspace():
            if escaped and escaped[-1].endswith(":"):
                escaped[-1] = escaped[-1][:-1] + r"\s?:"
            escaped.append(r"\s+")
        else:
            escaped.append(regex.escape(run, special_only=True))
    return "".join(escaped)


def _placeholder(name: str, type_of: TypeOf, *, last: bool) -> str:
    known = type_of(name)
    type_name, values = known or ("text", ())
    if type_name in WITH_BLANKS:
        return f"(?P<{name}>.+)" if last else f"(?P<{name}>.+?)"
    pattern = pattern_of(type_name, values)
    if last and type_name == "url":
        pattern = pattern.replace("+?", "+")
    return f"{_QUOTE}{{0,3}}(?P<{name}>{pattern}){_QUOTE}{{0,3}}"
