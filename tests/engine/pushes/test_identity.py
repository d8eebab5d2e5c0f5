"""Packages, hosts, families of servers and statuses by their names."""

from __future__ import annotations

import pytest

from pushwhy.engine.match.statuses import Statuses
from pushwhy.engine.pushes.identity import FeedFinder, host_of, package_of
from pushwhy.model.pack import RulePack


@pytest.mark.parametrize(
    ("file", "package_id", "version", "symbols"),
    [
        ("AppLogger.1.0.0.nupkg", "AppLogger", "1.0.0", False),
        ("out/AppLogger.1.0.0.nupkg", "AppLogger", "1.0.0", False),
        ("C:\\out\\A.B.1.2.3-beta.1+build.7.nupkg", "A.B", "1.2.3-beta.1+build.7", False),
        ("System.Text.Json.8.0.nupkg", "System.Text.Json", "8.0", False),
        ("A.1.2.3.4.nupkg", "A", "1.2.3.4", False),
        ("AppLogger.1.0.0.snupkg", "AppLogger", "1.0.0", True),
        ("AppLogger.1.0.0.symbols.nupkg", "AppLogger", "1.0.0", True),
        ("AppLogger.symbols.nupkg", "AppLogger", None, True),
        ("AppLogger.nupkg", "AppLogger", None, False),
        ("AppLogger.1.0.0.NUPKG", "AppLogger", "1.0.0", False),
        ("AppLogger 1.0.0", "AppLogger", "1.0.0", False),
        ("App Logger.1.0.0.nupkg", None, "1.0.0", False),
        ("*.nupkg", None, None, False),
        ("readme.txt", None, None, False),
        ("", None, None, False),
    ],
)
def test_what_a_file_name_tells(file: str, package_id: str | None, version: str | None, *, symbols: bool) -> None:
    package = package_of(file)
    assert (package.package_id, package.version, package.symbols) == (package_id, version, symbols)


@pytest.mark.parametrize(
    ("source", "host"),
    [
        ("https://api.nuget.org/v3/index.json", "api.nuget.org"),
        ("https://user:***@nuget.contoso.example:8443/v3", "nuget.contoso.example"),
        ("http://localhost:5000/v3/index.json", "localhost"),
        ("HTTPS://API.NuGet.org/v3", "api.nuget.org"),
        ("C:\\feed", None),
        ("github", None),
        ("***", None),
        ("https://", None),
        ("https://[bad", None),
        ("https://a b/", None),
        ("https://`whoami`/", None),
    ],
)
def test_a_host_is_always_a_dns_name(source: str, host: str | None) -> None:
    assert host_of(source) == host


@pytest.mark.parametrize(
    ("source", "feed"),
    [
        ("https://api.nuget.org/v3/index.json", "nuget.org"),
        ("https://www.nuget.org/api/v2/package", "nuget.org"),
        ("https://int.nugettest.org/api/v2/package", "nuget.org-test"),
        ("https://nuget.pkg.github.com/contoso/index.json", "github"),
        ("https://pkgs.dev.azure.com/contoso/_packaging/shared/nuget/v3/index.json", "azure-artifacts"),
        ("https://contoso.pkgs.visualstudio.com/_packaging/shared/nuget/v3/index.json", "azure-artifacts"),
        ("https://tfs.contoso.example/DefaultCollection/_packaging/shared/nuget/v3/index.json", "tfs"),
        ("https://gitlab.com/api/v4/projects/42/packages/nuget/index.json", "gitlab"),
        ("https://code.contoso.example/api/v4/projects/42/packages/nuget/index.json", "gitlab"),
        ("https://code.contoso.example/api/packages/team/nuget/index.json", "gitea"),
        ("https://contoso.jfrog.io/artifactory/api/nuget/v3/local", "artifactory"),
        ("https://repo.contoso.example/artifactory/api/nuget/local", "artifactory"),
        ("https://repo.contoso.example/repository/nuget-hosted/", "nexus"),
        ("https://push.chocolatey.org/", "chocolatey"),
        ("https://www.powershellgallery.com/api/v2/package/", "powershell-gallery"),
        ("https://www.myget.org/F/contoso/api/v2/package", "myget"),
        ("https://contoso-123456789012.d.codeartifact.eu-west-1.amazonaws.com/nuget/shared/v3/index.json", "codeartifact"),
        ("https://nuget.smbsrc.net/", "symbol-server"),
        ("https://nuget.contoso.example/v3/index.json", "self-hosted"),
        ("https://notnuget.org/v3/index.json", "self-hosted"),
        ("https://nuget.org.evil.example/v3/index.json", "self-hosted"),
        ("https://evil.example/?nuget.org", "self-hosted"),
        ("/home/runner/work/app/feed", "folder"),
        ("\\\\server\\share\\feed", "folder"),
        ("C:\\feed", "folder"),
        ("./feed", "folder"),
        ("github", None),
        ("***", None),
    ],
)
def test_the_family_of_a_source(pack: RulePack, source: str, feed: str | None) -> None:
    assert FeedFinder(pack.feeds).feed_of(source) == feed


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("Forbidden", 403),
        ("Bad Gateway", 502),
        ("BadGateway", 502),
        ("RequestEntityTooLarge", 413),
        ("Request Entity Too Large", 413),
        ("UnprocessableEntity", 422),
        ("Created", 201),
        ("520", 520),
        ("FORBIDDEN", 403),
        ("forbidden.", 403),
        ("Sorry", None),
        ("5200", None),
        ("", None),
    ],
)
def test_statuses_by_the_names_of_net_and_by_their_phrases(pack: RulePack, name: str, status: int | None) -> None:
    assert Statuses(pack.statuses).number_of(name) == status
