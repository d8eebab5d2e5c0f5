"""Count byte n-grams of logs, for `src/pushwhy/pack/compile/ngrams.json`: how common a literal is decides whether it becomes an anchor.

usage: count_ngrams.py LOG… > src/pushwhy/pack/compile/ngrams.json        (logs may be gzipped; each counts with at most 1 MB)
       count_ngrams.py --beside OTHER.json LOG…                            (what is common in either kind of logs is common)

The shipped rates were counted in build logs of .NET projects, and beside these in logs of 345 public CI jobs of Java and Python projects.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

_LENGTH = 6
_BYTES_PER_LOG = 1_000_000
_LEAST_PER_MB = 3


def main(arguments: list[str]) -> None:
    """Print how often per MB each of the common n-grams stands in the logs."""
    beside, paths = ([arguments[1]], arguments[2:]) if arguments[0] == "--beside" else ([], arguments)
    counts: Counter[bytes] = Counter()
    for path in paths:
        data = Path(path).read_bytes()
        data = (gzip.decompress(data) if path.endswith(".gz") else data)[:_BYTES_PER_LOG]
        counts.update(data[i : i + _LENGTH] for i in range(len(data) - _LENGTH + 1))
    rates = {gram: round(count / counts.total() * 1e6) for gram, count in sorted(counts.items())}
    kept = {gram.decode("latin-1"): rate for gram, rate in rates.items() if rate >= _LEAST_PER_MB and b"\n" not in gram}
    for other in beside:
        for gram, rate in json.loads(Path(other).read_bytes())["per_megabyte"].items():
            kept[gram] = max(rate, kept.get(gram, 0))
    kept = dict(sorted(kept.items()))
    json.dump({"length": _LENGTH, "per_megabyte": kept}, sys.stdout, separators=(",", ":"))


if __name__ == "__main__":
    main(sys.argv[1:])
