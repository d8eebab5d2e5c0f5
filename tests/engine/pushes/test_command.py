"""What the arguments of a push command tell."""

from __future__ import annotations

import pytest

from pushwhy.engine.pushes.command import Command, CommandParser
from pushwhy.model.facts import FactValue
from tests.shipped import shipped_pack

APP = "dotnet nuget push out/AppLogger.1.0.0.nupkg"


def parse(text: str, line: int, *, secrets: tuple[str, ...] = ()) -> Command:
    return CommandParser(shipped_pack().commands).parse(text, line, secrets=secrets)


def facts_of(text: str, *secrets: str) -> dict[str, FactValue]:
    return parse(text, 1, secrets=secrets).facts


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("", "absent"),
        ("--source nuget.org", "absent"),
        ('--api-key "" --source nuget.org', "empty"),
        ("--api-key '' --source nuget.org", "empty"),
        ("--api-key --source nuget.org", "empty"),
        ("--api-key", "empty"),
        ("--api-key --skip-duplicate", "empty"),
        ("--api-key ***", "masked"),
        ("-k ****", "masked"),
        ("--api-key [MASKED]", "masked"),
        ("--api-key [secure]", "masked"),
        ("--api-key=***", "masked"),
        ("--api-key $NUGET_KEY", "variable"),
        ("--api-key ${NUGET_KEY}", "variable"),
        ('--api-key "$NUGET_KEY"', "variable"),
        ("--api-key $env:NUGET_KEY", "variable"),
        ("--api-key %NUGET_KEY%", "variable"),
        ("--api-key ${{ secrets.NUGET_KEY }}", "variable"),
        ("--api-key=${{ secrets.NUGET_KEY }}", "variable"),
        ("--api-key '$NUGET_KEY'", "unexpanded"),
        ("--api-key $(NuGetKey)", "unexpanded"),
        ("--api-key az", "dummy"),
        ("--api-key AzureArtifacts", "dummy"),
        ("-k oy2f4k", "visible"),
    ],
)
def test_how_the_key_is_shown(key: str, shown: str) -> None:
    assert facts_of(f"{APP} {key}")["key_shown"] == shown


class TestKey:
    def test_a_key_that_was_masked_by_us_was_visible(self) -> None:
        assert facts_of(f"{APP} --api-key ***", "nuget-org-key")["key_shown"] == "visible"

    def test_nuget_exe_takes_the_key_as_its_second_argument(self) -> None:
        assert facts_of("nuget push AppLogger.1.0.0.nupkg $KEY -Source nuget.org")["key_shown"] == "variable"
        assert facts_of("dotnet nuget push AppLogger.1.0.0.nupkg more.nupkg")["key_shown"] == "absent"

    @pytest.mark.parametrize(
        ("key", "kind"),
        [
            ("$GITHUB_TOKEN", "github"),
            ("${{ secrets.GITHUB_TOKEN }}", "github"),
            ("${{ github.token }}", "github"),
            ("$(System.AccessToken)", "azure-devops"),
            ("$CI_JOB_TOKEN", "gitlab"),
            ("$NUGET_KEY", None),
        ],
    )
    def test_whose_key_it_is_as_the_name_of_its_variable_tells(self, key: str, kind: str | None) -> None:
        assert facts_of(f"{APP} --api-key {key}").get("key_kind") == kind

    def test_whose_key_it_is_as_its_form_told_before_it_was_masked(self) -> None:
        assert facts_of(f"{APP} --api-key ***", "github-token")["key_kind"] == "github"

    @pytest.mark.parametrize(
        ("key", "expression"),
        [("$NUGET_KEY", "$NUGET_KEY"), ("${{ secrets.A }}", "${{ secrets.A }}"), ("***", None), ('""', None), ("az", None)],
    )
    def test_only_a_variable_tells_which_key_it_is(self, key: str, expression: str | None) -> None:
        assert parse(f"{APP} --api-key {key}", 1, secrets=()).key_expression == expression


@pytest.mark.parametrize(
    ("arguments", "source"),
    [
        ("--source https://api.nuget.org/v3/index.json", "https://api.nuget.org/v3/index.json"),
        ("-s github", "github"),
        ("-k $K -Source nuget.org", "nuget.org"),
        ('--source="my feed"', "my feed"),
        ('-Source "C:\\my feed"', "C:\\my feed"),
        ("--source $FEED", "$FEED"),
        ("--api-key $K", None),
        ('--source "" --api-key $K', None),
        ("--source --api-key $K", None),
    ],
)
def test_the_source_that_was_given(arguments: str, source: str | None) -> None:
    assert facts_of(f"{APP} {arguments}").get("source_argument") == source


@pytest.mark.parametrize(
    ("text", "client"),
    [
        (APP, "dotnet"),
        ("/usr/share/dotnet/dotnet nuget push a.1.0.0.nupkg", "dotnet"),
        ("nuget push a.1.0.0.nupkg", "nuget.exe"),
        ("mono .nuget/NuGet.exe push a.1.0.0.nupkg", "nuget.exe"),
        ("choco push a.1.0.0.nupkg", "choco"),
        ("paket push --api-key %KEY% a.1.0.0.nupkg", "paket"),
    ],
)
def test_the_client(text: str, client: str) -> None:
    assert facts_of(text)["client"] == client


class TestPath:
    @pytest.mark.parametrize(
        ("text", "path", "package_id", "version"),
        [
            (APP, "out/AppLogger.1.0.0.nupkg", "AppLogger", "1.0.0"),
            ("dotnet nuget push -s x -k $K a/AppLogger.1.0.0-beta.1.nupkg", "a/AppLogger.1.0.0-beta.1.nupkg", "AppLogger", "1.0.0-beta.1"),
            ('nuget push "C:\\out put\\A.B.2.1.0.nupkg" -ApiKey x', "C:\\out put\\A.B.2.1.0.nupkg", "A.B", "2.1.0"),
            ("dotnet nuget push **/*.nupkg -s x", "**/*.nupkg", None, None),
            ("dotnet nuget push AppLogger.nupkg", "AppLogger.nupkg", "AppLogger", None),
            ("dotnet nuget push", None, None, None),
            ("dotnet nuget push && echo done.1.0.0.nupkg", None, None, None),
        ],
    )
    def test_the_file_and_its_package(self, text: str, path: str | None, package_id: str | None, version: str | None) -> None:
        facts = facts_of(text)
        assert (facts.get("path"), facts.get("package_id"), facts.get("version")) == (path, package_id, version)

    def test_values_of_options_are_no_files(self) -> None:
        facts = facts_of("nuget push -Timeout 600 -ConfigFile nuget.config -Verbosity detailed AppLogger.1.0.0.nupkg -Source x")
        assert facts["path"] == "AppLogger.1.0.0.nupkg"
