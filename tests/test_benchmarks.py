"""The logs of the benchmarks: the same for the same seed, and failing where they say."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from benchmarks import messages, team_rules
from benchmarks.agreement import planted_are_diagnosed
from benchmarks.generate import SHAPES, Shape, write_folder, write_log
from benchmarks.growth import exponent
from pushwhy import load_pack
from pushwhy.model.pack import RulePack
from pushwhy.report.encode import encode
from pushwhy.run.pipeline import Pipeline

SIZE = 60_000


@pytest.mark.parametrize("name", ["build.log", "build.log.gz"])
def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    folders = [tmp_path / one for one in ("one", "other", "another seed")]
    for folder, seed in zip(folders, (1, 1, 2), strict=True):
        folder.mkdir()
        write_log(folder / name, SIZE, seed=seed, share=0.01, scale=0.2)
    first, second, third = ((folder / name).read_bytes() for folder in folders)
    assert first == second
    assert first != third


def test_a_folder_is_the_same_for_the_same_seed_and_no_two_logs_of_it_are(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        write_folder(tmp_path / folder, 4, seed=1)
    logs = [{path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()} for folder in ("one", "other")]
    assert logs[0] == logs[1]
    assert len(set(logs[0].values())) == 4


def test_encodings_hold_the_same_text(tmp_path: Path) -> None:
    plain, wide, packed = tmp_path / "plain.log", tmp_path / "wide.log", tmp_path / "packed.log.gz"
    write_log(plain, SIZE, seed=1, scale=0.2)
    write_log(wide, SIZE, seed=1, scale=0.2, encoding="utf-16-le")
    write_log(packed, SIZE, seed=1, scale=0.2)
    assert wide.read_bytes().decode("utf-16").replace("\r\n", "\n").encode() == plain.read_bytes()
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()


@pytest.mark.parametrize("shape", SHAPES)
def test_pushes_fail_on_the_lines_that_are_told(tmp_path: Path, shape: Shape, pack: RulePack) -> None:
    path = tmp_path / "build.log"
    written = write_log(path, SIZE, seed=1, shape=shape, share=0.02, scale=0.2)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == written.lines
    assert written.failures
    assert all("does not indicate success" in lines[number - 1] for number in written.failures)
    report = Pipeline(pack).report_bytes(path.read_bytes())
    assert planted_are_diagnosed(json.loads(encode(report, schema="-")), written.failures) == len(written.failures)
    assert report.diagnoses[0].line in written.failures


@pytest.mark.parametrize("shape", SHAPES)
def test_a_clean_log_holds_no_push(tmp_path: Path, shape: Shape, pack: RulePack) -> None:
    path = tmp_path / "build.log"
    assert not write_log(path, SIZE, seed=1, shape=shape, scale=0.2).failures
    report = Pipeline(pack).report_bytes(path.read_bytes())
    assert (report.verdict, report.pushes, report.notices, report.errors) == ("no-push", (), (), ())


def test_team_rules_have_no_mistakes_and_multiply_the_shipped_ones(tmp_path: Path, pack: RulePack) -> None:
    folder = team_rules.write(tmp_path / "team", 2, pack, seed=1)
    both = load_pack(folder)
    assert len(both.rules) == 2 * len(pack.rules)
    assert len(both.patterns) == pytest.approx(2 * len(pack.patterns), rel=0.1)


def test_messages_as_regexes_match_what_the_rules_match() -> None:
    found = messages.of_shipped_rules(lambda _regex: True)
    line = "Pushing Contoso.1.0.0.nupkg to 'https://www.nuget.org/api/v2/package'..."
    assert messages.as_regex("Pushing {file} to {source}...") in found.regexes
    assert re.search(messages.as_regex("Pushing {file} to {source}..."), line)


def test_the_exponent_of_a_power() -> None:
    assert exponent((x, 3 * x**1.5) for x in (1.0, 10.0, 100.0)) == pytest.approx(1.5)
    assert exponent([(0.0, 1.0), (1.0, 5.0), (10.0, 5.0)]) == pytest.approx(0)
