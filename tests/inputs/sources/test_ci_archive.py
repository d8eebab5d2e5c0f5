"""Which files of a run's archive say again what others say."""

from __future__ import annotations

import pytest

from pushwhy.inputs.sources.ci_archive import repeated


@pytest.mark.parametrize(
    ("job", "folder"),
    [
        ("0_build.txt", "build"),
        ("12_build (ubuntu-latest, 8.0.x).txt", "build (ubuntu-latest, 8.0.x)"),
        ("-9999999999_build.txt", "build"),
        ("1_build (1).txt", "build (1)"),
        ("3_release  push.txt", "release  push"),
        ("3_release  push.txt", "release / push"),
        ("3_release push.txt", "release: push"),
        ("0_1_2.txt", "1_2"),
    ],
)
def test_steps_of_a_job_that_has_a_file_are_left_out(job: str, folder: str) -> None:
    steps = [f"{folder}/1_Set up job.txt", f"{folder}/10_Push.txt", f"{folder}/system.txt"]
    assert repeated([job, *steps]) == frozenset(steps)
    assert repeated(steps) == frozenset()
    assert repeated([job]) == frozenset()


@pytest.mark.parametrize(
    "path",
    [
        "build/1_Push.log",
        "build/push.txt",
        "build2/1_Push.txt",
        "Build/1_Push.txt",
        "build (1)/1_Push.txt",
        "1_Push.txt",
        "a/build/1_Push.txt",
    ],
)
def test_other_files_are_kept(path: str) -> None:
    assert repeated(["0_build.txt", path]) == frozenset()


def test_jobs_without_a_file_keep_their_steps() -> None:
    assert repeated(["0_build.txt", "build/1_Push.txt", "test/1_Test.txt", "test/system.txt"]) == {"build/1_Push.txt"}
