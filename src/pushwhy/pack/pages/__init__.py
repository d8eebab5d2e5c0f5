"""The pack as Markdown: one page per family of rules, one of all causes, one of all facts, and an index.

    python -m pushwhy.pack.pages --write docs/rules
    python -m pushwhy.pack.pages --check docs/rules

Everything comes from the YAML of the pack, in the order in which it stands there, so that a page changes only where the pack does.
"""

from __future__ import annotations

from pushwhy.pack.pages.build import build

__all__ = ["build"]
