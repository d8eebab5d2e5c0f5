"""A push command line, as a log shows it → facts about its arguments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pushwhy.engine import names
from pushwhy.model.report import FactValue

_TOKEN = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|\$\{\{.*?\}\}|\$\([^)]*\)|[^\s"'])+""")
_PUSH = re.compile(r"(?:^|[\s\"'/\\>])(?:nuget(?:\.exe)?[\"']?|choco(?:latey)?(?:\.exe)?[\"']?|paket(?:\.exe)?[\"']?)\s+push(?=\s|$)", re.IGNORECASE)
_KEY_OPTIONS = frozenset(("-k", "--api-key", "-apikey", "/apikey", "--apikey", "-nugetapikey"))
_SOURCE_OPTIONS = frozenset(("-s", "--source", "-source", "/source", "-src"))
_VALUE_OPTIONS = _KEY_OPTIONS | _SOURCE_OPTIONS | frozenset(
    ("-t", "--timeout", "-timeout", "-ss", "--symbol-source", "-symbolsource", "-sk", "--symbol-api-key", "-symbolapikey", "-configfile", "--configfile", "-verbosity", "-v", "--verbosity")
)  # fmt: skip
_MASK = re.compile(r"^(\*{3,}|\[(MASKED|secure|REDACTED)\]|\[?redacted\]?)$", re.IGNORECASE)
_DUMMY = frozenset(word.lower() for word in ("AzureArtifacts", "AzureDevOps", "VSTS", "az", "RequiredApiKey", "dummy", "any", "whatever", "key", "apikey", "x", "foo"))
_VARIABLE = re.compile(r"^(?:\$\{\{.*\}\}|\$env:\w+|\$\(\$?env:\w+\)|\$\{?\w+\}?|%\w+%|\$\(\w[\w.]*\))$", re.IGNORECASE)

_MACRO = re.compile(r"^\$\(\w[\w.]*\)$")
"""An Azure Pipelines macro; it is shown only where no variable of that name replaced it."""
_CLIENTS = (("dotnet", "dotnet"), ("choco", "choco"), ("paket", "paket"), ("nuget", "nuget.exe"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One push command of a log."""

    line: int
    text: str
    facts: dict[str, FactValue]
    key_expression: str | None
    """The key as it is written, if that says which key it is; a mask says nothing."""


def parse(text: str, line: int) -> Command:
    """Read the arguments behind `push`."""
    found = _PUSH.search(text)
    tokens = _TOKEN.findall(text[found.end() :]) if found else []
    positional, options = _split([token for token in tokens if token not in ("\\", "`")])
    facts: dict[str, FactValue] = {"client": _client(text)}
    if positional:
        path = _unquoted(positional[0])
        facts["path"] = path
        package = names.package_of(path)
        if package.package_id and "*" not in path:
            facts["package_id"] = package.package_id
            if package.version:
                facts["version"] = package.version
    source = next((value for option, value in options if option in _SOURCE_OPTIONS and value), None)
    if source:
        facts["source_argument"] = _unquoted(source)
    key = next((value or "" for option, value in options if option in _KEY_OPTIONS), None)
    if key is None and len(positional) > 1 and facts["client"] == "nuget.exe":
        key = positional[1]
    facts["key_shown"] = _shown(key)
    expression = key if key and _VARIABLE.match(_unquoted(key)) else None
    return Command(line=line, text=text, facts=facts, key_expression=expression)


def _split(tokens: list[str]) -> tuple[list[str], list[tuple[str, str | None]]]:
    positional: list[str] = []
    options: list[tuple[str, str | None]] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        name, _, value = token.partition("=") if token.startswith("--") else (token, "", "")
        name = name.lower()
        if token in ("|", "||", "&&", ";", ">", "2>&1"):
            break
        if not token.startswith(("-", "/a", "/s")) or len(token) == 1:
            positional.append(token)
        elif name in _VALUE_OPTIONS and not value:
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            taken = following if following is not None and not _is_option(following) else None
            options.append((name, taken))
            index += taken is not None
        else:
            options.append((name, value or None))
        index += 1
    return positional, options


def _is_option(token: str) -> bool:
    return token.lower() in _VALUE_OPTIONS or token.lower().startswith(("--", "-skipduplicate", "-noninteractive", "-nosymbols"))


def _client(text: str) -> str:
    lowered = text.lower()
    return next((client for word, client in _CLIENTS if word in lowered), "other")


def _shown(key: str | None) -> str:
    if key is None:
        return "absent"
    bare = _unquoted(key)
    if not bare:
        return "empty"
    if _MASK.match(bare):
        return "masked"
    if _MACRO.match(bare) or (_VARIABLE.match(bare) and key.startswith("'")):
        return "unexpanded"
    if _VARIABLE.match(bare):
        return "variable"
    return "dummy" if bare.lower() in _DUMMY else "visible"


def _unquoted(token: str) -> str:
    return re.sub(r"""^["'](.*)["']$""", r"\1", token)
