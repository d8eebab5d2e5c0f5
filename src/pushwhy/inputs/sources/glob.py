"""A glob that no shell expanded, as on Windows or in the argument list of a CI system: every file and folder that matches."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from pushwhy.inputs.reasons import reason
from pushwhy.inputs.sources import archive, file, folder
from pushwhy.inputs.sources.patterns import is_pattern, name_regex, split
from pushwhy.inputs.sources.walk import visible, walk
from pushwhy.inputs.values import Options, Unreadable, shown
from pushwhy.model.log import RawLog
from pushwhy.phrases import Phrase

_IGNORE_CASE = os.name == "nt"


def claims(argument: str) -> bool:
    """Tell whether the argument is a glob; files are claimed before, whatever their name looks like."""
    return "\0" not in argument and is_pattern(os.path.splitdrive(argument)[1])


def logs(argument: str, options: Options) -> Iterator[RawLog | Unreadable]:
    """Yield the logs of everything that matches, in name order, as if each match had been named.

    A match that is a folder is read as a folder; a glob with `**`, which stands for any number of folders, matches files only.
    A hidden name matches only where the pattern's own name begins with a dot.
    """
    drive, rest = os.path.splitdrive(argument)
    names = split(rest)
    fixed = next(index for index, name in enumerate(names) if is_pattern(name))
    top = drive + "".join(f"{name}/" for name in names[:fixed])
    matches = dict(_matches(top, names[fixed:]))
    if not matches:
        yield Unreadable(name=shown(argument), reason=Phrase.of("pattern-without-match"))
    for name, problem in sorted(matches.items()):
        if problem is not None:
            yield Unreadable(name=shown(name), reason=reason(problem))
        elif archive.claims(name):
            yield from archive.logs(name, options)
        elif not os.path.isdir(name):
            yield file.log(name, name)
        elif "**" not in names:
            yield from folder.logs(name, options)


def _matches(top: str, names: Sequence[str]) -> Iterator[tuple[str, OSError | None]]:
    """Yield the paths that match the names below `top` (empty, or ending in `/`), and the folders that could not be listed."""
    if not os.path.isdir(top or "."):
        return
    name, rest = names[0], names[1:]
    if not is_pattern(name):
        path = top + name
        if not rest and os.path.lexists(path):
            yield path, None
        elif rest and os.path.isdir(path):
            yield from _matches(f"{path}/", rest)
        return
    if name == "**":
        yield from _anywhere(top, rest)
        return
    try:
        entries = visible(top or ".", hidden=name.startswith("."))
    except OSError as error:
        yield top.rstrip("/") or top, error
        return
    wanted = name_regex(name, ignore_case=_IGNORE_CASE)
    for entry in entries:
        if not wanted.match(entry.name):
            continue
        if not rest:
            yield top + entry.name, None
        elif os.path.isdir(entry.path):
            yield from _matches(f"{top}{entry.name}/", rest)


def _anywhere(top: str, rest: Sequence[str]) -> Iterator[tuple[str, OSError | None]]:
    """Yield what matches the names after a `**`; without any, every file."""
    for entry in walk(top or "."):
        path = top + entry.below
        if entry.problem is not None:
            yield path, entry.problem
        elif not rest and not entry.is_folder:
            yield path, None
        elif rest and entry.is_folder:
            yield from _matches(f"{path}/" if entry.below else top, rest)
