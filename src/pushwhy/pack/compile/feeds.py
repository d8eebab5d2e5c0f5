"""The `feeds:` and `statuses:` of files: what addresses and the names of HTTP statuses tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus

import regex

from pushwhy.model.lexicon import FeedAddress
from pushwhy.model.report import Problem
from pushwhy.model.rules import FactSpec
from pushwhy.pack.compile import expressions
from pushwhy.pack.compile.vocabulary import unknown_value
from pushwhy.pack.read.document import Path
from pushwhy.pack.read.rule_file import RuleFile
from pushwhy.pack.read.sections import FeedModel


def feeds_of(files: Sequence[RuleFile], facts: Mapping[str, FactSpec], problems: list[Problem]) -> tuple[FeedAddress, ...]:
    """Addresses in the order in which they are tried: those of later layers first, then as they stand in the files."""
    found: list[tuple[int, FeedAddress]] = []
    spec = facts.get("feed")
    for file in files:
        for index, model in enumerate(file.model.feeds):
            path: Path = ("feeds", index)
            if spec is not None and model.feed not in spec.values:
                problems.append(file.document.problem("value", unknown_value(spec, model.feed), (*path, "feed")))
            if not (model.domains or model.hosts or model.words or model.paths):
                problems.append(file.document.problem("value", "a feed needs domains, hosts, words or paths", path))
            paths = "|".join(expressions.checked(file, (*path, "paths"), model.paths, problems))
            found.append((file.layer, FeedAddress(feed=model.feed, host=_host(model), path=paths)))
    return tuple(address for _, address in sorted(found, key=lambda pair: -pair[0]))


def statuses_of(files: Sequence[RuleFile]) -> dict[str, int]:
    """HTTP statuses by their standard phrases and by the names in files, of which those of later layers win."""
    names = {status.phrase: status.value for status in HTTPStatus}
    for file in files:
        names |= file.model.statuses
    return {"".join(char for char in name if char.isalnum()).lower(): status for name, status in names.items()}


def _host(model: FeedModel) -> str:
    parts = []
    if model.domains:
        names = "|".join(map(regex.escape, model.domains))
        parts.append(rf"(^|\.){names if len(model.domains) == 1 else f'({names})'}$")
    parts += map(_exact, model.hosts)
    parts += (rf"(^|[.-]){regex.escape(word)}[.-]" for word in model.words)
    return "|".join(parts)


def _exact(host: str) -> str:
    """One host name; `*.` at the beginning stands for labels that must be there, any other `*` for one label."""
    start = r"\." if host.startswith("*.") else "^"
    labels = host.removeprefix("*.").split("*")
    return f"{start}{'[a-z0-9-]+'.join(map(regex.escape, labels))}$"
