"""The text files of all layers in one language, checked and laid over the English pack."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from pushwhy.errors import PackError
from pushwhy.model.pack import RulePack
from pushwhy.model.report import Problem
from pushwhy.pack.merge import layers
from pushwhy.pack.merge.layers import Layer
from pushwhy.pack.translation import missing, places
from pushwhy.pack.translation.check import Checker
from pushwhy.pack.translation.lay import lay
from pushwhy.pack.translation.missing import Missing
from pushwhy.pack.translation.places import Place, Text, Texts
from pushwhy.pack.translation.read import TextFile, read

English = Callable[[Sequence[Layer]], tuple[RulePack, tuple[Problem, ...]]]
"""Loads the English pack of some layers, and tells what is wrong with files that were left out."""


class _LayerTexts(Struct, frozen=True, kw_only=True):
    """What one layer says in a language, and the English texts that it was written for."""

    said: dict[Place, Text]
    english: Texts
    problems: tuple[Problem, ...]


def load(chosen: Sequence[Layer], language: str, english: English) -> tuple[RulePack, tuple[Problem, ...]]:
    """The pack in a language, and what is wrong with text files that were left out.

    A text whose English original a later layer has changed is not used.

    Raises:
        PackError: the shipped pack, or a text that is shipped with it, has a mistake.
    """
    pack, problems = english(chosen)
    final = places.of_pack(pack)
    texts: dict[Place, Text] = {}
    for index, layer in enumerate(chosen):
        found = _of_layer(chosen[: index + 1], language, english)
        if layer.shipped and found.problems:
            raise PackError(found.problems)
        problems += found.problems
        texts |= {place: text for place, text in found.said.items() if final.get(place) == found.english[place]}
    return lay(pack, texts, language), problems


def left_to_translate(chosen: Sequence[Layer], language: str, english: English, *, everywhere: bool) -> Missing:
    """What is not said yet: in the layers that have begun the language, or everywhere."""
    wanted: dict[Place, Text] = {}
    said: set[Place] = set()
    before: Texts = {}
    for index, layer in enumerate(chosen):
        pack, _ = english(chosen[: index + 1])
        after = places.of_pack(pack)
        own = {place: text for place, text in after.items() if before.get(place) != text}
        said = {place for place in said if place not in own} | set(_of_layer(chosen[: index + 1], language, english).said)
        if everywhere or language in layers.languages(layer):
            wanted |= missing.shown_to_readers(pack, own)
        before = after
    return missing.of_language(language, wanted, said)


def _of_layer(upto: Sequence[Layer], language: str, english: English) -> _LayerTexts:
    """The texts of the last of some layers, checked against what it and those before it say in English."""
    layer = upto[-1]
    files, problems = _read_all(layer, language)
    if not files:
        return _LayerTexts(said={}, english={}, problems=tuple(problems))
    pack, left_out = english(upto)
    original = places.of_pack(pack)
    checker = Checker(pack, original, language, complete=not left_out)
    said: dict[Place, Text] = {}
    where: dict[Place, str] = {}
    for file in files:
        mistakes = checker.check(file, where)
        problems += mistakes
        if not mistakes:
            said |= {place: text for place, text in file.texts.items() if place in original}
            where |= dict.fromkeys(file.texts, file.document.file)
    return _LayerTexts(said=said, english=original, problems=tuple(problems))


def _read_all(layer: Layer, language: str) -> tuple[list[TextFile], list[Problem]]:
    files: list[TextFile] = []
    problems: list[Problem] = []
    for path in layers.text_files(layer, language):
        try:
            files.append(read(path, layers.shown_name(layer, path)))
        except PackError as error:
            problems += error.problems
    return files, problems
