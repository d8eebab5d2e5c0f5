"""Everything below a folder, in name order, without hidden entries and without going in circles."""

from __future__ import annotations

import os
from collections.abc import Iterator

from msgspec import Struct


class Entry(Struct, frozen=True, kw_only=True):
    """A file or folder below a folder."""

    below: str
    """The path below the folder with `/`; empty for the folder itself."""
    path: str
    is_folder: bool
    problem: OSError | None = None
    """Why a folder could not be listed, if so."""


class _Open(Struct, frozen=True):
    """A folder that is being walked."""

    entries: Iterator[os.DirEntry[str]]
    below: str
    identity: tuple[int, int]


def walk(top: str) -> Iterator[Entry]:
    """Yield the folder itself and every file and folder below it, in the order of their paths, a folder before what it holds.

    Only regular files and links to them count as files: a pipe that nobody writes to would block a batch for ever. Links to folders
    are not followed: the folder itself is read where it lies.
    """
    # Not by recursion, because folders can be nested deeper than Python recurses.
    top_entry, opened = _enter(top, "", [])
    stack = [opened] if opened else []
    yield top_entry
    while stack:
        entry = next(stack[-1].entries, None)
        if entry is None:
            stack.pop()
        elif is_folder(entry):
            folder, opened = _enter(entry.path, f"{stack[-1].below}{entry.name}/", stack)
            if opened:
                stack.append(opened)
            yield folder
        elif _is_file(entry):
            yield Entry(below=stack[-1].below + entry.name, path=entry.path, is_folder=False)


def visible(folder: str, *, hidden: bool = False) -> list[os.DirEntry[str]]:
    """Return what lies in a folder in name order, without hidden ones unless `hidden`. Raises `OSError`."""
    with os.scandir(folder) as entries:
        visible_entries = [entry for entry in entries if hidden or not entry.name.startswith(".")]
    # With its `/` a folder sorts among the files of its own level as its longer paths would.
    return sorted(visible_entries, key=lambda entry: f"{entry.name}/" if is_folder(entry) else entry.name)


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is a folder of its own, not a link to one."""
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _enter(path: str, below: str, above: list[_Open]) -> tuple[Entry, _Open | None]:
    name = below.removesuffix("/")
    try:
        status = os.stat(path)
        identity = (status.st_dev, status.st_ino)
        # Windows junctions and bind mounts lead back up without being links.
        circle = any(identity == folder.identity for folder in above)
        entries = [] if circle else visible(path)
    except OSError as error:
        return Entry(below=name, path=path, is_folder=True, problem=error), None
    return Entry(below=name, path=path, is_folder=True), _Open(iter(entries), below, identity)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is a file or a link to one. A broken link counts, so that the user learns that it cannot be read."""
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))
    except OSError:
        return True
