"""Which language the texts are shown in: `--lang`, else what the locale says, else English."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence

from pushwhy.pack.merge import languages
from pushwhy.pack.merge.languages import ENGLISH
from pushwhy.pack.merge.layers import Layer

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""In the order of POSIX; the first one that is set decides."""


def add_option(parser: argparse.ArgumentParser) -> None:
    """`--lang`."""
    parser.add_argument("--lang", metavar="LANG", help="language of the texts, such as zh-Hant (default: that of the locale, else English)")


def chosen(given: str | None, layers: Sequence[Layer]) -> str:
    """The language of the option, or the one that fits the locale best.

    Raises:
        pushwhy.errors.UsageError: the option names a language in which there are no texts; those that there are are listed.
    """
    if given is not None:
        return languages.required(given, layers, "--lang")
    locale = of_environment(os.environ, _of_system)
    # Text folders are only looked for where somebody may want them.
    return languages.best(locale, (ENGLISH,)) or languages.best(locale, languages.available(layers)) or ENGLISH


def of_environment(environment: Mapping[str, str], of_system: Callable[[], str | None]) -> str:
    """The name of the locale for messages, such as `zh_TW.UTF-8`; where nothing names one, what the system says."""
    return next((name for variable in _VARIABLES if (name := environment.get(variable))), None) or of_system() or ENGLISH


def _of_system() -> str | None:
    import locale

    try:
        name = locale.getlocale()[0]
    except ValueError:
        return None
    return of_windows(name, locale.locale_alias) if name else None


def of_windows(name: str, aliases: Mapping[str, str]) -> str:
    """The tag behind a name such as `Chinese (Traditional)_Taiwan` or `German_Germany`; any other name stays as it is."""
    language, _, region = name.lower().partition("_")
    if language.startswith("chinese"):
        traditional = "traditional" in language or region.startswith(("taiwan", "hong kong", "maca"))
        return "zh-Hant" if traditional else "zh-Hans"
    return aliases.get(language, name)
