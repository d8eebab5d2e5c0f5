"""Which folders of rules apply, in which order."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from pushwhy.errors import UsageError

TEXT_FOLDER = "text"
TESTS_FOLDER = "tests"
SETTINGS_FILE = "config.yml"
REPOSITORY_FOLDER = ".pushwhy"
SUFFIXES = (".yaml", ".yml")


class Layer(Struct, frozen=True, kw_only=True):
    """One folder (or single file) of rules; later layers win."""

    name: str
    """As the report names it: `shipped`, or the path as it was found or given."""
    path: Path
    shipped: bool = False


def shipped() -> Layer:
    """The pack inside the wheel; in a checkout, `rules/` beside `src/`."""
    inside = Path(__file__).parents[2] / "rules"
    beside = Path(__file__).parents[4] / "rules"
    return Layer(name="shipped", path=inside if inside.is_dir() else beside, shipped=True)


def given(argument: str) -> Layer:
    """The layer of a `--rules` option.

    Raises:
        UsageError: nothing is there, or the folder holds no rule file.
    """
    path = Path(argument)
    if not path.exists():
        raise UsageError(f"--rules {argument}: there is no such file or folder")
    layer = Layer(name=argument, path=path)
    if next(files(layer), None) is None:
        raise UsageError(f"--rules {argument}: no rule file (*.yaml or *.yml) in this folder")
    return layer


def of_repository(start: Path, home: Path | None) -> Layer | None:
    """The nearest `.pushwhy/` from `start` upwards: not past the repository's root or the home folder, same owner only."""
    for folder in (start, *start.parents):
        candidate = folder / REPOSITORY_FOLDER
        if candidate.is_dir() and _same_owner(candidate, start):
            return Layer(name=candidate.as_posix(), path=candidate)
        if (folder / ".git").exists() or folder == home:
            return None
    return None


def files(layer: Layer) -> Iterator[Path]:
    """Its rule files in name order, without settings, translations and tests; a layer may be a single file."""
    if layer.path.is_file():
        yield layer.path
        return
    own = (top for top in layer.path.glob("*") if top.name not in (TEXT_FOLDER, TESTS_FOLDER, SETTINGS_FILE))
    for path in sorted(path for top in own for path in (top, *top.rglob("*"))):
        if path.suffix in SUFFIXES and path.is_file():
            yield path


def text_files(layer: Layer, language: str) -> Iterator[Path]:
    """Its texts in a language, in name order."""
    folder = layer.path / TEXT_FOLDER / language
    yield from (path for path in sorted(folder.rglob("*")) if path.suffix in SUFFIXES and path.is_file())


def languages(layer: Layer) -> tuple[str, ...]:
    """The languages that it has texts in, besides English."""
    folder = layer.path / TEXT_FOLDER
    return tuple(sorted(path.name for path in folder.glob("*") if path.is_dir()))


def shown_name(layer: Layer, path: Path) -> str:
    """How messages name a file: the layer as it was given, and the path below it."""
    base = "rules" if layer.shipped else layer.name
    below = path.relative_to(layer.path).as_posix()
    return base if below == "." else f"{base}/{below}"


def digest(chosen: Sequence[Layer]) -> str:
    """A digest of the names of the layers, and of the names and bytes of all their rule files; it names a pack."""
    import hashlib  # lazily: a pack out of the cache has its digest

    total = hashlib.sha256("\0".join(layer.name for layer in chosen).encode())
    for layer in chosen:
        for path in files(layer):
            content = _content(path)
            total.update(f"{layer.shipped}\0{shown_name(layer, path)}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()[:16]


def state(chosen: Sequence[Layer], language: str) -> list[tuple[str, list[tuple[str, int]]]]:
    """For every layer the paths and checksums of its rule files and of its texts in a language, which change with their content."""
    return [
        (layer.name, [(str(path), zlib.crc32(_content(path))) for path in (*files(layer), *text_files(layer, language))])
        for layer in chosen
    ]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _same_owner(one: Path, other: Path) -> bool:
    return one.stat().st_uid == other.stat().st_uid
