"""The archive that a CI system makes of a run holds each line twice: in a file for the job, and in files for its steps.

The zip of GitHub Actions has `0_build.txt` for a job (`-9999999999_build.txt` in older ones), beside a folder `build/` with
`1_Set up job.txt`, `2_Push.txt`, … and `system.txt`; some runs lack the files of the steps, some those of the jobs. `/` and `:` are dropped
from names, and names are cut at 90 UTF-16 units, both alike for the file and the folder. So GitHub's own client reads it (cli/cli,
`pkg/cmd/run/view/logs.go`, and issue 5011 there). The zip of Azure Pipelines has the same layout. `system.txt` tells only how the runner
was found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_JOB = re.compile(r"-?\d+_([^/]+)\.txt", re.IGNORECASE)
_STEP = re.compile(r"([^/].*)/(?:\d+_[^/]*|system)\.txt", re.IGNORECASE)
_DROPPED = re.compile(r'[\x00-\x1f<>:"/\\|?*\s]+')


def repeated(paths: Iterable[str]) -> frozenset[str]:
    """Return the paths of the files of steps whose lines stand in a file of the whole job, too."""
    paths = list(paths)
    jobs = {_key(match[1]) for path in paths if (match := _JOB.fullmatch(path))}
    return frozenset(path for path in paths if (match := _STEP.fullmatch(path)) and _key(match[1]) in jobs)


def _key(job: str) -> str:
    """Return what is left of a job's name whatever an archiver drops or replaces: a reusable workflow's job is called `build / test`."""
    return _DROPPED.sub("", unicodedata.normalize("NFC", job))
