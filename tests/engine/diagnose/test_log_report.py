"""Verdicts, the order of diagnoses, bounds, client and notices: what the report of a whole log says."""

from __future__ import annotations

import pytest

from pushwhy.inputs import collect
from pushwhy.model.report import LogReport, Outcome, Verdict
from pushwhy.run.pipeline import Pipeline
from pushwhy.run.pool import pool_for
from tests.engine.push_lines import error, pushed, pushing, put, refused


def read(pipeline: Pipeline, log: str) -> LogReport:
    return pipeline.report_bytes(log.encode())


def refused_elsewhere(number: int) -> str:
    """A refused push to a host of its own, which is a problem of its own."""
    return refused(f"Package{number}").replace("www.nuget.org", f"feed{number}.contoso.example")


class TestVerdict:
    @pytest.mark.parametrize(
        ("log", "verdict"),
        [
            (refused("One") + pushed("Two"), Verdict.FAILED),
            (refused("One") + pushing("Two") + put(None), Verdict.FAILED),
            (pushing() + put(None) + "error: The flux capacitor is not charged.\n", Verdict.UNEXPLAINED),
            (pushed("One") + pushing("Two") + put(None), Verdict.INCOMPLETE),
            (pushed("One") + pushed("Two"), Verdict.PUSHED),
            ("Build succeeded.\n", Verdict.NO_PUSH),
            ("", Verdict.NO_PUSH),
            (
                pushing() + put("418") + "error: Response status code does not indicate success: 418 (I'm a teapot).\n",
                Verdict.FAILED,
            ),
        ],
        ids=["failed", "failed first", "unexplained", "incomplete", "pushed", "no push", "empty", "unknown status"],
    )
    def test_the_first_that_applies(self, pipeline: Pipeline, log: str, verdict: Verdict) -> None:
        assert read(pipeline, log).verdict is verdict

    def test_a_known_failure_beside_an_unknown_one_is_explained(self, pipeline: Pipeline) -> None:
        report = read(pipeline, refused("One") + pushing("Two") + put(None) + "error: The flux capacitor is not charged.\n")
        assert report.verdict is Verdict.FAILED
        assert [one.rule for one in report.diagnoses] == ["fallback/unknown-message", "nuget.org/key-refused"]

    def test_what_cannot_be_read_is_told_with_its_reason(self, pipeline: Pipeline) -> None:
        (report,) = pool_for(pipeline).reports(collect(["no/such/file.log"]))
        assert (report.log, report.verdict, report.encoding) == ("no/such/file.log", Verdict.UNREADABLE, None)
        assert [one.kind for one in report.errors] == ["unreadable"]


class TestOrder:
    def test_the_last_failure_first_then_by_line(self, pipeline: Pipeline) -> None:
        report = read(pipeline, "".join(refused_elsewhere(number) for number in range(4)))
        assert [one.line for one in report.diagnoses] == [16, 4, 8, 12]
        assert [push.diagnosis for push in report.pushes] == [1, 2, 3, 0]
        assert [one.pushes for one in report.diagnoses] == [(3,), (0,), (1,), (2,)]


class TestBounds:
    def test_a_log_has_a_hundred_diagnoses_at_most(self, pipeline: Pipeline) -> None:
        report = read(pipeline, "".join(refused_elsewhere(number) for number in range(103)))
        assert len(report.pushes) == 103
        assert len(report.diagnoses) == 100
        assert [push.diagnosis for push in report.pushes] == [*range(1, 100), None, None, None, 0]
        assert all(push.outcome is Outcome.FAILED for push in report.pushes)
        assert [(one.kind, one.message) for one in report.errors] == [("limit", "only 100 of 103 diagnoses are told")]

    def test_an_excerpt_is_bounded(self, pipeline: Pipeline) -> None:
        log = f"error: Response status code does not indicate success: 400 ({'x' * 5000}).\n"
        report = read(pipeline, pushing() + put(None) + log)
        assert len(report.diagnoses[0].excerpt) == 600


class TestClient:
    @pytest.mark.parametrize(
        ("line", "language"),
        [
            ('"AppLogger.1.0.0.nupkg" wird per Push nach "\'https://a.example/\'" übertragen...', "de"),
            ("Envoi de AppLogger.1.0.0.nupkg vers 'https://a.example/'...", "fr"),
            ("AppLogger.1.0.0.nupkg を 'https://a.example/' にプッシュしています...", "ja"),
            ("正在将 AppLogger.1.0.0.nupkg 推送到 'https://a.example/'...", "zh-Hans"),
            ("正在將 AppLogger.1.0.0.nupkg 推送到 'https://a.example/'...", "zh-Hant"),
            ("Enviando AppLogger.1.0.0.nupkg para 'https://a.example/' por push...", "pt-BR"),
            ("Pushing AppLogger.1.0.0.nupkg to 'https://a.example/'...", "en"),
        ],
    )
    def test_its_language(self, pipeline: Pipeline, line: str, language: str) -> None:
        report = read(pipeline, f"{line}\n")
        assert report.client.language == language
        assert [push.package_id for push in report.pushes] == ["AppLogger"]

    def test_a_log_without_a_client_names_none(self, pipeline: Pipeline) -> None:
        client = read(pipeline, "Build succeeded.\n").client
        assert (client.name, client.version) == (None, None)


class TestNotices:
    def test_a_key_that_can_be_read_is_one(self, pipeline: Pipeline) -> None:
        log = "+ dotnet nuget push AppLogger.1.0.0.nupkg --source nuget.org --api-key oy2abcdefghijklmnopqrstuvwxyz0123456789abcdefg\n"
        report = read(pipeline, log + pushed("AppLogger"))
        assert [(one.rule, one.line, one.severity) for one in report.notices] == [("ci/secret-visible-in-log", 1, "warning")]
        assert report.verdict is Verdict.PUSHED

    def test_a_secret_far_from_any_push_is_none_of_our_business(self, pipeline: Pipeline) -> None:
        assert read(pipeline, "curl --user build -k --api-key abcdefghijklmnop1234\n" + "noise\n" * 60 + pushed("AppLogger")).notices == ()

    def test_a_failed_push_has_its_diagnosis_instead(self, pipeline: Pipeline) -> None:
        warning = "warn : No API Key was provided and no API Key could be found for 'https://www.nuget.org/api/v2/package'. To save an API Key for a source use the 'setApiKey' command.\n"  # noqa: E501
        report = read(pipeline, warning + refused("AppLogger"))
        assert report.notices == ()
        assert report.diagnoses[0].facts["no_key_found"] is True


def test_a_report_says_how_the_log_was_read(pipeline: Pipeline) -> None:
    log = "".join(f"2026-05-06T07:08:09.1234567Z {line}\n" for line in ("##[section]Starting: Push", *pushed("AppLogger").splitlines()))
    report = pipeline.report_bytes(b"\xff\xfe" + log.encode("utf-16-le"), name="logs/push.log")
    assert (report.log, report.encoding, report.dialect) == ("logs/push.log", "utf-16-le", "azure-devops")
    assert [push.outcome for push in report.pushes] == [Outcome.PUSHED]


def test_an_error_on_the_line_of_another_verdict_keeps_both(pipeline: Pipeline) -> None:
    report = read(pipeline, refused("One") + pushing("Two") + put("BadGateway") + error("BadGateway"))
    assert [(push.outcome, push.http_status) for push in report.pushes] == [(Outcome.FAILED, 403), (Outcome.FAILED, 502)]
    assert len(report.diagnoses) == 2
