"""Packs of a few rules of the test's own, so that a test shows what it is about."""

from __future__ import annotations

from pathlib import Path

from pushwhy.model.pack import RulePack
from pushwhy.pack import load
from pushwhy.pack.merge import layers
from pushwhy.run.pipeline import Pipeline

_WORDS = ("commands.yaml", "feeds.yaml", "quoting.yaml", "statuses.yaml")
"""Of the shipped pack: what commands, addresses, quotations and statuses look like."""


def own_pack(folder: Path, rules: str) -> RulePack:
    """The pack that one rule file makes, with the words of the shipped pack and none of its rules; a mistake in it fails the test."""
    path = folder / "rules.yaml"
    path.write_text(rules, encoding="utf-8")
    words = [layers.given(str(layers.shipped().path / name)) for name in _WORDS]
    pack, problems = load([*words, layers.given(str(path))], "test")
    assert problems == ()
    return pack


def own_pipeline(folder: Path, rules: str) -> Pipeline:
    """Diagnoses with the rules of one file alone."""
    return Pipeline(own_pack(folder, rules))
