"""What all tests share."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from pushwhy.model.pack import RulePack
from pushwhy.run.pipeline import Pipeline
from tests.program import Program
from tests.shipped import shipped_pack

ROOT = Path(__file__).resolve().parent.parent

# Real logs, counted cases and catalogues that are too large for this repository. Nothing but tests may use them.
REFERENCE = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material beside the checkout; skips where there is none."""
    if not REFERENCE.is_dir():
        pytest.skip(f"no reference material here: {REFERENCE} is no folder")
    return REFERENCE


@pytest.hookimpl(tryfirst=True)  # before pytest selects by marker
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that asks for `shared`, so that `-m shared` selects exactly those."""
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.shared)


@pytest.fixture(scope="session")
def pack() -> RulePack:
    """The shipped pack."""
    return shipped_pack()


@pytest.fixture(scope="session")
def pipeline(pack: RulePack) -> Pipeline:
    """Diagnoses with the shipped pack, with whatever search works here."""
    return Pipeline(pack)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for compiled packs and searches, warm after the first use."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def program(cache: Path) -> Program:
    """The command, run as a user does."""
    return Program(cache=cache)


@pytest.fixture
def heeds_ctrl_c() -> Iterator[None]:
    """A program that a script starts in the background ignores Ctrl-C, and so do the programs that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
