"""The shipped pack, compiled once for all tests and their names."""

from __future__ import annotations

from functools import cache

from pushwhy import load_pack
from pushwhy.model.pack import RulePack


@cache
def shipped_pack() -> RulePack:
    """The pack, as any user gets it."""
    return load_pack()
