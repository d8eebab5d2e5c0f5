"""`--online` asks what a feed tells everybody, and nothing that it hears or does not hear breaks a report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pushwhy import __version__
from pushwhy.errors import FeedError
from pushwhy.online import Feeds, Standing
from pushwhy.online.feed import index_of
from tests.online.server import Feed, running
from tests.program import Program


@pytest.fixture
def feed() -> Iterator[Feed]:
    with running() as server:
        server.packages["applogger"] = (["1.0.0", "1.1.0-beta"], ["Contoso", "jane"])
        yield server


class TestFeed:
    @pytest.mark.parametrize("packed", [False, True])
    def test_versions_and_owners_of_an_id(self, feed: Feed, *, packed: bool) -> None:
        feed.packed = packed
        assert Feeds().ask(feed.index, "AppLogger") == Standing(("1.0.0", "1.1.0-beta"), ("Contoso", "jane"))

    def test_an_id_that_does_not_exist(self, feed: Feed) -> None:
        assert Feeds().ask(feed.index, "Nobody.Has.This") == Standing()

    def test_each_id_is_asked_for_once(self, feed: Feed) -> None:
        feeds = Feeds()
        for _ in range(3):
            feeds.ask(feed.index, "AppLogger")
            feeds.ask(feed.index, "applogger")
        assert [path.partition("?")[0] for path, _ in feed.seen] == ["/v3/index.json", "/flat/applogger/index.json", "/query"]

    @pytest.mark.parametrize("packed", [False, True])
    def test_a_feed_without_a_flat_container_tells_versions_in_its_registrations(self, feed: Feed, *, packed: bool) -> None:
        feed.container, feed.packed = False, packed
        assert Feeds().ask(feed.index, "AppLogger") == Standing(("1.0.0", "1.1.0-beta"), ("Contoso", "jane"))
        assert Feeds().ask(feed.index, "Nobody.Has.This") == Standing()

    def test_no_credentials_are_sent(self, feed: Feed) -> None:
        source = feed.index.replace("http://", "http://user:secret@") + "?token=secret"
        assert Feeds().ask(source, "AppLogger") == Standing(("1.0.0", "1.1.0-beta"), ("Contoso", "jane"))
        for path, headers in feed.seen:
            assert "secret" not in path
            assert set(headers) <= {"host", "user-agent", "accept", "accept-encoding", "connection"}

    def test_a_redirect_is_followed_without_its_credentials(self, feed: Feed) -> None:
        feed.redirects["/old/index.json"] = feed.index.replace("http://", "http://user:secret@")
        assert Feeds().ask(f"{feed.root}/old/index.json", "AppLogger") is not None
        for path, headers in feed.seen:
            assert "secret" not in path
            assert set(headers) <= {"host", "user-agent", "accept", "accept-encoding", "connection"}

    def test_a_redirect_to_a_file_is_not_followed(self, feed: Feed) -> None:
        feed.redirects["/v3/index.json"] = "file:///etc/passwd"
        with pytest.raises(FeedError) as caught:
            Feeds().ask(feed.index, "AppLogger")
        assert str(caught.value) == f"{feed.index}: the answer was 302"

    @pytest.mark.parametrize("package_id", ["../../etc/passwd", "a b", "a/b", "a?b", "", "x" * 101, "a\nb"])
    def test_what_is_no_id_is_not_asked_for(self, feed: Feed, package_id: str) -> None:
        assert Feeds().ask(feed.index, package_id) is None
        assert feed.seen == []

    @pytest.mark.parametrize(
        ("path", "answer", "reason"),
        [
            ("/v3/index.json", 500, "/v3/index.json: the answer was 500"),
            ("/v3/index.json", 401, "/v3/index.json: the answer was 401"),
            ("/v3/index.json", b"<html>Sign in</html>", "/v3/index.json: the answer is no JSON"),
            ("/v3/index.json", b'{"resources": []}', "/v3/index.json: is no index of a NuGet feed"),
            ("/v3/index.json", b"[" * 200_000, "/v3/index.json: the answer is no JSON"),
            ("/v3/index.json", b" " * (4 << 20) + b"{}", "/v3/index.json: the answer is larger than 4 MB"),
            ("/flat/applogger/index.json", 503, "/flat/applogger/index.json: the answer was 503"),
            ("/flat/applogger/index.json", b'{"error": "sign in"}', "/flat/applogger/index.json: is no list of versions"),
        ],
    )
    def test_a_feed_that_answers_otherwise(self, feed: Feed, path: str, answer: int | bytes, reason: str) -> None:
        feed.broken[path] = answer
        with pytest.raises(FeedError) as caught:
            Feeds().ask(feed.index, "AppLogger")
        assert str(caught.value) == f"{feed.root}{reason}"

    def test_a_small_answer_that_unpacks_to_a_large_one(self, feed: Feed) -> None:
        feed.packed = True
        feed.broken["/v3/index.json"] = b" " * (64 << 20)
        with pytest.raises(FeedError) as caught:
            Feeds().ask(feed.index, "AppLogger")
        assert str(caught.value) == f"{feed.index}: the answer is larger than 4 MB"

    @pytest.mark.parametrize(
        ("answer", "reason"),
        [
            (b'{"versions": ["1.0.0"]}', "is no registration of a package"),
            (b'{"items": [{"@id": "file:///etc/passwd"}]}', "has a page without versions"),
            (b'{"items": [' + b"{}," * 50 + b"{}]}", "has more than 50 pages"),
        ],
    )
    def test_a_registration_of_another_shape(self, feed: Feed, answer: bytes, reason: str) -> None:
        feed.container = False
        feed.broken["/registration/applogger/index.json"] = answer
        with pytest.raises(FeedError) as caught:
            Feeds().ask(feed.index, "AppLogger")
        assert str(caught.value) == f"{feed.root}/registration/applogger/index.json: {reason}"

    def test_an_answer_that_never_ends_is_not_waited_for(self, feed: Feed) -> None:
        feed.drips = True
        with pytest.raises(FeedError) as caught:
            Feeds(timeout=0.2).ask(feed.index, "AppLogger")
        assert str(caught.value) == f"{feed.index}: timed out"

    def test_a_server_that_was_silent_is_not_waited_for_again(self, feed: Feed) -> None:
        feed.drips = True
        feeds = Feeds(timeout=0.2)
        for index in (feed.index, f"{feed.root}/other/index.json"):
            with pytest.raises(FeedError) as caught:
                feeds.ask(index, "AppLogger")
            assert str(caught.value) == f"{index}: timed out"
        assert [path for path, _ in feed.seen] == ["/v3/index.json"]

    def test_a_server_that_is_not_there(self, feed: Feed) -> None:
        feed.server_close()
        with pytest.raises(FeedError) as caught:
            Feeds(timeout=0.2).ask(feed.index, "AppLogger")
        assert str(caught.value).startswith(f"{feed.index}: ")
        assert "rrno" not in str(caught.value)

    def test_an_id_without_versions_may_be_taken(self, feed: Feed) -> None:
        feed.broken["/flat/applogger/index.json"] = b'{"versions": []}'
        standing = Feeds().ask(feed.index, "AppLogger")
        assert standing is not None
        assert (standing.exists, standing.has("1.0.0")) == (None, False)

    def test_a_feed_that_does_not_answer_in_time(self, feed: Feed) -> None:
        feed.delay = 1.0
        with pytest.raises(FeedError) as caught:
            Feeds(timeout=0.2).ask(feed.index, "AppLogger")
        assert str(caught.value) == f"{feed.index}: timed out"

    def test_owners_are_left_out_where_the_search_fails(self, feed: Feed) -> None:
        feed.broken["/query?q=packageid%3Aapplogger&prerelease=true&semVerLevel=2.0.0&take=1"] = 500
        assert Feeds().ask(feed.index, "AppLogger") == Standing(("1.0.0", "1.1.0-beta"))


@pytest.mark.parametrize(
    ("source", "index"),
    [
        ("https://www.nuget.org/api/v2/package", "https://api.nuget.org/v3/index.json"),
        ("https://api.nuget.org/v3/index.json", "https://api.nuget.org/v3/index.json"),
        ("https://user:key@nuget.contoso.example:8443/v3/index.json?x=1", "https://nuget.contoso.example:8443/v3/index.json"),
        ("https://nuget.contoso.example/api/v2/package", None),
        ("file:///etc/index.json", None),
        ("out/packages", None),
        ("https://[::1/index.json", None),
        ("https://nuget.contoso.example/my feed/v3/index.json", "https://nuget.contoso.example/my%20feed/v3/index.json"),
        ("https://nuget.cloudsmith.io/acme/main/v3/index.json", "https://nuget.cloudsmith.io/acme/main/v3/index.json"),
        # a key in the path
        ("https://www.myget.org/F/acme/auth/0f8fad5b-d9cb-469f-a165-70867728950e/api/v3/index.json", None),
        ("https://dl.cloudsmith.io/aBcDeF0123456789/acme/main/nuget/v3/index.json", None),
        ("https://nuget.contoso.example/ghp_0123456789abcdefghijABCDEFGHIJ012345/v3/index.json", None),
    ],
)
def test_the_index_of_a_source(source: str, index: str | None) -> None:
    assert index_of(source) == index


@pytest.mark.parametrize(
    ("version", "there"),
    [
        ("1.0.0", True),
        ("1.0", True),
        ("1.0.0.0", True),
        ("01.0.0+build", True),
        ("1.1.0-BETA", True),
        ("1.1.0", False),
        ("2.0", False),
        ("1." * 9 + "1" * 5000, False),
    ],
)
def test_versions_are_compared_as_nuget_does(version: str, *, there: bool) -> None:
    assert Standing(("1.0.0", "1.1.0-beta")).has(version) is there


class TestScan:
    def log(self, folder: Path, feed: Feed, package_id: str = "AppLogger") -> Path:
        path = folder / "build.log"
        path.write_text(
            f"$ dotnet nuget push {package_id}.1.0.0.nupkg --source {feed.index} --api-key ***\n"
            f"Pushing {package_id}.1.0.0.nupkg to '{feed.root}/api/v2/package'...\n"
            f"  PUT {feed.root}/api/v2/package/\n  Conflict {feed.root}/api/v2/package/ 9ms\n"
            "error: Response status code does not indicate success: 409 (Conflict).\n",
            encoding="utf-8",
        )
        return path

    def test_answers_are_evidence(self, program: Program, tmp_path: Path, feed: Feed) -> None:
        path = self.log(tmp_path, feed)
        done = program("scan", path.name, "--online", "--format", "json", folder=tmp_path)
        (diagnosis,) = done.logs[path.name]["diagnoses"]
        facts = {name: diagnosis["facts"][name] for name in ("id", "owners", "version_exists")}
        assert facts == {"id": "existing", "owners": "Contoso, jane", "version_exists": True}
        told = {one["fact"]: (one["origin"], one["text"]) for one in diagnosis["causes"][0]["evidence"]}
        assert told["version_exists"] == ("online", "the feed has version 1.0.0 already")
        assert {headers["user-agent"] for _, headers in feed.seen} == {f"pushwhy/{__version__}"}

    def test_what_the_user_states_holds(self, program: Program, tmp_path: Path, feed: Feed) -> None:
        path = self.log(tmp_path, feed)
        done = program("scan", path.name, "--online", "--fact", "id=new", "--format", "json", folder=tmp_path)
        assert done.logs[path.name]["diagnoses"][0]["facts"]["id"] == "new"

    def test_nothing_is_asked_without_the_option(self, program: Program, tmp_path: Path, feed: Feed) -> None:
        program("scan", self.log(tmp_path, feed).name, folder=tmp_path)
        assert feed.seen == []

    def test_a_feed_that_cannot_be_asked_is_a_notice(self, program: Program, tmp_path: Path, feed: Feed) -> None:
        feed.broken["/v3/index.json"] = 500
        path = self.log(tmp_path, feed)
        done = program("scan", path.name, "--online", "--format", "json", folder=tmp_path)
        log = done.logs[path.name]
        assert (done.status, log["verdict"]) == (1, "failed")
        (notice,) = [one for one in log["notices"] if one["rule"] == "online/unreachable"]
        assert notice["text"] == f"{feed.index}: the answer was 500. The causes are ranked by the log alone."
        assert notice["severity"] == "info"
