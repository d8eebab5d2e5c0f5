"""Whether a message is a push's is weighed: failed, possible, or only quoted."""

from __future__ import annotations

import pytest

from pushwhy.run.pipeline import Pipeline

REFUSED = "Response status code does not indicate success: 401 (Unauthorized)."
KEY = (
    "Response status code does not indicate success: 403 (The specified API key is invalid, has expired, or does not have permission "
    "to access the specified package.)."
)
JOBS = ("fetching invoices", REFUSED, "next run in 60 s", "idle", "polling", "done")


@pytest.mark.parametrize(
    ("verdict", "log"),
    [
        # Other tools, words and orders.
        ("failed", f"Releasing NuGet packages to the gallery\n!! {KEY}\nrelease ends with 1\n"),
        ("failed", f"deploying out/Orbit.Core.2.3.0.nupkg to the feed\nerror: {REFUSED}\n"),
        ("failed", f"2026-03-02 10:11:12 [ship] upload of Orbit.Core.2.3.0.nupkg\n2026-03-02 10:11:13 [ship] {REFUSED}\n"),
        ("failed", f"error: {KEY}\n"),
        ("possible", f"{REFUSED}\n"),
        # The same words from elsewhere.
        ("no-push", f"npm publish --access public\nnpm ERR! {REFUSED}\n"),
        ("no-push", f"  Determining projects to restore...\nerror: {REFUSED}\n"),
        ("no-push", f"Failed to download action 'https://api.github.com/repos/a/b/tarball/v1'. Error: {REFUSED}\n"),
        ("no-push", "error: No space left on device\n"),
        ("no-push", "".join(f"[orders] {line}\n" for line in JOBS)),
    ],
)
def test_a_message_counts_as_far_as_the_log_shows_a_push(verdict: str, log: str, pipeline: Pipeline) -> None:
    assert str(pipeline.report_bytes(log.encode()).verdict) == verdict


def test_a_possible_push_tells_how_probable_it_is_and_why(pipeline: Pipeline) -> None:
    (diagnosis,) = pipeline.report_bytes(f"{REFUSED}\n".encode()).diagnoses
    assert (diagnosis.possible, diagnosis.push_probability) == (True, 0.5)
    assert [(sign.name, sign.weight) for sign in diagnosis.push_signs] == [("alone", 2)]


def test_a_message_in_a_sentence_is_told_as_quoted(pipeline: Pipeline) -> None:
    log = f'We saw "{KEY}" again when we pushed yesterday.\n'
    report = pipeline.report_bytes(log.encode(), "mail.txt")
    assert (str(report.verdict), [(quote.line, quote.rule, quote.http_status) for quote in report.quoted]) == (
        "no-push",
        [(1, "nuget.org/key-refused", None)],
    )


def test_a_transcript_in_a_fence_is_a_transcript(pipeline: Pipeline) -> None:
    log = f"## What happens\n\n```text\n$ dotnet nuget push out/Orbit.Core.2.3.0.nupkg\nerror: {KEY}\n```\n\nAny idea?\n"
    report = pipeline.report_bytes(log.encode())
    assert (str(report.verdict), report.diagnoses[0].rule, report.diagnoses[0].line) == ("failed", "nuget.org/key-refused", 5)
