"""Messages that are said, and messages that are quoted."""

from __future__ import annotations

import pytest

from pushwhy.model.report import Verdict
from pushwhy.run.pipeline import Pipeline

REFUSED = (
    "Response status code does not indicate success: 403 (The specified API key is invalid, has expired, or does not have permission to "
    "access the specified package.)."
)
PUSHING = """\
Pushing AppLogger.1.0.0.nupkg to 'https://www.nuget.org/api/v2/package'...
  PUT https://www.nuget.org/api/v2/package/
"""

QUOTED = {
    "echo": f'echo "error: {REFUSED}"',
    "echo, traced by bash -x": f"+ echo 'error: {REFUSED}'",
    "echo, traced by the Azure agent": f"##[command]echo error: {REFUSED}",
    "comment of a shell": f"# error: {REFUSED}",
    "comment of C#": f"// {REFUSED}",
    "PowerShell": f"Write-Host '{REFUSED}'",
    "commit message": f"git commit -m 'Handle {REFUSED}'",
    "another program": f"fatal: {REFUSED}",
    "test name": f'  Failed Push_says "{REFUSED}" [12 ms]',
    "xUnit": f"[xUnit.net 00:00:01.07]     Feed.Tests: {REFUSED}",
    "assertion": f'Assert.Contains("{REFUSED}", output)',
    "workflow file": f"  - name: {REFUSED}",
    "table of a document": f"| {REFUSED} | renew the key |",
    "code in a document": f"When you see `error: {REFUSED}` you should renew the key.",
}
ONLY_ALONE = {
    "quotes": f'The guide calls this "{REFUSED}"',
    "quotes of German": f"In der Anleitung steht „{REFUSED}“",
    "prose": f"Then nuget.org says {REFUSED}",
}
SAID = {
    "the client": f"error: {REFUSED}",
    "nuget.exe, without a caption": REFUSED,
    "GitHub's and Azure's mark": f"##[error]error: {REFUSED}",
    "the tool's name": f"dotnet: error: {REFUSED}",
    "Serilog": f"[12:00:01 ERR] {REFUSED}",
    "a script": f"An error has occurred: {REFUSED}",
    "NuGetCommand task": f"##[error]The nuget command failed with exit code(1) and error({REFUSED}",
    "VstsNuGetPush": (
        "Error: An unexpected error occurred while trying to push the package with VstsNuGetPush.exe. "
        f"Exit code(1) and error(Error: {REFUSED}"
    ),
    "exception": f"NuGet.Protocol.FatalProtocolException: {REFUSED}",
    "inner exception": f"System.AggregateException: One or more errors occurred. ---> System.Net.Http.HttpRequestException: {REFUSED}",
    "semantic-release": f"STDERR: error: {REFUSED}",
    "MSBuild": f"     1>EXEC : error : {REFUSED} [/home/runner/work/app/push.proj]",
}


@pytest.mark.parametrize("line", QUOTED.values(), ids=QUOTED)
def test_a_quoted_message_is_no_failure_even_while_a_push_goes_on(pipeline: Pipeline, line: str) -> None:
    report = pipeline.report_bytes(f"{PUSHING}{line}\n".encode())
    assert (report.verdict, report.diagnoses) == (Verdict.INCOMPLETE, ())


@pytest.mark.parametrize("line", [*QUOTED.values(), *ONLY_ALONE.values()], ids=[*QUOTED, *ONLY_ALONE])
def test_a_log_that_only_quotes_a_message_is_no_push(pipeline: Pipeline, line: str) -> None:
    report = pipeline.report_bytes(f"{line}\n".encode())
    assert (report.verdict, report.diagnoses, report.pushes) == (Verdict.NO_PUSH, (), ())


@pytest.mark.parametrize("line", SAID.values(), ids=SAID)
def test_what_a_wrapper_repeats_is_said(pipeline: Pipeline, line: str) -> None:
    report = pipeline.report_bytes(f"{PUSHING}{line}\n".encode())
    assert report.verdict is Verdict.FAILED
    assert [(one.rule, one.line, one.pushes) for one in report.diagnoses] == [("nuget.org/key-refused", 3, (0,))]
    assert report.diagnoses[0].facts["http_status"] == 403


class TestWholeLogs:
    def test_a_listing_of_a_script_pushes_nothing(self, pipeline: Pipeline) -> None:
        log = """\
$ cat push.sh
#!/bin/sh
# error: Response status code does not indicate success: 409 (Conflict).
dotnet pack -c Release
"""
        assert pipeline.report_bytes(log.encode()).verdict is Verdict.NO_PUSH

    def test_a_test_run_that_pushes_to_a_stub_is_no_push(self, pipeline: Pipeline) -> None:
        log = f"""\
Starting test execution, please wait...
A total of 1 test files matched the specified pattern.
  Failed Feed.Tests.PushTests.Key_is_refused [42 ms]
  Standard Output Messages:
 Pushing AppLogger.1.0.0.nupkg to 'https://www.nuget.org/api/v2/package'...
 error: {REFUSED}
Failed!  - Failed:     1, Passed:   417, Skipped:     0, Total:   418, Duration: 3 s - Feed.Tests.dll (net8.0)
"""
        report = pipeline.report_bytes(log.encode())
        assert (report.verdict, report.pushes) == (Verdict.NO_PUSH, ())

    def test_generic_types_of_a_stack_trace_are_no_code_spans(self, pipeline: Pipeline) -> None:
        log = f"{PUSHING}System.Threading.Tasks.Task`1[System.Boolean]: {REFUSED} at NuGet.Protocol.Func`2.Invoke()\n"
        assert pipeline.report_bytes(log.encode()).diagnoses[0].rule == "nuget.org/key-refused"


@pytest.mark.parametrize("begins", ["403 (", "("])
def test_a_refusal_that_is_passed_on_from_its_status_on_is_diagnosed(pipeline: Pipeline, begins: str) -> None:
    reason = REFUSED[REFUSED.index("The specified") : -1]
    (diagnosis,) = pipeline.report_bytes(f"{begins}{reason}\n".encode()).diagnoses
    assert (diagnosis.rule, diagnosis.line) == ("nuget.org/key-refused", 1)
    assert pipeline.report_bytes(f"We got {begins}{reason} again.\n".encode()).diagnoses == ()


def test_hundreds_of_messages_in_a_document_are_one_diagnosis_and_hide_nothing_else(pipeline: Pipeline) -> None:
    quotation = f"```\nerror: {REFUSED}\n```\nThe key was refused.\n"
    log = quotation * 300 + f"{PUSHING}error: {REFUSED}\n"
    report = pipeline.report_bytes(log.encode())
    assert [(diagnosis.rule, diagnosis.line) for diagnosis in report.diagnoses] == [
        ("nuget.org/key-refused", 1_203),
        ("nuget.org/key-refused", 2),
    ]
