"""The push fails before any package is sent."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.clients.client import Client
from tests.clients.feed import Answer, Server
from tests.clients.package import build_package
from tests.clients.scan import scan

pytestmark = pytest.mark.clients


def before_sending(http_status: int | None = None, package: str | None = None) -> dict[str, object]:
    """What a push that never began looks like."""
    return {"exit": 1, "verdict": "failed", "outcomes": [], "http_status": http_status, "package": package}


@pytest.fixture
def closed_port() -> int:
    """A port of the loopback address on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_wrong_source_address(client: Client, server: Server, tmp_path: Path) -> None:
    """There is no service index at the address."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    feed = server.feed(index=Answer(status=404))
    said = scan(client.push(tmp_path, "AppLogger.1.0.0.nupkg", feed.source))
    assert feed.received == []
    assert said.core == before_sending(404)
    assert said.cause == "source-url-wrong"
    assert said.diagnosis["facts"]["source"] == feed.source
    assert said.diagnosis["facts"]["host"] == "127.0.0.1"
    assert said.diagnosis["facts"]["feed"] == "self-hosted"


def test_unknown_source_name(client: Client, tmp_path: Path) -> None:
    """The source is a name that no configuration knows."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    said = scan(client.push(tmp_path, "AppLogger.1.0.0.nupkg", "companyfeed"))
    assert said.core == before_sending()
    assert said.cause == "source-name-unknown"


def test_closed_port(client: Client, closed_port: int, tmp_path: Path) -> None:
    """Nobody listens where the source points."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    source = f"http://127.0.0.1:{closed_port}/v3/index.json"
    said = scan(client.push(tmp_path, "AppLogger.1.0.0.nupkg", source))
    assert said.core == before_sending()
    assert said.cause == "connection-refused"
    assert said.diagnosis["facts"]["source"] == source


def test_missing_file(client: Client, server: Server, tmp_path: Path) -> None:
    """The package was never made, or elsewhere."""
    feed = server.feed()
    said = scan(client.push(tmp_path, "Missing.1.0.0.nupkg", feed.source))
    assert feed.received == []
    assert said.core == before_sending(package="Missing 1.0.0")
    assert said.cause == "file-not-found"


def test_pattern_in_a_missing_folder(client: Client, server: Server, tmp_path: Path) -> None:
    """The folder of the pattern is not there; the client names the folder only."""
    said = scan(client.push(tmp_path, "out/*.nupkg", server.feed().source))
    assert said.core == before_sending()
    assert said.cause == "file-not-found"


@pytest.mark.parametrize("language", ["de", "ja", "zh-Hans"])
class TestLanguages:
    """The client's own words differ in every language; the diagnosis does not."""

    def test_wrong_source_address(self, dotnet: Client, server: Server, tmp_path: Path, language: str) -> None:
        build_package(tmp_path, "AppLogger", "1.0.0")
        said = scan(dotnet.push(tmp_path, "AppLogger.1.0.0.nupkg", server.feed(index=Answer(status=404)).source, language=language))
        assert said.core == before_sending(404)
        assert said.cause == "source-url-wrong"

    def test_unknown_source_name(self, dotnet: Client, tmp_path: Path, language: str) -> None:
        build_package(tmp_path, "AppLogger", "1.0.0")
        said = scan(dotnet.push(tmp_path, "AppLogger.1.0.0.nupkg", "companyfeed", language=language))
        assert said.core == before_sending()
        assert said.cause == "source-name-unknown"
        assert said.log["client"]["language"] == language

    def test_missing_file(self, dotnet: Client, server: Server, tmp_path: Path, language: str) -> None:
        said = scan(dotnet.push(tmp_path, "Missing.1.0.0.nupkg", server.feed().source, language=language))
        assert said.core == before_sending(package="Missing 1.0.0")
        assert said.cause == "file-not-found"
