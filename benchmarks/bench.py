"""What every benchmark needs: sizes, folders, the pack, and the commands that are compared."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from benchmarks import measure, messages
from benchmarks.generate import Written, write_log
from benchmarks.measure import Timer
from benchmarks.messages import Messages
from benchmarks.results import Results
from benchmarks.rivals import Ripgrep, ripgrep_reads
from pushwhy import load_pack

ROOT = Path(__file__).parents[1]
KB, MB, GB = 1 << 10, 1 << 20, 1 << 30


class Sizes(Struct, frozen=True, kw_only=True):
    """How much is measured. Bytes unless said otherwise."""

    large: int = GB
    """One log with ordinary noise."""
    with_pushes: int = 16 * MB
    """Logs of other shapes, encodings, and shares of push lines."""
    sample: int = MB
    """What the naive loop and google-re2 read; their time is extrapolated by bytes."""
    patience: float = 120.0
    """Seconds that ripgrep gets with the messages as regexes before it is ended; four times what pushwhy takes, if that is more."""
    files: int = 20_000
    """Number of small logs."""
    growth: tuple[int, ...] = (MB, 4 * MB, 16 * MB, 64 * MB, 256 * MB, GB, 4 * GB)
    growth_files: tuple[int, ...] = (20, 200, 2_000, 20_000)
    growth_shares: tuple[float, ...] = (0.0, 0.0001, 0.0005, 0.002, 0.01, 0.05)
    growth_share_size: int = 16 * MB
    growth_rules: tuple[int, ...] = (1, 3, 10, 30)
    growth_rules_size: int = 256 * MB
    many_rules: int = 10
    rounds: int = 5
    quick_rounds: int = 20
    """Rounds of what takes less than a second."""


QUICK = Sizes(
    large=32 * MB,
    with_pushes=4 * MB,
    sample=40 * KB,
    patience=5.0,
    files=100,
    growth=(MB, 4 * MB, 16 * MB),
    growth_files=(10, 50, 200),
    growth_shares=(0.0, 0.0005, 0.01),
    growth_share_size=2 * MB,
    growth_rules=(1, 3),
    growth_rules_size=4 * MB,
    many_rules=3,
    rounds=2,
    quick_rounds=3,
)
"""To see that everything works; no figure of it says much."""


class Bench:
    """One run."""

    def __init__(self, work: Path, sizes: Sizes, seed: int, results: Results) -> None:
        self.work = work
        self.sizes = sizes
        self.seed = seed
        self.results = results
        self.cache = work / "cache"
        # An installed program has its bytecode, also where the environment keeps Python from writing any.
        bytecode = {"PYTHONDONTWRITEBYTECODE": ""}
        self.env = {"PUSHWHY_CACHE": str(self.cache), "PUSHWHY_ISOLATED": "1", "LC_ALL": "C.UTF-8", **bytecode}
        self.pack = load_pack(cache_folder=self.cache)
        self.anchors = self.pack.anchors
        self.messages: Messages = messages.of_shipped_rules(ripgrep_reads)
        self.anchor_file = messages.write(work / "anchors.txt", self.anchors.literals)
        self.message_file = messages.write(work / "messages.txt", self.messages.regexes)
        self.one_line = work / "one-line.log"
        self.one_line.write_text("Set up job\n", encoding="utf-8")

    def log(self, name: str, size: int, *, share: float = 0.0, scale: float = 1.0) -> tuple[Path, Written]:
        """Write a log of GitHub's shape."""
        path = self.work / name
        return path, write_log(path, size, seed=self.seed, share=share, scale=scale)

    def scan(self, *arguments: str | Path) -> list[str | Path]:
        """The command that reads logs."""
        return [sys.executable, "-m", "pushwhy", "scan", *arguments]

    def pushwhy(self, *arguments: str | Path) -> Timer:
        """Times it from start to end."""
        return measure.timer(self.scan(*arguments), folder=self.work, env=self.env)

    def ripgrep(self, path: Path, *options: str, one_thread: bool = False) -> Timer:
        """Times `rg --count` with the literals of the rules."""
        rival = Ripgrep(self.anchor_file, fixed=True, one_thread=one_thread)
        return measure.timer([*rival.command("--count", *options), path], folder=self.work)

    def ripgrep_of_messages(self, path: Path) -> list[str | Path]:
        """The command `rg --count` with the messages of the rules as regexes."""
        return [*Ripgrep(self.message_file, fixed=False).command("--count"), path]

    def floor(self, path: Path, search: str, threads: int = 1) -> Timer:
        """Times the bare search, or reading alone, without starting."""
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "benchmarks.floor",
            path,
            "--search",
            search,
            "--threads",
            str(threads),
            "--cache",
            self.cache,
        ]

        def timed() -> float:
            return float(json.loads(measure.run(command, folder=ROOT))["seconds"])

        return timed

    def report(self, *arguments: str | Path) -> list[dict[str, object]]:
        """The logs of a JSON report."""
        output = measure.run(self.scan("--format", "json", *arguments), folder=self.work, env=self.env)
        logs: list[dict[str, object]] = json.loads(output)["logs"]
        return logs

    def delete(self, paths: Sequence[Path]) -> None:
        """Make room on the disk."""
        for path in paths:
            path.unlink(missing_ok=True)
