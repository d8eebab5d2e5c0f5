"""The server answers, and its answer is no."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clients.client import Client
from tests.clients.feed import CREATED, Answer, Server
from tests.clients.package import build_package
from tests.clients.scan import scan

pytestmark = pytest.mark.clients

KEY_REFUSED = Answer(
    status=403, reason="The specified API key is invalid, has expired, or does not have permission to access the specified package."
)
KEY_MISSING = Answer(status=401, reason="An API key must be provided in the 'X-NuGet-ApiKey' header to use this service")
PARENT_MISSING = Answer(
    status=404,
    reason="A package with ID 'AppLogger' and version '1.0.0' does not exist. Please upload the package before uploading its symbols.",
)


def refused(status: int) -> dict[str, object]:
    """What every refusal of the one package AppLogger 1.0.0 has in common."""
    return {"exit": 1, "verdict": "failed", "outcomes": ["failed"], "http_status": status, "package": "AppLogger 1.0.0"}


def test_refused_key_with_nothing_known(client: Client, server: Server, tmp_path: Path) -> None:
    """All that one sentence can mean is listed, and a question tells them apart."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    said = scan(client.push(tmp_path, "AppLogger.1.0.0.nupkg", server.feed(KEY_REFUSED).source))
    assert said.core == refused(403)
    assert {"api-key-expired", "api-key-invalid", "api-key-scope", "package-id-owned-by-another"} <= set(said.causes)
    assert said.cause in {"api-key-expired", "api-key-invalid", "api-key-scope", "package-id-owned-by-another"}
    assert said.diagnosis["question"]["fact"] in {"key", "owner", "id"}


def test_refused_key_that_is_valid(client: Client, server: Server, tmp_path: Path) -> None:
    """Whoever knows that the key is valid is told of the naming conflict, and the four steps out of it."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    said = scan(client.push(tmp_path, "AppLogger.1.0.0.nupkg", server.feed(KEY_REFUSED).source), "--fact", "key=valid")
    assert said.core == refused(403)
    assert said.cause == "package-id-owned-by-another"
    new_id, build, pack, push = said.diagnosis["causes"][0]["fix"]
    assert "<PackageId>" in new_id["text"]
    assert new_id["argv"] is None
    assert build["argv"][:2] == ["dotnet", "build"]
    assert pack["argv"][:2] == ["dotnet", "pack"]
    assert push["argv"][:3] == ["dotnet", "nuget", "push"]
    (evidence,) = said.diagnosis["causes"][0]["evidence"]
    assert (evidence["fact"], evidence["value"], evidence["origin"], evidence["effect"]) == ("key", "valid", "stated", "for")


def test_version_conflict(client: Client, server: Server, tmp_path: Path) -> None:
    """nuget.org's words for a version that is there already."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    conflict = Answer(status=409, reason="A package with ID 'AppLogger' and version '1.0.0' already exists and cannot be modified.")
    said = scan(client.push(tmp_path, "AppLogger.1.0.0.nupkg", server.feed(conflict).source))
    assert said.core == refused(409)
    assert said.cause == "version-already-exists"


def test_bare_conflict(client: Client, server: Server, tmp_path: Path) -> None:
    """A server that gives no reason beyond the status."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    said = scan(client.push(tmp_path, "AppLogger.1.0.0.nupkg", server.feed(Answer(status=409)).source))
    assert said.core == refused(409)
    assert said.cause == "version-already-exists"


def test_missing_key(client: Client, server: Server, tmp_path: Path) -> None:
    """No key was given, none is stored, and none arrived."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    feed = server.feed(KEY_MISSING)
    said = scan(client.push(tmp_path, "AppLogger.1.0.0.nupkg", feed.source, key=None))
    assert [received.key for received in feed.received] == [None]
    assert said.core == refused(401)
    assert said.cause == "api-key-missing"


def test_second_of_two_packages_is_refused(client: Client, server: Server, tmp_path: Path) -> None:
    """The same key was accepted a moment before, so it is neither expired nor wrong."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    build_package(tmp_path, "AppCore", "1.0.0")
    feed = server.feed(CREATED, KEY_REFUSED)
    said = scan(client.push(tmp_path, "*.nupkg", feed.source))
    accepted, failed = (received.package_id for received in feed.received)  # the order of a folder is the file system's
    assert said.core == {**refused(403), "outcomes": ["pushed", "failed"], "package": f"{failed} 1.0.0"}
    assert [(push["package_id"], push["http_status"]) for push in said.pushes] == [(accepted, 201), (failed, 403)]
    assert [push["diagnosis"] for push in said.pushes] == [None, 0]
    assert said.cause in {"package-id-owned-by-another", "api-key-scope"}


def test_refused_symbols(client: Client, server: Server, tmp_path: Path) -> None:
    """The package arrives, and the symbols that the client sends after it do not."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    build_package(tmp_path, "AppLogger", "1.0.0", symbols=True)
    said = scan(client.push(tmp_path, "AppLogger.1.0.0.nupkg", server.feed(symbols=PARENT_MISSING).source))
    assert said.core == {**refused(404), "outcomes": ["pushed", "failed"]}
    assert [push["symbols"] for push in said.pushes] == [False, True]
    assert said.cause == "symbols-parent-missing"


def test_server_error_in_every_attempt(client: Client, server: Server, tmp_path: Path) -> None:
    """The client gives up after its attempts, and each is counted."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    feed = server.feed(Answer(status=500))
    said = scan(client.push(tmp_path, "AppLogger.1.0.0.nupkg", feed.source))
    assert said.core == refused(500)
    assert said.pushes[0]["statuses"] == [500] * len(feed.received)
    assert said.cause == "server-error"


@pytest.mark.parametrize("language", ["de", "ja", "zh-Hans"])
def test_refused_key_in_other_languages(dotnet: Client, server: Server, tmp_path: Path, language: str) -> None:
    """The server's sentence stays English between lines that are not."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    feed = server.feed(KEY_REFUSED)
    said = scan(dotnet.push(tmp_path, "AppLogger.1.0.0.nupkg", feed.source, language=language), "--fact", "key=valid")
    assert said.core == refused(403)
    assert said.cause == "package-id-owned-by-another"
    assert said.log["client"]["language"] == language
