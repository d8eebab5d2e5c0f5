"""Pushes as their lines tell them."""

from __future__ import annotations

import pytest

from pushwhy.model.report import LogReport, Outcome, Verdict
from pushwhy.run.pipeline import Pipeline
from tests.engine.push_lines import GALLERY, PUSHED, SYMBOLS, error, pushed, pushing, put


def read(pipeline: Pipeline, log: str) -> LogReport:
    return pipeline.report_bytes(log.encode())


class TestOnePush:
    def test_everything_that_its_lines_tell(self, pipeline: Pipeline) -> None:
        log = "+ dotnet nuget push out/AppLogger.1.0.0.nupkg --source https://api.nuget.org/v3/index.json --api-key ***\n" + pushed(
            "AppLogger"
        )
        report = read(pipeline, log)
        (push,) = report.pushes
        assert (push.package_id, push.version, push.path, push.symbols) == ("AppLogger", "1.0.0", "AppLogger.1.0.0.nupkg", False)
        assert (push.source, push.feed, push.host) == (GALLERY, "nuget.org", "www.nuget.org")
        assert (push.outcome, push.http_status, push.statuses, push.attempts) == (Outcome.PUSHED, 201, (201,), 1)
        assert (push.first_line, push.last_line, push.diagnosis) == (2, 5, None)
        assert (report.verdict, report.truncated, report.client.name, report.client.language) == (Verdict.PUSHED, False, "dotnet", "en")

    def test_a_retry_that_succeeds_is_pushed(self, pipeline: Pipeline) -> None:
        report = read(pipeline, pushing() + put("ServiceUnavailable") + put("BadGateway") + put("Created") + PUSHED)
        (push,) = report.pushes
        assert (report.verdict, report.diagnoses) == (Verdict.PUSHED, ())
        assert (push.outcome, push.statuses, push.attempts) == (Outcome.PUSHED, (503, 502, 201), 3)

    def test_a_broken_connection_that_a_retry_makes_good_is_pushed(self, pipeline: Pipeline) -> None:
        broken = (
            f"An error was encountered when fetching 'PUT {GALLERY}/'. The request will now be retried.\n"
            "An error occurred while sending the request.\n"
            "  Unable to read data from the transport connection: Connection reset by peer.\n"
        )
        report = read(pipeline, pushing() + put(None) + broken + put("Created") + PUSHED)
        (push,) = report.pushes
        assert (report.verdict, report.diagnoses) == (Verdict.PUSHED, ())
        assert (push.statuses, push.attempts) == ((201,), 2)

    def test_a_push_without_an_outcome_is_incomplete(self, pipeline: Pipeline) -> None:
        report = read(pipeline, pushing() + put(None))
        assert (report.verdict, report.truncated, report.diagnoses) == (Verdict.INCOMPLETE, True, ())
        assert [(push.outcome, push.http_status) for push in report.pushes] == [(Outcome.UNKNOWN, None)]

    def test_a_job_that_somebody_cancelled_has_no_outcome(self, pipeline: Pipeline) -> None:
        report = read(pipeline, pushing() + put(None) + "##[error]The operation was canceled.\n")
        assert (report.verdict, report.truncated, report.diagnoses) == (Verdict.INCOMPLETE, True, ())

    def test_a_truncated_push_shows_although_the_log_goes_on(self, pipeline: Pipeline) -> None:
        report = read(pipeline, pushing() + put(None) + "##[group]Run dotnet nuget push\n" + pushed("Other"))
        assert report.truncated
        assert [(push.package_id, push.outcome) for push in report.pushes] == [("AppLogger", "unknown"), ("Other", "pushed")]
        assert report.verdict is Verdict.INCOMPLETE


class TestDuplicates:
    def test_skip_duplicate(self, pipeline: Pipeline) -> None:
        log = pushing() + put("Conflict") + f"Package '/home/runner/work/app/AppLogger.1.0.0.nupkg' already exists at feed '{GALLERY}'.\n"
        report = read(pipeline, log)
        assert (report.verdict, report.diagnoses) == (Verdict.PUSHED, ())
        assert [(push.outcome, push.statuses) for push in report.pushes] == [(Outcome.SKIPPED_DUPLICATE, (409,))]
        assert [(notice.rule, notice.line) for notice in report.notices] == [("client/duplicate-skipped", 4)]

    def test_a_task_that_ignores_the_conflict(self, pipeline: Pipeline) -> None:
        log = (
            "##[section]Starting: NuGet push\n"
            + pushing()
            + put("Conflict")
            + error("Conflict").removeprefix("error: ")
            + "##[warning]A duplicate package was found and will be ignored because 'Allow duplicates to be skipped' is set.\n"
        )
        report = read(pipeline, log)
        assert (report.verdict, report.diagnoses, report.dialect) == (Verdict.PUSHED, (), "azure-devops")
        assert [(push.outcome, push.last_line) for push in report.pushes] == [(Outcome.SKIPPED_DUPLICATE, 6)]

    def test_paket_that_ignores_the_conflict(self, pipeline: Pipeline) -> None:
        log = (
            "Pushing package out/AppLogger.1.0.0.nupkg to https://nuget.contoso.example/api/v2/package\n"
            "Package out/AppLogger.1.0.0.nupkg already exists. - Conflict (409) status ignored!\n"
        )
        report = read(pipeline, log)
        assert (report.verdict, report.diagnoses) == (Verdict.PUSHED, ())
        assert [(push.package_id, push.outcome) for push in report.pushes] == [("AppLogger", Outcome.SKIPPED_DUPLICATE)]

    def test_what_a_folder_has_already_is_an_error_there(self, pipeline: Pipeline) -> None:
        log = (
            "Pushing AppLogger.1.0.0.nupkg to '/srv/feed'...\n"
            "error: Package '/home/runner/work/app/AppLogger.1.0.0.nupkg' already exists at feed '/srv/feed'.\n"
        )
        report = read(pipeline, log)
        assert report.verdict is Verdict.FAILED
        assert [one.causes[0].id for one in report.diagnoses] == ["version-already-exists"]


class TestSeveralPushes:
    def test_each_keeps_its_outcome(self, pipeline: Pipeline) -> None:
        report = read(pipeline, pushed("One") + pushing("Two") + put("Forbidden") + error("Forbidden") + pushed("Three"))
        assert [(push.package_id, push.outcome, push.diagnosis) for push in report.pushes] == [
            ("One", Outcome.PUSHED, None),
            ("Two", Outcome.FAILED, 0),
            ("Three", Outcome.PUSHED, None),
        ]
        assert report.verdict is Verdict.FAILED

    def test_a_symbols_package_is_a_push_of_its_own(self, pipeline: Pipeline) -> None:
        log = pushed("AppLogger") + pushing(target=SYMBOLS, extension="snupkg") + put("Created", target=SYMBOLS) + PUSHED
        report = read(pipeline, log)
        assert [(push.package_id, push.symbols, push.source, push.outcome) for push in report.pushes] == [
            ("AppLogger", False, GALLERY, Outcome.PUSHED),
            ("AppLogger", True, SYMBOLS, Outcome.PUSHED),
        ]

    def test_a_symbols_package_can_fail_alone(self, pipeline: Pipeline) -> None:
        log = (
            pushed("AppLogger")
            + pushing(target=SYMBOLS, extension="snupkg")
            + put("Conflict", target=SYMBOLS)
            + "error: Response status code does not indicate success: 409 (It looks like there is another copy of this symbols package "
            "pending validation(s). Please wait for the validation(s) to finish before trying to replace the symbols package.).\n"
        )
        report = read(pipeline, log)
        assert [push.outcome for push in report.pushes] == [Outcome.PUSHED, Outcome.FAILED]
        assert [(one.rule, one.line, one.pushes) for one in report.diagnoses] == [("symbols/pending-validation", 8, (1,))]

    def test_a_log_that_holds_every_line_twice_has_one_push(self, pipeline: Pipeline) -> None:
        lines = (pushing() + put("Forbidden") + error("Forbidden")).splitlines(keepends=True)
        report = read(pipeline, "".join(line * 2 for line in lines))
        assert [(push.outcome, push.statuses) for push in report.pushes] == [(Outcome.FAILED, (403,))]
        assert [(one.rule, one.pushes) for one in report.diagnoses] == [("nuget.org/key-refused", (0,))]


class TestNoPush:
    @pytest.mark.parametrize(
        "log",
        [
            "  GET https://api.nuget.org/v3/index.json\n  NotFound https://api.nuget.org/v3/index.json 84ms\n",
            (
                "warn : Deleting AppLogger 1.0.0 from the 'https://www.nuget.org/api/v2/package'.\n"
                "  DELETE https://www.nuget.org/api/v2/package/AppLogger/1.0.0\n"
                "  Forbidden https://www.nuget.org/api/v2/package/AppLogger/1.0.0 3ms\n" + error("Forbidden")
            ),
            "  Determining projects to restore...\n/w/App.csproj : error NU1301: Unable to load the service index for source https://a.example/.\n",
            "",
            "\n\n\n",
            "Pushing the branch to origin...\nEverything up-to-date\n",
        ],
        ids=["GET", "DELETE", "restore", "empty", "blank", "git"],
    )
    def test_other_operations_are_no_pushes(self, pipeline: Pipeline, log: str) -> None:
        report = read(pipeline, log)
        assert (report.verdict, report.pushes, report.diagnoses) == (Verdict.NO_PUSH, (), ())
