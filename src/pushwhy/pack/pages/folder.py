"""The folder that holds the pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write(pages: Mapping[str, str], folder: Path) -> None:
    """Make the folder hold exactly these pages; files that are no pages stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def differences(pages: Mapping[str, str], folder: Path) -> list[str]:
    """What is stale, one line per page, in order of names."""
    there = {path.name: path for path in folder.glob("*.md")}
    found = []
    for name in sorted({*pages, *there}):
        if name not in there:
            found.append(f"{name}: is not there")
        elif name not in pages:
            found.append(f"{name}: no family of rules is called so any more")
        elif there[name].read_text(encoding="utf-8") != pages[name]:
            found.append(f"{name}: differs from the pack")
    return found
