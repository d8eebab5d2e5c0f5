"""Which error belongs to which push, and which is a repeat or was made good."""

from __future__ import annotations

import pytest

from pushwhy.model.report import LogReport, Outcome, Verdict
from pushwhy.run.pipeline import Pipeline
from tests.engine.push_lines import PUSHED, error, pushed, pushing, put, refused

COMMAND = "+ dotnet nuget push out/AppLogger.1.0.0.nupkg --source https://api.nuget.org/v3/index.json --api-key ***\n"
INDEX_REFUSED = """\
error: Unable to load the service index for source https://nuget.contoso.example/v3/index.json.
error:   Response status code does not indicate success: 401 (Unauthorized).
"""
BROKEN = """\
An error was encountered when fetching 'PUT https://www.nuget.org/api/v2/package/'. The request will now be retried.
An error occurred while sending the request.
"""


def read(pipeline: Pipeline, log: str) -> LogReport:
    return pipeline.report_bytes(log.encode())


def told(report: LogReport) -> list[tuple[str | None, int, tuple[int, ...]]]:
    return [(one.rule, one.line, one.pushes) for one in report.diagnoses]


class TestWhichPush:
    @pytest.mark.parametrize("first_fails", [True, False])
    def test_of_two_pushes_the_one_whose_answer_it_repeats(self, pipeline: Pipeline, *, first_fails: bool) -> None:
        parts = [refused("One"), pushed("Two")] if first_fails else [pushed("One"), refused("Two")]
        report = read(pipeline, "".join(parts))
        failed = 0 if first_fails else 1
        assert told(report) == [("nuget.org/key-refused", 4 if first_fails else 8, (failed,))]
        assert [push.outcome for push in report.pushes] == [Outcome.FAILED if place == failed else Outcome.PUSHED for place in (0, 1)]

    def test_standard_error_before_standard_output(self, pipeline: Pipeline) -> None:
        report = read(pipeline, COMMAND + error("Forbidden") + pushing() + put("Forbidden"))
        assert told(report) == [("nuget.org/key-refused", 2, (0,))]
        assert report.pushes[0].outcome is Outcome.FAILED

    def test_standard_error_before_standard_output_of_two_packages(self, pipeline: Pipeline) -> None:
        report = read(pipeline, COMMAND + error("Forbidden") + pushed("One") + pushing("Two") + put("Forbidden"))
        assert told(report) == [("nuget.org/key-refused", 2, (1,))]
        assert [push.outcome for push in report.pushes] == [Outcome.PUSHED, Outcome.FAILED]

    def test_the_package_that_the_message_names(self, pipeline: Pipeline) -> None:
        report = read(
            pipeline, pushing("AppLogger") + put("Conflict") + pushing("Other", "2.0.0") + put("Conflict") + error("Conflict") * 1
        )
        assert report.diagnoses[0].pushes[0] == 0
        assert report.pushes[0].outcome is Outcome.FAILED

    def test_an_error_of_the_next_step_is_not_the_pushs(self, pipeline: Pipeline) -> None:
        report = read(pipeline, pushing() + put(None) + "##[group]Run dotnet test\n" + error("Forbidden"))
        assert (report.verdict, report.diagnoses) == (Verdict.INCOMPLETE, ())

    def test_an_error_after_a_push_that_succeeded_is_not_its(self, pipeline: Pipeline) -> None:
        report = read(pipeline, pushed("AppLogger") + "##[group]Run docker push contoso/app\nerror: denied: access forbidden\n")
        assert (report.verdict, report.diagnoses) == (Verdict.PUSHED, ())


class TestOneProblem:
    def test_a_key_that_opens_none_of_ten_packages_is_told_once(self, pipeline: Pipeline) -> None:
        command = "+ dotnet nuget push '*.nupkg' --source nuget.org --api-key ***\n"
        report = read(pipeline, command + "".join(refused(f"Package{number}") for number in range(10)))
        assert told(report) == [("nuget.org/key-refused", 5, tuple(range(10)))]
        assert {push.diagnosis for push in report.pushes} == {0}


class TestSideBySide:
    @pytest.mark.parametrize("fails", ["One", "Two"])
    @pytest.mark.parametrize("error_last", [True, False])
    def test_what_stands_in_disorder_belongs_to_the_push_at_its_address(self, pipeline: Pipeline, fails: str, *, error_last: bool) -> None:
        """`dotnet nuget push` runs in several processes at once, whose lines mix."""
        one, two = "https://nuget.contoso.example/one", "https://nuget.contoso.example/two"
        answers = {name: "Forbidden" if name == fails else "Created" for name in ("One", "Two")}
        ends = [PUSHED, "error: Response status code does not indicate success: 403 (Forbidden).\n"]
        log = (
            pushing("One", target=one)
            + pushing("Two", target=two)
            + f"  PUT {one}/\n  PUT {two}/\n"
            + f"  {answers['Two']} {two}/ 90ms\n  {answers['One']} {one}/ 99ms\n"
            + "".join(ends if error_last else reversed(ends))
        )
        report = read(pipeline, log)
        assert {str(push.package_id): push.outcome is Outcome.FAILED for push in report.pushes} == {
            "One": fails == "One",
            "Two": fails == "Two",
        }
        assert [push.statuses for push in report.pushes] == [(403 if fails == name else 201,) for name in ("One", "Two")]
        assert [[report.pushes[place].package_id for place in one.pushes] for one in report.diagnoses] == [[fails]]

    FORBIDDEN, CREATED = "  Forbidden https://www.nuget.org/api/v2/package/ 9ms\n", "  Created https://www.nuget.org/api/v2/package/ 9ms\n"
    BEGUN = pushing("One") + pushing("Two") + put(None) * 2

    @pytest.mark.parametrize("ends", [FORBIDDEN + error("Forbidden") + CREATED + PUSHED, CREATED + PUSHED + FORBIDDEN + error("Forbidden")])
    def test_one_address_leaves_open_which_of_them_failed(self, pipeline: Pipeline, ends: str) -> None:
        report = read(pipeline, self.BEGUN + ends)
        assert sorted(push.outcome for push in report.pushes) == [Outcome.FAILED, Outcome.PUSHED]
        (diagnosis,) = report.diagnoses
        (failed,) = diagnosis.pushes
        assert diagnosis.possible_pushes == (1 - failed,)
        assert report.pushes[failed].statuses == (403,)

    @pytest.mark.parametrize("ends", [error("Forbidden") + PUSHED, PUSHED + error("Forbidden")])
    def test_so_it_is_where_the_client_prints_no_requests(self, pipeline: Pipeline, ends: str) -> None:
        report = read(pipeline, pushing("One") + pushing("Two") + ends)
        assert sorted(push.outcome for push in report.pushes) == [Outcome.FAILED, Outcome.PUSHED]
        assert [(len(one.pushes), len(one.possible_pushes)) for one in report.diagnoses] == [(1, 1)]

    @pytest.mark.parametrize("answers", ["Conflict Forbidden", "Forbidden Conflict"])
    def test_a_package_that_an_error_names_settles_whose_the_other_one_is(self, pipeline: Pipeline, answers: str) -> None:
        lines = "".join(f"  {answer} https://www.nuget.org/api/v2/package/ 9ms\n" for answer in answers.split())
        log = pushing() + pushing("Two") + put(None) * 2 + lines + error("Forbidden") + error("Conflict")
        report = read(pipeline, log)
        assert {str(push.package_id): push.statuses for push in report.pushes} == {"AppLogger": (409,), "Two": (403,)}
        assert [(one.rule, one.pushes, one.possible_pushes) for one in report.diagnoses] == [
            ("nuget.org/version-exists", (0,), ()),
            ("nuget.org/key-refused", (1,), ()),
        ]

    def test_two_that_fail_alike_are_one_diagnosis_without_a_doubt(self, pipeline: Pipeline) -> None:
        report = read(pipeline, self.BEGUN + self.FORBIDDEN * 2 + error("Forbidden") * 2)
        assert [(one.rule, one.pushes, one.possible_pushes) for one in report.diagnoses] == [("nuget.org/key-refused", (0, 1), ())]
        assert [push.attempts for push in report.pushes] == [1, 1]

    def test_what_a_broken_connection_is_due_to_is_no_second_failure(self, pipeline: Pipeline) -> None:
        broken = "error: An error occurred while sending the request.\nerror:   Connection reset by peer\n"
        report = read(pipeline, self.BEGUN + broken + self.CREATED + PUSHED)
        assert [(one.rule, len(one.pushes), len(one.possible_pushes)) for one in report.diagnoses] == [("network/reset-by-peer", 1, 1)]

    def test_pushes_one_after_the_other_are_never_in_doubt(self, pipeline: Pipeline) -> None:
        quiet = pushing("One") + error("Forbidden") + pushing("Two") + error("Forbidden")
        for log in (refused("One") + refused("Two"), quiet, pushing("One") + put("Forbidden") + pushing("Two") + put("BadGateway")):
            report = read(pipeline, log)
            assert [push.outcome for push in report.pushes] == [Outcome.FAILED, Outcome.FAILED]
            assert [one.possible_pushes for one in report.diagnoses if one.possible_pushes] == []

    def test_errors_behind_the_output_of_all_go_by_their_status(self, pipeline: Pipeline) -> None:
        log = pushing("One") + put("Forbidden") + pushing("Two") + put("BadGateway") + error("Forbidden") + error("BadGateway")
        report = read(pipeline, log)
        assert told(report) == [("http/bad-gateway", 8, (1,)), ("nuget.org/key-refused", 7, (0,))]


class TestAttempts:
    def test_the_last_attempt_decides(self, pipeline: Pipeline) -> None:
        report = read(pipeline, pushing() + put("BadGateway") + put("Forbidden") + error("Forbidden"))
        assert told(report) == [("nuget.org/key-refused", 6, (0,))]
        assert (report.pushes[0].statuses, report.pushes[0].attempts) == ((502, 403), 2)

    def test_a_conflict_after_a_broken_attempt_may_be_its_own_doing(self, pipeline: Pipeline) -> None:
        report = read(pipeline, pushing() + put("BadGateway") + put("Conflict") + error("Conflict"))
        assert report.diagnoses[0].facts["first_attempt_broke"] is True
        assert report.diagnoses[0].facts["attempts"] == 2

    @pytest.mark.parametrize("begun", [pushing() + put(None), pushing(), COMMAND], ids=["request", "push", "command"])
    def test_why_an_attempt_broke_does_not_tell_how_the_push_ended(self, pipeline: Pipeline, begun: str) -> None:
        report = read(pipeline, begun + BROKEN)
        assert (report.verdict, report.diagnoses) == (Verdict.INCOMPLETE, ())
        report = read(pipeline, begun + BROKEN + BROKEN + "error: An error occurred while sending the request.\n")
        assert told(report) == [("network/sending-failed", (begun + BROKEN + BROKEN).count("\n") + 1, (0,))]


class TestRepeats:
    def test_a_ci_systems_repeat_is_the_same_failure(self, pipeline: Pipeline) -> None:
        log = refused("AppLogger") + "##[error]" + error("Forbidden") + "##[error]Process completed with exit code 1.\n"
        assert told(read(pipeline, log)) == [("nuget.org/key-refused", 4, (0,))]

    def test_msbuilds_summary_is_the_same_failure(self, pipeline: Pipeline) -> None:
        refusal = error("Forbidden").removeprefix("error: ").strip()
        project = "/home/runner/work/app/push.proj"
        log = (
            "     1>Push:\n"
            "         dotnet nuget push AppLogger.1.0.0.nupkg --source https://api.nuget.org/v3/index.json --api-key ***\n"
            f"         {pushing()}           {put('Forbidden').strip()}\n"
            f"     1>EXEC : error : {refusal} [{project}]\n"
            f'     1>{project}(2,23): error MSB3073: The command "dotnet nuget push AppLogger.1.0.0.nupkg" exited with code 1.\n'
            "Build FAILED.\n"
            f"         EXEC : error : {refusal} [{project}]\n"
            f'         {project}(2,23): error MSB3073: The command "dotnet nuget push AppLogger.1.0.0.nupkg" exited with code 1.\n'
            "    0 Warning(s)\n    2 Error(s)\n"
        )
        report = read(pipeline, log)
        assert told(report) == [("nuget.org/key-refused", 6, (0,))]
        assert report.diagnoses[0].excerpt == refusal

    def test_a_failure_that_msbuild_made_a_warning_has_failed_all_the_same(self, pipeline: Pipeline) -> None:
        refusal = error("Forbidden").removeprefix("error: ").strip()
        log = f"{pushing()}{put('Forbidden')}EXEC : warning : {refusal} [/w/push.proj]\nBuild succeeded.\n    1 Warning(s)\n"
        report = read(pipeline, log)
        assert (report.verdict, told(report)) == (Verdict.FAILED, [("nuget.org/key-refused", 4, (0,))])

    def test_a_loop_that_goes_on_after_a_failure_has_failed(self, pipeline: Pipeline) -> None:
        report = read(pipeline, refused("One") + "All packages published\n")
        assert report.verdict is Verdict.FAILED

    def test_several_failures_with_one_cause_are_one_diagnosis(self, pipeline: Pipeline) -> None:
        report = read(pipeline, refused("One") + refused("Two") + refused("Three"))
        assert told(report) == [("nuget.org/key-refused", 4, (0, 1, 2))]
        assert [push.diagnosis for push in report.pushes] == [0, 0, 0]


class TestWithoutAPush:
    @pytest.mark.parametrize(
        ("command", "text", "cause"),
        [
            (COMMAND, "error: File does not exist (out/AppLogger.1.0.0.nupkg).\n", "file-not-found"),
            ("+ dotnet nuget push AppLogger.1.0.0.nupkg\n", "error: Source parameter was not specified.\n", "source-not-specified"),
            (COMMAND, INDEX_REFUSED, "feed-credentials-missing"),
        ],
    )
    def test_a_command_that_fails_before_its_push_begins(self, pipeline: Pipeline, command: str, text: str, cause: str) -> None:
        report = read(pipeline, command + text)
        assert (report.verdict, report.pushes) == (Verdict.FAILED, ())
        assert [(one.pushes, one.causes[0].id) for one in report.diagnoses] == [((), cause)]

    def test_the_inner_line_of_a_nested_message_is_part_of_it(self, pipeline: Pipeline) -> None:
        log = (
            f"{COMMAND}error: Unable to load the service index for source https://feed.invalid/v3/index.json.\n"
            "error:   Name or service not known (feed.invalid:443)\nerror:   Name or service not known\n"
        )
        report = read(pipeline, log)
        assert len(report.diagnoses) == 1
        assert report.diagnoses[0].facts["host"] == "feed.invalid"

    def test_an_unknown_error_right_behind_a_push_command_is_unexplained(self, pipeline: Pipeline) -> None:
        report = read(pipeline, f"{COMMAND}error: The flux capacitor is not charged.\n")
        assert (report.verdict, told(report)) == (Verdict.UNEXPLAINED, [("fallback/unknown-message", 2, ())])

    def test_an_unknown_error_elsewhere_is_nobodys(self, pipeline: Pipeline) -> None:
        report = read(pipeline, f"{pushed('AppLogger')}##[group]Run make\nerror: The flux capacitor is not charged.\n")
        assert (report.verdict, report.diagnoses) == (Verdict.PUSHED, ())

    def test_a_wrapper_that_says_only_that_the_push_failed(self, pipeline: Pipeline) -> None:
        report = read(pipeline, "Failed to push NuGet package. Exit code: 1\n")
        assert report.verdict is Verdict.UNEXPLAINED
        (diagnosis,) = report.diagnoses
        assert (diagnosis.rule, diagnosis.line, diagnosis.causes, diagnosis.other_probability) == (None, 1, (), 1.0)
        assert diagnosis.excerpt == "Failed to push NuGet package. Exit code: 1"


def test_what_lost_is_related(pipeline: Pipeline) -> None:
    (diagnosis,) = read(pipeline, refused("AppLogger")).diagnoses
    assert ("http/forbidden", 3) in [(one.rule, one.line) for one in diagnosis.related]
    assert "nuget.org/key-refused" not in [one.rule for one in diagnosis.related]


def test_a_push_with_an_unknown_message_is_unexplained(pipeline: Pipeline) -> None:
    report = read(pipeline, pushing() + put(None) + "error: The flux capacitor is not charged.\n")
    assert (report.verdict, told(report)) == (Verdict.UNEXPLAINED, [("fallback/unknown-message", 3, (0,))])
    assert report.pushes[0].outcome is Outcome.FAILED


def test_a_warning_on_a_successful_push_is_a_notice(pipeline: Pipeline) -> None:
    warning = "warn : No API Key was provided and no API Key could be found for 'https://www.nuget.org/api/v2/package'. To save an API Key for a source use the 'setApiKey' command.\n"  # noqa: E501
    report = read(pipeline, warning + pushing() + put("Created") + PUSHED)
    assert (report.verdict, report.diagnoses) == (Verdict.PUSHED, ())
    assert [(one.line, one.severity) for one in report.notices] == [(1, "warning")]
