"""Packs of a few rules of the test's own, so that a test shows what it is about."""

from __future__ import annotations

from pathlib import Path

from pushwhy.model.rules import RulePack
from pushwhy.pack import load
from pushwhy.pack.merge import layers
from pushwhy.run.analyzer import Analyzer


def own_pack(folder: Path, rules: str) -> RulePack:
    """The pack that one rule file makes; a mistake in it fails the test."""
    path = folder / "rules.yaml"
    path.write_text(rules, encoding="utf-8")
    pack, problems = load([layers.given(str(path))], "test")
    assert problems == ()
    return pack


def own_analyzer(folder: Path, rules: str) -> Analyzer:
    """Diagnoses with the rules of one file alone."""
    return Analyzer(own_pack(folder, rules))
