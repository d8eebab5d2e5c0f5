"""Texts in other languages: YAML beside the rules → a pack that speaks the language, English where a text is missing."""

from __future__ import annotations

from pushwhy.pack.translation.loading import left_to_translate, load
from pushwhy.pack.translation.missing import Missing

__all__ = ["Missing", "left_to_translate", "load"]
