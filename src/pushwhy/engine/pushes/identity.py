"""What package files, addresses and paths tell by their names."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from msgspec import Struct

_FILE = re.compile(
    r"^(?P<id>.+?)\.(?P<version>\d+(?:\.\d+){1,3}(?:[-_+][0-9A-Za-z.+_-]*)?)(?P<symbols>\.symbols)?\.(?P<kind>s?nupkg|nuspec)$",
    re.IGNORECASE,
)
_NAME_ONLY = re.compile(r"^(?P<id>[^*?]+?)(?P<symbols>\.symbols)?\.(?P<kind>s?nupkg|nuspec)$", re.IGNORECASE)
_ID_AND_VERSION = re.compile(r"^(?P<id>\w[\w.-]*) (?P<version>\d+(?:\.\d+){1,3}(?:-[\w.-]+)?)$")
_HOST = re.compile(r"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$")

_FEEDS_BY_HOST = (
    (r"(^|\.)int\.nugettest\.org$", "nuget.org-test"),
    (r"(^|\.)(nuget\.smbsrc\.net|symbolsource\.org)$", "symbol-server"),
    (r"(^|\.)nuget\.org$", "nuget.org"),
    (r"^nuget\.pkg\.github\.com$", "github"),
    (r"(^pkgs\.dev\.azure\.com|\.pkgs\.visualstudio\.com|\.pkgs\.azure\.com)$", "azure-artifacts"),
    (r"(^|\.)myget\.org$", "myget"),
    (r"(^|\.)chocolatey\.org$", "chocolatey"),
    (r"(^|\.)powershellgallery\.com$", "powershell-gallery"),
    (r"\.codeartifact\.[a-z0-9-]+\.amazonaws\.com$", "codeartifact"),
    (r"(^|\.)cloudsmith\.io$", "cloudsmith"),
    (r"(^|\.)feedz\.io$", "feedz"),
    (r"\.jfrog\.io$", "artifactory"),
    (r"(^|[.-])artifactory[.-]", "artifactory"),
    (r"(^|[.-])proget[.-]", "proget"),
    (r"(^|[.-])nexus[.-]", "nexus"),
    (r"(^|[.-])gitea[.-]", "gitea"),
    (r"(^|[.-])bagetter[.-]", "bagetter"),
    (r"(^|[.-])baget[.-]", "baget"),
    (r"(^|[.-])gitlab[.-]", "gitlab"),
    (r"(^|[.-])teamcity[.-]", "teamcity"),
    (r"(^|[.-])octopus[.-]", "octopus"),
    (r"(^|[.-])tfs[.-]", "tfs"),
)
_FEEDS_BY_PATH = (
    (r"/api/v4/(projects|groups)/.+/packages/nuget", "gitlab"),
    (r"/api/packages/[^/]+/nuget", "gitea"),
    (r"/artifactory/", "artifactory"),
    (r"/(service/rest/)?repository/[^/]+", "nexus"),
    (r"/_packaging/", "tfs"),
    (r"/(httpAuth|guestAuth)/app/nuget", "teamcity"),
    (r"/nuget/packages$", "octopus"),
)


class PackageFile(Struct, frozen=True):
    """A package file by its name."""

    package_id: str | None
    version: str | None
    symbols: bool


def file_name(path: str) -> str:
    """The last part of a path of any system."""
    return re.split(r"[/\\]", path.strip())[-1]


def package_of(file: str) -> PackageFile:
    """ID, version and kind out of a path such as `out/AppLogger.1.0.0.nupkg`, or of NuGet 2.x's `AppLogger 1.0.0`."""
    name = file_name(file)
    found = _FILE.match(name) or _NAME_ONLY.match(name)
    if found is None:
        spaced = _ID_AND_VERSION.match(file.strip())
        return PackageFile(spaced["id"], spaced["version"], False) if spaced else PackageFile(None, None, False)
    groups = found.groupdict()
    id_ = groups["id"] if re.fullmatch(r"\w[\w.-]*", groups["id"]) else None
    return PackageFile(id_, groups.get("version"), bool(groups["symbols"]) or groups["kind"].lower() == "snupkg")


def host_of(source: str) -> str | None:
    """The DNS name in an address; None for a path, a name, or a masked address."""
    if "://" not in source:
        return None
    try:
        host = urlsplit(source).hostname
    except ValueError:
        return None
    return host if host and _HOST.match(host) else None


def feed_of(source: str) -> str | None:
    """The family of server behind a source; None where the source does not tell (a name, a masked address)."""
    host = host_of(source)
    if host is None:
        return "folder" if _is_folder(source) else None
    path = re.sub(r"^[^/]*//[^/]*", "", source)
    for pattern, feed in _FEEDS_BY_HOST:
        if re.search(pattern, host, re.IGNORECASE):
            return feed
    for pattern, feed in _FEEDS_BY_PATH:
        if re.search(pattern, path, re.IGNORECASE):
            return feed
    return "self-hosted"


def _is_folder(source: str) -> bool:
    return source.startswith(("/", "\\\\", "./", "../", ".\\", "..\\")) or re.match(r"^[A-Za-z]:[\\/]", source) is not None
