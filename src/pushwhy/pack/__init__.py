"""Rule packs: YAML in layers → a `RulePack`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pushwhy import model, phrases
from pushwhy.model.pack import PackContent, PackHead, RulePack
from pushwhy.model.report import Problem
from pushwhy.pack import cache
from pushwhy.pack.merge import layers as layers_module
from pushwhy.pack.merge.languages import ENGLISH
from pushwhy.pack.merge.layers import Layer

if TYPE_CHECKING:
    from pushwhy.pack.translation import Missing


def load(
    layers: Sequence[Layer], version: str, cache_folder: Path | None = None, language: str = ENGLISH
) -> tuple[RulePack, tuple[Problem, ...]]:
    """The pack of some layers, from the cache where it is there; and what is wrong with files that were left out.

    `language` is one of `languages.available(layers)`; text files are only looked at where it is not English.

    Raises:
        pushwhy.errors.PackError: the shipped pack has a mistake.
    """
    made_of = repr((version, _build(), language, layers_module.state(layers, language)))

    def compiled() -> tuple[RulePack, tuple[Problem, ...]]:
        pack, problems = _compiled(layers) if language == ENGLISH else _translated(layers, version, cache_folder, language)
        if not problems:
            cache.write_part(cache_folder, made_of, pack.content)
            cache.write_part(cache_folder, made_of, pack.head)
        return pack, problems

    head = cache.read_part(cache_folder, made_of, PackHead)
    if head is None:
        return compiled()
    return RulePack(head, lambda: cache.read_part(cache_folder, made_of, PackContent) or compiled()[0].content), ()


def left_to_translate(layers: Sequence[Layer], version: str, cache_folder: Path | None, language: str, *, everywhere: bool) -> Missing:
    """What is not said in a language yet: in the layers that have begun it, or everywhere."""
    from pushwhy.pack import translation

    return translation.left_to_translate(layers, language, lambda some: load(some, version, cache_folder), everywhere=everywhere)


def _compiled(layers: Sequence[Layer]) -> tuple[RulePack, tuple[Problem, ...]]:
    from pushwhy.pack import loading

    loaded = loading.load(layers, layers_module.digest(layers))
    return loaded.pack, loaded.problems


def _translated(layers: Sequence[Layer], version: str, cache_folder: Path | None, language: str) -> tuple[RulePack, tuple[Problem, ...]]:
    from pushwhy.pack import translation

    return translation.load(layers, language, lambda some: load(some, version, cache_folder))


def _build() -> list[tuple[str, int, int]]:
    """Changes with the code that compiles packs, so that a stored pack of another build is never used."""
    here = Path(__file__).parent
    folders = (
        here,
        *(here / name for name in ("read", "merge", "compile", "translation")),
        Path(model.__file__).parent,
        Path(phrases.__file__).parent,
    )
    code = [path for folder in folders for path in folder.iterdir()]
    return sorted((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in code if path.is_file())
