"""Whether pushwhy and its rivals find the same lines, and whether the failures that were planted are the ones that are diagnosed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.bench import Bench
from benchmarks.generate import SHAPES, Written, write_log
from benchmarks.rivals import AbsentError, Naive, Re2Set, Ripgrep
from pushwhy.decoding.encoding import utf8_blocks
from pushwhy.engine.search.blocks import search_blocks
from pushwhy.engine.search.literals import AhoCorasick, Search, build
from pushwhy.inputs.formats.recognition import decompressed


def check(bench: Bench) -> None:
    """Compare the lines on a log of every sort, and tell; stops the run where they differ."""
    bench.results.section(
        "The lines found agree",
        "Lines with a hit of the candidate search, of `rg --line-number --fixed-strings` with the same literals, of the fallback, and of "
        "`Set` of google-re2; and the failures that the generator planted beside those that are diagnosed.",
    )
    rows = []
    for path, written in _logs(bench).items():
        found = hit_lines(path, build(bench.anchors, bench.pack.digest, None))
        rivals = {"ripgrep": Ripgrep(bench.anchor_file, fixed=True).lines(path, "--search-zip")}
        rivals["aho-corasick"] = hit_lines(path, AhoCorasick(bench.anchors.literals))
        for name, lines in rivals.items():
            assert lines == found, f"{path.name}: {name} finds other lines"
        failed = planted_are_diagnosed(bench.report(path)[0], written.failures)
        rows.append([path.name, f"{written.lines:,}", f"{len(found):,}", f"{len(written.failures):,}", f"{failed:,}"])
        bench.delete([path])
    bench.results.table(["log", "lines", "lines with hits, all agree", "failures planted", "diagnosed on the line"], rows)
    _others(bench)


def hit_lines(path: Path, search: Search) -> list[int]:
    """The raw numbers of the lines on which the candidate search has a hit."""
    lines: set[int] = set()
    ended = 0
    with decompressed(path.open("rb"), name=path.name) as stream:
        for block, found in search_blocks(utf8_blocks(stream).blocks, search):
            lines.update(ended + block.count(b"\n", 0, end - 1) + 1 for end, _ in found.hits)
            ended += found.line_ends
    return sorted(lines)


def planted_are_diagnosed(log: Mapping[str, Any], planted: Sequence[int]) -> int:
    """How many failed pushes a report has; asserts that they are those planted.

    Failures that have the same cause are one diagnosis, on the line of the first. So every diagnosis is on a planted line, and every
    planted line is within a failed push that has a diagnosis, or directly behind it.
    """
    failed = [push for push in log["pushes"] if push["outcome"] == "failed"]
    assert {one["line"] for one in log["diagnoses"]} <= set(planted), f"{log['log']}: diagnosed on a line where nothing was planted"
    assert all(push["diagnosis"] is not None for push in failed), f"{log['log']}: a failed push without a diagnosis"
    assert len(failed) == len(planted), f"{log['log']}: {len(failed)} failed pushes, {len(planted)} planted"
    for push, line in zip(sorted(failed, key=lambda one: int(one["first_line"])), planted, strict=True):
        assert push["first_line"] <= line <= push["last_line"] + 1, f"{log['log']}: no failed push around line {line}"
    return len(failed)


def _logs(bench: Bench) -> dict[Path, Written]:
    size = bench.sizes.with_pushes // 4
    logs = {}
    for shape in SHAPES:
        for word, share in (("clean", 0.0), ("0.05%", 0.0005), ("1%", 0.01)):
            path = bench.work / f"{shape}-{word}.log"
            logs[path] = write_log(path, size, seed=bench.seed, shape=shape, share=share)
    for name, encoding in (("utf-16.log", "utf-16-le"), ("gzip.log.gz", "utf-8")):
        logs[bench.work / name] = write_log(bench.work / name, size, seed=bench.seed, share=0.01, encoding=encoding)
    return logs


def _others(bench: Bench) -> None:
    """The rivals that are too slow for more than a sample."""
    path = bench.work / "sample.log"
    written = write_log(path, bench.sizes.sample // 4, seed=bench.seed, shape="bare", share=0.01, scale=0.1)
    data = path.read_bytes()
    found = hit_lines(path, build(bench.anchors, bench.pack.digest, None))
    try:
        literals = Re2Set(literal.decode() for literal in bench.anchors.literals)
        assert literals.lines(data) == found, "google-re2 finds other lines"
        told = f"On a sample of {written.lines:,} lines, `Set` of google-re2 finds the same {len(found):,} lines"
    except AbsentError as error:
        told = f"Absent: {error}"
    naive = Naive(bench.pack).lines(data)
    assert set(written.failures) <= set(naive), "the naive loop misses a planted line"
    bench.results.text(f"{told}; the naive loop finds all {len(written.failures)} lines that were planted in it.")
    bench.delete([path])
