"""What is known about a failure: read from the log, derived from other pushes, or stated."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pushwhy.model.facts import FactValue, StatedFact
from pushwhy.model.pack import RulePack
from pushwhy.run.pipeline import Pipeline
from tests.engine.push_lines import SYMBOLS, error, pushed, pushing, put, refused


def facts(pipeline: Pipeline, log: str) -> Mapping[str, FactValue]:
    """Of the first diagnosis."""
    return pipeline.report_bytes(log.encode()).diagnoses[0].facts


def command(key: str, path: str = "AppLogger.1.0.0.nupkg") -> str:
    return f"+ dotnet nuget push {path} --source https://api.nuget.org/v3/index.json --api-key {key}\n"


class TestSameKey:
    def test_within_one_command(self, pipeline: Pipeline) -> None:
        found = facts(pipeline, command("***", "'*.nupkg'") + pushed("One") + refused("Two"))
        assert (found["same_key_accepted"], found["same_key_accepted_for"]) == (True, "One")

    def test_also_if_it_was_accepted_afterwards(self, pipeline: Pipeline) -> None:
        assert facts(pipeline, command("***", "'*.nupkg'") + refused("One") + pushed("Two"))["same_key_accepted_for"] == "Two"

    def test_with_the_same_variable_in_two_commands(self, pipeline: Pipeline) -> None:
        log = command("$NUGET_KEY") + pushed("One") + command("$NUGET_KEY") + refused("Two")
        assert facts(pipeline, log)["same_key_accepted_for"] == "One"

    @pytest.mark.parametrize(("first", "second"), [("***", "***"), ("$ONE", "$OTHER"), ("az", "az")])
    def test_a_mask_or_another_variable_proves_nothing(self, pipeline: Pipeline, first: str, second: str) -> None:
        log = command(first) + pushed("One") + command(second) + refused("Two")
        assert "same_key_accepted" not in facts(pipeline, log)

    def test_another_host_proves_nothing(self, pipeline: Pipeline) -> None:
        elsewhere = pushed("One").replace("www.nuget.org", "nuget.contoso.example")
        assert "same_key_accepted" not in facts(pipeline, command("***", "'*.nupkg'") + elsewhere + refused("Two"))

    def test_a_symbols_package_proves_nothing_about_packages(self, pipeline: Pipeline) -> None:
        log = pushed("One") + pushing("One", target=SYMBOLS, extension="snupkg") + put("Forbidden", target=SYMBOLS) + error("Forbidden")
        assert "same_key_accepted" not in facts(pipeline, log)

    @pytest.mark.parametrize("skipped", [False, True])
    def test_a_duplicate_proves_that_the_key_was_good(self, pipeline: Pipeline, *, skipped: bool) -> None:
        says = (
            "Package 'One.1.0.0.nupkg' already exists at feed 'https://www.nuget.org/api/v2/package'.\n" if skipped else error("Conflict")
        )
        log = command("***", "'*.nupkg'") + pushing("One") + put("Conflict") + says + refused("Two")
        found = [dict(one.facts) for one in pipeline.report_bytes(log.encode()).diagnoses if one.facts["package_id"] == "Two"]
        assert [one["same_key_accepted_for"] for one in found] == ["One"]

    def test_every_package_was_refused(self, pipeline: Pipeline) -> None:
        start = command("***", "'*.nupkg'")
        assert facts(pipeline, start + refused("One") + refused("Two"))["every_package_refused"] is True
        assert "every_package_refused" not in facts(pipeline, start + refused("One"))
        assert "every_package_refused" not in facts(pipeline, start + refused("One") + refused("One"))
        assert "every_package_refused" not in facts(pipeline, start + refused("One") + refused("Two") + pushed("Three"))

    def test_it_was_accepted_and_then_refused(self, pipeline: Pipeline) -> None:
        start = command("***", "'*.nupkg'")
        assert facts(pipeline, start + pushed("One") + refused("Two") + refused("Three"))["accepted_then_refused"] is True
        assert "accepted_then_refused" not in facts(pipeline, start + pushed("One") + refused("Two"))
        assert "accepted_then_refused" not in facts(pipeline, start + refused("Two") + pushed("One") + refused("Three"))

    @pytest.mark.parametrize(("new", "found"), [(("Two",), True), (("One", "Two"), False), ((), None)])
    def test_only_new_ids_were_refused(self, pack: RulePack, new: tuple[str, ...], *, found: bool | None) -> None:
        stated = tuple(StatedFact(name="id", value="new", scope=id_) for id_ in new)
        pipeline = Pipeline(pack, stated=stated)
        log = command("***", "'*.nupkg'") + pushed("One") + refused("Two")
        assert facts(pipeline, log).get("only_new_ids_refused") is found


class TestListedSize:
    @pytest.mark.parametrize(
        ("listing", "size"),
        [
            ("-rw-r--r-- 1 runner docker 30000001 Nov 25 09:12 out/AppLogger.1.0.0.nupkg", "large"),
            ("-rw-r--r-- 1 runner docker 30000000 Nov 25 09:12 AppLogger.1.0.0.nupkg", "small"),
            ("-rw-r--r--. 1 build build 28M Nov 25 09:12 AppLogger.1.0.0.nupkg", "small"),
            ("1.2G\tout/AppLogger.1.0.0.nupkg", "large"),
            ("-a---          11/25/2026  9:12 AM       31457280 AppLogger.1.0.0.nupkg", "large"),
            ("11/25/2026  09:12 AM        31,457,280 AppLogger.1.0.0.nupkg", "large"),
            ("25.11.2026  09:12        31.457.280 AppLogger.1.0.0.nupkg", "large"),
            ("-rw-r--r-- 1 runner docker 31457280 Nov 25 09:12 Other.1.0.0.nupkg", None),
            ("-rw-r--r-- 1 runner docker 1.2.3M Nov 25 09:12 AppLogger.1.0.0.nupkg", None),
            ("1,234.5M\tAppLogger.1.0.0.nupkg", None),
            (f"-rw-r--r-- 1 runner docker {'9' * 5000} Nov 25 09:12 AppLogger.1.0.0.nupkg", None),
        ],
    )
    def test_what_a_listing_tells(self, pipeline: Pipeline, listing: str, size: str | None) -> None:
        assert facts(pipeline, f"{listing}\n{command('***')}{refused('AppLogger')}").get("package_size") == size


class TestOfTheLog:
    def test_minutes_between_the_exchange_and_the_refusal(self, pipeline: Pipeline) -> None:
        exchanged = "2026-05-06T23:20:05.1234567Z Successfully exchanged OIDC token for NuGet API key.\n"
        late = "".join(f"2026-05-07T00:31:04.1234567Z {line}\n" for line in refused("AppLogger").splitlines())
        found = facts(pipeline, exchanged + late)
        assert (found["oidc"], found["oidc_minutes"]) == (True, 70)
        assert "oidc_minutes" not in facts(pipeline, exchanged + refused("AppLogger"))


class TestOfThePush:
    def test_symbols_of_a_package_that_arrived(self, pipeline: Pipeline) -> None:
        symbols = pushing("One", target=SYMBOLS, extension="snupkg") + put("Forbidden", target=SYMBOLS) + error("Forbidden")
        assert facts(pipeline, pushed("One") + symbols)["package_accepted"] is True
        assert "package_accepted" not in facts(pipeline, pushed("Other") + symbols)

    def test_attempts_and_answers(self, pipeline: Pipeline) -> None:
        log = pushing() + put("BadGateway") + put("ServiceUnavailable") + put("Forbidden") + error("Forbidden")
        found = facts(pipeline, log)
        assert (found["attempts"], found["retried_statuses"], found["answer_ms"]) == (3, "502, 503", 9)

    def test_what_the_lines_tell(self, pipeline: Pipeline) -> None:
        found = facts(pipeline, command("***", "out/AppLogger.1.0.0-beta.1.nupkg") + refused("AppLogger", "1.0.0-beta.1"))
        told = {
            "attempts": 1,
            "client": "dotnet",
            "feed": "nuget.org",
            "file": "AppLogger.1.0.0-beta.1.nupkg",
            "host": "www.nuget.org",
            "http_status": 403,
            "insecure": False,
            "key_shown": "masked",
            "package_id": "AppLogger",
            "path": "out/AppLogger.1.0.0-beta.1.nupkg",
            "prerelease": True,
            "source": "https://www.nuget.org/api/v2/package",
            "source_argument": "https://api.nuget.org/v3/index.json",
            "symbols": False,
            "version": "1.0.0-beta.1",
        }
        assert {name: found.get(name) for name in told} == told

    def test_an_attempt_that_the_server_broke_off(self, pipeline: Pipeline) -> None:
        log = pushing() + put("BadGateway") + put("Conflict") + error("Conflict")
        assert facts(pipeline, log)["first_attempt_broke"] is True
        assert "first_attempt_broke" not in facts(pipeline, refused("AppLogger", answer="Conflict"))

    def test_a_plain_http_address(self, pipeline: Pipeline) -> None:
        log = refused("AppLogger").replace("https://www.nuget.org", "http://nuget.contoso.example")
        found = facts(pipeline, log)
        assert (found["insecure"], found["host"], found["feed"]) == (True, "nuget.contoso.example", "self-hosted")

    def test_the_status_of_the_last_attempt(self, pipeline: Pipeline) -> None:
        assert facts(pipeline, pushing() + put("BadGateway") + put("Forbidden") + error("Forbidden"))["http_status"] == 403

    def test_the_package_of_a_push_that_never_began_comes_from_its_path(self, pipeline: Pipeline) -> None:
        found = facts(pipeline, command("***") + "error: File does not exist (out/AppLogger.1.0.0.nupkg).\n")
        assert (found["package_id"], found["version"]) == ("AppLogger", "1.0.0")

    def test_a_pattern_of_files_names_no_package(self, pipeline: Pipeline) -> None:
        assert "package_id" not in facts(pipeline, command("***", "'out/*.nupkg'") + "error: File does not exist (out/*.nupkg).\n")

    def test_a_reason_phrase_tells_the_status(self, pipeline: Pipeline) -> None:
        log = "Attempting to push app.1.0.0.nupkg to https://push.chocolatey.org/\nThe remote server returned an error: (403) Forbidden..\n"
        assert facts(pipeline, log)["http_status"] == 403


class TestStated:
    def stated(self, pack: RulePack, log: str, *rows: StatedFact) -> list[Mapping[str, FactValue]]:
        return [one.facts for one in Pipeline(pack, stated=rows).report_bytes(log.encode()).diagnoses]

    def test_without_a_scope_it_holds_for_all(self, pack: RulePack) -> None:
        (found,) = self.stated(pack, refused("AppLogger"), StatedFact(name="key", value="valid"))
        assert found["key"] == "valid"

    @pytest.mark.parametrize(
        ("scope", "holds"),
        [("AppLogger", True), ("applogger", True), ("www.nuget.org", True), ("Other", False), ("AppLogger.Core", False)],
    )
    def test_with_a_scope_only_for_its_package_or_host(self, pack: RulePack, scope: str, *, holds: bool) -> None:
        (found,) = self.stated(pack, refused("AppLogger"), StatedFact(name="owner", value="me", scope=scope))
        assert ("owner" in found) is holds

    def test_the_scoped_one_wins_over_the_general_one(self, pack: RulePack) -> None:
        rows = (StatedFact(name="owner", value="me", scope="AppLogger"), StatedFact(name="owner", value="other"))
        assert self.stated(pack, refused("AppLogger"), *rows)[0]["owner"] == "me"

    def test_it_wins_over_what_was_read(self, pack: RulePack) -> None:
        log = command("***") + refused("AppLogger")
        assert self.stated(pack, log, StatedFact(name="key_shown", value="empty"))[0]["key_shown"] == "empty"
