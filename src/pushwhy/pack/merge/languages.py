"""Which language is meant: a tag or a locale name → one of the languages that there are texts in."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pushwhy.errors import UsageError
from pushwhy.pack.merge import layers
from pushwhy.pack.merge.layers import Layer

ENGLISH = "en"
"""The language of the rules themselves; every other one is laid over it."""

_TRADITIONAL = frozenset(("tw", "hk", "mo", "hant"))
"""Regions of `zh` that write Traditional Chinese."""


def available(chosen: Sequence[Layer]) -> tuple[str, ...]:
    """English, and every language that a layer has texts in."""
    found = {language for layer in chosen for language in layers.languages(layer)}
    return (ENGLISH, *sorted(found - {ENGLISH}))


def best(wanted: str, known: Collection[str]) -> str | None:
    """The language that fits `wanted` best: itself, else its script, else its base language; None where there is none.

    `wanted` is a tag (`zh-Hant`) or the name of a locale (`zh_TW.UTF-8`); `C` and `POSIX` are English.
    """
    parts = re.split(r"[.@]", wanted, maxsplit=1)[0].lower().replace("_", "-").split("-")
    if parts[0] in ("c", "posix"):
        return ENGLISH
    tags = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    if parts[0] == "zh" and _TRADITIONAL & set(parts[1:]):
        tags.insert(1, "zh-hant")
    by_lower = {language.lower(): language for language in known}
    return next((by_lower[tag] for tag in tags if tag in by_lower), None)


def required(wanted: str, chosen: Sequence[Layer], option: str) -> str:
    """The language that somebody asks for by the name of an option or argument.

    Raises:
        UsageError: there are no texts in it; the languages that there are are listed.
    """
    if best(wanted, (ENGLISH,)):
        return ENGLISH
    known = available(chosen)
    language = best(wanted, known)
    if language is None:
        raise UsageError(f"{option} {wanted}: there are no texts in this language; there are: {', '.join(known)}")
    return language
