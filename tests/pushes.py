"""The lines of pushes as clients print them, for tests that put logs together."""

from __future__ import annotations

from pushwhy.model.report import LogReport, Outcome, RankedCause

NUGET = "https://www.nuget.org/api/v2/package"
SYMBOLS = "https://www.nuget.org/api/v2/symbolpackage"
OWN = "https://nuget.contoso.example/v3/package"
"""A server of which nothing is known but its address."""
PACKAGE = "AppLogger.1.0.0.nupkg"
ADVICE = "To skip already published packages, use the option --skip-duplicate\n"
KEY_REFUSED = "The specified API key is invalid, has expired, or does not have permission to access the specified package."


def begun(source: str, file: str = PACKAGE) -> str:
    """A push and its first request."""
    return f"Pushing {file} to '{source}'...\n  PUT {source}/\n"


def answered(status_name: str, source: str, ms: int = 120) -> str:
    """The line of an answer."""
    return f"  {status_name} {source}/ {ms}ms\n"


def refused(status: int, reason: str) -> str:
    """The error line of a refusal."""
    return f"error: Response status code does not indicate success: {status} ({reason}).\n"


def pushed(source: str = NUGET, file: str = PACKAGE, *, warning: str = "", status_name: str = "Created", ms: int = 120) -> str:
    """A push that the client takes for a success, with a warning of the server."""
    return begun(source, file) + warning + answered(status_name, source, ms) + "Your package was pushed.\n"


def conflict(reason: str, source: str, advice: str = ADVICE) -> str:
    """A push that ends in 409."""
    return begun(source) + answered("Conflict", source) + advice + refused(409, reason)


def outcomes(report: LogReport) -> list[Outcome]:
    """What became of each push."""
    return [push.outcome for push in report.pushes]


def rules(report: LogReport) -> list[str | None]:
    """Which rules speak."""
    return [diagnosis.rule for diagnosis in report.diagnoses]


def first_cause(report: LogReport) -> RankedCause:
    """The likeliest cause of the only diagnosis."""
    assert len(report.diagnoses) == 1
    return report.diagnoses[0].causes[0]


def because(cause: RankedCause) -> list[str]:
    """The words of its evidence."""
    return [evidence.text for evidence in cause.evidence]


def notices(report: LogReport) -> list[str]:
    """Which rules give notice."""
    return [notice.rule for notice in report.notices]
