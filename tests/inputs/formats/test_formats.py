"""The table of formats: each row can be told from the others, and what may be missing is a dependency that says so."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pushwhy.inputs.formats import ARCHIVE_SUFFIXES, COMPRESSION_SUFFIXES, COMPRESSIONS, FORMATS


def test_names_suffixes_and_magic_bytes_are_unique() -> None:
    assert len({row.name for row in FORMATS}) == len(FORMATS)
    suffixes = (*COMPRESSION_SUFFIXES, *ARCHIVE_SUFFIXES)
    assert len(set(suffixes)) == len(suffixes)
    magics = [magic for row in FORMATS for magic in row.magics]
    assert not any(one != other and one.startswith(other) for one in magics for other in magics)


def test_suffixes_follow_from_the_table() -> None:
    assert COMPRESSION_SUFFIXES == (".gz", ".zst", ".bz2", ".xz")
    assert ARCHIVE_SUFFIXES == (".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst", ".tzst", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")


def test_what_may_be_missing_is_a_dependency(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for row in COMPRESSIONS:
        if row.library:
            assert any(dependency.startswith(f"{row.library}>=") for dependency in project["dependencies"]), row.name


def test_the_readme_names_every_compression(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert f"({', '.join(f'`{suffix}`' for suffix in COMPRESSION_SUFFIXES)})" in readme
