"""Repeated lines in the archive that a CI system makes of a run: they stand in a file for the job, and in files for its steps.

The zip of GitHub Actions has `0_build.txt` for a job (`-9999999999_build.txt` in older ones), beside a folder `build/` with
`1_Set up job.txt`, `2_Push.txt`, … and `system.txt`; some runs lack the files of the steps, some those of the jobs. `/` and `:` are dropped
from names, and names are cut at 90 UTF-16 units, for the file and the folder alike. GitHub's own client reads it so (cli/cli,
`pkg/cmd/run/view/logs.go`, and issue 5011 there). The zip of Azure Pipelines has the same layout. `system.txt` only tells how a runner
was chosen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_JOB = re.compile(r"-?\d+_([^/]+)\.txt", re.IGNORECASE)
_STEP = re.compile(r"([^/].*)/(?:\d+_[^/]*|system)\.txt", re.IGNORECASE)
_DROPPED = re.compile(r'[\x00-\x1f<>:"/\\|?*\s]+')


def repeated(paths: Iterable[str]) -> frozenset[str]:
    """Return the paths of the files for steps whose lines also stand in the file for their job."""
    paths = list(paths)
    jobs = {_key(match[1]) for path in paths if (match := _JOB.fullmatch(path))}
    return frozenset(path for path in paths if (match := _STEP.fullmatch(path)) and _key(match[1]) in jobs)


def _key(job: str) -> str:
    """Return a job's name without all that an archiver may drop or replace, as in `build / test`, a job of a reusable workflow."""
    return _DROPPED.sub("", unicodedata.normalize("NFC", job))
