"""What tells apart the causes where nothing was taken: wrong addresses, service indexes, broken connections, 5xx, missing files."""

from __future__ import annotations

from pathlib import Path

import pytest

from pushwhy.model.pack import RulePack
from tests.leaves import (
    AZURE,
    CHOCOLATEY,
    GITHUB,
    INDEX,
    PIPE,
    RETIRED,
    TOO_LONG,
    Leaf,
    broken,
    check,
    missing,
    no_key,
    sent,
    unread,
    without_row,
)
from tests.pushes import NUGET, OWN, pushed

LEAVES: dict[str, Leaf] = {
    # -- 404 and 405 of a wrong address
    "404 of nuget.org": (sent("https://www.nuget.org/api/v3/package", 404), (), "http/not-found", "source-url-wrong", None),
    "404 of Chocolatey, size": (
        sent(CHOCOLATEY, 404),
        ("package_size=large",),
        "chocolatey/not-found",
        "package-too-large",
        "the package is larger than 28 MB, a limit that many servers have",
    ),
    "405 of an address to read from": (
        sent("https://api.nuget.org/v3/index.json", 405),
        (),
        "self-hosted/read-address",
        "source-url-wrong",
        None,
    ),
    # -- the service index cannot be read
    "index, a web page": (
        unread(
            f"The content at '{INDEX}' is not a valid JSON object.",
            "Unexpected character encountered while parsing value: <. Path '', line 0, position 0.",
        ),
        (),
        "client/service-index-is-a-web-page",
        "source-url-wrong",
        None,
    ),
    "index of Azure Artifacts, no credentials": (
        unread("Response status code does not indicate success: 401 (Unauthorized).", source=f"{AZURE.removesuffix('v2')}v3/index.json"),
        (),
        "azure-artifacts/index-unauthorized",
        "feed-credentials-missing",
        "the push command gives an API key, which this feed does not look at",
    ),
    "index of GitHub, not enough rights": (
        unread("Response status code does not indicate success: 403 (Forbidden).", source=f"{GITHUB}/index.json"),
        (),
        "github/index-forbidden",
        "token-permission-missing",
        None,
    ),
    "index, unknown host": (unread("No such host is known. (nuget.contoso.example:443)"), (), "network/host-unknown", "dns-failure", None),
    "index, connection refused": (
        unread("Connection refused (nuget.contoso.example:443)"),
        (),
        "network/connection-refused",
        "connection-refused",
        None,
    ),
    "index, certificate": (
        unread(
            "The SSL connection could not be established, see inner exception.",
            "The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot",
        ),
        (),
        "tls/certificate-not-trusted",
        "tls-failure",
        None,
    ),
    "index, outage": (
        unread("Response status code does not indicate success: 503 (Service Unavailable)."),
        (),
        "http/service-unavailable",
        "service-unavailable",
        None,
    ),
    # -- time-outs and broken connections
    "broken upload, size": (
        broken(OWN, *PIPE),
        ("package_size=large",),
        "network/upload-cut",
        "package-too-large",
        "the package is larger than 28 MB, a limit that many servers have",
    ),
    "broken upload, no credentials": (
        broken(OWN, *PIPE, rest="", before=no_key(OWN)),
        (),
        "network/upload-cut",
        "feed-credentials-missing",
        "no API key was sent, and some servers then close before they have read the package",
    ),
    "time-out, symbols": (
        broken(RETIRED, TOO_LONG, file="AppLogger.1.0.0.symbols.nupkg"),
        (),
        "symbols/retired-server-silent",
        "symbols-legacy-format",
        None,
    ),
    "broken connection, proxy wants credentials": (
        unread("The proxy tunnel request to proxy 'http://proxy.contoso.example:8080/' failed with status code '407'."),
        (),
        "network/proxy-wants-credentials",
        "proxy-authentication",
        None,
    ),
    "broken connection, proxy refuses": (
        unread("The proxy tunnel request to proxy 'http://proxy.contoso.example:8080/' failed with status code '403'."),
        (),
        "network/proxy-refuses-tunnel",
        "connection-refused",
        None,
    ),
    "broken connection, server": (
        broken(OWN, "An error occurred while sending the request.", "The response ended prematurely. (ResponseEnded)"),
        (),
        "network/answer-cut",
        "connection-reset",
        None,
    ),
    # -- 5xx
    "503 at once, outage": (sent(AZURE, 503, ms=240), (), "azure-artifacts/upload-cut-off", "service-unavailable", None),
    "503 after two minutes, size": (
        sent(AZURE, 503, ms=136439),
        (),
        "azure-artifacts/upload-cut-off",
        "package-too-large",
        "the front end waits some two minutes for an upload, and the answer came then",
    ),
    "504 of GitHub after a minute, size": (
        sent(GITHUB, 504, ms=61072),
        (),
        "github/gateway-gave-up",
        "package-too-large",
        "the answer took about a minute, the limit of the gateway",
    ),
    "504, size": (
        sent(OWN, 504, ms=60050),
        ("package_size=large",),
        "http/gateway-timeout",
        "package-too-large",
        "the package is larger than 28 MB, a limit that many servers have",
    ),
    "504, size in a listing of files": (
        "-rw-r--r-- 1 runner docker 41943040 Nov 25 09:12 AppLogger.1.0.0.nupkg\n" + sent(OWN, 504, ms=60050),
        (),
        "http/gateway-timeout",
        "package-too-large",
        "the package is larger than 28 MB, a limit that many servers have",
    ),
    "500 of nuget.org, key": (
        sent(NUGET, 500, "All scopes provided must have the same owner scope."),
        (),
        "nuget.org/key-scopes-disagree",
        "api-key-invalid",
        None,
    ),
    # -- File does not exist
    "file, value of a switch": (
        missing("true", f"out/*.nupkg --no-symbols true --source {INDEX}"),
        (),
        "client/argument-taken-for-file",
        "wrong-argument",
        None,
    ),
    "file, unexpanded variable": (
        missing("$(Build.ArtifactStagingDirectory)/*.nupkg", f"'$(Build.ArtifactStagingDirectory)/*.nupkg' --source {INDEX}"),
        (),
        "client/file-variable-unexpanded",
        "secret-variable-unexpanded",
        None,
    ),
    "file, symbols pattern of nuget.exe": (
        f"nuget push *.nupkg -Source {INDEX}\n" + pushed() + "File does not exist (D:\\pkgs\\*.snupkg).\n",
        (),
        "client/symbols-pattern-not-found",
        "client-bug",
        None,
    ),
}


@pytest.mark.parametrize("leaf", LEAVES)
def test_leaf(pack: RulePack, cache: Path, leaf: str) -> None:
    check(pack, cache, LEAVES[leaf])


def test_every_leaf_has_a_row_in_the_documentation(root: Path) -> None:
    assert without_row(list(LEAVES), root) == []
