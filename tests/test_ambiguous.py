"""Other messages with several causes: what in a log, or what is stated, decides between them. `docs/diagnosis.md` has a row for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from pushwhy.model.rules import RulePack
from tests.test_decision_tree import diagnose

GITHUB = "https://nuget.pkg.github.com/contoso"
AZURE = "https://pkgs.dev.azure.com/contoso/_packaging/main/nuget/v2"
GITLAB = "https://gitlab.com/api/v4/projects/7/packages/nuget"
ARTIFACTORY = "https://contoso.jfrog.io/artifactory/api/nuget/v3/main"
NEXUS = "https://nexus.contoso.example/repository/nuget-hosted"
OWN = "https://nuget.contoso.example/api/v2/package"
GALLERY = "https://www.nuget.org/api/v2/package"


def answered(address: str, status: int, name: str, reason: str, *, before: str = "", file: str = "AppLogger.1.0.0.nupkg") -> str:
    return (
        f"{before}Pushing {file} to '{address}'...\n  PUT {address}/\n  {name} {address}/ 90ms\n"
        f"error: Response status code does not indicate success: {status} ({reason}).\n"
    )


def unread_index(address: str, status: int, reason: str) -> str:
    return (
        f"error: Unable to load the service index for source {address}.\n"
        f"error:   Response status code does not indicate success: {status} ({reason}).\n"
    )


NO_KEY = (
    f"warn : No API Key was provided and no API Key could be found for '{GITHUB}'. "
    "To save an API Key for a source use the 'setApiKey' command.\n"
)
TOO_LONG = (
    "error: Pushing took too long. You can change the default timeout of 300 seconds by using the --timeout <seconds> option "
    "with the push command.\n"
)
BROKEN = (
    f"Pushing AppLogger.1.0.0.nupkg to '{OWN}'...\n  PUT {OWN}/\nerror: An error occurred while sending the request.\n"
    "error:   Unable to write data to the transport connection: Broken pipe.\n"
)

CASES: dict[str, tuple[str, tuple[str, ...], str]] = {
    "401 of Azure Artifacts": (answered(AZURE, 401, "Unauthorized", "Unauthorized"), (), "feed-credentials-missing"),
    "401 of GitHub": (answered(GITHUB, 401, "Unauthorized", "Unauthorized"), (), "feed-credentials-missing"),
    "401 of GitHub without a key": (answered(GITHUB, 401, "Unauthorized", "Unauthorized", before=NO_KEY), (), "feed-credentials-missing"),
    "401 of GitLab": (answered(GITLAB, 401, "Unauthorized", "Unauthorized"), (), "feed-credentials-invalid"),
    "401 of Artifactory": (answered(ARTIFACTORY, 401, "Unauthorized", "Unauthorized"), (), "feed-credentials-invalid"),
    "401 of Nexus": (answered(NEXUS, 401, "Unauthorized", "Unauthorized"), (), "api-key-invalid"),
    "403 of Azure Artifacts": (answered(AZURE, 403, "Forbidden", "Forbidden"), (), "feed-permission-missing"),
    "403 of GitHub": (answered(GITHUB, 403, "Forbidden", "Forbidden"), (), "token-permission-missing"),
    "403 of GitLab": (answered(GITLAB, 403, "Forbidden", "Forbidden"), (), "token-permission-missing"),
    "403 of Artifactory": (answered(ARTIFACTORY, 403, "Forbidden", "Forbidden"), (), "version-already-exists"),
    "403 of Artifactory, the feed lacks the version": (
        answered(ARTIFACTORY, 403, "Forbidden", "Forbidden"),
        ("version_exists=false", "id=new"),
        "feed-permission-missing",
    ),
    "403 of Nexus": (answered(NEXUS, 403, "Forbidden", "Forbidden"), (), "feed-permission-missing"),
    "404 of GitHub": (answered(GITHUB, 404, "NotFound", "Not Found"), (), "feed-credentials-missing"),
    "409 without a reason": (answered(OWN, 409, "Conflict", "Conflict"), (), "version-already-exists"),
    "409, the feed lacks the version": (
        answered(OWN, 409, "Conflict", "Conflict"),
        ("version_exists=false", "id=new"),
        "server-storage-conflict",
    ),
    "400 without a reason": (answered(OWN, 400, "BadRequest", "Bad Request"), (), "package-rejected-no-reason"),
    "404 of a wrong address": (answered("https://nuget.contoso.example/nuget", 404, "NotFound", "Not Found"), (), "source-url-wrong"),
    "405 of a wrong address": (
        answered("https://nuget.contoso.example/browse/main", 405, "MethodNotAllowed", "Method Not Allowed"),
        (),
        "source-url-wrong",
    ),
    "405 of NuGet.Server": (
        answered("https://nuget.contoso.example/nuget", 405, "MethodNotAllowed", "Method Not Allowed"),
        (),
        "server-misconfigured",
    ),
    "service index refused": (
        unread_index("https://nuget.contoso.example/v3/index.json", 401, "Unauthorized"),
        (),
        "feed-credentials-missing",
    ),
    "service index not found": (unread_index("https://nuget.contoso.example/v3/index.json", 404, "Not Found"), (), "source-url-wrong"),
    "time-out": (
        TOO_LONG,
        (),
        "client-timeout",
    ),
    "broken connection": (
        BROKEN,
        (),
        "connection-reset",
    ),
    "413": (answered(OWN, 413, "RequestEntityTooLarge", "Request Entity Too Large"), (), "package-too-large"),
    "500": (answered(OWN, 500, "InternalServerError", "Internal Server Error"), (), "server-error"),
    "503": (answered(GALLERY, 503, "ServiceUnavailable", "Service Unavailable"), (), "service-unavailable"),
    "File does not exist": ("error: File does not exist (out/AppLogger.1.0.0.nupkg).\n", (), "file-not-found"),
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("name", CASES)
def test_what_comes_first(pack: RulePack, cache: Path, name: str) -> None:
    log, facts, cause = CASES[name]
    assert diagnose(pack, cache, log, facts).causes[0].id == cause


def test_every_case_has_a_row_in_the_documentation(root: Path) -> None:
    text = (root / "docs" / "diagnosis.md").read_text(encoding="utf-8")
    assert [name for name in CASES if f"\n| {name} | " not in text] == []
