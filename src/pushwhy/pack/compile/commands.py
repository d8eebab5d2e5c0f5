"""The `commands:` of files → the words by which the arguments of a push command are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import regex

from pushwhy.model.lexicon import CommandWords
from pushwhy.model.report import Problem
from pushwhy.model.rules import FactSpec
from pushwhy.pack.compile import expressions
from pushwhy.pack.compile.expressions import any_of
from pushwhy.pack.compile.vocabulary import unknown_value
from pushwhy.pack.read.rule_file import RuleFile


def commands_of(files: Sequence[RuleFile], facts: Mapping[str, FactSpec], problems: list[Problem]) -> CommandWords:
    """The lists of all files, joined; where the first of several counts, those of later layers stand first."""
    return CommandWords(
        push=any_of(
            (*_push(_words(files, "push")), *_programs(_words(files, "programs"))), before=r"(?i)(?:^|[\s\"'/\\>])", after=r"(?=\s|$)"
        ),
        clients=_pairs(files, "clients", facts.get("client"), problems),
        key_options=frozenset(map(str.lower, _words(files, "key_options"))),
        source_options=frozenset(map(str.lower, _words(files, "source_options"))),
        value_options=frozenset(map(str.lower, _words(files, "value_options"))),
        switches=tuple(map(str.lower, _words(files, "switches"))),
        positional_key=frozenset(_words(files, "positional_key")),
        mask=_whole(files, "mask", problems),
        dummies=frozenset(map(str.lower, _words(files, "dummies"))),
        placeholder=_whole(files, "placeholder", problems),
        variable=_whole(files, "variable", problems),
        macro=_whole(files, "macro", problems),
        key_kinds=_pairs(files, "key_kinds", facts.get("key_kind"), problems),
    )


def _words(files: Iterable[RuleFile], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for file in files for word in getattr(file.model.commands, field)))


def _whole(files: Sequence[RuleFile], field: str, problems: list[Problem]) -> str:
    return any_of(expressions.collected(files, "commands", field, problems), before="(?i)^", after="$")


def _push(commands: Iterable[str]) -> Iterable[str]:
    """`nuget push` finds `NuGet.exe" push` as well."""
    for command in commands:
        program, verb = command.split(" ")
        yield rf"{regex.escape(program)}(?:\.exe)?[\"']?\s+{regex.escape(verb)}"


def _programs(names: Iterable[str]) -> Iterable[str]:
    return (rf"{regex.escape(name)}(?:\.exe)?[\"']?" for name in names)


def _pairs(files: Sequence[RuleFile], field: str, spec: FactSpec | None, problems: list[Problem]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for file in sorted(files, key=lambda file: -file.layer):
        for word, value in getattr(file.model.commands, field).items():
            if spec is not None and value not in spec.values:
                problems.append(file.document.problem("value", unknown_value(spec, value), ("commands", field, word)))
            found.setdefault(word, value)
    return tuple(found.items())
