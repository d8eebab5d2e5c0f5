"""Green runs that published nothing, and red runs whose package was published."""

from __future__ import annotations

import pytest

from pushwhy.model.report import Outcome, Verdict
from tests.pushes import (
    KEY_REFUSED,
    NUGET,
    OWN,
    SYMBOLS,
    answered,
    begun,
    first_cause,
    notices,
    outcomes,
    pushed,
    refused,
    rules,
)
from tests.traps.conftest import Read

PENDING = (
    "It looks like there is another copy of this symbols package pending validation(s)."
    " Please wait for the validation(s) to finish before trying to replace the symbols package."
)
NO_PARENT = "A package with ID 'AppLogger' and version '1.0.0' does not exist. Please upload the package before uploading its symbols."
HTTP_REFUSED = (
    "error: You are running the 'push' operation with an 'HTTP' source, 'http://nuget.contoso.example/api/v2/package'."
    " NuGet requires HTTPS sources. To use HTTP sources, you must explicitly set 'allowInsecureConnections' to true in your NuGet.Config"
    " file. Refer to https://aka.ms/nuget-https-everywhere for more information.\n"
)
INDEX = "https://api.nuget.org/v3/index.json"


class TestGreenRunsThatPublishedNothing:
    @pytest.mark.parametrize(
        ("source", "status_name", "notice"),
        [
            (OWN, "NonAuthoritativeInformation", "client/answer-not-from-feed"),
            ("https://contoso.visualstudio.com/DefaultCollection/_packaging", "OK", "client/answer-not-created"),
        ],
    )
    def test_a_sign_in_page_that_the_client_takes_for_success(self, read: Read, source: str, status_name: str, notice: str) -> None:
        report = read(pushed(source, status_name=status_name))
        assert notices(report) == [notice]
        assert report.notices[0].fix[0].text == "Look whether the version is on the feed"

    def test_skip_duplicate_hides_another_409(self, read: Read) -> None:
        skipped = f"Package '/src/out/AppLogger.1.0.0.nupkg' already exists at feed '{NUGET}'.\n"
        report = read(begun(NUGET) + answered("Conflict", NUGET) + skipped)
        assert (report.verdict, outcomes(report)) == (Verdict.PUSHED, [Outcome.SKIPPED_DUPLICATE])
        assert notices(report) == ["client/duplicate-skipped"]

    def test_an_http_endpoint_that_sdk_10_refuses_with_exit_status_0(self, read: Read) -> None:
        report = read(
            "+ dotnet nuget push out/AppLogger.1.0.0.nupkg --source https://nuget.contoso.example/v3/index.json --api-key ***\n"
            f"Pushing AppLogger.1.0.0.nupkg to 'http://nuget.contoso.example/api/v2/package'...\n{HTTP_REFUSED}Finished: SUCCESS\n"
        )
        assert (report.verdict, outcomes(report)) == (Verdict.FAILED, [Outcome.FAILED])
        assert first_cause(report).id == "http-source-not-allowed"

    def test_a_build_that_goes_on_after_the_error(self, read: Read) -> None:
        warning = f"EXEC : warning : Response status code does not indicate success: 403 ({KEY_REFUSED}). [/src/push.proj]\n"
        report = read(begun(NUGET) + answered("Forbidden", NUGET) + warning + "Build succeeded.\n")
        assert (report.verdict, rules(report)) == (Verdict.FAILED, ["nuget.org/key-refused"])


class TestRedRunsWhosePackageWasPublished:
    @pytest.mark.parametrize(
        ("name", "error", "cause"),
        [
            ("Conflict", refused(409, PENDING), "symbols-pending-validation"),
            ("NotFound", refused(404, NO_PARENT), "symbols-parent-missing"),
        ],
    )
    def test_only_the_symbols_failed(self, read: Read, name: str, error: str, cause: str) -> None:
        report = read(pushed() + begun(SYMBOLS, "AppLogger.1.0.0.snupkg") + answered(name, SYMBOLS) + error)
        assert outcomes(report) == [Outcome.PUSHED, Outcome.FAILED]
        assert (report.diagnoses[0].pushes, first_cause(report).id) == ((1,), cause)

    def test_the_retired_symbol_server_failed(self, read: Read) -> None:
        report = read(
            pushed()
            + "Pushing AppLogger.1.0.0.symbols.nupkg to 'https://nuget.smbsrc.net/'...\n  PUT https://nuget.smbsrc.net/api/v2/package/\n"
            + "  InternalServerError https://nuget.smbsrc.net/api/v2/package/ 3044ms\n"
            + refused(500, "Internal Server Error")
        )
        assert outcomes(report) == [Outcome.PUSHED, Outcome.FAILED]
        assert first_cause(report).id == "symbols-legacy-format"
        assert first_cause(report).fix[0].text.startswith("The package itself is published.")

    @pytest.mark.parametrize(
        ("command", "line", "rule", "cause"),
        [
            (
                f"nuget push *.nupkg -Source {INDEX}",
                "File does not exist (D:\\pkgs\\*.snupkg).",
                "client/symbols-pattern-not-found",
                "client-bug",
            ),
            (
                f"+ dotnet nuget push out/*.nupkg --api-key *** --source {INDEX} --no-symbols true",
                "error: File does not exist (true).",
                "client/argument-taken-for-file",
                "wrong-argument",
            ),
            (
                f"+ dotnet nuget push out/*.nupkg *** --source {INDEX}",
                "error: File does not exist (***).",
                "client/argument-taken-for-file",
                "wrong-argument",
            ),
        ],
    )
    def test_a_file_that_is_not_the_package(self, read: Read, command: str, line: str, rule: str, cause: str) -> None:
        report = read(f"{command}\n{pushed()}{line}\n")
        assert (report.verdict, outcomes(report), rules(report)) == (Verdict.FAILED, [Outcome.PUSHED], [rule])
        first = first_cause(report)
        assert first.id == cause
        assert first.fix[0].text.startswith("If the log says before this line that the package was pushed, it is on the feed")
