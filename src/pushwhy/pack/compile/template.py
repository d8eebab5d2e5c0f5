"""Templates: `Pushing {file} to {source}...` → a regex, and the literals to search for."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import product

import regex
from msgspec import Struct

from pushwhy.pack.compile.grammar import QUOTES, STARTS, WITH_BLANKS, pattern_of

_PART = re.compile(r"\{\{|\}\}|\{([A-Za-z_][A-Za-z0-9_]*)\}|[{}]")
_ALTERNATIVES = re.compile(r"\{\{|\}\}|\{([^{}|]*\|[^{}]*)\}")
_MOST_TEMPLATES = 64
_NOWHERE: Mapping[str, str] = {}
_FOREIGN_BRACES = re.compile(r"\$\{\{.*?\}\}|\$\{\w+\}")
_GIVE_UP = ".*+(*SKIP)(*FAIL)"
_WORD_START = r"(?<!\w)"
_QUOTE = f"[{regex.escape(QUOTES)}]"
_LOST = {"…": r"(?:…|\.{1,3}|[:?])"} | {quote: f"[{regex.escape(QUOTES)}?]" for quote in QUOTES if not quote.isascii()}
"""Characters that a console replaces where its code page lacks them."""

TypeOf = Callable[[str], tuple[str, tuple[str, ...]] | None]
"""Type and enum values of a vocabulary fact, or None for a name that is the rule's own."""


class Literal(Struct, frozen=True):
    """Text that must stand there as it is."""

    text: str


class Placeholder(Struct, frozen=True):
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


def expand(template: str) -> tuple[str, ...]:
    """The templates that a template with alternatives stands for: `{push|publish} {file}` are `push {file}` and `publish {file}`.

    An alternative is literal text; an empty one leaves nothing there.

    Raises:
        TemplateError: they are more than 64.
    """
    choices: list[list[str]] = []
    position = 0
    for match in _ALTERNATIVES.finditer(template):
        if match[1] is not None:
            choices += [[template[position : match.start()]], match[1].split("|")]
            position = match.end()
    choices.append([template[position:]])
    if math.prod(map(len, choices)) > _MOST_TEMPLATES:
        raise TemplateError(f"its alternatives make more than {_MOST_TEMPLATES} templates", 0)
    return tuple(dict.fromkeys("".join(choice) for choice in product(*choices)))


def names(template: str) -> tuple[str, ...]:
    """The names of its placeholders, in order, each once."""
    return tuple(dict.fromkeys(part.name for part in parse(template) if isinstance(part, Placeholder)))


def names_in_text(text: str) -> tuple[str, ...]:
    """The names of the placeholders of a text that is shown; `${{ … }}` and `${NAME}` belong to CI systems and shells.

    Raises:
        TemplateError: a single brace.
    """
    return names(_FOREIGN_BRACES.sub("", text))


def literals(template: str) -> tuple[str, ...]:
    """Its literal runs, outer blanks taken off."""
    return tuple(text for part in parse(template) if isinstance(part, Literal) and (text := part.text.strip()))


def to_regex(template: str, type_of: TypeOf, *, whole_line: bool = False, where: Mapping[str, str] = _NOWHERE) -> str:
    """The regex that finds the template in a cleaned logical line; `where` gives regexes for the values of some placeholders.

    A blank matches any run of white space, a colon also a blank before it (MSBuild rewrites `error:` to `error :`). A placeholder is
    the shortest run of its type, without the quotes around it; at the end of the template it runs on to the end of the line, or of the
    word where its type has no blanks.

    Lines are hostile, so the time must not grow with their square. Before free text the first place of a literal will do: where a later
    one leads to a match, the first does as well, with a longer text. So no other is ever tried.

    Raises:
        TemplateError: a single brace, or nothing but blanks.
    """
    parts = parse(template.strip())
    if not parts:
        raise TemplateError("is blank", 0)
    free = [_is_free(part, type_of, where) for part in parts]
    begins_free = [*(_begins_free(part, type_of, where) for part in parts), False]
    out: list[str] = []
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if isinstance(part, Placeholder):
            out.append(_placeholder(part.name, type_of, where.get(part.name), first=index == 0, last=last))
        elif index > 0 and free[index - 1] and begins_free[index + 1]:
            out[-1] = f"(?>{out[-1]}{_literal(part.text, after_text=True)})"
        else:
            out.append(_literal(part.text, after_text=index > 0 and free[index - 1]))
    out = [_edge(parts[0], at_start=True), *out, _edge(parts[-1], at_start=False)]
    if whole_line or free[0]:
        return f"^{''.join(out)}{'$' if whole_line else ''}"
    if begins_free[1]:
        return f"{''.join(out[:2])}(?:{''.join(out[2:])}|{_GIVE_UP})"
    return "".join(out)


def _pieces(template: str) -> Iterator[Literal | Placeholder]:
    position = 0
    for match in _PART.finditer(template):
        yield Literal(template[position : match.start()])
        if match[1]:
            yield Placeholder(match[1])
        elif len(match[0]) == 2:
            yield Literal(match[0][0])
        else:
            raise TemplateError(
                f"a single {match[0]!r}; write {match[0] * 2!r} for the character itself, or {{name}} for a value", match.start()
            )
        position = match.end()
    yield Literal(template[position:])


def _edge(part: Literal | Placeholder, *, at_start: bool) -> str:
    """A literal must not be cut out of a longer word or number, and a full stop at the end is not one inside an address."""
    if isinstance(part, Placeholder):
        return ""
    edge = part.text[0] if at_start else part.text[-1]
    if not at_start and edge in ".…。":
        return r"(?![^\s)\]'\"”»])"
    if not (edge.isascii() and (edge.isalnum() or edge == "_")):
        return ""
    return r"(?<![A-Za-z0-9_])" if at_start else r"(?![A-Za-z0-9_])"


def _is_free(part: Literal | Placeholder, type_of: TypeOf, where: Mapping[str, str]) -> bool:
    """Whether it takes any text at all."""
    return isinstance(part, Placeholder) and part.name not in where and (type_of(part.name) or ("text", ()))[0] in WITH_BLANKS


def _begins_free(part: Literal | Placeholder, type_of: TypeOf, where: Mapping[str, str]) -> bool:
    """Whether it takes any text at its beginning."""
    return _is_free(part, type_of, where) or (isinstance(part, Placeholder) and where.get(part.name, "").startswith(".*"))


def _literal(text: str, *, after_text: bool) -> str:
    """A run of white space is taken as a whole; after free text, it is tried where it begins and nowhere else."""
    escaped: list[str] = []
    for run in re.split(r"(\s+)", text):
        if not run:
            continue
        if run.isspace():
            if escaped and escaped[-1].endswith(":"):
                escaped[-1] = escaped[-1][:-1] + r"\s?:"
            escaped.append(r"\s++" if escaped or not after_text else r"(?<!\s)\s++")
        else:
            escaped += map(_escaped, run)
    return "".join(escaped)


@cache
def _escaped(char: str) -> str:
    return _LOST.get(char) or regex.escape(char, special_only=True)


def _placeholder(name: str, type_of: TypeOf, demanded: str | None, *, first: bool, last: bool) -> str:
    if demanded is not None:
        return f"{_QUOTE}{{0,3}}{_WORD_START if first else ''}(?P<{name}>{demanded}){_QUOTE}{{0,3}}"
    known = type_of(name)
    type_name, values = known or ("text", ())
    if type_name in WITH_BLANKS:
        return f"(?P<{name}>.+)" if last else f"(?P<{name}>.+?)"
    pattern = pattern_of(type_name, values)
    if last and type_name == "url":
        pattern = pattern.replace("+?", "+")
    start = STARTS.get(type_name, "") if first else ""
    return f"{_QUOTE}{{0,3}}{start}(?P<{name}>{pattern}){_QUOTE}{{0,3}}"
