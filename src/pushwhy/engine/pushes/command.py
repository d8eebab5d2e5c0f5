"""Reads push commands, as logs show them: facts about their arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pushwhy.engine.pushes.identity import package_of
from pushwhy.model.facts import FactValue
from pushwhy.model.lexicon import CommandWords

_TOKEN = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|\$\{\{.*?\}\}|\$\([^)]*\)|[^\s"'])+""")
_PACKAGE = re.compile(r"\.s?nupkg$", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_ENDS_COMMAND = ("|", "||", "&&", ";", ">", "2>&1")
_CONTINUES_LINE = ("\\", "`")


class Command(Struct, frozen=True, kw_only=True):
    """One push command of a log."""

    line: int
    text: str
    facts: dict[str, FactValue]
    key_expression: str | None
    """The key as it is written, if that says which key it is; a mask says nothing."""
    is_bare_upload: bool = False
    """A program without a verb runs, which prints no more of a push than the answer of the server."""


class CommandParser:
    """Reads the push commands of the clients that a pack knows. Made once for each pack."""

    def __init__(self, words: CommandWords) -> None:
        self._words = words
        self._push, self._mask, self._placeholder, self._variable, self._macro = (
            re.compile(pattern or r"(?!)", re.IGNORECASE)
            for pattern in (words.push, words.mask, words.placeholder, words.variable, words.macro)
        )
        self._with_value = words.key_options | words.source_options | words.value_options
        self._option_starts = ("-", *{option[:2] for option in self._with_value if option.startswith("/")})

    @property
    def client_words(self) -> tuple[str, ...]:
        """Words in small letters that each name a client."""
        return tuple(word for word, _ in self._words.clients)

    def parse(self, text: str, line: int, *, secrets: tuple[str, ...] = ()) -> Command:
        """Read the arguments behind `push`; `secrets` are the kinds that were masked in it, where a key could be read before."""
        found = self._push.search(text)
        tokens = _TOKEN.findall(text[found.end() :]) if found else []
        tokens = [token for token in tokens if token not in _CONTINUES_LINE]
        tokens = tokens[: next((index for index, token in enumerate(tokens) if token in _ENDS_COMMAND), len(tokens))]
        positional, options = self._split(tokens)
        facts: dict[str, FactValue] = {"client": self._client(text)}
        path = next(_package_files(tokens), None) or (_unquoted(positional[0]) if positional else None)
        if path is not None:
            facts |= _facts_of_path(path)
        source = next((value or "" for option, value in options if option in self._words.source_options), None)
        if source is None:
            source = next((token for token in positional if _ADDRESS.match(_unquoted(token))), None)
        if source and _unquoted(source):
            facts["source_argument"] = _unquoted(source)
        facts["source_shown"] = self._source_shown(source)
        key = next((value or "" for option, value in options if option in self._words.key_options), None)
        if key is None:
            key = next(self._headers(tokens), None)
        if key is None and len(positional) > 1 and facts["client"] in self._words.positional_key:
            key = positional[1]
        shown = self._key_shown(key)
        facts["key_shown"] = "visible" if shown == "masked" and secrets else shown
        names = (*secrets, *_names_in(key or ""))
        kind = next((kind for name, kind in self._words.key_kinds if name in names), None)
        if kind is not None:
            facts["key_kind"] = kind
        expression = key if key and self._variable.fullmatch(_unquoted(key)) else None
        is_bare_upload = found is not None and len(found[0].split()) == 1
        return Command(line=line, text=text, facts=facts, key_expression=expression, is_bare_upload=is_bare_upload)

    def _headers(self, tokens: Sequence[str]) -> Iterator[str]:
        """Yield the keys in headers, which stand in one argument with their name."""
        for token in map(_unquoted, tokens):
            name, colon, value = token.partition(":")
            if colon and name.lower() + colon in self._words.key_options:
                yield value.strip()

    def _split(self, tokens: Sequence[str]) -> tuple[list[str], list[tuple[str, str | None]]]:
        """Return the positional arguments, and the options with their values."""
        positional: list[str] = []
        options: list[tuple[str, str | None]] = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            name, _, value = token.partition("=") if token.startswith("--") else (token, "", "")
            name = name.lower()
            index += 1
            if not token.startswith(self._option_starts) or len(token) == 1:
                positional.append(token)
            elif name in self._with_value and not value:
                following = self._value(name, tokens[index : index + 1])
                options.append((name, following))
                index += following is not None
            else:
                options.append((name, value or None))
        return positional, options

    def _value(self, option: str, following: Sequence[str]) -> str | None:
        """Return the value that follows an option; where a key is empty, the option would take another option or the path for it."""
        for token in following:
            is_path = option in self._words.key_options and _PACKAGE.search(_unquoted(token))
            return None if self._is_option(token) or is_path else token
        return None

    def _is_option(self, token: str) -> bool:
        return token.lower() in self._with_value or token.lower().startswith(self._words.switches)

    def _client(self, text: str) -> str:
        lowered = text.lower()
        return next((client for word, client in self._words.clients if word in lowered), "other")

    def _key_shown(self, key: str | None) -> str:
        if key is None:
            return "absent"
        bare = _unquoted(key)
        if not bare:
            return "empty"
        if self._mask.fullmatch(bare):
            return "masked"
        if self._macro.fullmatch(bare) or (self._variable.fullmatch(bare) and key.startswith("'")):
            return "unexpanded"
        if self._variable.fullmatch(bare):
            return "variable"
        return "dummy" if bare.lower() in self._words.dummies or self._placeholder.fullmatch(bare) else "visible"

    def _source_shown(self, source: str | None) -> str:
        if source is None:
            return "absent"
        bare = _unquoted(source)
        if not bare:
            return "empty"
        return "variable" if self._variable.fullmatch(bare) else "named"


def _facts_of_path(path: str) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {"path": path}
    package = package_of(path)
    if package.package_id and "*" not in path:
        facts["package_id"] = package.package_id
        if package.version:
            facts["version"] = package.version
    return facts


def _package_files(tokens: Sequence[str]) -> Iterator[str]:
    """Yield the package files among the arguments, also behind the name of a form field: `package=@out/X.nupkg`."""
    for token in map(_unquoted, tokens):
        path = token.rpartition("@")[2]
        if _PACKAGE.search(path) and "://" not in path:
            yield path


def _names_in(key: str) -> Iterator[str]:
    """Yield the names in a key's expression, such as GITHUB_TOKEN; of `secrets.GITHUB_TOKEN` also the last part."""
    for name in re.findall(r"[A-Za-z][\w.]*", key):
        yield name
        yield name.rpartition(".")[2]


def _unquoted(token: str) -> str:
    return re.sub(r"""^["'](.*)["']$""", r"\1", token)
