"""Asks the public endpoints of a feed (NuGet V3: service index, flat container, search). Never sends a key or any other credential."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPException
from typing import Any

from pushwhy.errors import PushwhyError
from pushwhy.online.standing import Standing

NUGET_ORG = "https://api.nuget.org/v3/index.json"
TIMEOUT = 5.0
"""Seconds for one answer."""
_MOST = 4 << 20
"""Bytes of one answer."""
_ID = re.compile(r"\w+(?:[.-]\w+)*", re.ASCII)
_LONGEST_ID = 100
_CONTAINER = "PackageBaseAddress/3.0.0"
_SEARCH = "SearchQueryService"


class FeedError(PushwhyError):
    """A feed that could not be asked; says which address and why."""


class Feeds:
    """Answers of feeds, each asked once."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        self._resources: dict[str, Mapping[str, str] | FeedError] = {}
        self._standings: dict[tuple[str, str], Standing | FeedError] = {}
        self._opener = urllib.request.build_opener(_WebOnly)

    def ask(self, source: str, package_id: str) -> Standing | None:
        """What the feed at a source says of an ID; None where it cannot be asked about: no V3 address, or no ID.

        Raises:
            FeedError: it does not answer, or with something else.
        """
        index = index_of(source)
        if index is None or len(package_id) > _LONGEST_ID or not _ID.fullmatch(package_id):
            return None
        key = index, package_id.lower()
        if key not in self._standings:
            try:
                self._standings[key] = self._standing(*key)
            except FeedError as error:
                self._standings[key] = error
        found = self._standings[key]
        if isinstance(found, FeedError):
            raise found
        return found

    def _standing(self, index: str, package_id: str) -> Standing:
        resources = self._resources_of(index)
        container = resources.get(_CONTAINER)
        if container is None:
            raise FeedError(f"{index}: names no {_CONTAINER}")
        answer = self._get(f"{container.rstrip('/')}/{urllib.parse.quote(package_id)}/index.json")
        versions = tuple(str(version).lower() for version in _list(answer, "versions")) if answer is not None else ()
        return Standing(versions=versions, owners=self._owners(resources.get(_SEARCH), package_id) if versions else ())

    def _owners(self, search: str | None, package_id: str) -> tuple[str, ...]:
        """Owners as the search of nuget.org tells them; other feeds leave them out."""
        if search is None:
            return ()
        question = urllib.parse.urlencode({"q": f"packageid:{package_id}", "prerelease": "true", "semVerLevel": "2.0.0", "take": 1})
        try:
            found = _list(self._get(f"{search}?{question}"), "data")
        except FeedError:
            return ()  # whether the ID exists is worth telling without them
        owners = next((one.get("owners") for one in found if isinstance(one, dict) and str(one.get("id")).lower() == package_id), None)
        return tuple(map(str, owners)) if isinstance(owners, list) else (str(owners),) if owners else ()

    def _resources_of(self, index: str) -> Mapping[str, str]:
        if index not in self._resources:
            try:
                self._resources[index] = _resources(self._get(index), index)
            except FeedError as error:
                self._resources[index] = error
        found = self._resources[index]
        if isinstance(found, FeedError):
            raise found
        return found

    def _get(self, url: str) -> Any:
        """The JSON at an address, None where there is nothing (404)."""
        headers = {"User-Agent": "pushwhy", "Accept": "application/json", "Accept-Encoding": "gzip"}
        try:
            request = urllib.request.Request(url, headers=headers)  # noqa: S310  every address has passed `_bare`
            with self._opener.open(request, timeout=self._timeout) as answer:
                data = answer.read(_MOST)
                packed = answer.headers.get("Content-Encoding") == "gzip" or data.startswith(b"\x1f\x8b")
            return json.loads(_unpacked(data) if packed else data)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == HTTPStatus.NOT_FOUND:
                return None
            raise FeedError(f"{url}: the answer was {error.code}") from None
        except (json.JSONDecodeError, UnicodeDecodeError, zlib.error, EOFError):
            raise FeedError(f"{url}: the answer is no JSON") from None
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise FeedError(f"{url}: {'timed out' if isinstance(reason, TimeoutError) else str(reason).lower()}") from None


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects to web addresses alone, without what stands before an @ in them."""

    def redirect_request(self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        address = _bare(newurl)
        if address is None:
            raise urllib.error.URLError(f"redirected to {newurl!r}")
        return super().redirect_request(req, fp, code, msg, headers, address)


def index_of(source: str) -> str | None:
    """The service index of a source that a push names; None where it has none that can be guessed."""
    address = _bare(source)
    if address is None:
        return None
    parts = urllib.parse.urlsplit(address)
    if parts.hostname in ("www.nuget.org", "nuget.org", "api.nuget.org"):
        return NUGET_ORG
    return address if parts.path.endswith("/index.json") else None


def _bare(address: str) -> str | None:
    """A web address without user, password, query and fragment; None for anything else."""
    try:
        parts = urllib.parse.urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return urllib.parse.urlunsplit((parts.scheme, f"{host}{port}", parts.path, "", ""))


def _resources(answer: Any, index: str) -> Mapping[str, str]:
    """The addresses of an index by type; the first of each, and web addresses alone."""
    found: dict[str, str] = {}
    for one in _list(answer, "resources"):
        address = _bare(str(one.get("@id"))) if isinstance(one, dict) else None
        if address is not None:
            kind = str(one.get("@type"))
            found.setdefault(_SEARCH if kind.startswith(_SEARCH) else kind, address)
    if not found:
        raise FeedError(f"{index}: is no index of a NuGet feed")
    return found


def _list(answer: Any, name: str) -> list[Any]:
    found = answer.get(name) if isinstance(answer, dict) else None
    return found if isinstance(found, list) else []


def _unpacked(data: bytes) -> bytes:
    """At most so many bytes, however small they were packed."""
    return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(data, _MOST)
