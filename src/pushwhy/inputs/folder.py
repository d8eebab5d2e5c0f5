"""A folder: every log below it, in name order, without hidden ones."""

from __future__ import annotations

import os
from collections.abc import Iterator

from pushwhy.inputs import file
from pushwhy.inputs.compression import COMPRESSIONS
from pushwhy.inputs.patterns import below_folder, joined, matches
from pushwhy.inputs.reasons import reason
from pushwhy.inputs.values import Options, Unreadable, shown
from pushwhy.inputs.walk import walk
from pushwhy.model.log import RawLog

USUAL_PATTERNS = tuple(f"*{kind}{packed}" for kind in (".log", ".txt", ".out") for packed in ("", *(c.suffix for c in COMPRESSIONS)))
"""Files of a folder that are read unless the user says which."""


def claims(argument: str) -> bool:
    """Tell whether the argument is a folder, whatever its name looks like."""
    return os.path.isdir(argument)


def logs(argument: str, options: Options) -> Iterator[RawLog | Unreadable]:
    """Yield the logs below a folder; a folder below it that cannot be listed is unreadable, and so is one that yields nothing."""
    patterns = options.patterns or USUAL_PATTERNS
    globs = [below_folder(pattern) for pattern in patterns]
    empty = True
    for found in walk(argument):
        name = joined(argument, found.below) if found.below else argument
        if found.problem is not None:
            yield Unreadable(name=shown(name), reason=reason(found.problem))
        elif not found.is_folder and any(matches(glob, found.below.split("/")) for glob in globs):
            yield file.log(found.path, name)
        else:
            continue
        empty = False
    if empty:
        looked_for = ", ".join(patterns)
        advice = "" if options.patterns else "; name the file itself, or say with --glob which files are logs"
        yield Unreadable(name=shown(argument), reason=f"no file in this folder matches {looked_for} (hidden ones are left out){advice}")
