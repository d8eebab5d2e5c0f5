"""The Python API, as the docstring of the package shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

import pushwhy
from pushwhy.engine.search import literals
from pushwhy.model.facts import StatedFact
from pushwhy.model.pack import RulePack

MISSING = "error: File does not exist (out/*.nupkg).\n"
REFUSED = """\
Pushing AppLogger.1.0.0.nupkg to 'https://www.nuget.org/api/v2/package'...
  PUT https://www.nuget.org/api/v2/package/
  Forbidden https://www.nuget.org/api/v2/package/ 9ms
error: Response status code does not indicate success: 403 (The specified API key is invalid, has expired, or does not have permission \
to access the specified package.).
"""


def test_text_bytes_and_files_are_told_alike(pack: RulePack, tmp_path: Path) -> None:
    (tmp_path / "build.log").write_text(MISSING, encoding="utf-8")
    reports = [
        pushwhy.diagnose_text(MISSING, pack),
        pushwhy.diagnose_bytes(MISSING.encode("utf-16"), pack),
        *pushwhy.diagnose_path(tmp_path, pack),
    ]
    assert [report.diagnoses[0].causes[0].id for report in reports] == ["file-not-found"] * 3


def test_facts_and_evidence_are_of_each_call(pack: RulePack) -> None:
    facts = [StatedFact(name="key", value="valid")]
    plain, stated, by_priors = (
        pushwhy.diagnose_text(REFUSED, pack, facts=given, use_evidence=use_evidence).diagnoses[0].causes[0].id
        for given, use_evidence in (((), True), (facts, True), (facts, False))
    )
    assert (plain, stated, by_priors) == ("api-key-expired", "package-id-owned-by-another", "api-key-expired")


def test_a_pack_is_compiled_once_for_many_calls(pack: RulePack, monkeypatch: pytest.MonkeyPatch) -> None:
    pushwhy.diagnose_text(MISSING, pack)

    def compiled_again(*_: object) -> None:
        pytest.fail("the search is compiled for another call")

    monkeypatch.setattr(literals, "Hyperscan", compiled_again)
    monkeypatch.setattr(literals, "AhoCorasick", compiled_again)
    assert pushwhy.diagnose_text(MISSING, pack).verdict == "failed"
