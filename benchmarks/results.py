"""What was measured, as Markdown: printed as it comes, written at the end."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from benchmarks import rivals
from benchmarks.measure import Timing

MB = 1e6
_LIBRARIES = "pushwhy hyperscan ahocorasick_rs regex msgspec google-re2 pipelinemd ci-doctorr psutil matplotlib".split()


class Target(Struct, frozen=True):
    """A promise, what was measured of it, and whether it is kept."""

    what: str
    promise: str
    measured: str
    kept: bool


class Results:
    """The report as it grows."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._targets: list[Target] = []

    def section(self, title: str, text: str = "") -> None:
        """Begin a section."""
        self._add(f"## {title}\n" + (f"\n{text}\n" if text else ""))

    def text(self, text: str) -> None:
        """Add a paragraph."""
        self._add(f"{text}\n")

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Add a table; its first column is text, the others are numbers."""
        ruler = ["---", *("---:" for _ in head[1:])]
        self._add("\n".join(f"| {' | '.join(row)} |" for row in (head, ruler, *rows)) + "\n")

    def timings(self, timings: Mapping[str, Timing], size: Mapping[str, int] | int, beside: str) -> None:
        """Add a table of seconds; the ratio is that of the medians to the median of `beside`. `size` is in bytes, by name or for all."""
        rows = []
        for name, timing in timings.items():
            read = size if isinstance(size, int) else size[name]
            spread = f"{timing.least:.3g} to {timing.most:.3g}"
            ratio = f"{timing.median / timings[beside].median:.3g} ×"
            rows.append([name, f"{timing.median:.3g}", spread, f"{read / timing.median / MB:,.3g}", ratio])
        self.table(["what", "median, s", "least to most, s", "MB/s", f"time beside {beside}"], rows)

    def target(self, what: str, promise: str, measured: str, *, kept: bool) -> None:
        """Add a row to the table of targets."""
        self._targets.append(Target(what, promise, measured, kept))
        print(f"\n→ {what}: {measured}; promised: {promise}; {'kept' if kept else 'NOT KEPT'}\n", flush=True)

    def write(self, path: Path, command: str) -> None:
        """Write everything, the targets first."""
        rows = [f"| {one.what} | {one.promise} | {one.measured} | {'yes' if one.kept else '**no**'} |" for one in self._targets]
        table = "\n".join(["| what | promised | measured | kept |", "| --- | --- | --- | --- |", *rows])
        head = f"# Results of the benchmarks\n\nMade by `{command}`; every figure is of that run.\n\n{_machine()}\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([head, "## Targets\n", table, "", *self._parts]), encoding="utf-8", newline="\n")

    def _add(self, part: str) -> None:
        print(part, flush=True)
        self._parts.append(part)


def seconds(timing: Timing) -> str:
    """The median with its spread."""
    return f"{timing.median:.3g} s ({timing.least:.3g} to {timing.most:.3g})"


def _machine() -> str:
    """The date, the machine and the versions of everything."""
    rows = [
        ("date", datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")),
        ("processor", f"{_processor()}, {os.cpu_count()} cores"),
        ("system", f"{platform.system()} {platform.release()} {platform.machine()}"),
        ("Python", platform.python_version()),
        ("ripgrep", _ripgrep_version()),
        *((name, rivals.version(name)) for name in _LIBRARIES),
    ]
    return "\n".join(f"- {name}: {value}" for name, value in rows) + "\n"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _ripgrep_version() -> str:
    try:
        done = subprocess.run([rivals.ripgrep(), "--version"], capture_output=True, text=True, check=True)
    except rivals.AbsentError:
        return "absent"
    return ", ".join(line.strip() for line in done.stdout.splitlines() if line.strip())
