"""Asks the public endpoints of a feed (NuGet V3: service index, flat container or registration, search) about a package ID."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pushwhy.errors import FeedError
from pushwhy.masking import redact
from pushwhy.online import registration
from pushwhy.online.client import TIMEOUT, Client, bare
from pushwhy.online.standing import Standing
from pushwhy.phrases import Phrase

NUGET_ORG = "https://api.nuget.org/v3/index.json"
_ID = re.compile(r"\w+(?:[.-]\w+)*", re.ASCII)
_LONGEST_ID = 100
_CONTAINER = "PackageBaseAddress/3.0.0"
_REGISTRATION = "RegistrationsBaseUrl"
_SEARCH = "SearchQueryService"

Key = TypeVar("Key")
Value = TypeVar("Value")


class Feeds:
    """Answers of feeds, each asked once."""

    def __init__(self, agent: str = "pushwhy", timeout: float = TIMEOUT) -> None:
        """`agent` is how pushwhy introduces itself to servers; `timeout` is in seconds, for each answer."""
        self._client = Client(agent, timeout)
        self._resources: dict[str, Mapping[str, str] | FeedError] = {}
        self._standings: dict[tuple[str, str], Standing | FeedError] = {}

    def ask(self, source: str, package_id: str) -> Standing | None:
        """What the feed at a source says of an ID; None where it cannot be asked about: no V3 address, or no ID.

        Raises:
            FeedError: it does not answer, or with something else.
        """
        index = index_of(source)
        if index is None or len(package_id) > _LONGEST_ID or not _ID.fullmatch(package_id):
            return None
        key = index, package_id.lower()
        return _once(self._standings, key, lambda: self._standing(*key))

    def _standing(self, index: str, package_id: str) -> Standing:
        resources = self._resources_of(index)
        versions = self._versions(resources, index, package_id)
        return Standing(versions, self._owners(resources.get(_SEARCH), package_id) if versions else ())

    def _versions(self, resources: Mapping[str, str], index: str, package_id: str) -> tuple[str, ...] | None:
        """Also unlisted ones; None where the feed says that the ID is not there."""
        base = resources.get(_CONTAINER) or resources.get(_REGISTRATION)
        if base is None:
            raise FeedError(Phrase.of("feed-without-resource", address=index, one=_CONTAINER, other=_REGISTRATION))
        address = f"{base.rstrip('/')}/{urllib.parse.quote(package_id)}/index.json"
        answer = self._client.get(address)
        if answer is None:
            return None
        if _CONTAINER not in resources:
            return tuple(registration.versions(answer, address, self._client.get))
        versions = registration.items(answer, "versions")
        if versions is None:
            raise FeedError(Phrase.of("feed-no-versions", address=address))
        return tuple(map(str, versions))

    def _owners(self, search: str | None, package_id: str) -> tuple[str, ...]:
        """Owners as the search of nuget.org tells them; other feeds leave them out."""
        if search is None:
            return ()
        question = urllib.parse.urlencode({"q": f"packageid:{package_id}", "prerelease": "true", "semVerLevel": "2.0.0", "take": 1})
        try:
            hits = registration.items(self._client.get(f"{search}?{question}"), "data") or ()
        except FeedError:
            return ()  # whether the ID exists is worth telling without them
        owners = next((hit.get("owners") for hit in hits if isinstance(hit, dict) and str(hit.get("id")).lower() == package_id), None)
        return tuple(map(str, owners)) if isinstance(owners, list) else (str(owners),) if owners else ()

    def _resources_of(self, index: str) -> Mapping[str, str]:
        return _once(self._resources, index, lambda: _resources(self._client.get(index), index))


def _once(known: dict[Key, Value | FeedError], key: Key, ask: Callable[[], Value]) -> Value:
    """What was answered, or why nothing was, the first time."""
    if key not in known:
        try:
            known[key] = ask()
        except FeedError as error:
            known[key] = error
    answer = known[key]
    if isinstance(answer, FeedError):
        raise answer
    return answer


def index_of(source: str) -> str | None:
    """The service index of a source that a push names; None where it has none that can be guessed, or where its path holds a key."""
    address = bare(source)
    if address is None:
        return None
    parts = urllib.parse.urlsplit(address)
    if parts.hostname in ("www.nuget.org", "nuget.org", "api.nuget.org"):
        return NUGET_ORG
    if not parts.path.endswith("/index.json") or redact(address)[1]:
        return None
    return address


def _resources(answer: Any, index: str) -> Mapping[str, str]:
    """The addresses of an index by kind; of the registrations the newest, which has all versions (3.6.0 is the one with SemVer 2)."""
    addresses: dict[str, str] = {}
    for resource in registration.items(answer, "resources") or ():
        address = bare(str(resource.get("@id"))) if isinstance(resource, dict) else None
        if address is not None:
            kinds = resource.get("@type")
            for kind in kinds if isinstance(kinds, list) else (kinds,):
                addresses.setdefault(_SEARCH if str(kind).startswith(_SEARCH) else str(kind), address)
    if not addresses:
        raise FeedError(Phrase.of("feed-no-index", address=index))
    registrations = [kind for kind in addresses if kind.startswith(_REGISTRATION)]
    return {**addresses, _REGISTRATION: addresses[max(registrations)]} if registrations else addresses
