"""The part of `pushwhy rules check` that is about texts in other languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pushwhy import __version__
from pushwhy.cli.options import cache_folder
from pushwhy.errors import PackError, UsageError
from pushwhy.model.report import Problem
from pushwhy.pack import left_to_translate, load
from pushwhy.pack.merge import languages
from pushwhy.pack.merge.languages import ENGLISH
from pushwhy.pack.merge.layers import Layer

if TYPE_CHECKING:
    from pushwhy.pack.translation import Missing

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def mistakes(layers: Sequence[Layer]) -> list[Problem]:
    """What is wrong with the text files of every language."""
    problems: dict[Problem, None] = {}
    for language in _begun(layers):
        try:
            problems |= dict.fromkeys(load(layers, __version__, cache_folder(), language)[1])
        except PackError as error:
            problems |= dict.fromkeys(error.problems)
    return list(problems)


def left(layers: Sequence[Layer], language: str | None) -> list[Missing]:
    """What is left to translate: everything into one language, or in every layer into the languages that it has begun."""
    return [
        left_to_translate(layers, __version__, cache_folder(), wanted, everywhere=language is not None)
        for wanted in ([language] if language is not None else _begun(layers))
    ]


def asked_for(wanted: str | None, layers: Sequence[Layer]) -> str | None:
    """The language of `--lang`, which need not have any texts yet.

    Raises:
        pushwhy.errors.UsageError: it is no tag of a language, or is English.
    """
    if wanted is None:
        return None
    language = languages.best(wanted, languages.available(layers)) or wanted
    if not _TAG.fullmatch(language):
        raise UsageError(f"--lang {wanted}: write the tag of a language, such as de, pt-BR or zh-Hant")
    if language == ENGLISH:
        raise UsageError(f"--lang {wanted}: the rules themselves are in English; name the language to translate into")
    return language


def _begun(layers: Sequence[Layer]) -> list[str]:
    return [language for language in languages.available(layers) if language != ENGLISH]
