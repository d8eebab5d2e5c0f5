"""An argument that no other source claims: says why it cannot be read."""

from __future__ import annotations

import os
from collections.abc import Iterator

from pushwhy.inputs.reasons import reason
from pushwhy.inputs.values import Options, Unreadable, shown
from pushwhy.phrases import Phrase


def claims(_argument: str) -> bool:
    """Claim every argument, because no other source did."""
    return True


def logs(argument: str, _options: Options) -> Iterator[Unreadable]:
    """Yield the reason why there is nothing to read."""
    yield Unreadable(name=shown(argument), reason=_why(argument))


def _why(argument: str) -> Phrase:
    if not argument:
        return Phrase.of("name-empty")
    if "\0" in argument:
        return Phrase.of("name-holds-nul")
    try:
        os.stat(argument)
    except OSError as error:
        if os.path.islink(argument) and isinstance(error, FileNotFoundError):
            return Phrase.of("broken-link")
        return reason(error)
    return Phrase.of("appeared-late")
