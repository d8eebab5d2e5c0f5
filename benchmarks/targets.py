"""The promises about speed and memory, row by row."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from benchmarks import measure, team_rules
from benchmarks.agreement import planted_are_diagnosed
from benchmarks.bench import Bench
from benchmarks.generate import SHAPES, write_folder, write_log
from benchmarks.measure import Timing, alternating
from benchmarks.results import seconds
from benchmarks.rivals import READER_ENV, AbsentError, Naive, Re2Set, log_readers
from benchmarks.rivals import seconds as rival_seconds
from pushwhy import load_pack

_START_UP = "pushwhy on one line (start-up)"
_ONE_PROCESS = "pushwhy --jobs 1"


def large_log(bench: Bench) -> Timing:
    """Ripgrep, the floor, the fallback and slow rivals beside pushwhy on one large clean log; gives pushwhy's time."""
    sizes, results = bench.sizes, bench.results
    path, written = bench.log("large.log", sizes.large)
    results.section(
        "One large log",
        f"{written.size / 1e6:,.0f} MB, {written.lines:,} lines of ordinary noise without a push, {len(bench.pack.rules)} rules, "
        f"{len(bench.pack.patterns):,} patterns, {len(bench.anchors.literals):,} literals. The bare search and reading are timed without "
        "starting, everything else from start to end.",
    )
    timings = alternating(
        {
            "pushwhy": bench.pushwhy(path),
            _ONE_PROCESS: bench.pushwhy(path, "--jobs", "1"),
            _START_UP: bench.pushwhy(bench.one_line),
            "rg -c -F -f literals": bench.ripgrep(path),
            "rg -c -F -f literals, one thread": bench.ripgrep(path, one_thread=True),
            "bare hyperscan, one thread": bench.floor(path, "hyperscan"),
            "bare hyperscan, two threads": bench.floor(path, "hyperscan", 2),
            "bare aho-corasick (fallback)": bench.floor(path, "aho-corasick"),
            "reading the bytes": bench.floor(path, "none"),
        },
        sizes.rounds,
    )
    own = timings["pushwhy"]
    sizes_read = dict.fromkeys(timings, written.size) | {_START_UP: bench.one_line.stat().st_size}
    results.timings(timings, sizes_read, "pushwhy")
    what = f"{written.size / 1e6:,.0f} MB of noise"
    _messages_as_regexes(bench, path, what, own)
    literal = timings["rg -c -F -f literals"].median / own.median
    results.target(
        what,
        "likewise, `rg -c -F -f` with one or two literals of each message",
        f"ripgrep takes {literal:.3g} × the time",
        kept=literal >= 3,
    )
    for taken, threads in ((own, "two threads"), (timings[_ONE_PROCESS], "one thread")):
        less = taken.median - timings[_START_UP].median
        floor = timings[f"bare hyperscan, {threads}"].median
        likewise = "likewise, `--jobs 1` beside one thread" if taken is not own else "at most 1.5 × the bare search with two threads"
        results.target(what, f"less start-up, {likewise}", f"{less / floor:.3g} ×", kept=less <= 1.5 * floor)
    fallback = written.size / timings["bare aho-corasick (fallback)"].median / 1e6
    results.target("fallback search", "at least 50 MB/s", f"{fallback:,.0f} MB/s", kept=fallback >= 50)
    bench.delete([path])
    return Timing(tuple(one / written.size for one in own.rounds))


def _messages_as_regexes(bench: Bench, path: Path, what: str, own: Timing, *, least: int = 3) -> None:
    """Ripgrep with whole messages, which may take hours: it gets more time than the promise needs, and is then ended."""
    limit = max(bench.sizes.patience, 4 * own.median)
    taken = measure.within(bench.ripgrep_of_messages(path), limit, folder=bench.work)
    told = f"more than {limit:.0f} s, after which it was ended" if taken is None else f"{taken:.3g} s"
    count, replaced = len(bench.messages.regexes), bench.messages.replaced
    bench.results.text(
        f"`rg -c -f messages`, run once with all cores and {count:,} messages as regexes ({replaced} of ours that it cannot read are "
        f"replaced by their literals): {told}."
    )
    ratio = (limit if taken is None else taken) / own.median
    measured = f"ripgrep takes {'more than ' if taken is None else ''}{ratio:.3g} × the time"
    promise = f"at least {least} × faster" if least > 1 else "faster"
    bench.results.target(what, f"{promise} than `rg -c -f` with the messages as regexes", measured, kept=ratio >= least)


def slow_rivals(bench: Bench, own: Timing) -> None:
    """The naive loop and google-re2 on a sample; `own` is what pushwhy needs for a byte of the large log."""
    path, written = bench.log("sample.log", bench.sizes.sample, scale=0.1)
    data = path.read_bytes()
    bench.results.section(
        "A naive loop, and google-re2",
        f"On a sample of {written.size / 1e3:,.0f} KB of noise, without the time to compile; beside it, pushwhy on the large log. "
        "Extrapolated: seconds for a MB, from the bytes that each has read.",
    )
    naive = Naive(bench.pack)
    contenders = {"naive loop of regex.search": lambda: rival_seconds(naive, data)}
    try:
        literals = Re2Set(literal.decode() for literal in bench.anchors.literals)
        regexes = Re2Set(bench.messages.regexes)
    except AbsentError as error:
        bench.results.text(f"Absent: {error}")
    else:
        contenders["google-re2 Set of literals, line by line"] = lambda: rival_seconds(literals, data)
        contenders["google-re2 Set of messages, line by line"] = lambda: rival_seconds(regexes, data)
    timings = alternating(contenders, min(bench.sizes.rounds, 3))
    per_mb = {"pushwhy": Timing(tuple(one * 1e6 for one in own.rounds))}
    per_mb |= {name: Timing(tuple(one / written.size * 1e6 for one in timing.rounds)) for name, timing in timings.items()}
    bench.results.timings(per_mb, 1_000_000, "pushwhy")
    ratio = per_mb["naive loop of regex.search"].median / per_mb["pushwhy"].median
    bench.results.target("naive loop of `regex.search`", "at least 300 × slower", f"{ratio:,.0f} × (extrapolated)", kept=ratio >= 300)
    bench.delete([path])


def small_files(bench: Bench) -> None:
    """Thousands of small logs beside ripgrep."""
    folder = bench.work / "small"
    written = write_folder(folder, bench.sizes.files, seed=bench.seed)
    size = sum(one.size for one in written.values())
    failing = {name for name, one in written.items() if one.failures}
    bench.results.section("Many small logs", f"{len(written):,} logs, {size / 1e6:,.0f} MB, all shapes; a push fails in {len(failing):,}.")
    timings = alternating(
        {
            "pushwhy": bench.pushwhy(folder),
            "rg -c -F -f literals": bench.ripgrep(folder),
            "rg -c -F -f literals, one thread": bench.ripgrep(folder, one_thread=True),
        },
        bench.sizes.rounds,
    )
    bench.results.timings(timings, size, "pushwhy")
    logs = {str(log["log"]).rpartition("/")[2]: log for log in bench.report(folder)}
    assert set(logs) == set(written), "other files than those written"
    for name, one in written.items():
        planted_are_diagnosed(logs[name], one.failures)
    bench.results.text("The failures that were planted in these are the ones that are diagnosed.")
    what = f"{len(written):,} logs of 50 KB"
    _messages_as_regexes(bench, folder, what, timings["pushwhy"], least=1)
    ratio = timings["rg -c -F -f literals"].median / timings["pushwhy"].median
    bench.results.target(what, "likewise, `rg -c -F -f` with the literals", f"ripgrep takes {ratio:.3g} × the time", kept=ratio > 1)
    peak = measure.peak(bench.scan(folder), folder=bench.work, env=bench.env)
    _memory_target(bench, f"{len(written):,} files", peak)
    shutil.rmtree(folder)


def memory(bench: Bench) -> None:
    """The most memory, for a file and for a pipe."""
    bench.results.section("Memory", "The most that was resident at once in the program and in each worker beside it.")
    for word, share, size in (("noise", 0.0, bench.sizes.large), ("1% push lines", 0.01, bench.sizes.with_pushes)):
        path, written = bench.log("memory.log", size, share=share)
        for way in ("file", "pipe"):
            arguments = [path] if way == "file" else []
            peak = measure.peak(bench.scan(*arguments), folder=bench.work, env=bench.env, stdin=path if way == "pipe" else None)
            _memory_target(bench, f"{way}, {written.size / 1e6:,.0f} MB, {word}", peak)
        bench.delete([path])


def _memory_target(bench: Bench, what: str, peak: measure.Peak) -> None:
    workers = ", ".join(f"{one / 1e6:.0f}" for one in peak.workers) or "none"
    kept = peak.program < 150e6 and all(one < 80e6 for one in peak.workers)
    measured = f"{peak.program / 1e6:.0f} MB; workers: {workers}"
    bench.results.target(f"memory: {what}", "under 150 MB, and 80 MB for each worker", measured, kept=kept)


def many_rules(bench: Bench) -> None:
    """Ten times the rules on a clean log."""
    factor = bench.sizes.many_rules
    path, written = bench.log("rules.log", bench.sizes.growth_rules_size)
    folder = team_rules.write(bench.work / "team", factor, bench.pack, seed=bench.seed)
    pack = load_pack(folder)
    bench.results.section(
        f"{factor} × the rules",
        f"{written.size / 1e6:,.0f} MB of noise, with generated rules of a team, warm cache: {len(pack.rules):,} rules, "
        f"{len(pack.patterns):,} patterns, {len(pack.anchors.literals):,} literals.",
    )
    timings = alternating({"shipped rules": bench.pushwhy(path), f"{factor} ×": bench.pushwhy(path, "--rules", folder)}, bench.sizes.rounds)
    bench.results.timings(timings, written.size, "shipped rules")
    ratio = timings[f"{factor} ×"].median / timings["shipped rules"].median
    bench.results.target(f"{factor} × the rules, a clean log", "at most 3 × the time", f"{ratio:.3g} ×", kept=ratio <= 3)
    shutil.rmtree(folder)
    bench.delete([path])


def one_small_log(bench: Bench) -> None:
    """Start to finish on 100 KB, beside the bare interpreter and other readers of CI logs."""
    path, written = bench.log("small.log", 100_000, scale=0.55)
    failing, _ = bench.log("failing.log", 100_000, scale=0.55, share=0.01)
    bench.results.section("One small log, start to finish", f"{written.size / 1e3:,.0f} KB, warm cache.")
    contenders = {
        "pushwhy": bench.pushwhy(path),
        "pushwhy, failed pushes": bench.pushwhy(failing),
        "python -c pass": measure.timer([sys.executable, "-c", "pass"], folder=bench.work),
        "rg -c -F -f literals": bench.ripgrep(path),
    }
    sizes = dict.fromkeys(contenders, written.size)
    for name, command in log_readers(path).items():
        try:
            measure.run(command, folder=bench.work, env=READER_ENV)
        except (OSError, RuntimeError) as error:
            bench.results.text(f"Absent: {name}: {str(error).splitlines()[0]}")
        else:
            contenders[name] = measure.timer(command, folder=bench.work, env=READER_ENV)
            sizes[name] = written.size
    timings = alternating(contenders, bench.sizes.quick_rounds)
    bench.results.timings(timings, sizes, "pushwhy")
    own, bare = timings["pushwhy"], timings["python -c pass"]
    allowed = 0.120 * bare.median / 0.015
    measured = f"{seconds(own)}, interpreter {seconds(bare)}"
    bench.results.target(
        "100 KB, warm cache", "under 120 ms where the interpreter takes 15, in proportion", measured, kept=own.median < allowed
    )
    bench.delete([path, failing])


def other_logs(bench: Bench) -> None:
    """All shapes, shares of push lines, UTF-16 and gzip beside ripgrep."""
    size = bench.sizes.with_pushes
    bench.results.section("Shapes, shares and encodings", f"Logs of {size / 1e6:,.0f} MB of UTF-8; MB/s are of these bytes.")
    forms = [
        (f"{shape}-{word}.log", shape, share, "utf-8")
        for shape in SHAPES
        for word, share in (("clean", 0.0), ("0.05%", 0.0005), ("1%", 0.01))
    ]
    forms += [("github-1%-utf-16.log", "github", 0.01, "utf-16-le"), ("github-1%.log.gz", "github", 0.01, "utf-8")]
    rows = []
    for name, shape, share, encoding in forms:
        path = bench.work / name
        written = write_log(path, size, seed=bench.seed, shape=shape, share=share, encoding=encoding)
        timings = alternating(
            {"pushwhy": bench.pushwhy(path), "rg": bench.ripgrep(path, "--search-zip"), "read": bench.floor(path, "none")},
            min(bench.sizes.rounds, 3),
        )
        own, rival, read = timings["pushwhy"], timings["rg"], timings["read"]
        speed = f"{written.size / own.median / 1e6:,.3g}"
        rows.append([name, seconds(own), seconds(rival), f"{read.median:.3g} s", speed, f"{rival.median / own.median:.3g} ×"])
        bench.delete([path])
    bench.results.table(["log", "pushwhy", "rg -c -F -f literals", "reading the bytes", "pushwhy, MB/s", "rg's time beside pushwhy"], rows)
