"""Layers → one rule pack. Files with mistakes are left out and told; the rest works."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pushwhy.errors import PackError
from pushwhy.model.pack import PackContent, PackHead, RulePack
from pushwhy.model.report import Problem
from pushwhy.pack.compile import causes, vocabulary
from pushwhy.pack.compile.commands import commands_of
from pushwhy.pack.compile.feeds import feeds_of, statuses_of
from pushwhy.pack.compile.index import anchors_of, rules_of
from pushwhy.pack.compile.patterns import PatternTable
from pushwhy.pack.compile.quoting import quoting_of
from pushwhy.pack.compile.reasons import reasons_of
from pushwhy.pack.compile.rules import RuleCompiler
from pushwhy.pack.compile.signs import weights_of
from pushwhy.pack.merge import layers
from pushwhy.pack.merge.layers import Layer
from pushwhy.pack.read.rule_file import RuleFile, read


class Loaded(Struct, frozen=True):
    """A pack, and what was wrong with files that are not in it."""

    pack: RulePack
    problems: tuple[Problem, ...]


def load(chosen: Sequence[Layer], digest: str) -> Loaded:
    """Read and compile all layers.

    Raises:
        PackError: the shipped pack itself has a mistake.
    """
    files, problems = _read_all(chosen)
    while True:
        pack, found = _compile(files, chosen, digest)
        problems += found
        broken = {problem.file for problem in found}
        if not broken:
            break
        files = [file for file in files if file.document.file not in broken]
    _refuse_broken_shipped(chosen, problems)
    return Loaded(pack=pack, problems=tuple(problems))


def _read_all(chosen: Sequence[Layer]) -> tuple[list[RuleFile], list[Problem]]:
    files: list[RuleFile] = []
    problems: list[Problem] = []
    for number, layer in enumerate(chosen):
        for path in layers.files(layer):
            try:
                files.append(read(path, layers.shown_name(layer, path), number))
            except PackError as error:
                problems += sorted(error.problems, key=_place)
    return files, problems


def _compile(files: Sequence[RuleFile], chosen: Sequence[Layer], digest: str) -> tuple[RulePack, list[Problem]]:
    problems: list[Problem] = []
    facts = vocabulary.of_files(files, problems)
    table = PatternTable(facts)
    for file in files:
        for index, message in enumerate(file.model.messages):
            table.add_message(file, ("messages", index), message, problems)
    for file in files:
        for index, group in enumerate(file.model.groups):
            table.add_group(file, ("groups", index), group, problems)
    known_causes = causes.of_files(files, facts, problems)
    shipped = {number for number, layer in enumerate(chosen) if layer.shipped}
    reasons = reasons_of(files)
    concepts = frozenset(concept.name for concept in reasons.concepts)
    rules = RuleCompiler(facts, table, known_causes, concepts, shipped, problems).compile(files)
    weights = weights_of(files, problems)
    anchors = anchors_of(table.patterns, rules, weights)
    head = PackHead(digest=digest, layers=tuple(layer.name for layer in chosen), anchors=anchors)
    content = PackContent(
        patterns=table.patterns,
        rules=rules,
        rules_of=rules_of(table.patterns, rules),
        causes=known_causes,
        facts=facts,
        feeds=feeds_of(files, facts, problems),
        statuses=statuses_of(files),
        quoting=quoting_of(files, problems),
        reasons=reasons,
        commands=commands_of(files, facts, problems),
        weights=weights,
    )
    pack = RulePack(head, lambda: content)
    places = {file.document.file: place for place, file in enumerate(files)}
    # A rule's own texts are looked at again as those of the cause that it states.
    return pack, sorted(dict.fromkeys(problems), key=lambda problem: (places.get(problem.file or "", 0), _place(problem)))


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line or 0, problem.column or 0


def _refuse_broken_shipped(chosen: Sequence[Layer], problems: Sequence[Problem]) -> None:
    names = {layers.shown_name(layer, path) for layer in chosen if layer.shipped for path in layers.files(layer)}
    own = tuple(problem for problem in problems if problem.file in names)
    if own:
        raise PackError(own)
