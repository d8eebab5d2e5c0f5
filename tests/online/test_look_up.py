"""Which feed is asked about a failed push."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pushwhy import load_pack
from pushwhy.model.pack import RulePack
from pushwhy.online import Feeds, Standing
from pushwhy.online.look_up import look_up
from pushwhy.phrases import ENGLISH
from pushwhy.run.pipeline import Pipeline
from tests.engine.push_lines import error, pushing, put, refused
from tests.online.server import Feed, running


class Asked(Feeds):
    """Remembers what it is asked, and answers that nothing exists."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: list[tuple[str, str]] = []

    def ask(self, source: str, package_id: str) -> Standing | None:
        self.questions.append((source, package_id))
        return Standing()


@pytest.mark.parametrize("source", ["nuget.org", "https://api.nuget.org/v3/index.json", '"$SOURCE"'])
def test_a_source_that_the_command_only_names_is_known_by_the_address_that_the_client_shows(pipeline: Pipeline, source: str) -> None:
    log = f"+ dotnet nuget push AppLogger.1.0.0.nupkg --source {source} --api-key ***\n" + refused("AppLogger")
    feeds = Asked()
    told, notices = look_up(pipeline.report_bytes(log.encode()), feeds, ENGLISH)
    assert feeds.questions == [("https://api.nuget.org/v3/index.json", "AppLogger")]
    assert {one.name: one.value for one in told} == {"id": "new", "owner": "nobody", "version_exists": False}
    assert notices == ()


def test_every_package_of_one_diagnosis_is_asked_about(pipeline: Pipeline) -> None:
    log = "+ dotnet nuget push '*.nupkg' --source nuget.org --api-key ***\n" + refused("One") + refused("Two") + refused("One")
    feeds = Asked()
    look_up(pipeline.report_bytes(log.encode()), feeds, ENGLISH)
    assert sorted(package_id for _, package_id in feeds.questions) == ["One", "Two"]


class TestFeed:
    """A real feed, and logs of pushes to it."""

    @pytest.fixture
    def feed(self) -> Iterator[Feed]:
        with running() as server:
            server.packages["applogger"] = (["1.0.0"], [])
            yield server

    def conflict(self, feed: Feed, version: str = "1.0.0", package_id: str = "AppLogger") -> str:
        target = f"{feed.root}/api/v2/package"
        command = f"+ dotnet nuget push {package_id}.{version}.nupkg --source {feed.index} --api-key ***\n"
        return command + pushing(package_id, version, target=target) + put("Conflict", target=target) + error("Conflict")

    def known(self, pack: RulePack, log: str) -> dict[tuple[object, object], tuple[object, object]]:
        """What is known of the ID and the version, by source and version."""
        report = Pipeline(pack, feeds=Feeds()).report_bytes(log.encode())
        facts = [one.facts for one in report.diagnoses]
        return {(one["source"], one["version"]): (one.get("id"), one.get("version_exists")) for one in facts}

    def test_each_version_has_its_own_answer(self, pack: RulePack, feed: Feed) -> None:
        target = f"{feed.root}/api/v2/package"
        assert self.known(pack, self.conflict(feed) + self.conflict(feed, "2.0.0")) == {
            (target, "1.0.0"): ("existing", True),
            (target, "2.0.0"): ("existing", False),
        }

    @pytest.mark.parametrize("source", ["https://nuget.contoso.example/api/v2/package", "contoso"])
    def test_an_answer_holds_for_its_feed_alone(self, pack: RulePack, feed: Feed, source: str) -> None:
        target = "https://nuget.contoso.example/api/v2/package"
        command = f"+ dotnet nuget push AppLogger.1.0.0.nupkg --source {source} --api-key ***\n"
        other = command + pushing(target=target) + put("Conflict", target=target) + error("Conflict")
        assert self.known(pack, self.conflict(feed) + other) == {
            (f"{feed.root}/api/v2/package", "1.0.0"): ("existing", True),
            (target, "1.0.0"): (None, None),
        }

    def test_a_feed_that_fails_has_one_notice(self, pack: RulePack, feed: Feed) -> None:
        feed.broken = {"/flat/one/index.json": 503, "/flat/two/index.json": 503}
        log = self.conflict(feed, package_id="One") + self.conflict(feed, package_id="Two")
        report = Pipeline(pack, feeds=Feeds()).report_bytes(log.encode())
        assert [one.text for one in report.notices if one.rule == "online/unreachable"] == [
            f"{feed.root}/flat/one/index.json: the answer was 503. The causes are ranked by the log alone."
        ]

    def test_an_id_without_versions_is_neither_new_nor_existing(self, pack: RulePack, feed: Feed) -> None:
        feed.broken["/flat/applogger/index.json"] = b'{"versions": []}'
        assert self.known(pack, self.conflict(feed)) == {(f"{feed.root}/api/v2/package", "1.0.0"): (None, False)}

    def test_why_a_feed_could_not_be_asked_is_told_in_the_readers_language(self, feed: Feed) -> None:
        feed.broken = {"/flat/one/index.json": 503}
        report = Pipeline(load_pack(language="zh-Hant"), feeds=Feeds()).report_bytes(self.conflict(feed, package_id="One").encode())
        assert [one.text for one in report.notices if one.rule == "online/unreachable"] == [
            f"{feed.root}/flat/one/index.json：回應為 503。原因只依記錄排序。"
        ]


def test_a_log_cannot_make_a_feed_answer_without_end(pipeline: Pipeline) -> None:
    log = "".join(f"+ dotnet nuget push P{n}.1.0.0.nupkg --source nuget.org --api-key ***\n{refused(f'P{n}')}" for n in range(70))
    feeds = Asked()
    _, notices = look_up(pipeline.report_bytes(log.encode()), feeds, ENGLISH)
    assert len(feeds.questions) == 50
    assert [(one.rule, one.text) for one in notices] == [("online/too-many-packages", "Feeds were asked about 50 of 70 packages.")]
