"""Rule packs: YAML in layers → a `RulePack`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pushwhy.model.report import Problem
from pushwhy.model.rules import RulePack
from pushwhy.pack import cache
from pushwhy.pack import layers as layers_module
from pushwhy.pack.layers import Layer

_FORMAT = "1"
"""Raised whenever the stored form of a pack changes."""


def load(layers: Sequence[Layer], version: str, cache_folder: Path | None = None) -> tuple[RulePack, tuple[Problem, ...]]:
    """The pack of some layers, from the cache where it is there; and what is wrong with files that were left out.

    Raises:
        pushwhy.errors.PackError: the shipped pack has a mistake.
    """
    digest = layers_module.digest(layers)
    name = f"{_FORMAT}-{version}-{digest}"
    stored = cache.read_pack(cache_folder, name)
    if stored is not None:
        return stored, ()
    from pushwhy.pack import loading

    loaded = loading.load(layers, digest)
    if not loaded.problems:
        cache.write_pack(cache_folder, name, loaded.pack)
    return loaded.pack, loaded.problems
