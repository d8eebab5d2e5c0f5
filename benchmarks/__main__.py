"""Measures everything, beside its rivals, in one run.

    python -m benchmarks [--quick]

Writes `benchmarks/RESULTS.md` and the curves `docs/growth-*.png`; with `--quick`, small sizes are measured and the same files are written
below the folder of `--out`, since figures of small sizes say little. Needs `pip install -e ".[bench]"`, and `rg` (ripgrep) on PATH.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from benchmarks import agreement, growth, targets
from benchmarks.bench import GB, MB, QUICK, ROOT, Bench, Sizes
from benchmarks.measure import Timing
from benchmarks.results import Results

PARTS = ("agreement", "large", "other", "files", "memory", "rules", "small", "growth")


def main() -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures pushwhy beside its rivals.")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that everything works")
    parser.add_argument("--only", action="append", choices=PARTS, help="measure a part; may be repeated")
    parser.add_argument("--seed", type=int, default=1, help="of the generated logs (default: 1)")
    parser.add_argument(
        "--work", type=Path, metavar="FOLDER", help="where logs are written, at most 5 GB at a time (default: a temporary folder)"
    )
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="below which results are written (default: this checkout)")
    parser.add_argument("--large", type=int, metavar="MB", help="size of the large log")
    parser.add_argument("--rounds", type=int, help="rounds of what takes long")
    options = parser.parse_args()
    out = options.out or (Path("benchmarks-quick") if options.quick or options.only else ROOT)
    sizes = QUICK if options.quick else Sizes()
    if options.large:
        sizes = replace(sizes, large=options.large * MB)
    if options.rounds:
        sizes = replace(sizes, rounds=options.rounds)
    with tempfile.TemporaryDirectory(prefix="pushwhy-bench-", dir=options.work) as work:
        _run(Path(work), sizes, options, out)


def _run(work: Path, sizes: Sizes, options: argparse.Namespace, out: Path) -> None:
    started = time.monotonic()
    results = Results()
    bench = Bench(work, sizes, options.seed, results)
    steps: dict[str, Callable[[], object]] = {
        "agreement": lambda: agreement.check(bench),
        "large": lambda: _large(bench),
        "other": lambda: targets.other_logs(bench),
        "files": lambda: targets.small_files(bench),
        "memory": lambda: targets.memory(bench),
        "rules": lambda: targets.many_rules(bench),
        "small": lambda: targets.one_small_log(bench),
        "growth": lambda: growth.measure_all(bench, out / "docs"),
    }
    for name in options.only or PARTS:
        steps[name]()
    results.text(f"The run took {(time.monotonic() - started) / 60:.0f} minutes; its largest log had {max(sizes.growth) / GB:.3g} GiB.")
    command = "python -m benchmarks" + (" --quick" if options.quick else "") + "".join(f" --only {name}" for name in options.only or ())
    results.write(out / "benchmarks" / "RESULTS.md", command)
    print(f"written: {out / 'benchmarks' / 'RESULTS.md'}")


def _large(bench: Bench) -> None:
    own: Timing = targets.large_log(bench)
    targets.slow_rivals(bench, own)


if __name__ == "__main__":
    main()
