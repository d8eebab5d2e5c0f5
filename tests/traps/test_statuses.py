"""Statuses that mean something else than they say, and numbers that are none."""

from __future__ import annotations

import pytest

from pushwhy.model.report import Verdict
from tests.pushes import NUGET, answered, begun, first_cause, pushed, refused, rules
from tests.traps.conftest import Read

NEXUS = "https://nexus.contoso.example/repository/nuget-hosted"
OCTOPUS = "https://octopus.contoso.example/nuget/packages"
GITEA = "https://gitea.marsh.local/api/packages/marsh/nuget"
ARTIFACTORY = "https://contoso.jfrog.io/artifactory/api/nuget/v3/nuget-local"
NUGET_SERVER = "http://nuget.contoso.example/nuget"


def test_403_of_a_quota_is_no_matter_of_the_key(read: Read) -> None:
    report = read(begun(NUGET) + answered("Forbidden", NUGET) + refused(403, "Quota Exceeded"))
    assert rules(report) == ["nuget.org/push-quota"]
    assert [cause.id for cause in report.diagnoses[0].causes] == ["rate-limited"]


class TestDuplicatesThatAreNo409:
    @pytest.mark.parametrize(
        ("source", "status", "name", "reason"),
        [
            (NEXUS, 400, "BadRequest", "Repository does not allow updating assets: nuget-hosted"),
            (NEXUS, 400, "BadRequest", "Bad Request"),
            (OCTOPUS, 400, "BadRequest", "Bad Request"),
            (GITEA, 400, "BadRequest", "Bad Request"),
            (ARTIFACTORY, 403, "Forbidden", "Forbidden"),
            (NUGET_SERVER, 406, "NotAcceptable", "Not Acceptable"),
        ],
    )
    def test_the_duplicate_comes_first(self, read: Read, source: str, status: int, name: str, reason: str) -> None:
        assert first_cause(read(begun(source) + answered(name, source) + refused(status, reason))).id == "version-already-exists"

    @pytest.mark.parametrize(
        ("source", "status", "name", "rule"),
        [
            (NEXUS, 400, "BadRequest", "nexus/bad-request"),
            (OCTOPUS, 400, "BadRequest", "octopus/bad-request"),
            (ARTIFACTORY, 403, "Forbidden", "artifactory/forbidden"),
        ],
    )
    def test_skip_duplicate_is_called_useless(self, read: Read, source: str, status: int, name: str, rule: str) -> None:
        report = read(begun(source) + answered(name, source) + refused(status, name))
        assert rules(report) == [rule]
        assert any(text.startswith("--skip-duplicate") for text in report.diagnoses[0].causes[0].not_helpful)

    def test_400_of_nuget_org_is_never_a_duplicate(self, read: Read) -> None:
        report = read(begun(NUGET) + answered("BadRequest", NUGET) + refused(400, "Bad Request"))
        told = {cause.id: cause.probability for cause in report.diagnoses[0].causes}
        assert told["version-already-exists"] < 0.01


class TestNumbersThatAreNoStatuses:
    @pytest.mark.parametrize("ms", [400, 401, 403, 409, 500])
    def test_milliseconds(self, read: Read, ms: int) -> None:
        report = read(pushed(ms=ms))
        assert (report.verdict, report.pushes[0].http_status, report.diagnoses) == (Verdict.PUSHED, 201, ())

    def test_milliseconds_in_german_without_a_blank(self, read: Read) -> None:
        report = read(
            f'"AppLogger.1.0.0.nupkg" wird per Push nach "\'{NUGET}\'" übertragen...\n  PUT {NUGET}/\n'
            f"  Created {NUGET}/ 409 ms\nIhr Paket wurde per Push übertragen.\n"
        )
        assert (report.verdict, report.pushes[0].http_status) == (Verdict.PUSHED, 201)

    def test_versions_and_ports(self, read: Read) -> None:
        report = read(pushed("https://nuget.contoso.example:4030/v3/package", "AppLogger.403.409.500.nupkg"))
        assert (report.verdict, report.pushes[0].version, report.diagnoses) == (Verdict.PUSHED, "403.409.500", ())
