"""Lines that stand in a log more than once, and a message that many programs print."""

from __future__ import annotations

import pytest

from pushwhy.model.report import Outcome, Verdict
from tests.pushes import KEY_REFUSED, NUGET, OWN, answered, because, begun, first_cause, outcomes, pushed, refused, rules
from tests.traps.conftest import Read

FAILED = begun(NUGET) + answered("Forbidden", NUGET) + refused(403, KEY_REFUSED)
NULL = "error: Object reference not set to an instance of an object.\n"


def twice(log: str) -> str:
    return "".join(line * 2 for line in log.splitlines(keepends=True))


class TestRepeatedLines:
    def test_an_archive_that_holds_every_line_twice(self, read: Read) -> None:
        report = read(twice(FAILED))
        assert rules(report) == ["nuget.org/key-refused"]
        assert [(push.statuses, push.attempts) for push in report.pushes] == [((403,), 1)]

    def test_an_archive_that_holds_the_job_twice(self, read: Read) -> None:
        assert rules(read(FAILED + "Post job cleanup.\n" + FAILED)) == ["nuget.org/key-refused"]

    def test_a_success_of_which_every_line_stands_there_twice(self, read: Read) -> None:
        report = read(twice(pushed()))
        assert (report.verdict, outcomes(report), report.pushes[0].attempts) == (Verdict.PUSHED, [Outcome.PUSHED], 1)

    def test_a_loop_that_pushes_three_times(self, read: Read) -> None:
        report = read((begun(NUGET) + answered("ServiceUnavailable", NUGET) + refused(503, "Service Unavailable")) * 3)
        assert rules(report) == ["http/service-unavailable"]
        assert [(push.statuses, push.attempts) for push in report.pushes] == [((503, 503, 503), 3)]

    def test_the_task_repeats_the_error(self, read: Read) -> None:
        echo = f"Response status code does not indicate success: 403 ({KEY_REFUSED})."
        report = read(
            f"##[section]Starting: NuGetCommand\n{FAILED}##[debug]error: {echo}\n"
            f"##[error]The nuget command failed with exit code(1) and error({echo})\n##[error]Packages failed to publish\n"
        )
        assert rules(report) == ["nuget.org/key-refused"]
        assert report.diagnoses[0].line == 5

    @pytest.mark.parametrize("prefix", ["##[debug]", "2024-05-06T07:08:09.1234567Z ##[debug]last error: "])
    def test_a_debug_echo_beside_a_success(self, read: Read, prefix: str) -> None:
        report = read(f"{pushed()}{prefix}{refused(409, 'Conflict')}")
        assert (report.verdict, report.diagnoses) == (Verdict.PUSHED, ())

    def test_the_summary_of_msbuild(self, read: Read) -> None:
        error = "EXEC : error : Response status code does not indicate success: 409 (Conflict). [/src/push.proj]\n"
        failed = '/src/push.proj(3,5): error MSB3073: The command "dotnet nuget push x.nupkg" exited with code 1.\n'
        report = read(begun(OWN) + answered("Conflict", OWN) + error + failed + "\nBuild FAILED.\n\n" + error + failed + "    2 Error(s)\n")
        assert rules(report) == ["http/conflict"]


class TestObjectReferenceNotSet:
    @pytest.mark.parametrize("source", ["ftp://localhost/feed", "htps://api.nuget.org/v3/index.json"])
    def test_after_an_address_without_http(self, read: Read, source: str) -> None:
        first = first_cause(read(f"Pushing AppLogger.1.0.0.nupkg to '{source}'...\n{NULL}"))
        assert first.id == "source-url-wrong"
        assert because(first) == [f"the address begins with {source.partition(':')[0]}://, where feeds have http or https"]

    def test_after_a_folder(self, read: Read) -> None:
        first = first_cause(read(f"Pushing AppLogger.1.0.0.nupkg to '/srv/feed'...\n{NULL}"))
        assert first.id == "client-environment"
        assert because(first) == ['a folder for which nuget.config says protocolVersion="3" makes the client fail like this']

    def test_after_a_prompt_that_nobody_answers(self, read: Read) -> None:
        prompt = f"Please provide credentials for: {OWN}/\nUserName: Password: "
        report = read(begun(OWN) + prompt + NULL.removeprefix("error: "))
        assert rules(report) == ["client/prompt-not-possible"]
        assert first_cause(report).id == "feed-credentials-missing"

    @pytest.mark.parametrize(
        "line",
        [
            "   System.NullReferenceException : Object reference not set to an instance of an object.",
            "error MSB4018: System.NullReferenceException: Object reference not set to an instance of an object.",
        ],
    )
    def test_of_a_test_or_a_build_task_it_is_no_failed_push(self, read: Read, line: str) -> None:
        assert read(f"{line}\n{pushed()}").verdict is Verdict.PUSHED
