"""An argument that no other source claims: says why it cannot be read."""

from __future__ import annotations

import os
from collections.abc import Iterator

from pushwhy.inputs.reasons import reason
from pushwhy.inputs.values import Options, Unreadable, shown


def claims(_argument: str) -> bool:
    """Claim every argument, because no other source did."""
    return True


def logs(argument: str, _options: Options) -> Iterator[Unreadable]:
    """Yield the reason why there is nothing to read."""
    yield Unreadable(name=shown(argument), reason=_why(argument))


def _why(argument: str) -> str:
    if not argument:
        return "the name is empty; a variable in the command was probably not set"
    if "\0" in argument:
        return "the name holds a NUL character, which no file name can"
    try:
        os.stat(argument)
    except OSError as error:
        if os.path.islink(argument) and isinstance(error, FileNotFoundError):
            return "it is a symbolic link to something that does not exist"
        return reason(error)
    return "it appeared only now; try again"
