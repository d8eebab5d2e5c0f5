"""Count byte n-grams of logs, for `src/pushwhy/pack/compile/ngrams.json`: how common a literal is decides whether it becomes an anchor.

usage: count_ngrams.py LOG… > src/pushwhy/pack/compile/ngrams.json        (logs may be gzipped; each counts with at most 1 MB)
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


def main(paths: list[str]) -> None:
    """Print how often per MB each of the common n-grams stands in the logs."""
    counts: Counter[bytes] = Counter()
    for path in paths:
        data = Path(path).read_bytes()
        data = (gzip.decompress(data) if path.endswith(".gz") else data)[:_BYTES_PER_LOG]
        counts.update(data[i : i + _LENGTH] for i in range(len(data) - _LENGTH + 1))
    rates = {gram: round(count / counts.total() * 1e6) for gram, count in sorted(counts.items())}
    kept = {gram.decode("latin-1"): rate for gram, rate in rates.items() if rate >= _LEAST_PER_MB and b"\n" not in gram}
    json.dump({"length": _LENGTH, "per_megabyte": kept}, sys.stdout, separators=(",", ":"))


if __name__ == "__main__":
    main(sys.argv[1:])
