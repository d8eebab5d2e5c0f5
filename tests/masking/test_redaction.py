"""Secrets in lines: masked, and nothing else."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pushwhy.masking import redact

NUGET_KEY = "oy2" + "a1b2c3d4e5f6g7h8i9j0k" + "lmnopqrstuvwxyz1234567"
GITHUB_TOKEN = "ghp_" + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8"
AZURE_TOKEN = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst"
AZURE_TOKEN_84 = "A1b2C3d4E5f6" * 6 + "abcd" + "AZDO" + "Z9y8"
GITLAB_TOKEN = "glpat-" + "x1Y2z3-A4b5C6d7E8f9_"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1gFWFOEjXk"


@pytest.mark.parametrize(
    ("line", "masked", "kinds"),
    [
        (f"key {NUGET_KEY} end", "key *** end", ("nuget-org-key",)),
        (f"dotnet nuget push a.nupkg -k {NUGET_KEY[:30]}", "dotnet nuget push a.nupkg -k ***", ("nuget-org-key",)),
        (f"password is {GITHUB_TOKEN}.", "password is ***.", ("github-token",)),
        ("github_pat_11ABCDEFG0abcdefghijkl_mnop", "***", ("github-token",)),
        (f"PAT={AZURE_TOKEN}", "PAT=***", ("azure-devops-token",)),
        (f"token {AZURE_TOKEN_84}, then", "token ***, then", ("azure-devops-token",)),
        (f"{GITLAB_TOKEN} x", "*** x", ("gitlab-token",)),
        (f"id token: {JWT}", "id token: ***", ("jwt",)),
        (f"Authorization: Bearer {JWT}", "Authorization: Bearer ***", ("jwt",)),
        ("Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic ***", ("authorization",)),
        ('curl -H "authorization: bearer abc123"', 'curl -H "authorization: bearer ***"', ("authorization",)),
        ("X-NuGet-ApiKey: 7d3c-not-for-you", "X-NuGet-ApiKey: ***", ("api-key",)),
        ("dotnet nuget push a.nupkg -k abc123 -s x", "dotnet nuget push a.nupkg -k *** -s x", ("api-key",)),
        ("dotnet nuget push a.nupkg --api-key QxWbTnKdRvJs", "dotnet nuget push a.nupkg --api-key ***", ("api-key",)),
        ('dotnet nuget push "a b.nupkg" --api-key="a1" -s x', 'dotnet nuget push "a b.nupkg" --api-key="***" -s x', ("api-key",)),
        ("dotnet nuget push a.nupkg -sk s1 -k k1", "dotnet nuget push a.nupkg -sk *** -k ***", ("api-key",)),
        ("--symbol-api-key s1", "--symbol-api-key ***", ("service-key",)),
        ("nuget push a.nupkg -ApiKey 1111-22 -Source x", "nuget push a.nupkg -ApiKey *** -Source x", ("api-key",)),
        ("Publish-Module -Path .\\Hosts -NuGetApiKey 00000000-01", "Publish-Module -Path .\\Hosts -NuGetApiKey ***", ("api-key",)),
        ("push /apikey:abc1 /source:x", "push /apikey:*** /source:x", ("api-key",)),
        ("nuget.exe push out\\A.1.0.0.nupkg 6f2d0a1e-55aa -Source x", "nuget.exe push out\\A.1.0.0.nupkg *** -Source x", ("api-key",)),
        ('"C:\\t\\nuget.exe" push "C:\\a b\\A.nupkg" 6f2d0a1e', '"C:\\t\\nuget.exe" push "C:\\a b\\A.nupkg" ***', ("api-key",)),
        ("nuget setapikey 1234-5678 -Source x", "nuget setapikey *** -Source x", ("api-key",)),
        ("nuget setApiKey abcdef12", "nuget setApiKey ***", ("api-key",)),
        ('<add key="ClearTextPassword" value="p&amp;w" />', '<add key="ClearTextPassword" value="***" />', ("password",)),
        ('<add key="Password" value="AQAAANCMnd8B" />', '<add key="Password" value="***" />', ("password",)),
        ('<add key="https://www.nuget.org" value="AQAAANCMnd8B" />', '<add key="https://www.nuget.org" value="***" />', ("api-key",)),
        (
            "-s https://www.myget.org/F/acme/auth/0f8fad5b-d9cb-469f-a165-70867728950e/api/v3/index.json",
            "-s https://www.myget.org/F/acme/auth/***/api/v3/index.json",
            ("api-key",),
        ),
        ("https://dl.cloudsmith.io/aBcDeF0123456789/acme/main/", "https://dl.cloudsmith.io/***/acme/main/", ("api-key",)),
        ("--source https://me:hunter2@feed.example/v3", "--source https://me:***@feed.example/v3", ("password",)),
        ("dotnet nuget add source x --password hunter2", "dotnet nuget add source x --password ***", ("password",)),
        ("  NUGET_API_KEY: 0f8fad5b-d9cb-469f-a165", "  NUGET_API_KEY: ***", ("api-key",)),
        ("BLOB_STORE_KEY=0f8fad5b-d9cb-469f-a165", "BLOB_STORE_KEY=***", ("secret-variable",)),
        ("jf config add --api-key 0f8fad5b-d9cb", "jf config add --api-key ***", ("service-key",)),
        (
            f'The command "dotnet nuget push a.nupkg --api-key k1" exited with code 1. {GITHUB_TOKEN}',
            'The command "dotnet nuget push a.nupkg --api-key ***" exited with code 1. ***',
            ("github-token", "api-key"),
        ),
    ],
)
def test_masks_a_secret_and_nothing_else(line: str, masked: str, kinds: tuple[str, ...]) -> None:
    assert redact(line) == (masked, kinds)


@pytest.mark.parametrize(
    "line",
    [
        "dotnet nuget push a.nupkg --api-key ***",
        "dotnet nuget push a.nupkg -k **** -s https://nexus.dev/nexus",
        "dotnet nuget push a.nupkg --api-key $NUGET_API_KEY --source x",
        "dotnet nuget push a.nupkg --api-key ${{ secrets.NUGET_API_KEY }}",
        'dotnet nuget push a.nupkg --api-key "${NUGET_KEY}" -s x',
        "dotnet nuget push a.nupkg --api-key %NUGET_KEY%",
        "dotnet nuget push a.nupkg --api-key $env:KEY",
        "dotnet nuget push a.nupkg --api-key $(key)",
        'dotnet nuget push a.nupkg --api-key "" --source x',
        "dotnet nuget push a.nupkg --api-key --source https://api.nuget.org/v3/index.json",
        "dotnet nuget push a.nupkg -k -s x",
        "dotnet nuget push a.nupkg --api-key NUGET_API_KEY -s x",
        'Executing: "/usr/bin/dotnet" nuget push "a.nupkg" --api-key "[REDACTED]"',
        "nuget push -Source ToolsFeed -ApiKey AzureDevOps .\\A.nupkg",
        "dotnet nuget push a.nupkg --api-key az",
        "  -k|--api-key <API_KEY>        The API key for the server.",
        " -ApiKey                           The API key for the server.",
        "Use the --api-key option to give a key.",
        "To save an API Key for a source use the 'setApiKey' command.",
        '要保存源的 API 密钥，请使用 "setApiKey" 命令。',
        "'--api-key' 옵션을 사용하세요.",
        "An API key must be provided in the 'X-NuGet-ApiKey' header to use this service",
        "nuget push a.nupkg completed",
        'process "/bin/sh -c dotnet nuget push out/A.nupkg" did not complete successfully: exit code: 1',
        "dotnet nuget push a.nupkg b.nupkg 2>&1 | tee log",
        "curl -k https://feed.example/v3/index.json",
        "sort -k 2 names.txt",
        '<add key="nuget.org" value="https://api.nuget.org/v3/index.json" />',
        '<add key="ClearTextPassword" value="%FEED_PASSWORD%" />',
        "https://www.nuget.org/api/v2/package/ 409ms",
        "http://localhost:5555/v3/index.json and me@feed.example",
        "NUGET_TOKEN: ***",
        "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ],
)
def test_leaves_what_is_no_secret(line: str) -> None:
    assert redact(line) == (line, ())


lines = st.text(st.characters(exclude_characters="\n\r"), max_size=60)


def _made(alphabet: str, length: int) -> st.SearchStrategy[str]:
    # By chance, as machines make keys: hypothesis begins with rows of one character, which stand for a key and are none.
    return st.integers(0, 1 << 32).map(lambda seed: "".join(random.Random(seed).choices(alphabet, k=length)))  # noqa: S311 (no real secret)


base32 = _made(string.ascii_lowercase + "234567", 52)
alphanumeric = _made(string.ascii_letters + string.digits, 36)


@given(
    st.lists(
        st.sampled_from(["-k ", "--api-key=", "nuget push a.nupkg ", "https://u:", "@h", NUGET_KEY, GITHUB_TOKEN, "$K", "'", '"']) | lines
    )
)
def test_redacting_twice_changes_nothing(parts: list[str]) -> None:
    masked, _ = redact("".join(parts))
    assert redact(masked)[0] == masked


@given(lines, st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=43, max_size=43), lines)
def test_a_nuget_key_never_survives(before: str, key: str, after: str) -> None:
    masked, kinds = redact(f"{before}oy2{key}{after}")
    assert f"oy2{key}" not in masked
    assert "nuget-org-key" in kinds


@given(lines, alphanumeric, lines)
def test_a_github_token_never_survives(before: str, token: str, after: str) -> None:
    assert f"ghs_{token}" not in redact(f"{before}ghs_{token}{after}")[0]


@given(lines, base32, lines)
def test_an_azure_token_never_survives_as_a_word(before: str, token: str, after: str) -> None:
    assert token not in redact(f"{before} {token} {after}")[0]


@given(lines, alphanumeric, lines)
def test_the_value_of_an_option_never_survives(before: str, key: str, after: str) -> None:
    assert key not in redact(f"{before} --api-key {key} {after}")[0].replace(before, "").replace(after, "")


def test_a_long_value_is_masked_to_its_end() -> None:
    assert redact("--api-key " + "a1" * 1000 + " -s x") == ("--api-key *** -s x", ("service-key",))
