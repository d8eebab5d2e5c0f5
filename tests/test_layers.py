"""Data flows one way: who may import whom, and what a clean log must not load."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# A layer is a file or a folder right below `pushwhy`. It may import itself, the layers named here, and what `_EVERYONE` lists.
_EVERYONE = ("errors", "text", "masking", "model", "phrases")
_STAGES = ("inputs", "decoding", "pack", "engine", "online", "report")
_MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "model": (),
    "phrases": ("model",),
    "errors": ("model", "phrases"),
    "text": (),
    "masking": ("model",),
    "inputs": (),
    "decoding": (),
    "pack": (),
    "engine": (),
    "report": (),
    "online": (),
    "run": _STAGES,
    "cli": (*_STAGES, "run", "__init__"),
    "__init__": (*_STAGES, "run"),
    "__main__": ("cli",),
}

_LIBRARIES: dict[str, tuple[str, ...]] = {
    "yaml": ("pack/",),
    "pydantic": ("pack/",),
    "pydantic_core": ("pack/",),
    "hyperscan": ("engine/search/",),
    "ahocorasick_rs": ("engine/search/",),
    "rich": ("report/terminal.py", "cli/"),
    "platformdirs": ("cli/",),
    "charset_normalizer": ("decoding/",),
    "regex": ("engine/", "pack/"),
    "isal": ("inputs/formats/deflate.py",),
    "backports": ("inputs/formats/zstandard.py",),
    "compression": ("inputs/formats/zstandard.py",),  # of the standard library from 3.14 on
    "msgspec": ("",),
    "_typeshed": ("",),  # for type checkers alone
}
"""Libraries, and where below `pushwhy` they may be imported."""


def _modules(root: Path) -> Iterator[tuple[str, ast.Module]]:
    """Every module of the package by its path below it."""
    package = root / "src" / "pushwhy"
    for path in sorted(package.rglob("*.py")):
        yield path.relative_to(package).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _imports(module: ast.Module) -> Iterator[str]:
    """Full names of what a module imports, also within functions and for type checkers; of `from a import b` both `a` and `a.b`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports are not used here"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _layer(path: str) -> str:
    return path.split("/", maxsplit=1)[0].removesuffix(".py")


def _layers_in(name: str, known: frozenset[str]) -> Iterator[str]:
    """The layer that a name of ours belongs to; `pushwhy.__version__` is the package's own."""
    parts = name.split(".")
    if parts[0] == "pushwhy" and len(parts) > 1:
        yield parts[1] if parts[1] in known else "__init__"


def test_every_layer_imports_only_what_it_may(root: Path) -> None:
    modules = list(_modules(root))
    known = frozenset(_layer(path) for path, _ in modules)
    wrong = [
        f"{path} imports {name}"
        for path, module in modules
        for name in _imports(module)
        for layer in _layers_in(name, known)
        if not _is_allowed(_layer(path), layer, name)
    ]
    assert wrong == []
    assert known <= _MAY_IMPORT.keys(), "a new layer needs its row"


def _is_allowed(layer: str, other: str, name: str) -> bool:
    if other == layer or other in _MAY_IMPORT[layer]:
        return True
    if name in ("pushwhy.__version__", "pushwhy"):
        return layer == "cli"
    return other in _EVERYONE and layer not in _EVERYONE


_ENGINE = ("search", "match", "pushes", "diagnose")
"""The stages of the engine; each may import itself and those before it."""


def test_the_stages_of_the_engine_import_only_earlier_ones(root: Path) -> None:
    stages = {f"pushwhy.engine.{stage}": place for place, stage in enumerate(_ENGINE)}
    wrong = [
        f"{path} imports {name}"
        for path, module in _modules(root)
        if path.startswith("engine/") and path.count("/") > 1
        for name in _imports(module)
        for stage, place in stages.items()
        if name.startswith(f"{stage}.") and place > _ENGINE.index(path.split("/")[1])
    ]
    assert wrong == []


def test_only_the_entry_point_imports_the_command_line(root: Path) -> None:
    users = {path for path, module in _modules(root) if any(name.startswith("pushwhy.cli") for name in _imports(module))}
    assert {path for path in users if not path.startswith("cli/")} == {"__main__.py"}


def test_libraries_stay_in_their_place(root: Path) -> None:
    wrong = [
        f"{path} imports {name}"
        for path, module in _modules(root)
        for name in {name.split(".")[0] for name in _imports(module)}
        if name not in sys.stdlib_module_names
        and name != "pushwhy"
        and not any(path.startswith(place) for place in _LIBRARIES.get(name, ()))
    ]
    assert wrong == []


def test_the_values_and_errors_need_nothing_but_the_standard_library_and_msgspec(root: Path) -> None:
    used = {
        (path, name.split(".")[0])
        for path, module in _modules(root)
        if _layer(path) in _EVERYONE
        for name in _imports(module)
        if name.split(".")[0] not in (*sys.stdlib_module_names, "pushwhy")
    }
    assert {name for _, name in used} == {"msgspec"}


def test_the_engine_opens_no_files_and_looks_at_no_clock(root: Path) -> None:
    forbidden = {"os", "io", "pathlib", "time", "datetime", "subprocess", "socket", "tempfile", "shutil"}
    wrong = [
        f"{path} imports {name}"
        for path, module in _modules(root)
        if _layer(path) == "engine"
        for name in _imports(module)
        if name.split(".")[0] in forbidden
    ]
    assert wrong == []


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the compiled rules are kept, as they are on the machine of a user."""
    folder = tmp_path_factory.mktemp("cache")
    _loaded(folder, ["scan", "-"], folder)
    return folder


@pytest.mark.parametrize("log", [b"Build succeeded.\n", b"", "Übersetzung beendet.\n".encode(), b"\xff\xfea\x00\n\x00"])
def test_a_clean_log_loads_nothing_that_it_does_not_need(tmp_path: Path, cache: Path, log: bytes) -> None:
    (tmp_path / "build.log").write_bytes(log)
    assert _loaded(tmp_path, ["scan", "build.log"], cache).isdisjoint(
        {"rich", "pydantic", "yaml", "charset_normalizer", "duckdb", "dask", "jinja2", "jsonschema", "asyncio", "ahocorasick_rs", "ssl"}
        | {"isal", "tarfile", "zipfile", "multiprocessing", "threading", "hashlib", "platformdirs", "regex"}
        | {
            "pushwhy.decoding.lines",
            "pushwhy.engine.match.reader",
            "pushwhy.engine.diagnose.log_report",
            "pushwhy.cli.explain",
            "pushwhy.cli.progress",
        }
    )


def _loaded(folder: Path, arguments: list[str], cache: Path) -> frozenset[str]:
    """Names of the modules that are loaded when the command is done."""
    code = (
        "import sys\n"
        "from pushwhy.cli.main import main\n"
        f"status = main({arguments!r})\n"
        "print(' '.join(sorted(sys.modules)), file=sys.stderr)\n"
        "sys.exit(status)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PUSHWHY_ISOLATED": "1", "PUSHWHY_CACHE": str(cache), "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return frozenset(done.stderr.splitlines()[-1].split())
