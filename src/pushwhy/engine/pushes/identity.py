"""What package files, addresses and paths tell by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from pushwhy.model.lexicon import FeedAddress

_FILE = re.compile(
    r"^(?P<id>.+?)\.(?P<version>\d+(?:\.\d+){1,3}(?:[-_+][0-9A-Za-z.+_-]*?)?)(?P<symbols>\.symbols)?\.(?P<kind>s?nupkg|nuspec)$",
    re.IGNORECASE,
)
_NAME_ONLY = re.compile(r"^(?P<id>[^*?]+?)(?P<symbols>\.symbols)?\.(?P<kind>s?nupkg|nuspec)$", re.IGNORECASE)
_ID_AND_VERSION = re.compile(r"^(?P<id>\w[\w.-]*) (?P<version>\d+(?:\.\d+){1,3}(?:-[\w.-]+)?)$")
_HOST = re.compile(r"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$")


class PackageFile(Struct, frozen=True):
    """A package file by its name."""

    package_id: str | None
    version: str | None
    symbols: bool


def file_name(path: str) -> str:
    """Return the last part of a path of any system."""
    return re.split(r"[/\\]", path.strip())[-1]


def package_of(file: str) -> PackageFile:
    """Return ID, version and kind out of a path such as `out/AppLogger.1.0.0.nupkg`, or of NuGet 2.x's `AppLogger 1.0.0`."""
    name = file_name(file)
    found = _FILE.match(name) or _NAME_ONLY.match(name)
    if found is None:
        spaced = _ID_AND_VERSION.match(file.strip())
        return PackageFile(spaced["id"], spaced["version"], False) if spaced else PackageFile(None, None, False)
    groups = found.groupdict()
    id_ = groups["id"] if re.fullmatch(r"\w[\w.-]*", groups["id"]) else None
    return PackageFile(id_, groups.get("version"), bool(groups["symbols"]) or groups["kind"].lower() == "snupkg")


def host_of(source: str) -> str | None:
    """Return the DNS name in an address; None for a path, a name, or a masked address."""
    if "://" not in source:
        return None
    try:
        host = urlsplit(source).hostname
    except ValueError:
        return None
    return host if host and _HOST.match(host) else None


class FeedFinder:
    """Tells feeds by their addresses. Made once for each pack."""

    def __init__(self, addresses: Sequence[FeedAddress]) -> None:
        self._rows = [(re.compile(row.host, re.IGNORECASE), re.compile(row.path, re.IGNORECASE), row.feed) for row in addresses]

    def feed_of(self, source: str) -> str | None:
        """Return the family of server behind a source; None where the source does not tell (a name, a masked address)."""
        host = host_of(source)
        if host is None:
            return "folder" if _is_folder(source) else None
        path = re.sub(r"^[^/]*//[^/]*", "", source)
        feeds = (feed for of_host, of_path, feed in self._rows if of_host.search(host) and of_path.search(path))
        return next(feeds, "self-hosted")


def _is_folder(source: str) -> bool:
    return source.startswith(("/", "\\\\", "./", "../", ".\\", "..\\")) or re.match(r"^[A-Za-z]:[\\/]", source) is not None
