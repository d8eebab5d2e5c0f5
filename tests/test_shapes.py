"""Shapes of logs in which a push hides: release tools, log files of tools, wrapped commands, errors that name a package by its file."""

from __future__ import annotations

import pytest
from msgspec import Struct

from pushwhy.run.pipeline import Pipeline

KEY_REFUSED = "The specified API key is invalid, has expired, or does not have permission to access the specified package."


class Told(Struct, frozen=True, kw_only=True):
    """What the first diagnosis says."""

    line: int
    end_line: int | None = None
    rule: str
    cause: str
    status: int | None = None
    package: str | None = None


CASES: dict[str, tuple[str, Told]] = {
    "GoReleaser puts the answer into its own error": (
        (
            "    • chocolatey\n"
            "      • pushing chocolatey package             name=lapwing.1.3.0.nupkg\n"
            "  ⨯ release failed after 2m1s     error=chocolatey packages: failed to push chocolatey package: exit status 1:"
            " Response status code does not indicate success: 403 (Forbidden).\n"
        ),
        Told(line=3, rule="chocolatey/forbidden", cause="moderation-pending", status=403, package="lapwing"),
    ),
    "Chocolatey's log file": (
        (
            "2023-02-24 19:44:36,508 24784 [INFO ] - Attempting to push tomtit.0.9.1-pre.nupkg to https://push.chocolatey.org/\n"
            "2023-02-24 19:44:38,980 24784 [ERROR] - Failed to process request. 'Bad Gateway'. \n"
            "The remote server returned an error: (502) Bad Gateway..\n"
        ),
        Told(line=2, end_line=3, rule="chocolatey/bad-gateway", cause="service-unavailable", status=502, package="tomtit"),
    ),
    "AU writes the push and its end on one line": (
        (
            "Push ERROR\n"
            "Attempting to push rocker.0.14768.nupkg to https://push.chocolatey.org Failed to process request. 'Origin Time-out'.  "
            "The remote server returned an error: (524) Origin Time-out..\n"
        ),
        Told(line=2, rule="http/origin-unreachable", cause="service-unavailable", status=524, package="rocker"),
    ),
    "TeamCity before 2015 leaves no blank behind the clock": (
        (
            "[09:47:00]Pushing Pesto 3.0.1.1 to 'http://www.myget.org/F/pesto/api/v2/package'...\n"
            "[09:47:07]Failed to process request. 'OK'. \n"
            "[09:47:07].\n"
        ),
        Told(line=2, rule="client/old-client-refuses-ok", cause="client-too-old", status=200, package="Pesto"),
    ),
    "publish-nuget repeats the error behind a face": (
        (
            "executing: [dotnet nuget push *.nupkg -s default -k *** --skip-duplicate]\n"
            "##[error]😭 error: Response status code does not indicate success: 409 (A package with ID 'Wagtail' and version '1.4.1' "
            "already exists and cannot be modified.).\n"
        ),
        Told(line=2, rule="nuget.org/version-exists", cause="version-already-exists", status=409, package="Wagtail"),
    ),
    "publib without a key": (
        "NUGET_API_KEY is required\n",
        Told(line=1, rule="ci/publib-key-missing", cause="api-key-missing"),
    ),
    "Paket names the file that failed, not the one it is at": (
        (
            "Pushing package src/Logia.Udp.5.0.0.nupkg to https://nuget.org/api/v2/package - trial 1\n"
            "Could not push src/Logia.Core.5.0.0.nupkg: Request to 'https://www.nuget.org/api/v2/package' failed with: 403 Forbidden — "
            f"{KEY_REFUSED}\n"
        ),
        Told(line=2, rule="nuget.org/key-refused", cause="api-key-expired", status=403, package="Logia.Core"),
    ),
    "the only package that was packed is the one that failed": (
        (
            "  Successfully created package '/src/out/Brook.Sdk.2.5.0.nupkg'.\n"
            "Run dotnet nuget push out/*.nupkg -s https://nuget.brook.dev/v3/index.json -k ***\n"
            "error: Unable to load the service index for source https://nuget.brook.dev/v3/index.json.\n"
            "error:   Response status code does not indicate success: 401 (Unauthorized).\n"
        ),
        Told(line=4, rule="http/unauthorized", cause="feed-credentials-missing", status=401, package="Brook.Sdk"),
    ),
    "a reason that no rule knows tells at least what it is about": (
        (
            "Pushing Reed.1.0.0.nupkg to 'https://nuget.reed.example/api/v2/package'...\n"
            "  PUT https://nuget.reed.example/api/v2/package/\n"
            "  BadRequest https://nuget.reed.example/api/v2/package/ 47ms\n"
            "error: Response status code does not indicate success: 400 (The icon must be square.).\n"
        ),
        Told(line=4, rule="http/reason-about-icon", cause="package-invalid-icon", status=400, package="Reed"),
    ),
    "a warning with the reason, and the error after it, are one message": (
        (
            "Pushing Core.3.2.1.nupkg to 'https://nuget.pkg.github.com/falken'...\n"
            "  PUT https://nuget.pkg.github.com/falken/\n"
            "warn : Resource not accessible by integration\n"
            "  Forbidden https://nuget.pkg.github.com/falken/ 302ms\n"
            "error: Response status code does not indicate success: 403 (Forbidden).\n"
        ),
        Told(line=3, end_line=5, rule="github/resource-not-accessible", cause="token-permission-missing", status=403, package="Core"),
    ),
    "a message that a console cut before its telling part begins where it begins": (
        (
            "Publish-PSArtifactUtility : Failed to publish module 'Sable': 'Response status code does not indicate success: 40\n"
            "3 (The specified API key is invalid, has expired, or does not have permission to access the specified package.).\n"
            "'.\n"
        ),
        Told(line=1, end_line=2, rule="nuget.org/key-refused", cause="api-key-expired", status=403, package="Sable"),
    ),
    "MSBuild's own words in German name the command": (
        (
            'error MSB3073: Der Befehl "dotnet nuget push out/Heron.0.6.0.nupkg" wurde mit dem Code 1 beendet.\n'
            "error: Response status code does not indicate success: 409 (Conflict).\n"
        ),
        Told(line=2, rule="http/conflict", cause="version-already-exists", status=409),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_shape(name: str, pipeline: Pipeline) -> None:
    log, wanted = CASES[name]
    report = pipeline.report_bytes(log.encode())
    assert report.verdict == "failed"
    first = report.diagnoses[0]
    told = Told(
        line=first.line,
        end_line=first.end_line if wanted.end_line is not None else None,
        rule=first.rule or "",
        cause=first.causes[0].id,
        status=status if isinstance(status := first.facts.get("http_status"), int) else None,
        package=str(first.facts["package_id"]) if "package_id" in first.facts else None,
    )
    assert told == wanted


def test_publib_takes_a_conflict_for_no_failure(pipeline: Pipeline) -> None:
    report = pipeline.report_bytes(
        (
            "📦  Publishing ./Cedar/Cedar.2.0.1.nupkg to NuGet\n"
            "Pushing Cedar.2.0.1.nupkg to 'https://www.nuget.org/api/v2/package'...\n"
            "  PUT https://www.nuget.org/api/v2/package/\n"
            "  Conflict https://www.nuget.org/api/v2/package/ 239ms\n"
            "error: Response status code does not indicate success: 409 (A package with ID 'Cedar' and version '2.0.1' already exists "
            "and cannot be modified.).\n"
            "⚠️ Artifact already published. Skipping\n"
        ).encode()
    )
    assert (report.verdict, [push.outcome for push in report.pushes], report.diagnoses) == ("pushed", ["skipped-duplicate"], ())


@pytest.mark.parametrize("width", [80, 100, 120])
def test_a_key_in_the_wrapped_rest_of_a_command_is_no_missing_key(width: int, pipeline: Pipeline) -> None:
    lines = (
        (
            r'C:\build\agent\_work\12\s>"C:\tools\nuget.exe" push C:\build\artifacts\Larch.1.0.0.nupkg -Source https://www.nuget.org/api/v2/package'
            " -ApiKey $env:KEY"
        ),
        "Pushing Larch.1.0.0.nupkg to 'https://www.nuget.org/api/v2/package'...",
        f"Response status code does not indicate success: 403 ({KEY_REFUSED}).",
    )
    wrapped = [line[start : start + width] for line in lines for start in range(0, len(line), width)]
    first = pipeline.report_bytes("\r\n".join(wrapped).encode()).diagnoses[0]
    assert (first.facts["key_shown"], first.facts["package_id"], first.causes[0].id) == ("variable", "Larch", "api-key-expired")
