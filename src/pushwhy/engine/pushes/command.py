"""A push command line, as a log shows it → facts about its arguments."""

from __future__ import annotations

import re

from msgspec import Struct

from pushwhy.engine.pushes import identity as names
from pushwhy.model.facts import FactValue

_TOKEN = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|\$\{\{.*?\}\}|\$\([^)]*\)|[^\s"'])+""")
_PUSH = re.compile(
    r"(?:^|[\s\"'/\\>])(?:nuget(?:\.exe)?[\"']?|choco(?:latey)?(?:\.exe)?[\"']?|paket(?:\.exe)?[\"']?)\s+push(?=\s|$)", re.IGNORECASE
)
_KEY_OPTIONS = frozenset(("-k", "--api-key", "-apikey", "/apikey", "--apikey", "-nugetapikey"))
_SOURCE_OPTIONS = frozenset(("-s", "--source", "-source", "/source", "-src"))
_OTHER_OPTIONS_WITH_VALUES = frozenset(
    (
        "-t --timeout -timeout -ss --symbol-source -symbolsource -sk --symbol-api-key -symbolapikey"
        " -configfile --configfile -v -verbosity --verbosity"
    ).split()
)
_VALUE_OPTIONS = _KEY_OPTIONS | _SOURCE_OPTIONS | _OTHER_OPTIONS_WITH_VALUES
_MASK = re.compile(r"^(\*{3,}|\[(MASKED|secure|REDACTED)\]|\[?redacted\]?)$", re.IGNORECASE)
_DUMMY = frozenset("azureartifacts azuredevops vsts az requiredapikey dummy any anything unused key apikey x foo".split())
"""Words that stand for a key where any will do."""
_PLACEHOLDER = re.compile(
    r"^(?:<[^<>]*>|(?:your|my|the|insert)[-_ ]?.{0,20}key.{0,10}|null|undefined|none|changeme|x{3,}|\.{3}|…)$", re.IGNORECASE
)
"""What stands in examples in the place of a key, and what scripts make of an answer that had none."""
_VARIABLE = re.compile(r"^(?:\$\{\{.*\}\}|\$env:\w+|\$\(\$?env:\w+\)|\$\{?\w+\}?|%\w+%|\$\(\w[\w.]*\))$", re.IGNORECASE)

_PACKAGE = re.compile(r"\.s?nupkg$", re.IGNORECASE)
_MACRO = re.compile(r"^\$\(\w[\w.]*\)$")
"""An Azure Pipelines macro; it is shown only where no variable of that name replaced it."""
_KEY_KINDS = (
    ("github-token", "github"),
    ("GITHUB_TOKEN", "github"),
    ("github.token", "github"),
    ("azure-devops-token", "azure-devops"),
    ("System.AccessToken", "azure-devops"),
    ("gitlab-token", "gitlab"),
    ("CI_JOB_TOKEN", "gitlab"),
    ("nuget-org-key", "nuget.org"),
)
"""Kinds of secrets as `pushwhy.text.redact` names them, and names of variables that CI systems give their tokens."""
_CLIENTS = (("dotnet", "dotnet"), ("choco", "choco"), ("paket", "paket"), ("nuget", "nuget.exe"))


class Command(Struct, frozen=True, kw_only=True):
    """One push command of a log."""

    line: int
    text: str
    facts: dict[str, FactValue]
    key_expression: str | None
    """The key as it is written, if that says which key it is; a mask says nothing."""


def parse(text: str, line: int, *, secrets: tuple[str, ...]) -> Command:
    """Read the arguments behind `push`; `secrets` are the kinds that were masked in it, where a key could be read before."""
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
    source = next((value or "" for option, value in options if option in _SOURCE_OPTIONS), None)
    if source and _unquoted(source):
        facts["source_argument"] = _unquoted(source)
    facts["source_shown"] = _source_shown(source)
    key = next((value or "" for option, value in options if option in _KEY_OPTIONS), None)
    if key is None and len(positional) > 1 and facts["client"] == "nuget.exe":
        key = positional[1]
    shown = _shown(key)
    facts["key_shown"] = "visible" if shown == "masked" and secrets else shown
    kind = next((kind for word, kind in _KEY_KINDS if word in (*secrets, *_words(key))), None)
    if kind is not None:
        facts["key_kind"] = kind
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
            if taken is not None and name in _KEY_OPTIONS and _PACKAGE.search(_unquoted(taken)):
                taken = None  # the key is empty, and the option takes the path for it
            options.append((name, taken))
            index += taken is not None
        else:
            options.append((name, value or None))
        index += 1
    return positional, options


def _is_option(token: str) -> bool:
    return token.lower() in _VALUE_OPTIONS or token.lower().startswith(("--", "-skipduplicate", "-noninteractive", "-nosymbols"))


def _words(key: str | None) -> list[str]:
    """The names in a key's expression, such as GITHUB_TOKEN; of `secrets.GITHUB_TOKEN` also the last part."""
    found = re.findall(r"[A-Za-z][\w.]*", key or "")
    return [*found, *(name.rpartition(".")[2] for name in found)]


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
    return "dummy" if bare.lower() in _DUMMY or _PLACEHOLDER.match(bare) else "visible"


def _source_shown(source: str | None) -> str:
    if source is None:
        return "absent"
    bare = _unquoted(source)
    if not bare:
        return "empty"
    return "variable" if _VARIABLE.match(bare) else "named"


def _unquoted(token: str) -> str:
    return re.sub(r"""^["'](.*)["']$""", r"\1", token)
