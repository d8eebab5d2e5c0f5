"""How time and memory grow: curves as PNG, and the exponent of each."""

from __future__ import annotations

import math
import shutil
import statistics
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from benchmarks import measure, team_rules
from benchmarks.bench import MB, Bench
from benchmarks.generate import write_folder
from benchmarks.measure import alternating

_DECADE = 10


class Point(Struct, frozen=True, kw_only=True):
    """One measurement."""

    x: float
    seconds: float
    """Median, from start to end."""
    peak: int
    """Bytes that were resident at once in the program and its workers together, each at its most."""


class Curve(Struct, frozen=True, kw_only=True):
    """A row of them."""

    name: str
    axis: str
    points: tuple[Point, ...]
    start: Point
    """A log of one line: what is taken off before an exponent is fitted, since it would hide how the rest grows."""

    @property
    def time_exponent(self) -> str:
        """The k of (time less start-up) ~ x^k."""
        return _told(exponent((point.x, point.seconds - self.start.seconds) for point in self.points))

    @property
    def memory_exponent(self) -> str:
        """The k of (memory less start-up) ~ x^k."""
        return _told(exponent((point.x, float(point.peak - self.start.peak)) for point in self.points))


def measure_all(bench: Bench, plots: Path) -> None:
    """Measure, plot and tell every curve."""
    bench.results.section(
        "Growth",
        "Exponents are fitted by least squares to the logarithms of what is above start-up, which is what a log of one line takes with the "
        "shipped rules. 1 is proportional, 0 is constant. A point that is not above start-up is left out.",
    )
    rows = []
    for make in (_sizes, _files, _shares, _rules):
        curve = make(bench)
        name = f"growth-{curve.name}.png"
        _plot(curve, plots / name)
        bench.results.text(f"**{curve.axis}**: `docs/{name}`")
        shown = [[f"{point.x:,.6g}", f"{point.seconds:.3g}", f"{point.peak / 1e6:.0f}"] for point in curve.points]
        bench.results.table([curve.axis, "seconds", "memory, MB"], shown)
        rows.append([curve.axis, curve.time_exponent, curve.memory_exponent])
    bench.results.table(["over", "exponent of time", "exponent of memory"], rows)


def exponent(points: Iterable[tuple[float, float]]) -> float:
    """The slope of a straight line through the logarithms; what is not positive has none and is left out. NaN for fewer than two points."""
    logs = [(math.log(x), math.log(y)) for x, y in points if x > 0 and y > 0]
    if len({x for x, _ in logs}) < 2:
        return math.nan
    return statistics.linear_regression([x for x, _ in logs], [y for _, y in logs]).slope


def _sizes(bench: Bench) -> Curve:
    def points() -> Iterable[Point]:
        for size in bench.sizes.growth:
            path, written = bench.log("growth.log", size)
            yield _point(bench, written.size / 1e6, path)
            bench.delete([path])

    return _curve(bench, "size", "size of the log, MB", points)


def _files(bench: Bench) -> Curve:
    def points() -> Iterable[Point]:
        for count in bench.sizes.growth_files:
            folder = bench.work / "growth"
            write_folder(folder, count, seed=bench.seed)
            yield _point(bench, count, folder)
            shutil.rmtree(folder)

    return _curve(bench, "files", "number of files of 50 KB", points)


def _shares(bench: Bench) -> Curve:
    def points() -> Iterable[Point]:
        for share in bench.sizes.growth_shares:
            path, _ = bench.log("growth.log", bench.sizes.growth_share_size, share=share)
            yield _point(bench, share * 100, path)
            bench.delete([path])

    axis = f"share of push lines in {bench.sizes.growth_share_size // MB} MB, %"
    return _curve(bench, "share", axis, points)


def _rules(bench: Bench) -> Curve:
    def points() -> Iterable[Point]:
        path, _ = bench.log("growth.log", bench.sizes.growth_rules_size)
        for factor in bench.sizes.growth_rules:
            folder = bench.work / "team"
            options: list[str | Path] = []
            if factor > 1:
                options = ["--rules", team_rules.write(folder, factor, bench.pack, seed=bench.seed)]
            yield _point(bench, factor * len(bench.pack.rules), path, *options)
            shutil.rmtree(folder, ignore_errors=True)
        bench.delete([path])

    return _curve(bench, "rules", f"number of rules, {bench.sizes.growth_rules_size // MB} MB of noise", points)


def _point(bench: Bench, x: float, *arguments: str | Path) -> Point:
    timing = alternating({"": bench.pushwhy(*arguments)}, min(bench.sizes.rounds, 3))[""]
    peak = measure.peak(bench.scan(*arguments), folder=bench.work, env=bench.env)
    return Point(x=x, seconds=timing.median, peak=peak.program + sum(peak.workers))


def _curve(bench: Bench, name: str, axis: str, points: Callable[[], Iterable[Point]]) -> Curve:
    return Curve(name=name, axis=axis, points=tuple(points()), start=_point(bench, 0, bench.one_line))


def _plot(curve: Curve, path: Path) -> None:
    """Time and memory side by side; the axis of x is logarithmic, that of seconds where they grow by more than a decade."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, panels = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    xs = [point.x for point in curve.points]
    values = (
        ("seconds", [point.seconds for point in curve.points], curve.time_exponent),
        ("memory, MB", [point.peak / 1e6 for point in curve.points], curve.memory_exponent),
    )
    for panel, (label, ys, fitted) in zip(panels, values, strict=True):
        panel.plot(xs, ys, "o-", color="#1f5f8b")
        panel.set(xlabel=curve.axis, ylabel=label, title=f"exponent above start-up: {fitted}")
        if xs[0] == 0:
            panel.set_xscale("symlog", linthresh=xs[1])
        else:
            panel.set_xscale("log")
        if label == "seconds" and max(ys) > _DECADE * min(ys):
            panel.set_yscale("log")
        else:
            panel.set_ylim(bottom=0, top=1.1 * max(ys))
        panel.grid(visible=True, alpha=0.3)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110, metadata={"Software": None})
    plt.close(figure)


def _told(fitted: float) -> str:
    return "too few points" if math.isnan(fitted) else f"{fitted:.2f}"
