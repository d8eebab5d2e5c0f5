"""An empty key that swallows the next argument, and help that follows every error."""

from __future__ import annotations

import pytest

from pushwhy.model.report import Verdict
from tests.pushes import KEY_REFUSED, NUGET, answered, because, begun, first_cause, notices, refused, rules
from tests.traps.conftest import Read

SOURCE_MISSING = "error: Source parameter was not specified.\n"
SWALLOWED = "the push command does name a source; the option before it took the word --source as its value"
INDEX = "https://api.nuget.org/v3/index.json"


class TestEmptyKeySwallowsTheNextArgument:
    @pytest.mark.parametrize(
        "command",
        [
            f"+ dotnet nuget push out/AppLogger.1.0.0.nupkg --api-key --source {INDEX}",
            f"##[group]Run dotnet nuget push out/AppLogger.1.0.0.nupkg -k  -s {INDEX}",
            # PowerShell on a Windows runner does not know $NUGET_TOKEN, and drops the empty argument.
            f'##[group]Run dotnet nuget push .\\bin\\Release\\*.nupkg --api-key "$NUGET_TOKEN" --source {INDEX} --skip-duplicate',
        ],
    )
    def test_source_missing_although_the_command_names_one(self, read: Read, command: str) -> None:
        first = first_cause(read(f"{command}\n{SOURCE_MISSING}"))
        assert first.id == "secret-variable-unexpanded"
        assert first.probability > 0.9
        assert SWALLOWED in because(first)

    def test_source_missing_because_the_command_names_none(self, read: Read) -> None:
        first = first_cause(read(f"+ dotnet nuget push out/AppLogger.1.0.0.nupkg --api-key ***\n{SOURCE_MISSING}"))
        assert (first.id, because(first)) == ("source-not-specified", ["the push command names no source"])

    def test_the_path_is_swallowed(self, read: Read) -> None:
        report = read(f"+ dotnet nuget push -k bin/Release/*.nupkg -s {INDEX}\nerror: Please specify the path to the package.\n")
        first = first_cause(report)
        assert first.id == "secret-variable-unexpanded"
        assert because(first) == ["an empty key lets the option take the path as its value"]
        assert report.diagnoses[0].facts["path"] == "bin/Release/*.nupkg"
        assert notices(report) == []  # what stands behind -k is no key that leaked

    def test_nothing_is_left_to_swallow(self, read: Read) -> None:
        command = f"+ dotnet nuget push out/AppLogger.1.0.0.nupkg -s {INDEX} -k"
        assert first_cause(read(f"{command}\nerror: Missing value for option 'api-key'\n")).id == "secret-variable-unexpanded"

    def test_the_next_option_is_sent_as_the_key(self, read: Read) -> None:
        command = f"+ dotnet nuget push out/AppLogger.1.0.0.nupkg -s {INDEX} -k --skip-duplicate\n"
        first = first_cause(read(command + begun(NUGET) + answered("Forbidden", NUGET) + refused(403, KEY_REFUSED)))
        assert first.id == "secret-variable-unexpanded/empty"
        assert because(first) == ["nothing follows the key option in the push command"]


class TestUsageBlocks:
    """From SDK 3.1.200 to 8.0.3xx the help follows every failed push; it says nothing about the command line."""

    USAGE = """

Usage: dotnet nuget push [arguments] [options]

Arguments:
  [root]  Specify the path to the package and your API key to push the package to the server.

Options:
  -h|--help                      Show help information
  --force-english-output         Forces the application to run using an invariant, English-based culture.
  -s|--source <source>           Package source (URL, UNC/folder path or package source name) to use.
  -t|--timeout <timeout>         Timeout for pushing to a server in seconds. Defaults to 300 seconds (5 minutes).
  -k|--api-key <apiKey>          The API key for the server.
  --skip-duplicate               If a package and version already exists, skip it and continue with the next package in the push, if any.
"""

    def test_after_an_error_only_the_error_counts(self, read: Read) -> None:
        report = read(begun(NUGET) + answered("Forbidden", NUGET) + refused(403, KEY_REFUSED) + self.USAGE)
        assert rules(report) == ["nuget.org/key-refused"]
        assert report.diagnoses[0].line == 4

    def test_alone_it_is_nothing(self, read: Read) -> None:
        assert read(self.USAGE).verdict is Verdict.NO_PUSH
