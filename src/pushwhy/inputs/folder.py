"""A folder: every log below it, in name order, without hidden ones."""

from __future__ import annotations

import os
from collections.abc import Iterator

from pushwhy.inputs import archive, file
from pushwhy.inputs.choice import Choice, is_archive
from pushwhy.inputs.patterns import joined
from pushwhy.inputs.reasons import reason
from pushwhy.inputs.values import Options, Unreadable, shown
from pushwhy.inputs.walk import Found, walk
from pushwhy.model.log import RawLog
from pushwhy.phrases import Phrase


def claims(argument: str) -> bool:
    """Tell whether the argument is a folder, whatever its name looks like."""
    return os.path.isdir(argument)


def logs(argument: str, options: Options) -> Iterator[RawLog | Unreadable]:
    """Yield the logs below a folder; a folder below it that cannot be listed is unreadable, and so is one that yields nothing.

    An archive without logs is passed over like any other file that is none.
    """
    choice = Choice(options.patterns)
    empty = True
    for found in walk(argument):
        for log in _logs(argument, found, choice):
            empty = False
            yield log
    if empty and options.patterns:
        yield Unreadable(name=shown(argument), reason=Phrase.of("folder-without-match", patterns=", ".join(options.patterns)))
    elif empty:
        yield Unreadable(name=shown(argument), reason=Phrase.of("folder-without-logs"))


def _logs(top: str, found: Found, choice: Choice) -> Iterator[RawLog | Unreadable]:
    name = joined(top, found.below) if found.below else top
    if found.problem is not None:
        yield Unreadable(name=shown(name), reason=reason(found.problem))
    elif found.is_folder or not choice.takes(found.below.split("/")):
        return
    elif is_archive(name):
        yield from archive.below(found.path, name, choice)
    else:
        yield file.log(found.path, name)
