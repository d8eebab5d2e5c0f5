"""The package arrives, or was there and that is fine: no failure, but sometimes something worth telling."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clients.client import Client
from tests.clients.feed import CREATED, Answer, Server
from tests.clients.package import build_package
from tests.clients.scan import scan

pytestmark = pytest.mark.clients

EXPIRING = Answer(
    headers={"X-NuGet-Warning": "Your API key expires in 5 days. Visit https://www.nuget.org/account/apikeys to regenerate your API key."}
)


def arrived(*outcomes: str) -> dict[str, object]:
    """What a log without a failure looks like."""
    return {"exit": 0, "verdict": "pushed", "outcomes": list(outcomes), "http_status": None, "package": None}


def test_success(client: Client, server: Server, tmp_path: Path) -> None:
    """Nothing to say, and everything is known of the push."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    feed = server.feed()
    said = scan(client.push(tmp_path, "AppLogger.1.0.0.nupkg", feed.source))
    assert [received.package_id for received in feed.received] == ["AppLogger"]
    assert said.core == arrived("pushed")
    (push,) = said.pushes
    assert (push["package_id"], push["version"], push["path"], push["symbols"]) == ("AppLogger", "1.0.0", "AppLogger.1.0.0.nupkg", False)
    assert (push["feed"], push["host"]) == ("self-hosted", "127.0.0.1")
    assert (push["http_status"], push["statuses"], push["attempts"]) == (201, [201], 1)
    assert said.log["notices"] == []


def test_success_with_symbols(client: Client, server: Server, tmp_path: Path) -> None:
    """The symbols package is a push of its own."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    build_package(tmp_path, "AppLogger", "1.0.0", symbols=True)
    said = scan(client.push(tmp_path, "AppLogger.1.0.0.nupkg", server.feed().source))
    assert said.core == arrived("pushed", "pushed")
    assert [(push["package_id"], push["version"], push["symbols"]) for push in said.pushes] == [
        ("AppLogger", "1.0.0", False),
        ("AppLogger", "1.0.0", True),
    ]


def test_skipped_duplicate(client: Client, server: Server, tmp_path: Path) -> None:
    """The client was told to accept a conflict; a notice says that others may hide behind it."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    said = scan(client.push(tmp_path, "AppLogger.1.0.0.nupkg", server.feed(Answer(status=409)).source, skip_duplicate=True))
    assert said.core == arrived("skipped-duplicate")
    assert said.pushes[0]["http_status"] == 409
    (notice,) = said.log["notices"]
    assert notice["line"] == said.pushes[0]["last_line"]


def test_retry_that_succeeds(client: Client, server: Server, tmp_path: Path) -> None:
    """The server fails once; the client tries again by itself."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    feed = server.feed(Answer(status=500), CREATED)
    said = scan(client.push(tmp_path, "AppLogger.1.0.0.nupkg", feed.source))
    assert len(feed.received) == 2
    assert said.core == arrived("pushed")
    (push,) = said.pushes
    assert (push["http_status"], push["statuses"], push["attempts"]) == (201, [500, 201], 2)


def test_warning_of_the_server(client: Client, server: Server, tmp_path: Path) -> None:
    """A key that ends soon is worth telling, but the push succeeded."""
    build_package(tmp_path, "AppLogger", "1.0.0")
    said = scan(client.push(tmp_path, "AppLogger.1.0.0.nupkg", server.feed(EXPIRING).source))
    assert said.core == arrived("pushed")
    (notice,) = said.log["notices"]
    assert (notice["severity"], notice["line"]) == ("warning", 3)
    assert notice["text"] == "The API key works, but not for long. Days until it expires: 5."


@pytest.mark.parametrize("language", ["de", "ja", "zh-Hans"])
class TestLanguages:
    """The client's own words differ in every language; what became of the push does not."""

    def test_success(self, dotnet: Client, server: Server, tmp_path: Path, language: str) -> None:
        build_package(tmp_path, "AppLogger", "1.0.0")
        said = scan(dotnet.push(tmp_path, "AppLogger.1.0.0.nupkg", server.feed().source, language=language))
        assert said.core == arrived("pushed")
        assert said.log["client"]["language"] == language

    def test_skipped_duplicate(self, dotnet: Client, server: Server, tmp_path: Path, language: str) -> None:
        build_package(tmp_path, "AppLogger", "1.0.0")
        feed = server.feed(Answer(status=409))
        said = scan(dotnet.push(tmp_path, "AppLogger.1.0.0.nupkg", feed.source, skip_duplicate=True, language=language))
        assert said.core == arrived("skipped-duplicate")

    def test_retry_that_succeeds(self, dotnet: Client, server: Server, tmp_path: Path, language: str) -> None:
        build_package(tmp_path, "AppLogger", "1.0.0")
        feed = server.feed(Answer(status=500), CREATED)
        said = scan(dotnet.push(tmp_path, "AppLogger.1.0.0.nupkg", feed.source, language=language))
        assert said.core == arrived("pushed")
        assert said.pushes[0]["statuses"] == [500, 201]
