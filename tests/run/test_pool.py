"""Many logs in several processes: the same reports in the same order, and nothing lost with a worker."""

from __future__ import annotations

import os
import tarfile
import zipfile
from collections.abc import Generator, Iterable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest

from pushwhy.inputs import Unreadable, collect
from pushwhy.inputs.sources.file import open_stored
from pushwhy.model.log import RawLog
from pushwhy.model.pack import RulePack
from pushwhy.model.report import LogReport, Verdict
from pushwhy.phrases import Phrase
from pushwhy.run.pipeline import Pipeline
from pushwhy.run.pool import GrowingPool, SerialPool
from tests.cli.logs import CLEAN, FAILED, PUSHED

CONTENTS = {"failed": FAILED, "pushed": PUSHED, "no-push": CLEAN}


@pytest.fixture
def pipeline(pack: RulePack, cache: Path) -> Pipeline:
    return Pipeline(pack, cache_folder=cache)


def in_two_processes(items: Iterable[RawLog | Unreadable], pipeline: Pipeline) -> Generator[LogReport]:
    yield from GrowingPool(pipeline, jobs=2, alone_seconds=0).reports(items)


def crash() -> BinaryIO:
    os._exit(3)


def logs(folder: Path, number: int) -> list[RawLog | Unreadable]:
    items: list[RawLog | Unreadable] = []
    for place in range(number):
        verdict = tuple(CONTENTS)[place % 3]
        path = folder / f"{place:03}-{verdict}.log"
        path.write_bytes(CONTENTS[verdict])
        items.append(RawLog(name=path.name, open=partial(open_stored, str(path)), size=path.stat().st_size, opens_anywhere=True))
    return items


def told(reports: Iterator[LogReport]) -> list[str]:
    return [f"{report.log} {report.verdict}" for report in reports]


def test_the_reports_are_those_of_one_process_in_the_same_order(pipeline: Pipeline, tmp_path: Path) -> None:
    items = logs(tmp_path, 200)
    items[50] = Unreadable(name="050", reason=Phrase.of("permission-denied"))
    items[120] = RawLog(name="120 of a pipe", open=lambda: BytesIO(FAILED))
    expected = list(SerialPool(pipeline).reports(items))
    read = pipeline.bytes_read
    assert list(in_two_processes(items, pipeline)) == expected
    assert pipeline.bytes_read == 2 * read
    assert [report.verdict for report in expected[48:52]] == ["failed", "pushed", "unreadable", "failed"]


def test_a_log_that_crashes_a_worker_is_told_and_costs_no_other(pipeline: Pipeline, tmp_path: Path) -> None:
    items = logs(tmp_path, 12)
    items[5] = RawLog(name="005", open=crash, opens_anywhere=True)
    reports = list(in_two_processes(items, pipeline))
    assert [report.log for report in reports] == [item.name for item in items]
    assert [place for place, report in enumerate(reports) if report.verdict is Verdict.UNREADABLE] == [5]
    assert [error.message for error in reports[5].errors] == ["reading it made a worker of pushwhy crash, or use up the memory"]


def test_logs_are_told_while_later_ones_are_not_even_looked_for(pipeline: Pipeline, tmp_path: Path) -> None:
    looked_for = 0

    def items() -> Iterator[RawLog | Unreadable]:
        nonlocal looked_for
        for item in logs(tmp_path, 3) * 2000:
            looked_for += 1
            yield item

    reports = in_two_processes(items(), pipeline)
    assert told(iter([next(reports) for _ in range(3)])) == ["000-failed.log failed", "001-pushed.log pushed", "002-no-push.log no-push"]
    assert looked_for < 1000
    reports.close()


def test_members_of_an_archive_are_shared_among_workers_or_read_in_turn(pipeline: Pipeline, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "logs.zip", "w") as zipped, tarfile.open(tmp_path / "logs.tgz", "w:gz") as packed:
        for place in range(40):
            name, content = f"{place:02}.log", tuple(CONTENTS.values())[place % 3]
            zipped.writestr(name, content)
            info = tarfile.TarInfo(name)
            info.size = len(content)
            packed.addfile(info, BytesIO(content))
    both = [str(tmp_path / "logs.zip"), str(tmp_path / "logs.tgz")]
    reports = list(in_two_processes(collect(both), pipeline))
    assert reports == list(SerialPool(pipeline).reports(collect(both)))
    assert [report.verdict for report in reports] == ([*CONTENTS] * 14)[:40] * 2
