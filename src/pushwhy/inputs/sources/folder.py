"""A folder: every log below it, in name order, without hidden ones."""

from __future__ import annotations

import os
from collections.abc import Iterator

from pushwhy.inputs.reasons import reason
from pushwhy.inputs.sources import archive, file
from pushwhy.inputs.sources.patterns import joined
from pushwhy.inputs.sources.selection import Selection, is_archive_name
from pushwhy.inputs.sources.walk import Entry, walk
from pushwhy.inputs.values import Options, Unreadable, shown
from pushwhy.model.log import RawLog
from pushwhy.phrases import Phrase


def claims(argument: str) -> bool:
    """Tell whether the argument is a folder, whatever its name looks like."""
    return os.path.isdir(argument)


def logs(argument: str, options: Options) -> Iterator[RawLog | Unreadable]:
    """Yield the logs below a folder; a folder below it that cannot be listed is unreadable, and so is one that yields nothing.

    An archive without logs is passed over like any other file that is none.
    """
    selection = Selection(options.patterns)
    empty = True
    for entry in walk(argument):
        for log in _logs(argument, entry, selection):
            empty = False
            yield log
    if empty and options.patterns:
        yield Unreadable(name=shown(argument), reason=Phrase.of("folder-without-match", patterns=", ".join(options.patterns)))
    elif empty:
        yield Unreadable(name=shown(argument), reason=Phrase.of("folder-without-logs"))


def _logs(top: str, entry: Entry, selection: Selection) -> Iterator[RawLog | Unreadable]:
    name = joined(top, entry.below) if entry.below else top
    if entry.problem is not None:
        yield Unreadable(name=shown(name), reason=reason(entry.problem))
    elif entry.is_folder or not selection.takes(entry.below.split("/")):
        return
    elif is_archive_name(name):
        yield from archive.below(entry.path, name, selection)
    else:
        yield file.log(entry.path, name)
