"""The programs and libraries beside which pushwhy is measured. One that is not installed is told, never left out in silence."""

from __future__ import annotations

import importlib.metadata
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import regex
from msgspec import Struct

from benchmarks import measure
from pushwhy.model.pack import RulePack


class AbsentError(Exception):
    """A rival that is not installed."""


class Ripgrep(Struct, frozen=True):
    """`rg` on PATH, with patterns from a file."""

    patterns: Path
    fixed: bool
    """Whether they are fixed strings."""
    one_thread: bool = False

    def command(self, *options: str) -> list[str | Path]:
        """The command, without the paths to search. The limits let it build the automaton of thousands of regexes at all."""
        limits = () if self.fixed else ("--regex-size-limit", "2G", "--dfa-size-limit", "2G")
        threads = ("--threads", "1") if self.one_thread else ()
        kind = ("--fixed-strings",) if self.fixed else ()
        return [ripgrep(), "--no-config", "--no-ignore", "--text", *limits, *threads, *kind, *options, "--file", self.patterns]

    def lines(self, path: Path, *options: str) -> list[int]:
        """The raw numbers of the lines in which it finds something."""
        found = measure.run([*self.command("--line-number", *options), path], folder=path.parent)
        return [int(line.partition(b":")[0]) for line in found.splitlines()]


def ripgrep() -> str:
    """The path of `rg`.

    Raises:
        AbsentError: it is not on PATH.
    """
    found = shutil.which("rg")
    if found is None:
        raise AbsentError("ripgrep: no rg on PATH")
    return found


def ripgrep_reads(pattern: str) -> bool:
    """Whether it takes a regex."""
    command = [ripgrep(), "--no-config", "--quiet", f"--regexp={pattern}"]
    return subprocess.run(command, input=b"", capture_output=True, check=False).returncode != 2


class Re2Set:
    """`Set` of google-re2: which of many patterns match a text. It does not tell where, so lines are asked one by one."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """Patterns that RE2 does not take are counted in `refused`."""
        re2 = _imported("re2", "google-re2")
        options = re2.Options()
        options.max_mem = 4 << 30
        options.log_errors = False
        self._set = re2.Set.SearchSet(options)
        self.refused = 0
        for pattern in patterns:
            try:
                self._set.Add(pattern)
            except re2.error:
                self.refused += 1
        self._set.Compile()

    def lines(self, data: bytes) -> list[int]:
        """The raw numbers of the lines in which something matches."""
        match = self._set.Match
        return [number for number, line in enumerate(data.decode().split("\n"), 1) if match(line)]


class Naive:
    """Every regex of the rules on every line."""

    def __init__(self, pack: RulePack) -> None:
        self._regexes = [regex.compile(pattern.regex) for pattern in pack.patterns]

    def lines(self, data: bytes) -> list[int]:
        """The raw numbers of the lines in which something matches."""
        return list(self._matching(data.decode().split("\n")))

    def _matching(self, lines: Sequence[str]) -> Iterator[int]:
        for number, line in enumerate(lines, 1):
            found = [one for one in self._regexes if one.search(line)]
            if found:
                yield number


def seconds(search: Any, data: bytes) -> float:
    """How long the lines of some data take a search, less its making."""
    started = time.perf_counter()
    search.lines(data)
    return time.perf_counter() - started


def log_readers(log: Path) -> dict[str, list[str | Path]]:
    """The commands of programs from PyPI that read CI logs, as their documentation says, offline and without a model.

    ci-doctorr installs `ci-doctor`; both are for the logs of GitLab (and GitHub), of any tool, and know nothing of NuGet's messages.
    """
    return {
        "pipelinemd": [_program("pipelinemd"), "distill", log],
        "ci-doctorr": [_program("ci-doctor"), "analyze", log],
    }


READER_ENV = {"CI_DOCTOR_LLM__ENABLED": "false", "NO_COLOR": "1"}


def version(distribution: str) -> str:
    """The version of an installed distribution, or that it is absent."""
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "absent"


def _program(name: str) -> str:
    """Where a program is; the name itself where it is not, which is then told as absent."""
    import sys

    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name) or name


def _imported(module: str, distribution: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise AbsentError(f"{distribution}: {error}") from None
